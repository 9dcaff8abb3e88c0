/// How many jobs of one size find a place at once.
public struct SlotCount: Hashable, Sendable {
  /// GPUs of one job.
  public var size: Int
  /// Jobs of that size, and no others, that fit at once.
  public var count: Int
  /// What a job has to lie in.
  public var scope: Scope

  /// So many slots.
  public init(size: Int, count: Int, scope: Scope) {
    self.size = size
    self.count = count
    self.scope = scope
  }

  /// What a job has to lie in.
  public enum Scope: Hashable, Sendable {
    /// One node; jobs share nodes.
    case node
    /// One NVLink (xGMI, Xe Link) domain of several nodes; whole nodes.
    case domain
    /// One unit of the named network tier; whole nodes.
    case tier(String)
    /// Anywhere in the pool; whole nodes.
    case pool
  }
}

/// What of a pool can still be given out.
public struct FreeCapacity: Hashable, Sendable {
  /// Nodes of which every GPU is free.
  public var nodes: RangeSet<Int>
  /// Free GPUs of nodes that are partly taken, ascending by node.
  public var parts: [Part]

  /// What is free.
  public init(nodes: RangeSet<Int>, parts: [Part] = []) {
    self.nodes = nodes
    self.parts = parts
  }

  /// Free GPUs of a node that is partly taken.
  public struct Part: Hashable, Sendable {
    /// The node.
    public var node: Int
    /// The indices of its free GPUs, ascending.
    public var gpus: [Int]

    /// Free GPUs of a node.
    public init(node: Int, gpus: [Int]) {
      self.node = node
      self.gpus = gpus
    }
  }

  /// Free GPUs in all, for nodes of `gpusPerNode`.
  public func gpus(perNode gpusPerNode: Int) -> Int {
    nodes.count * gpusPerNode + parts.reduce(0) { $0 + $1.gpus.count }
  }
}

extension TopologyPool {
  /// How many jobs of each size are placeable at once in the whole pool.
  public func slots(sizes: [Int]) -> [SlotCount] {
    slots(sizes: sizes, in: FreeCapacity(nodes: freeNodes, parts: []))
  }

  /// How many jobs of each size are placeable at once in what is free.
  ///
  /// The rule for a job of `k` GPUs, with `g` GPUs in a node:
  /// 1. `k <= g`: within one node; a free node holds `k`-GPU jobs `g / k` times, rounded down.
  /// 2. Else it takes `m = k / g` whole nodes, rounded up. If a full domain of several nodes has
  ///    `m` usable ones, it lies within one domain: the sum over domains of free nodes / `m`.
  /// 3. Else it lies within one unit of the smallest network tier of which the largest one has `m`
  ///    usable nodes, crossing domains and racks freely.
  /// 4. Else, or where no tier is known, anywhere in the pool: free nodes / `m`.
  ///
  /// Racks alone bind no job: they are where nodes stand, not how they are joined.
  public func slots(sizes: [Int], in free: FreeCapacity) -> [SlotCount] {
    sizes.map { size in
      precondition(size > 0, "a job has at least one GPU")
      if size <= gpusPerNode {
        let inParts = free.parts.reduce(0) { $0 + $1.gpus.count / size }
        let count = free.nodes.count * (gpusPerNode / size) + inParts
        return SlotCount(size: size, count: count, scope: .node)
      }
      if gpusPerNode == 0 { return SlotCount(size: size, count: 0, scope: .pool) }
      let width = (size + gpusPerNode - 1) / gpusPerNode
      let (scope, groups) = scope(of: width)
      let count = free.nodes.counts(in: groups).reduce(0) { $0 + $1 / width }
      return SlotCount(size: size, count: count, scope: scope)
    }
  }

  /// What a job of `width` whole nodes lies in.
  func scope(of width: Int) -> (SlotCount.Scope, groups: NodeGroups) {
    if nodesPerDomain > 1, width <= usableNodesPerDomain { return (.domain, domains) }
    let tier = tiers.first { width <= mostUsableNodes(inUnitOf: $0.units) }
    return tier.map { (.tier($0.name), $0.units) } ?? (.pool, NodeGroups(of: max(1, nodes)))
  }

  // What domains keep back is in no unit.
  private func mostUsableNodes(inUnitOf units: NodeGroups) -> Int {
    if usableNodesPerDomain >= nodesPerDomain { return units.nodes }
    if units.sizes == nil, domains.sizes == nil {
      return units.nodes / nodesPerDomain * usableNodesPerDomain
    }
    return (0..<units.count(in: nodes)).map { unit in
      RangeSet(units.range(of: unit, in: nodes)).counts(in: domains)
        .reduce(0) { $0 + min($1, usableNodesPerDomain) }
    }.max() ?? 0
  }
}

extension ClusterTopology {
  /// How many jobs of each size are placeable at once; a job lies in one pool.
  public func slots(sizes: [Int]) -> [(size: Int, count: Int)] {
    let pools = pools.map { $0.slots(sizes: sizes) }
    return sizes.enumerated().map { index, size in
      (size, pools.reduce(0) { $0 + $1[index].count })
    }
  }
}
