/// The part of the hosts that goes with the GPUs of a grant.
public struct HostShare: Hashable, Sendable {
  /// Cores; 0 where the machine's are not known.
  public var cores: Int
  /// Bytes of host memory; 0 where the machine's are not known.
  public var memoryBytes: Int
  /// The host NUMA nodes that the GPUs are nearest to, on each node, by the operating system's numbers;
  /// empty where one is not known.
  public var numaNodes: [Int] = []
  /// The cores on each node, counted from 0 over the host NUMA nodes in their order; empty where they
  /// are not known.
  public var coreRanges: [Range<Int>] = []
}

extension NodeTemplate {
  /// Cores and host memory that go with some of the GPUs of a node, and where they are.
  ///
  /// The GPUs of a NUMA node divide its cores evenly but for rounding, so that neighbours never claim
  /// more than it has, and its memory in equal parts. A GPU whose NUMA node is not known brings its
  /// share of the whole node, and then it is not said which cores.
  public func hostShare(ofGPUs taken: [Int]) -> HostShare {
    var share = HostShare(cores: 0, memoryBytes: 0)
    let groups = Dictionary(grouping: taken, by: { gpus[$0].numa }).sorted {
      ($0.key ?? .max) < ($1.key ?? .max)
    }
    for (numa, mine) in groups {
      let host = hostNUMANodes.first { $0.osIndex == numa }
      let all = host == nil ? gpus.count : gpus.count { $0.numa == numa }
      let ranges = mine.sorted().compactMap(cores(besideGPU:))
      share.cores +=
        ranges.count == mine.count
        ? ranges.reduce(0) { $0 + $1.count } : (host?.cores ?? cores) * mine.count / all
      share.memoryBytes += (host?.memoryBytes ?? hostMemoryBytes) / all * mine.count
    }
    let hosts = groups.compactMap { group in
      hostNUMANodes.first { $0.osIndex == group.key }?.osIndex
    }
    if hosts.count == groups.count { share.numaNodes = hosts }
    let ranges = taken.compactMap(cores(besideGPU:)).sorted { $0.lowerBound < $1.lowerBound }
    if ranges.count == taken.count { share.coreRanges = Array(RangeSet(ranges).ranges) }
    return share
  }

  /// The cores to bind the work of a GPU to, counted from 0 over the host NUMA nodes in their order;
  /// nil where its NUMA node or the cores are not known.
  ///
  /// The GPUs of a NUMA node divide its cores in the order of their indices, evenly but for rounding.
  public func cores(besideGPU gpu: Int) -> Range<Int>? {
    guard let numa = gpus[gpu].numa,
      let position = hostNUMANodes.firstIndex(where: { $0.osIndex == numa })
    else { return nil }
    let node = hostNUMANodes[position]
    if node.cores == 0 { return nil }
    let start = hostNUMANodes[..<position].reduce(0) { $0 + $1.cores }
    let near = gpus.indices.filter { gpus[$0].numa == numa }
    let rank = near.firstIndex(of: gpu) ?? 0
    return start + node.cores * rank / near.count..<start + node.cores * (rank + 1) / near.count
  }
}

extension TopologyPool {
  /// Cores and host memory that go with a piece of a grant.
  ///
  /// Whole nodes bring all they have; GPUs of one node what ``NodeTemplate/hostShare(ofGPUs:)`` says.
  public func hostShare(of piece: Placement.Piece) -> HostShare {
    if let gpus = piece.gpus { return template.hostShare(ofGPUs: gpus) }
    return HostShare(
      cores: piece.nodes.count * template.cores,
      memoryBytes: piece.nodes.count * template.hostMemoryBytes,
      numaNodes: template.hostNUMANodes.map(\.osIndex).sorted(),
      coreRanges: template.cores == 0 ? [] : [0..<template.cores])
  }
}
