internal import Topology

extension Scenario {
  /// The scenario with a number of nodes of one pool out of service, beside those that are already.
  ///
  /// Which of them fail is left open. What people see of the cluster shrinks with it.
  public func failing(_ nodes: Int, ofPool index: Int) -> Scenario {
    var scenario = self
    let pool = pools[index]
    var geometry = pool.geometry
    geometry.failedNodes += nodes
    scenario.pools[index] = Pool(
      id: pool.id, cluster: pool.cluster, accelerator: pool.accelerator,
      h100ePerGPU: pool.h100ePerGPU, rentPerGPUHour: pool.rentPerGPUHour, geometry: geometry)
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
