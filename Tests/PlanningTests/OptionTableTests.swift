import Allocation
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("The table of options")
struct OptionTableTests {
  // Prices of about the lab's own fixed point, held still, because they move with the table.
  private static func optimum(_ changes: String...) throws -> Int128 {
    let overrides = try changes.map { try Scenario.Override(argument: $0) }
    let scenario = try Scenario(.lab, overrides: overrides)
    let problem = OptionTable(scenario, threads: 2).problem(releasingAt: [83_500, 264_600])
    let answer = solve(problem)
    #expect(answer.status == .optimal)
    return answer.objective
  }

  @Test(
    "more nodes never lower the optimum at the same release prices",
    arguments: ["clusters.bay-1.nodes", "clusters.bay-2.nodes"])
  func monotone(path: String) throws {
    let counts =
      path.contains("bay-1") ? [100, 120, 126, 127, 128, 135, 200] : [40, 60, 64, 65, 90]
    let values = try counts.map { try Self.optimum("\(path)=\($0)") }
    #expect(values == values.sorted(), "\(values)")
    #expect(Set(values).count == values.count)
  }

  @Test(
    "one node more or less is worth what was computed elsewhere",
    arguments: [
      ("clusters.bay-1.nodes=128", 262_800.0), ("clusters.bay-1.nodes=126", -264_700),
      ("clusters.bay-2.nodes=65", 83_300), ("clusters.bay-2.nodes=63", -83_600),
    ])
  func oneNode(change: String, worth: Double) throws {
    // More nodes make a larger cluster too; 8 GPUs more are worth another 0.1 % of it to people.
    let difference = Double(try Self.optimum(change) - Self.optimum()) / 100
    #expect(abs(difference - worth) < 0.02 * abs(worth), "\(difference)")
  }

  @Test(
    "a stated cut-off opens at its size and not before, and no other one moves",
    arguments: [
      ("clusters.bay-1.nodes=127", ["C-03"]), ("clusters.bay-1.nodes=1249", ["C-03"]),
      ("clusters.bay-1.nodes=1250", []), ("clusters.bay-1.nodes=125", ["C-03"]),
      ("clusters.bay-1.nodes=124", ["C-03", "C-07"]),
      ("clusters.bay-1.nodes=123", ["C-03", "C-07"]),
      ("clusters.bay-1.failed_nodes=2", ["C-03"]),
      ("clusters.bay-1.failed_nodes=3", ["C-03", "C-07"]),
    ])
  func screens(change: String, screened: [String]) throws {
    let scenario = try ScenarioFiles(.lab).scenario(change, "draws=256")
    let table = OptionTable(scenario, threads: 2)
    #expect(table.candidates.filter { $0.passing == 0 }.map(\.candidate.id) == screened)
    for candidate in table.candidates where candidate.passing == 0 {
      #expect(candidate.options.allSatisfy { $0.acceptance == 0 })
      #expect(candidate.worthwhile.isEmpty)
    }
  }

