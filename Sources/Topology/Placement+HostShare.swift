/// The part of the hosts that goes with the GPUs of a grant.
public struct HostShare: Hashable, Sendable {
  /// Cores; 0 where the machine's are not known.
  public var cores: Int
  /// Bytes of host memory; 0 where the machine's are not known.
  public var memoryBytes: Int
}

extension TopologyPool {
  /// Cores and host memory that go with a piece of a grant.
  ///
  /// Whole nodes bring all they have. GPUs of one node bring, from each NUMA node, the share that they
  /// are of its GPUs, rounded down, so that neighbours on a NUMA node never claim more than it has. A
  /// GPU whose NUMA node is not known brings its share of the whole node.
  public func hostShare(of piece: Placement.Piece) -> HostShare {
    guard let gpus = piece.gpus else {
      return HostShare(
        cores: piece.nodes.count * template.cores,
        memoryBytes: piece.nodes.count * template.hostMemoryBytes)
    }
    var share = HostShare(cores: 0, memoryBytes: 0)
    let taken = Dictionary(grouping: gpus) { template.gpus[$0].numa }
    for (numa, mine) in taken {
      let host = template.hostNUMANodes.first { $0.osIndex == numa }
      let all = host == nil ? gpusPerNode : template.gpus.count { $0.numa == numa }
      let cores = host?.cores ?? template.cores
      let memory = host?.memoryBytes ?? template.hostMemoryBytes
      share.cores += cores * mine.count / all
      share.memoryBytes += memory / all * mine.count
    }
    return share
  }
}
