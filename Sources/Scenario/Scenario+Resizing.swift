internal import Topology

extension Scenario {
  /// The scenario with another number of nodes in one pool, as if its cluster had been stated so.
  ///
  /// Spares and failed nodes stay as many as they are; which ones failed and what they are called is
  /// left open. What people see of the cluster changes with it.
  /// - Precondition: There are at least as many nodes as spares and failed ones.
  public func resizing(pool index: Int, toNodes nodes: Int) -> Scenario {
    let pool = pools[index]
    var geometry = pool.geometry
    precondition(nodes >= geometry.spareNodes + geometry.failedNodes)
    geometry.nodes = nodes
    geometry.failedIndices = []
    geometry.hosts = HostNames()
    return replacing(geometry: geometry, ofPool: index)
  }

  /// The scenario with other nodes in one pool.
  func replacing(geometry: TopologyPool, ofPool index: Int) -> Scenario {
    var scenario = self
    let pool = pools[index]
    scenario.pools[index] = Pool(
      id: pool.id, cluster: pool.cluster, accelerator: pool.accelerator,
      h100ePerGPU: pool.h100ePerGPU, rentPerGPUHour: pool.rentPerGPUHour, geometry: geometry)
    scenario.pools[index].rentedUnits = pool.rentedUnits
    scenario.pools[index].rentableUnits = pool.rentableUnits
    scenario.pools[index].deliveries = pool.deliveries
    scenario.pools[index].wattsPerUnit = pool.wattsPerUnit
    scenario.pools[index].reserve(forFailureOf: policy.survives)
    if let cluster = clusters.firstIndex(where: { $0.id == pool.cluster }),
      let place = clusters[cluster].topology.pools.firstIndex(of: pool.geometry)
    {
      scenario.clusters[cluster].topology.pools[place] = geometry
    }
    scenario.weighedCluster =
      Self.weighedCluster(among: scenario.pools) ?? scenario.weighedCluster
    return scenario
  }
}
