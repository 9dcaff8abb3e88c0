import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("When floors of output do not fit")
struct FloorConflictTests {
  private static func plan(_ files: ScenarioFiles, _ changes: [String]) throws -> Plan {
    try ScenarioSource(files: files.all, in: "test")
      .scenario(with: try changes.map { try Scenario.Override(argument: $0) })
      .plan(within: .quick)
  }

  @Test("two teams on paper: what is needed, and the highest floor that fits")
  func paper() throws {
    let plan = try PaperTeam.scenario(PaperTeam.pair, nodes: 7, ["policy.utility_floor=90%"])
      .plan(within: .quick)
    #expect(plan.status == .infeasible)
    let conflict = try #require(plan.conflicts.first)
    #expect(conflict.paths == ["policy.utility_floor", "clusters.bay.nodes"])
    #expect(
      conflict.sentence
        == "the floors of output of a and b do not fit together: all floors need "
        + "1 more node of h100")
    #expect(
      conflict.floors == [
        PlanConflict.LoweredFloor(path: "policy.utility_floor", present: 0.9, needed: 0.75)
      ])
    #expect(
      conflict.relaxations == [
        PlanConflict.Relaxation(path: "clusters.bay.nodes", present: 7, needed: 8, units: 1)
      ])
  }

  @Test("a team that cannot keep its own floor by itself is named alone")
  func alone() throws {
    var teams = PaperTeam.pair
    teams[1].floor = "2.5"
    let plan = try PaperTeam.scenario(teams, nodes: 8).plan(within: .quick)
    let conflict = try #require(plan.conflicts.first)
    #expect(conflict.paths == ["teams[b].utility_floor"])
    #expect(
      conflict.sentence
        == "b reaches at most 200 % of its present output within its own limits and the pools, and "
        + "its floor is 250 %")
    #expect(conflict.floors.map(\.needed) == [2] && conflict.relaxations.isEmpty)
  }

  @Test("a floor that only other teams' nodes stand against is not called out of reach")
  func beside() throws {
    let plan = try PaperTeam.scenario(
      PaperTeam.pair, nodes: 8, ["teams[a].floor_gpus=56", "teams[b].utility_floor=0.5"]
    ).plan(within: .quick)
    let conflict = try #require(plan.conflicts.first)
    #expect(conflict.paths == ["teams[b].utility_floor", "clusters.bay.nodes"])
    #expect(
      conflict.sentence
        == "the floor of output of b does not fit beside what others have to get: all floors need "
        + "1 more node of h100")
    #expect(conflict.floors.map(\.needed) == [0.25])
  }

  @Test("floors in nodes that do not fit by themselves are told as such")
  func nodes() throws {
    let plan = try Self.plan(.overfull, ["policy.utility_floor=0.9"])
    let plain = try Self.plan(.overfull, [])
    #expect(plan.status == .infeasible && plan.conflicts == plain.conflicts)
  }

  @Test("each change alone settles it, and a little less does not", arguments: 0..<8)
  func settling(seed: UInt64) throws {
    var random = SplitMix(seed)
    var changes = [
      "draws=256", "parameter_draws=16",
      "policy.utility_floor=\(Double(Int.random(in: 95...115, using: &random)) / 100)",
      "clusters.bay-1.nodes=\(Int.random(in: 118...128, using: &random))",
    ]
    for team in ["serving", "data", "reasoning"] where Bool.random(using: &random) {
      changes.append(
        "teams[\(team)].utility_floor=\(Double(Int.random(in: 80...105, using: &random)) / 100)")
    }
    let plan = try Self.plan(ScenarioFiles(.lab), changes)
    guard plan.status == .infeasible else { return }
    let conflict = try #require(plan.conflicts.first)
    #expect(conflict.paths.contains { $0.hasSuffix("utility_floor") })
    for floor in conflict.floors {
      let enough = try Self.plan(ScenarioFiles(.lab), changes + ["\(floor.path)=\(floor.needed)"])
      #expect(enough.status == .optimal, "\(floor)")
      let less = try Self.plan(
        ScenarioFiles(.lab), changes + ["\(floor.path)=\(floor.needed + 2e-4)"])
      #expect(less.status == .infeasible, "\(floor)")
    }
    for change in conflict.relaxations {
      let status = try [change.needed, change.needed - 1].map {
        try Self.plan(ScenarioFiles(.lab), changes + ["\(change.path)=\($0)"]).status
      }
      #expect(status == [.optimal, .infeasible], "\(change)")
    }
  }
}
