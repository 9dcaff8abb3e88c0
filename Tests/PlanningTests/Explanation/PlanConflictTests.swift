import Planning
import Scenario
import ScenarioFixtures
import Testing

@Suite("When floors do not fit")
struct PlanConflictTests {
  @Test("the smallest set of floors is named by path, with the shortfall")
  func smallest() throws {
    let plan = try ScenarioFiles.hospital.scenario(
      "teams[imaging].floor_gpus=40", "teams[clinical-text].floor_gpus=24"
    ).plan()
    #expect(plan.status == .infeasible)
    let conflict = try #require(plan.conflicts.first)
    #expect(plan.conflicts.count == 1)
    // 5 + 3 + 1 nodes of 8; operations has no floor and is no part of it.
    #expect(
      conflict.paths == [
        "teams[imaging].floor_gpus", "teams[clinical-text].floor_gpus",
        "teams[bedside].floor_gpus", "clusters.clinic.nodes",
      ])
    #expect(conflict.sentence.contains("lower them by 1 node (8 GPUs) in all"))
    #expect(plan.teams.isEmpty && plan.offers.isEmpty)
    #expect(plan.value.objectiveCents == 0)
    #expect(plan.resources.allSatisfy { $0.used == 0 && $0.overcommit == 0 })
  }

  @Test("a team that can do without is left out, and so is the other pool")
  func otherPool() throws {
    let plan = try ScenarioFiles(.lab).scenario(
      "clusters.bay-1.nodes=60", "clusters.bay-1.spare_nodes=0", "draws=256"
    ).plan()
    #expect(plan.status == .infeasible)
    let paths = try #require(plan.conflicts.first).paths
    #expect(paths.last == "clusters.bay-1.nodes")
    let needed = [
      "pretraining": 28, "posttraining": 14, "multimodal": 8, "reasoning": 4, "serving": 14,
      "efficiency": 1,
    ]
    let named = needed.filter { paths.contains("teams[\($0.key)].floor_gpus.h100") }
    #expect(paths.count == named.count + 1)
    #expect(named.values.reduce(0, +) > 60)
    // Smallest: without any one of them the rest fits.
    for name in named.keys {
      #expect(named.filter { $0.key != name }.values.reduce(0, +) <= 60)
    }
  }

  @Test("a plan on the edge is feasible")
  func edge() throws {
    let plan = try ScenarioFiles.hospital.scenario(
      "teams[imaging].floor_gpus=40", "teams[clinical-text].floor_gpus=16"
    ).plan()
    #expect(plan.status == .optimal)
    #expect(plan.teams.map(\.granted) == [[1], [2], [5], [0]])
  }

  @Test("each relaxation alone settles it, and a unit less does not", arguments: 0..<40)
  func relaxations(seed: UInt64) throws {
    var random = SplitMix(seed)
    let nodes = Int.random(in: 1...110, using: &random)
    let limit = Bool.random(using: &random) ? "~" : "\(Int.random(in: 0...60, using: &random))%"
    let changes = [
      "clusters.bay-1.nodes=\(nodes)", "clusters.bay-1.spare_nodes=0", "draws=256",
      "policy.change_limit=\(limit)", "teams[serving].floor_gpus.h100=128",
    ]
    let plan = try Self.plan(changes)
    guard plan.status == .infeasible else { return }
    let relaxations = plan.conflicts[0].relaxations
    #expect(relaxations.contains { $0.path == "clusters.bay-1.nodes" })
    for relaxation in relaxations {
      #expect(
        try Self.plan(changes + ["\(relaxation.path)=\(relaxation.needed)"]).status == .optimal,
        "\(relaxation)")
      let unit = (relaxation.needed - relaxation.present) / relaxation.units
      let less = relaxation.needed - unit
      #expect(
        try Self.plan(changes + ["\(relaxation.path)=\(less)"]).status == .infeasible,
        "\(relaxation)")
    }
  }

  @Test("two pools that are too small: only changes together settle it, and the least that do")
  func together() throws {
    let changes = [
      "clusters.bay-1.nodes=60", "clusters.bay-1.spare_nodes=0", "clusters.bay-2.nodes=9",
      "clusters.bay-2.spare_nodes=0", "draws=256", "teams[serving].floor_gpus.a100=80",
    ]
    let plan = try Self.plan(changes)
    let conflict = try #require(plan.conflicts.first)
    #expect(conflict.relaxations.isEmpty && conflict.together.count == 2)
    for set in conflict.together {
      #expect(set.changes.count > 1)
      let all = set.changes.map { "\($0.path)=\($0.needed)" }
      #expect(try Self.plan(changes + all).status == .optimal)
      // One unit less of any of them leaves the conflict.
      for index in set.changes.indices {
        let change = set.changes[index]
        let less = change.needed - (change.needed - change.present) / change.units
        var others = all
        others[index] = "\(change.path)=\(less)"
        #expect(try Self.plan(changes + others).status == .infeasible)
      }
    }
  }

  @Test("a pool that shrinks in the course of the year is told with its month")
  func later() throws {
    let changes = ["clusters.bay-1.deliveries.3=-70", "draws=256"]
    let plan = try Self.plan(changes)
    #expect(plan.status == .infeasible)
    let conflict = try #require(plan.conflicts.first)
    #expect(conflict.sentence.contains("the pool has 54 from month 3 on"))
    let relaxation = try #require(
      conflict.relaxations.first { $0.path == "clusters.bay-1.nodes" })
    #expect(
      try Self.plan(changes + ["\(relaxation.path)=\(relaxation.needed)"]).status == .optimal)
    #expect(
      try Self.plan(changes + ["\(relaxation.path)=\(relaxation.needed - 1)"]).status
        == .infeasible)
  }

  @Test("floors that draw more power than there is are told in kilowatts", arguments: [300, 600])
  func power(kilowatts: Int) throws {
    let changes = [
      "clusters.bay-1.node_kw=10.2", "clusters.bay-2.node_kw=6.5", "draws=256",
      "budget.power_kw=\(kilowatts)",
    ]
    let plan = try Self.plan(changes)
    #expect(plan.status == .infeasible)
    let conflict = try #require(plan.conflicts.first)
    #expect(conflict.paths.last == "budget.power_kw" && conflict.sentence.contains("kW"))
    for relaxation in conflict.relaxations {
      #expect(
        try Self.plan(changes + ["\(relaxation.path)=\(relaxation.needed)"]).status == .optimal)
      let unit = (relaxation.needed - relaxation.present) / relaxation.units
      #expect(
        try Self.plan(changes + ["\(relaxation.path)=\(relaxation.needed - unit)"]).status
          == .infeasible)
    }
    #expect(conflict.relaxations.contains { $0.unit == .kilowatts })
  }

  private static func plan(_ changes: [String]) throws -> Plan {
    try Scenario(.lab, overrides: changes.map { try Scenario.Override(argument: $0) })
      .plan(within: .quick)
  }
}
