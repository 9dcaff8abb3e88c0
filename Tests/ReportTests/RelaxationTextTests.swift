import Testing

@testable import Planning
@testable import Report

@Suite("What would have to give, in words")
struct RelaxationTextTests {
  @Test(
    "GPUs of a team's floor, nodes of a cluster, whatever the cluster is called",
    arguments: [
      ("teams[serving].floor_gpus", "lower teams[serving].floor_gpus from 24 to 16 GPUs (1 node)"),
      ("clusters.gpus-1.nodes", "raise clusters.gpus-1.nodes from 2 to 3 nodes"),
    ])
  func units(path: String, sentence: String) {
    let isFloor = path.hasPrefix("teams")
    let relaxation = PlanConflict.Relaxation(
      path: path, present: isFloor ? 24 : 2, needed: isFloor ? 16 : 3, units: 1)
    #expect(RelaxationText(relaxation).sentence == sentence)
  }
}
