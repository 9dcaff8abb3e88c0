import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Fairness")
struct FairnessTests {
  @Test("shortfalls, envy and spread are what their definitions say", arguments: 0..<40)
  func definitions(seed: UInt64) throws {
    let scenario = try ScenarioFiles.random(seed).scenario()
    let plan = scenario.plan(within: .quick)
    guard plan.status == .optimal else {
      #expect(plan.fairness == nil)
      return
    }
    guard let fairness = plan.fairness else {
      #expect(plan.teams.isEmpty)
      return
    }
    let tables = OptionTable(scenario, threads: 1).teams
    let losers = plan.teams.filter { $0.presentValue - $0.value >= 1 }
    #expect(Set(fairness.belowPresent.map(\.team)) == Set(losers.map(\.id)))
    let zero = zip(scenario.teams, plan.teams)
      .filter {
        ($0.0.computeShare > 0 || $0.0.current != $0.1.granted)
          && $0.1.granted.allSatisfy { $0 == 0 }
      }.map(\.0.id)
    #expect(fairness.zeroGrants == zero)
    var pairs = 0
    for (i, table) in tables.enumerated() {
      for (j, other) in plan.teams.enumerated() where i != j {
        let units = scenario.pools.indices.map { pool in
          max(
            table.team.least(of: pool),
            min(other.granted[pool], table.team.most(of: pool) ?? .max))
        }
        let value = table.value(atCompute: table.compute(of: units))
        if value - plan.teams[i].value >= 1 { pairs += 1 }
      }
    }
    #expect(fairness.envyPairs == pairs)
    #expect((fairness.worstEnvy != nil) == (pairs > 0))
    let utilities = zip(tables, plan.teams).map { table, team in
      let leaving = table.team.heads * (1 - team.stay) * 0.5 * table.team.pay
      return (team.value + leaving) / table.team.value
    }
    let sum = utilities.reduce(0, +)
    let squares = utilities.reduce(0) { $0 + $1 * $1 }
    #expect(abs(fairness.minimum - (utilities.min() ?? 0)) < 1e-9)
    #expect(abs(fairness.jain - sum * sum / (Double(utilities.count) * squares)) < 1e-9)
    for (team, utility) in zip(fairness.teams, utilities) {
      #expect(abs(team.utility - utility) < 1e-9)
      let shares = zip(scenario.pools, plan.teams.first { $0.id == team.team }?.granted ?? [])
        .map { $0.capacity == 0 ? 0 : Double($1) / Double($0.capacity) }
      #expect(team.dominantShare == shares.max())
      let pool = scenario.pools.firstIndex { $0.id == team.dominantPool }
      #expect(pool.map { shares[$0] == team.dominantShare } ?? (team.dominantShare == 0))
    }
    #expect(fairness.price == nil && fairness.curve == nil)
  }

  @Test("at its share by heads of the only pool a team is worth what that many nodes give")
  func proRata() throws {
    let files = ScenarioFiles(
      yaml: """
        fulcrum: 1
        name: two
        draws: 256
        clusters: {bay: {accelerator: h100, nodes: 8}}
        budget: {cash: 0}

        """,
      teams: """
        id,segment,heads,retention_2y,pay,value,compute_share,compute_exponent,current_gpus
        small,applied,2,0.8,200k,2M,0.5,0.5,16
        large,applied,6,0.8,200k,30M,0.5,0.5,32

        """, candidates: "id\n", rivals: "candidate,id\n")
    let scenario = try files.scenario()
    let fairness = try #require(scenario.plan(within: .quick).fairness)
    let small = try #require(
      OptionTable(scenario, threads: 1).teams.first { $0.team.id == "small" })
    let granted = try #require(scenario.plan(within: .quick).teams.first { $0.id == "small" })
    let share = try #require(small.options.first { $0.units == [2] })
    let loss = share.value - granted.value
    #expect(loss > 1)
    let shortfall = try #require(fairness.belowProRata.first { $0.team == "small" })
    #expect(abs(shortfall.loss - loss) < 1e-6)
  }
}