  @Test("rows are pools, cash in cents and slots; no offer comes first and uses nothing")
  func shape() throws {
    let scenario = try Scenario(.lab)
    let table = OptionTable(scenario, threads: 2)
    let problem = table.problem(releasingAt: [0, 0])
    #expect(problem.resources.map(\.capacity) == [62, 124, 740_000_000, 2, 2, 4])
    #expect(
      problem.resources.map(\.id) == [
        "pools.a100", "pools.h100", "budget.cash", "role_slots.applied", "role_slots.engineering",
        "role_slots.research",
      ])
    #expect(problem.claimants.map(\.options.count).reduce(0, +) == 3_519)
    for claimant in problem.claimants.dropFirst(10) {
      #expect(claimant.options[0].value == 0)
      #expect(claimant.options[0].use == [0, 0, 0, 0, 0, 0])
      #expect(claimant.options.dropFirst().allSatisfy { $0.value > 0 })
    }
  }

  @Test(
    "a released promise is credited by the share of the year, the chance of refusal and the price")
  func release() throws {
    let table = OptionTable(
      try ScenarioFiles.hospital.scenario("policy.release_share=0.8"), threads: 1)
    let candidate = table.candidates[0]
    for option in candidate.options {
      let found = table.valueWithRelease(option, of: candidate.candidate, at: [200_000])
      let credit = 0.8 * (1 - option.acceptance) * 200_000 * Double(option.units)
      #expect(abs(found - option.value - credit) < 1e-6)
    }
  }

  @Test("a table with one worth replaced is the table of a scenario with that worth")
  func replacing() throws {
    let prices = [83_500.0, 264_600]
    let lab = OptionTable(try ScenarioFiles(.lab).scenario("draws=256"), threads: 2)
    for index in lab.teams.indices {
      let value = lab.scenario.teams[index].value * 1.37
      var scenario = lab.scenario
      scenario.teams[index].value = value
      #expect(
        lab.replacing(value: value, ofTeam: index).problem(releasingAt: prices)
          == OptionTable(scenario, threads: 2).problem(releasingAt: prices))
    }
    for index in lab.candidates.indices {
      for share in [0.3, 1.37] {
        let value = lab.scenario.candidates[index].hireValue * share
        var scenario = lab.scenario
        scenario.candidates[index].hireValue = value
        let problem = OptionTable(scenario, threads: 2).problem(releasingAt: prices)
        #expect(
          lab.replacing(hireValue: value, ofCandidate: index).problem(releasingAt: prices)
            == problem)
        #expect(
          lab.offers(to: index, atHireValue: value, releasingAt: prices)
            == Array(problem.claimants[lab.teams.count + index].options.dropFirst()))
      }
    }
  }

  @Test(
    "a table like another's is its scenario's own, at any size", arguments: 0..<12 as Range<UInt64>)
  func like(seed: UInt64) throws {
    let files = seed == 0 ? ScenarioFiles(.lab) : .random(seed)
    let (cluster, counts) = seed == 0 ? ("bay-1", [20, 125, 127, 4_000]) : ("big", [0, 3, 9])
    let base = OptionTable(try files.scenario("draws=256"), threads: 1)
    let menus = SizedMenus(base, threads: 1)
    for nodes in counts {
      let scenario = try files.scenario("draws=256", "clusters.\(cluster).nodes=\(nodes)")
      let (own, like) = (
        OptionTable(scenario, threads: 1),
        OptionTable(scenario, like: base, menus: menus, threads: 1)
      )
      #expect(like.unruled == own.unruled && like.unreleased == own.unreleased, "\(nodes)")
      #expect(like.offered.map { $0.map(\.package) } == own.offered.map { $0.map(\.package) })
    }
  }

  @Test("a choice stands for the same grants and offers in a table of fewer nodes")
  func likeChoice() throws {
    let lab = OptionTable(try ScenarioFiles(.lab).scenario("draws=256"), threads: 2)
    var scenario = lab.scenario
    scenario.pools[1].rentedUnits -= 100
    let fewer = OptionTable(scenario, like: lab, threads: 2)
    let choice =
      lab.teams.map { $0.options.count - 1 } + lab.offered.map { $0.isEmpty ? 0 : 1 }
    let options = fewer.options(like: choice, of: lab)
    for (index, team) in lab.teams.enumerated() {
      let most = TeamTable.reach(of: team.team, in: scenario.pools).map(\.upperBound)
      let units = zip(team.options[choice[index]].units, most).map(min)
      #expect(options[index].map { fewer.teams[index].options[$0].units } == units)
    }
    for (index, offered) in fewer.offered.enumerated() {
      let first = lab.offered[index].first?.package
      let option = options[lab.teams.count + index]
      #expect(option.map { $0 == 0 ? nil : offered[$0 - 1].package } == first)
    }
  }
}
