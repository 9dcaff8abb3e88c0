import Planning
import Scenario
import ScenarioFixtures
import Testing

@Suite("Why not otherwise")
struct WhyNotsTests {
  // Without candidates nothing is released, and with one pool "as much compute as now" is a floor.
  @Test("keeping what a team has costs what a floor there would", arguments: 0..<60)
  func floors(seed: UInt64) throws {
    var files = ScenarioFiles.random(seed)
    files.candidates = "id\n"
    files.rivals = "candidate,id\n"
    let scenario = try files.scenario()
    let plan = scenario.plan()
    guard plan.status == .optimal, scenario.pools.count == 1 else { return }
    for (team, planned) in zip(scenario.teams, plan.teams)
    where planned.granted[0] < team.current[0] {
      if team.current[0] > team.ceiling[0] ?? .max { continue }
      let gpus = 8 * team.current[0]
      let floored = try files.scenario("teams[\(team.id)].floor_gpus.h100=\(gpus)").plan()
      guard let whyNot = planned.whyNot else {
        #expect(floored.status == .infeasible, "\(team.id)")
        continue
      }
      let loss = plan.value.objective - floored.value.objective
      #expect(abs(whyNot.loss - loss) < 0.02)
      #expect(whyNot.units == floored.teams.first { $0.id == team.id }?.granted)
      let others = zip(plan.teams, floored.teams).filter { $0.0.id != team.id }
        .map { $0.0.value - $0.1.value }
      #expect(abs(whyNot.othersLose - others.reduce(0, +)) < 0.1)
      #expect(
        zip(whyNot.payers, whyNot.payers.dropFirst()).allSatisfy { $0.0.loss >= $0.1.loss })
      #expect(
        abs(whyNot.payers.reduce(0) { $0 + $1.loss } - others.filter { $0 > 0 }.reduce(0, +)) < 0.1)
    }
  }

  @Test(
    "from the stated worth on the team keeps its compute, and not for much less", arguments: 0..<40)
  func teamFlips(seed: UInt64) throws {
    let files = ScenarioFiles.random(seed)
    let scenario = try files.scenario()
    let plan = scenario.plan()
    for (team, planned) in zip(scenario.teams, plan.teams) {
      guard let flip = planned.whyNot?.flip else { continue }
      #expect(flip.path == "teams[\(team.id)].value" && flip.present == team.value)
      func compute(at value: Double) throws -> Double {
        let changed = try files.scenario("\(flip.path)=\(value)")
        let granted = changed.plan().teams.first { $0.id == team.id }?.granted ?? []
        return team.effectiveH100e(granted, in: scenario.pools)
      }
      let present = team.effectiveH100e(team.current, in: scenario.pools)
      #expect(try compute(at: flip.needed) >= present * (1 - 1e-9))
      let less = flip.needed * 0.9
      if less > flip.present { #expect(try compute(at: less) < present) }
    }
  }

  @Test(
    "from the stated worth on the hire is offered something, and not for much less",
    arguments: 0..<60)
  func candidateFlips(seed: UInt64) throws {
    let files = ScenarioFiles.random(seed)
    let plan = try files.scenario().plan()
    for offer in plan.offers where !offer.isMade {
      guard let whyNot = offer.whyNot else { continue }
      #expect(whyNot.loss >= 0 && whyNot.package != nil)
      guard let flip = whyNot.flip else { continue }
      func isMade(at value: Double) throws -> Bool? {
        try files.scenario("\(flip.path)=\(value)").plan().offers
          .first { $0.candidate == offer.candidate }?.isMade
      }
      #expect(try isMade(at: flip.needed) == true, "\(offer.candidate)")
      let less = flip.needed * 0.9
      if less > flip.present { #expect(try isMade(at: less) == false, "\(offer.candidate)") }
    }
  }

  @Test("the lab's refused offers: what they bring, what they cost, whom, and from which worth on")
  func lab() throws {
    let plan = try Planned.lab.get()
    for id in ["C-04", "C-08", "C-10", "C-12"] {
      let whyNot = try #require(plan.offer(id)?.whyNot)
      let payers = whyNot.payers.reduce(0) { $0 + $1.loss }
      #expect(whyNot.loss > 0 && whyNot.gain > 0 && payers >= whyNot.othersLose - 0.1)
      let flip = try #require(whyNot.flip)
      #expect(flip.needed > flip.present && flip.needed < 1.5 * flip.present)
      let hire = try Scenario(.lab, overrides: [.init(path: flip.path, value: "\(flip.needed)")])
      #expect(hire.plan(within: .quick).offer(id)?.isMade == true)
    }
    // The two engineering slots are taken: somebody else's offer pays.
    #expect(plan.offer("C-08")?.whyNot?.payers.first?.isTeam == false)
    let screened = try #require(plan.offer("C-03"))
    #expect(screened.whyNot == nil)
    let open = try #require(screened.acceptanceIfUnscreened)
    // The best package where nothing is scarce is at least what a larger plan can afford.
    let larger = try Scenario(.lab, overrides: [.init(path: "clusters.bay-1.nodes", value: "1250")])
    let opened = try #require(larger.plan(within: .quick).offer("C-03"))
    #expect(opened.isMade && opened.acceptance > 0.3)
    #expect(open >= opened.acceptance && open < 0.95)
  }

  @Test("nothing is explained where that was not asked for")
  func unexplained() throws {
    let plan = try Scenario(.lab).plan(within: .quick)
    #expect(plan.whatIfs.isEmpty)
    #expect(
      plan.teams.allSatisfy { $0.whyNot == nil } && plan.offers.allSatisfy { $0.whyNot == nil })
    #expect(plan.resources.allSatisfy { $0.priceRange == nil })
  }
}

extension PlanningLimits {
  /// Without explanations.
  static let quick = PlanningLimits(threads: 2, explains: false)
}
