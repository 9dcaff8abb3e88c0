import Allocation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Fairness as what a plan makes large")
struct FairnessObjectiveTests {
  // On paper: output is nodes over 4, worth 2.5M and 0.25M a node.
  @Test(
    "two teams on paper",
    arguments: [
      ("value", [8, 0], 20.0, 0.0), ("nash", [2, 6], 6.5, 13.5), ("max_min", [4, 4], 11, 9),
    ])
  func paper(objective: String, grants: [Int], worth: Double, price: Double) throws {
    let plan = try PaperTeam.scenario(PaperTeam.pair, nodes: 8, ["policy.objective=\(objective)"])
      .plan(within: .quick)
    #expect(plan.status == .optimal)
    #expect(plan.teams.map { $0.granted[0] } == grants)
    #expect(abs(plan.value.worth - worth * 1e6) < 1)
    let fairness = try #require(plan.fairness)
    #expect(fairness.teams.map(\.utility).map { ($0 * 4).rounded() } == grants.map(Double.init))
    #expect(fairness.teams.map(\.dominantShare) == grants.map { Double($0) / 8 })
    #expect(fairness.teams.map(\.dominantPool) == grants.map { $0 == 0 ? nil : "h100" })
    #expect(fairness.zeroGrants == (objective == "value" ? ["b"] : []))
    #expect((fairness.price == nil) == (objective == "value"))
    if let found = fairness.price {
      #expect(abs(found.loss - price * 1e6) < 1 && found.isProven)
      #expect(abs(found.mostValuable - 20e6) < 1)
    }
    let squares = grants.reduce(0) { $0 + Double($1 * $1) }
    #expect(abs(fairness.jain - 64 / (2 * squares)) < 1e-9)
  }

  @Test("a floor on paper takes as few nodes as keep it", arguments: [(0.3, 2), (0.5, 2), (1, 4)])
  func paperFloor(floor: Double, nodes: Int) throws {
    let plan = try PaperTeam.scenario(PaperTeam.pair, nodes: 8, ["policy.utility_floor=\(floor)"])
      .plan(within: .quick)
    #expect(plan.teams.map { $0.granted[0] } == [8 - nodes, nodes])
    let loss = try #require(plan.fairness?.price?.loss)
    #expect(abs(loss - Double(nodes) * 2.25e6) < 1)
  }

  @Test("a team's own floor goes before the policy's, and max-min keeps it")
  func ownFloor() throws {
    var teams = PaperTeam.pair
    teams[0].floor = "1.5"
    let plans = try ["value", "max_min"].map {
      try PaperTeam.scenario(
        teams, nodes: 8, ["policy.objective=\($0)", "policy.utility_floor=0.25"]
      ).plan(within: .quick)
    }
    #expect(plans.map { $0.teams.map { $0.granted[0] } } == [[7, 1], [6, 2]])
    #expect(plans[1].fairness?.price?.floor == 0.5)
  }

  @Test("Nash welfare is blind to what a team is worth, and to how a team is cut in two")
  func invariance() throws {
    let grants = { (teams: [PaperTeam]) in
      try PaperTeam.scenario(teams, nodes: 8, ["policy.objective=nash"]).plan(within: .quick)
        .teams.map { $0.granted[0] }
    }
    var scaled = PaperTeam.pair
    scaled[0].value = "700M"
    #expect(try grants(scaled) == [2, 6])
    let whole = [
      PaperTeam(id: "a", heads: 4, nodes: 4, value: "10M"),
      PaperTeam(id: "b", heads: 4, nodes: 4, value: "1M"),
    ]
    let halves = ["a1", "a2"].map { PaperTeam(id: $0, heads: 2, nodes: 2, value: "5M") }
    #expect(try grants(whole) == [4, 4])
    #expect(try grants(halves + [whole[1]]) == [2, 2, 4])
  }

  @Test("where some have to starve Nash welfare lets as few as can be, and max-min says zero")
  func starving() throws {
    let teams = ["a", "b", "c"].map { PaperTeam(id: $0, heads: 2, nodes: 2, value: "1M") }
    let nash = try PaperTeam.scenario(teams, nodes: 2, ["policy.objective=nash"])
      .plan(within: .quick)
    #expect(nash.status == .optimal && nash.fairness?.zeroGrants.count == 1)
    #expect(nash.teams.allSatisfy { $0.granted[0] <= 1 })
    let worst = try PaperTeam.scenario(teams, nodes: 2, ["policy.objective=max_min"])
      .plan(within: .quick)
    #expect(worst.status == .optimal && worst.fairness?.price?.floor == 0)
    #expect(worst.fairness?.price?.loss == 0)
  }

