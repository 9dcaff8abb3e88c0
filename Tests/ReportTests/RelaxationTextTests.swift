import Testing

@testable import Planning
@testable import Report

@Suite("What would have to give, in words")
struct RelaxationTextTests {
  @Test(
    "a floor of output in per cent, as it is spoken of elsewhere",
    arguments: [(1.2, 1.001, "from 120 % to 100.1 %"), (0.95, 0.8, "from 95 % to 80 %")])
  func floors(present: Double, needed: Double, words: String) {
    let floor = PlanConflict.LoweredFloor(
      path: "policy.utility_floor", present: present, needed: needed)
    #expect(RelaxationText(floor).sentence == "lower policy.utility_floor \(words)")
  }

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
