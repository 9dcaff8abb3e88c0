public import Planning
internal import Scenario
internal import Topology

extension ClusterDrawing {
  /// The main cluster of a plan with its grants and, as one reserve a pool, its promises.
  public init?(_ plan: Plan) {
    guard let main = plan.scenario.clusters.first(where: \.isMain) else { return nil }
    var topology = main.topology
    if topology.name.isEmpty { topology.name = main.id }
    var placements: [String: Placement] = [:]
    for (pool, placement) in zip(plan.scenario.pools, plan.placements) where pool.cluster == main.id
    {
      placements[pool.geometry.id] = placement
    }
    self.init(topology, placements: placements)
  }
}
