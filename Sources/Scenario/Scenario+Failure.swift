internal import Topology

extension Scenario {
  /// The scenario with a number of nodes of one pool out of service, beside those that are already.
  ///
  /// Which of them fail is left open. What people see of the cluster shrinks with it.
  public func failing(_ nodes: Int, ofPool index: Int) -> Scenario {
    var geometry = pools[index].geometry
    geometry.failedNodes += nodes
    return replacing(geometry: geometry, ofPool: index)
  }
}
