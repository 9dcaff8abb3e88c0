import Allocation
import Documents
import Kernels
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Answers as they come in")
struct AnswerTests {
  private static let limits = PlanningLimits(threads: 2, explains: false)

  private static let first = Result { try Scenario(.lab).plan(within: limits) }

  private static func lab(answering answers: [String: String]) throws -> Scenario {
    try Scenario(
      .lab,
      overrides: answers.sorted { $0.key < $1.key }.map {
        Scenario.Override(path: "answers.\($0.key)", value: $0.value)
      })
  }

  // What the first plan offers, as answers.
  private static func yesToAll() throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try first.get().offers.map { offer in
        (offer.candidate, offer.isMade ? "yes:\(offer.package?.id ?? "")" : "no")
      })
  }

  @Test("no from everybody leaves the plan without candidates")
  func nobody() throws {
    let ids = try Scenario(.lab).candidates.map(\.id)
    let plan = try Self.lab(answering: Dictionary(uniqueKeysWithValues: ids.map { ($0, "no") }))
      .plan(within: Self.limits)
    var alone = try Scenario(.lab)
    alone.candidates = []
    let other = alone.plan(within: Self.limits)
    #expect(plan.status == .optimal && plan.offers.isEmpty && plan.value.hired == 0)
    #expect(plan.value.objectiveCents == other.value.objectiveCents)
    #expect(plan.teams.map(\.granted) == other.teams.map(\.granted))
  }

  @Test("who starts later holds nothing before")
  func laterHire() throws {
    let offers = try Self.first.get().offers
    let made = try #require(offers.first { $0.isMade && $0.package?.pool == 0 })
    let package = try #require(made.package)
    let scenario = try Scenario(
      .lab,
      overrides: [
        .init(path: "candidates[\(made.candidate)].start_month", value: "3"),
        .init(path: "answers.\(made.candidate)", value: "yes:\(package.id)"),
      ])
    let plan = scenario.plan(within: Self.limits)
    let rows = plan.resources.filter { $0.kind == .pool && $0.id.hasPrefix(scenario.pools[0].id) }
    #expect(rows.map(\.hired) == [0, Double(package.units)])
  }

  @Test("yes from everybody is a firm plan: the teams share what is left")
  func everybody() throws {
    let scenario = try Self.lab(answering: Self.yesToAll())
    let plan = scenario.plan(within: Self.limits)
    #expect(plan.status == .optimal && plan.offers.isEmpty)
    #expect(plan.risk?.overcommit == 0 && plan.value.released == 0)
    var alone = try Scenario(.lab)
    alone.candidates = []
    let table = OptionTable(alone, threads: 2, by: .kernel(.best))
    var capacities = table.unreleased.resources.map(\.capacity)
    for pool in scenario.pools.indices { capacities[pool] -= Int64(scenario.hiredUnits(of: pool)) }
    let teams = solve(table.unreleased.replacingCapacities(capacities))
    let hired = scenario.answers.reduce(Int128(0)) { $0 + Int128(cents(scenario.worth(of: $1))) }
    #expect(plan.value.objectiveCents == teams.objective + hired)
    let cash = try #require(plan.resources.first { $0.kind == .cash })
    #expect(abs(cash.used - scenario.hiredCash) <= 0.01 * Double(scenario.answers.count))
    for row in plan.resources where row.kind == .slots {
      let taken = scenario.answers.count { $0.isYes && $0.candidate.slot == row.id }
      #expect(row.used == Double(taken))
    }
    #expect(plan.resources.filter { $0.kind == .pool }.contains { $0.hired > 0 })
  }

  @Test("one yes and one no plan the rest again, and tell what changes")
  func some() throws {
    let plan = try Self.first.get()
    let made = plan.offers.filter(\.isMade)
    let (yes, no) = (try #require(made.first), try #require(made.last))
    let scenario = try Self.lab(answering: [
      yes.candidate: "yes:\(try #require(yes.package).id)", no.candidate: "no",
    ])
    let next = scenario.plan(within: Self.limits)
    let effect = try #require(next.answerEffect)
    #expect(effect.isProven && effect.worthBefore == plan.value.objective)
    #expect(!next.offers.contains { [yes.candidate, no.candidate].contains($0.candidate) })
    let before = Set(made.map(\.candidate))
    let after = Set(next.offers.filter(\.isMade).map(\.candidate))
    #expect(Set(effect.offersAdded) == after.subtracting(before))
    #expect(
      Set(effect.offersDropped)
        == before.subtracting(after).subtracting([yes.candidate, no.candidate]))
    #expect(
      effect.grantsMoved.map(\.team)
        == zip(plan.teams, next.teams).filter { $0.0.granted != $0.1.granted }.map(\.0.id))
    #expect(next.value.hired == scenario.hiredWorth && next.value.hired > 0)
    #expect(plan.answerEffect == nil)
  }

  @Test("the answers of a scenario can be taken back")
  func without() throws {
    let scenario = try Self.lab(answering: ["C-02": "no", "C-05": "no"])
    #expect(scenario.answers.map(\.candidate.id) == ["C-02", "C-05"])
    #expect(scenario.withoutAnswers.candidates == (try Scenario(.lab)).candidates)
  }

  @Test(
    "that cannot be are refused with a remedy",
    arguments: [
      ("C-99", "no", "there is no such candidate"), ("C-02", "maybe", "is neither no nor yes"),
      ("C-02", "yes", "is neither no nor yes"), ("C-02", "yes:gold", "names a package that C-02"),
    ])
  func refused(candidate: String, answer: String, problem: String) {
    do throws(Diagnostics) {
      _ = try Scenario(
        .lab, overrides: [Scenario.Override(path: "answers.\(candidate)", value: answer)])
      Issue.record("read without a complaint")
    } catch {
      #expect("\(error)".contains(problem), "\(error)")
    }
  }

  @Test("a rule counts who has accepted, and never undoes it")
  func rules() throws {
    let changes = [
      ("rules.couple.all_or_none", "[C-02, C-05]"), ("answers.C-05", "no"),
    ]
    let plan = try Scenario(
      .lab, overrides: changes.map { Scenario.Override(path: $0.0, value: $0.1) }
    ).plan(within: Self.limits)
    #expect(plan.status == .optimal)
    #expect(plan.offers.first { $0.candidate == "C-02" }?.isMade == false)
  }
}
