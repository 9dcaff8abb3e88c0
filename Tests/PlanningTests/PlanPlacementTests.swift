import Planning
import Scenario
import Testing
import Topology

@Suite("plans on real clusters") struct PlanPlacementTests {
  static func lab(_ cluster: String) throws -> Scenario {
    try Scenario(
      .lab,
      overrides: [
        .init(path: Scenario.Override.clusterPath, value: cluster),
        .init(path: "draws", value: "512"), .init(path: "parameter_draws", value: "16"),
      ])
  }

  /// Which stated cut-offs of the lab are met by the cluster people ask about.
  static func openScreens(_ plan: Plan) -> Set<String> {
    let stated = plan.scenario.candidates.filter { $0.statedCutoff != nil }
    return Set(
      stated.map(\.id).filter { id in
        plan.offers.contains { $0.candidate == id && $0.refusal.isScreen == false }
      })
  }

  @Test(
    "the first opens C-03's screen, the second changes no stated screen",
    arguments: [("imbue-10k", ["C-03", "C-07"]), ("gb200-nvl72-8racks", ["C-07"])])
  func screens(cluster: String, open: [String]) throws {
    let plan = try Self.lab(cluster).plan()
    #expect(plan.status == .optimal)
    #expect(Self.openScreens(plan) == Set(open))
  }

  @Test(
    "every grant sits somewhere, once, within what is usable",
    arguments: ["imbue-10k", "gb200-nvl72-8racks", "nvidia-eos", "isambard-ai", "alps"])
  func places(cluster: String) throws {
    let plan = try Self.lab(cluster).plan()
    #expect(plan.status == .optimal)
    for (index, pool) in plan.scenario.pools.enumerated() {
      var taken = Set<Int>()
      for team in plan.teams {
        let mine = team.placement.filter { $0.pool == pool.id }
        #expect(mine.reduce(0) { $0 + $1.nodes.count } == team.granted[index])
        #expect(
          mine.reduce(0) { $0 + $1.gpus } == team.granted[index] * pool.gpusPerUnit)
        for place in mine {
          for node in place.nodes { #expect(taken.insert(node).inserted, "\(node) is given twice") }
          #expect(place.nodes.upperBound <= pool.geometry.nodes)
        }
      }
      let free = Double(pool.capacity) - plan.resources[index].used
      let eights = plan.resources[index].freeSlots.first { $0.size == 8 }?.count ?? 0
      #expect(Double(eights * 8) <= free * Double(pool.gpusPerUnit))
    }
  }
}

extension Optional where Wrapped == Refusal {
  /// Whether a stated cut-off is the reason.
  var isScreen: Bool {
    if case .screened = self { true } else { false }
  }
}