  @Test(
    "more and fewer nodes are worth under Nash welfare what the two plans differ by in dollars",
    arguments: [6, 8, 11])
  func steps(nodes: Int) throws {
    let plan = { (nodes: Int) in
      try PaperTeam.scenario(PaperTeam.pair, nodes: nodes, ["policy.objective=nash"])
        .plan(within: PlanningLimits(threads: 2))
    }
    let (here, steps) = (try plan(nodes), try plan(nodes).resources[0].priceSteps)
    #expect(steps.count > 4)
    for step in steps where abs(step.units) <= 2 {
      let there = try plan(nodes + Int(step.units))
      #expect(
        abs(step.worth - Double(there.value.worthCents - here.value.worthCents) / 100) < 0.01)
    }
    let range = try #require(here.resources[0].priceRange)
    #expect(steps.contains { $0.units == 1 && $0.worth == range.lowerBound })
    #expect(steps.contains { $0.units == -1 && -$0.worth == range.upperBound })
  }

  @Test("later periods keep the floor, too, and count for as long as they last")
  func periods() throws {
    let plan = try PaperTeam.scenario(
      PaperTeam.pair, nodes: 8,
      ["policy.utility_floor=0.5", "clusters.bay.deliveries.3=-4"]
    ).plan(within: .quick)
    #expect(plan.status == .optimal)
    #expect(plan.teams.map { $0.granted[0] } == [6, 2])
    #expect(plan.teams.map { $0.later.map { $0.granted[0] } } == [[2], [2]])
    #expect(plan.fairness?.teams.map(\.utility) == [1, 0.5])
  }
}

@Suite("Fairness against every plan there is")
struct FairnessBruteForceTests {
  static let seeds = 0..<30

  @Test("max-min is the most valuable plan whose worst-off team is best off", arguments: seeds)
  func maxMin(seed: Int) throws {
    guard let (every, plan) = try Self.plan(seed, "policy.objective=max_min") else { return }
    guard let floor = every.highestFloor else {
      #expect(plan.status == .infeasible)
      return
    }
    #expect(plan.status == .optimal)
    #expect(plan.fairness?.price?.floor == floor)
    #expect(try #require(plan.fairness).minimum >= floor - FairnessRule.tolerance)
    let best = every.worth(above: every.teams.map { _ in floor })
    #expect(
      best == Double(plan.value.objectiveCents)
        && plan.value.worthCents == plan.value.objectiveCents)
  }

  @Test("Nash welfare is as great as any plan's, offers in dollars beside it", arguments: seeds)
  func nash(seed: Int) throws {
    guard let (every, plan) = try Self.plan(seed, "policy.objective=nash") else { return }
    guard let welfare = every.welfare else {
      #expect(plan.status == .infeasible)
      return
    }
    #expect(plan.status == .optimal)
    #expect(abs(welfare - Double(plan.value.objectiveCents)) <= Double(every.teams.count))
  }

  @Test("a floor leaves the most valuable of the plans that keep it", arguments: seeds)
  func floors(seed: Int) throws {
    var random = SplitMix(UInt64(seed))
    let floor = Double.random(in: 0.6...1.1, using: &random)
    guard let (every, plan) = try Self.plan(seed, "policy.utility_floor=\(floor)") else { return }
    let best = every.worth(above: every.teams.map { _ in floor })
    #expect((plan.status == .infeasible) == (best == nil))
    #expect(best.map { $0 == Double(plan.value.objectiveCents) } ?? true)
    guard plan.status == .optimal, let price = plan.fairness?.price else { return }
    #expect(price.isProven && price.loss >= 0)
    let most = every.worth(above: every.teams.map { _ in 0 })
    #expect(abs(price.mostValuable * 100 - (most ?? 0)) < 0.5)
  }

  @Test(
    "what each rule makes large is nowhere larger than under it, and none costs less than nothing",
    arguments: seeds)
  func rules(seed: Int) throws {
    let plans = try ["value", "nash", "max_min"].compactMap {
      try Self.plan(seed, "policy.objective=\($0)")?.plan
    }
    guard plans.count == 3, plans.allSatisfy({ $0.status == .optimal }) else { return }
    let fairness = try plans.map { try #require($0.fairness) }
    #expect(fairness[2].minimum >= fairness.map(\.minimum).max() ?? 0 - 2 * FairnessRule.tolerance)
    for (plan, fairness) in zip(plans, fairness).dropFirst() {
      let price = try #require(fairness.price)
      #expect(price.loss >= 0)
      #expect(abs(price.loss + price.worth - price.mostValuable) < 1e-6 * price.mostValuable)
      #expect(plan.value.worthCents <= plans[0].value.objectiveCents)
    }
    // The value plan keeps its own minimum, for nothing.
    let kept = try #require(
      try Self.plan(seed, "policy.utility_floor=\(fairness[0].minimum)")?.plan.fairness?.price)
    #expect(kept.loss == 0)
  }

  // Nil where there are no teams, or too many plans to look at them all.
  private static func plan(
    _ seed: Int, _ change: String
  ) throws -> (every: EveryPlan, plan: Plan)? {
    let scenario = try ScenarioFiles.random(UInt64(seed)).scenario(change)
    let every = EveryPlan(of: scenario)
    if every.teams.isEmpty || every.count > 30_000 { return nil }
    return (every, scenario.plan(within: .quick))
  }
}
