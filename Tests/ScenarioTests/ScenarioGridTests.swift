import Choice
import Documents
import Scenario
import Testing

@Suite("A scenario whose values are varied")
struct ScenarioGridTests {
  private func grid(_ ranges: String..., changes: [String] = []) throws -> ScenarioGrid {
    try ScenarioGrid(
      ScenarioSource(.lab), overrides: changes.map { try Scenario.Override(argument: $0) },
      varying: ranges.map { try Scenario.Override(argument: $0) })
  }

  @Test("the last axis runs fastest, and every point is the scenario with its values")
  func points() throws {
    let grid = try grid("budget.cash=1M..3M:3", "assumptions.lapse=[0, 5%]")
    #expect(grid.count == 6)
    #expect(
      (0..<6).map(grid.values(of:)) == [
        [1e6, 0], [1e6, 0.05], [2e6, 0], [2e6, 0.05], [3e6, 0], [3e6, 0.05],
      ])
    let scenario = try grid.scenario(at: [2e6, 0.05])
    #expect(scenario.cashBudget == 2e6 && scenario.behaviour.lapse == 0.05)
  }

  @Test(
    "nodes set in passing are nodes that were read", arguments: [3, 4, 30, 127, 128, 1_250, 8_192])
  func resized(nodes: Int) throws {
    for change in [[], ["clusters.bay-1.failed_nodes=3"]] {
      let needed = change.isEmpty ? 3 : 6
      guard nodes >= needed else { continue }
      let grid = try grid("clusters.bay-1.nodes=\(needed)..8192:4", changes: change)
      let edited = try grid.scenario(at: [Double(nodes)])
      let read = try Scenario(
        .lab,
        overrides: (change + ["clusters.bay-1.nodes=\(nodes)"]).map {
          try Scenario.Override(argument: $0)
        })
      #expect(edited.pools == read.pools && edited.clusters == read.clusters)
      #expect(edited.weighedCluster == read.weighedCluster)
      #expect(edited.teams == read.teams && edited.candidates == read.candidates)
    }
  }

  @Test("cluster_gpus is GPUs in service, in whole nodes of the main cluster's largest pool")
  func clusterGPUs() throws {
    let grid = try grid(
      "cluster_gpus=[990, 1000, 1003, 1005]", changes: ["clusters.bay-1.failed_nodes=2"])
    #expect(grid.axes[0].values == [992, 1_000, 1_008] && grid.axes[0].unit == 8)
    let scenario = try grid.scenario(at: [1_000])
    #expect(scenario.weighedCluster.h100e == 1_000 && scenario.clusters[0].nodes == 127)
    let imbue = try ScenarioGrid(
      ScenarioSource(.lab), overrides: [.init(path: "cluster", value: "imbue-10k")],
      varying: [.init(path: "cluster_gpus", value: "800..8000:3")])
    #expect(try imbue.scenario(at: [8_000]).weighedCluster.h100e == 8_000)
  }

  @Test("floors and the like go in whole nodes, dollars to the dollar, shares finely")
  func units() throws {
    let floors = try grid("teams[serving].floor_gpus.h100=0..20:5").axes[0]
    #expect(floors.values == [0, 8, 16, 24] && floors.unit == 8)
    #expect(try grid("candidates[C-02].cash=1M..2M:3").axes[0].unit == 1)
    #expect(try grid("rivals[C-02/xai-colossus].cluster_gpus=1k..9k:3").axes[0].unit == 1)
    #expect(abs(try grid("assumptions.lapse=0..0.1").axes[0].unit - 1e-7) < 1e-15)
    #expect(try grid("role_slots.research=0..4").axes[0].values == [0, 1, 2, 3, 4])
  }

  @Test("a value whose group is not in the files may be varied")
  func newGroup() throws {
    let grid = try grid("accelerators.h100.h100e=1..2:2")
    #expect(try grid.scenario(at: [2]).weighedCluster.h100e == 2_032)
  }

  @Test("halving ends where one unit is left, on numbers that the axis may have")
  func middles() throws {
    let nodes = try grid("cluster_gpus=80..8000:3").axes[0]
    #expect(nodes.middle(of: 80, 96) == 88 && nodes.middle(of: 88, 96) == nil)
    #expect(nodes.middle(of: 80, 8_000).map { $0.truncatingRemainder(dividingBy: 8) } == 0)
    let cash = try grid("budget.cash=1M..2M").axes[0]
    #expect(cash.middle(of: 1_000_000, 1_000_002) == 1_000_001)
    #expect(cash.middle(of: 1_000_000, 1_000_001) == nil)
    let share = try grid("assumptions.lapse=0..0.1").axes[0]
    #expect(share.middle(of: 0, 0.1) == 0.05 && share.middle(of: 0.05, 0.05 + 1e-8) == nil)
  }

  @Test(
    "what cannot be varied is refused at --vary, all at once",
    arguments: [
      (
        ["clusters.bay-9.nodes=1..140"],
        "--vary clusters.bay-9.nodes: there is no such id in clusters (bay-9); did you mean bay-1?"
      ),
      (
        ["clusters.bay-1.nodes=1..140"],
        "--vary clusters.bay-1.nodes: clusters.bay-1.nodes: is fewer than the 3 spare and 0 failed "
          + "nodes (1); begin at 3 nodes of 8 GPUs"
      ),
      (
        ["cluster_gpus=8..140"],
        "--vary cluster_gpus: cluster_gpus: is fewer than the 3 spare and 0 failed nodes (8); "
          + "begin at 3 nodes of 8 GPUs"
      ),
      (
        ["cluster_gpus=8k..9M"],
        "--vary cluster_gpus: cluster_gpus: is more than 1000000 nodes (9000000); end at fewer"
      ),
      (
        ["candidates[C-02].cash=-1..5"],
        "--vary candidates[C-02].cash: candidates[C-02].cash: is not above 0 (value withheld); give "
          + "dollars a year above 0, such as 450k"
      ),
      (
        ["name=1..3"],
        "--vary name: name: does not take one number; name a value that is a number, such as "
          + "clusters.bay-1.nodes"
      ),
      (
        ["candidates[C-02].forfeited=0..9M"],
        "--vary candidates[C-02].forfeited: candidates[C-02].forfeited: the pay of "
      ),
      (
        ["assumptions.lapse=0..2", "budget.csh=1..2"],
        "--vary assumptions.lapse: assumptions.lapse: is outside 0 to 1 (0..2); give a share from 0 "
          + "to 1, such as 0.67\n--vary budget.csh: budget.csh: unknown key; did you mean cash?"
      ),
      (
        ["budget.cash=1..2", "budget.cash=1..3"],
        "--vary budget.cash: budget.cash: is varied twice; name it once"
      ),
      (
        ["cluster_gpus=80..800", "clusters.bay-1.nodes=10..20"],
        "--vary clusters.bay-1.nodes: clusters.bay-1.nodes: is the same pool as cluster_gpus; vary "
          + "one of the two"
      ),
    ])
  func refuses(ranges: [String], message: String) throws {
    do {
      _ = try ScenarioGrid(
        ScenarioSource(.lab), varying: try ranges.map { try Scenario.Override(argument: $0) })
      Issue.record("\(ranges) is a grid")
    } catch let error as Diagnostics {
      #expect("\(error)".hasPrefix(message), "\(error)")
    }
  }

  @Test("nodes of a cluster that --cluster replaces have no effect")
  func replaced() {
    #expect(throws: Diagnostics.self) {
      try grid("clusters.bay-1.nodes=10..20", changes: ["cluster=imbue-10k"])
    }
  }
}
