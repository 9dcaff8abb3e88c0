/// So many blocks of neighbouring nodes, all of one size.
public struct BlockCount: Hashable, Sendable {
  /// Nodes of one block.
  public var nodes: Int
  /// Blocks.
  public var count: Int

  /// So many blocks of so many nodes.
  public init(nodes: Int, count: Int) {
    self.nodes = nodes
    self.count = count
  }
}

/// What no packing of blocks can exceed: a weighted count of them.
///
/// A slot row is one: each block counts as often as the row's size goes into it.
public struct BlockLimit: Hashable, Sendable {
  /// How much a block of each size counts; sizes ascending, weights above 0.
  public var weights: [Weight]
  /// The most that all blocks together can count.
  public var most: Int

  /// How much a block of one size counts.
  public struct Weight: Hashable, Sendable {
    /// Nodes of the block.
    public var nodes: Int
    /// What each counts.
    public var weight: Int

    /// A size with its weight.
    public init(nodes: Int, weight: Int) {
      self.nodes = nodes
      self.weight = weight
    }
  }

  /// What some blocks count together.
  public func load(of blocks: [BlockCount]) -> Int {
    blocks.reduce(0) { sum, block in
      sum + (weights.first { $0.nodes == block.nodes }?.weight ?? 0) * block.count
    }
  }
}

extension TopologyPool {
  /// What a block of nodes lies in: a domain or rack, else the smallest tier of which the largest unit
  /// holds one, else anywhere in the pool.
  public func blockScope(of block: Int) -> (name: String, groups: NodeGroups) {
    let group = placementGroup
    let largest = nodesPerDomain > 1 ? usableNodesPerDomain : group.groups.nodes
    if block <= largest { return group }
    let (scope, groups) = scope(of: block)
    if groups.nodes <= group.groups.nodes { return group }
    if case .tier(let name) = scope { return (name, groups) }
    return ("pool", groups)
  }

  /// How many blocks of a size fit at once, and no others.
  public func blockSlots(of block: Int) -> Int {
    precondition(block >= 1, "a block has a node")
    return freeNodes.counts(in: blockScope(of: block).groups).reduce(0) { $0 + $1 / block }
  }

  /// The slots of one size as a limit on blocks of several sizes.
  ///
  /// A domain of 18 nodes has two slots for 8 and strands two nodes; a block of 16 takes both. With
  /// sizes that divide each other, blocks fit exactly if the limits of all sizes hold.
  public func slotLimit(of block: Int, among sizes: [Int]) -> BlockLimit {
    let scope = blockScope(of: block).groups
    // What needs a larger place may lie across the places of this size.
    let weights = Set(sizes + [block]).sorted().filter {
      $0 >= block && blockScope(of: $0).groups == scope
    }
    .map { BlockLimit.Weight(nodes: $0, weight: $0 / block) }
    return BlockLimit(weights: weights, most: mostLoad(of: weights))
  }

  /// The most that blocks with these weights can count together, if there were any number of them.
  ///
  /// An upper bound where sizes need places of different levels. Each unit is filled on its own, by
  /// dynamic programming over its nodes.
  public func mostLoad(of weights: [BlockLimit.Weight]) -> Int {
    let scopes = weights.map { blockScope(of: $0.nodes).groups }
    guard let scope = scopes.max(by: { $0.nodes < $1.nodes }) else { return 0 }
    let sizes = Dictionary(grouping: freeNodes.counts(in: scope)) { $0 }
    return sizes.sorted { $0.key < $1.key }.reduce(0) {
      $0 + Self.mostLoad(of: weights, in: $1.key) * $1.value.count
    }
  }

  /// The most that blocks with these weights count in so many nodes.
  static func mostLoad(of weights: [BlockLimit.Weight], in nodes: Int) -> Int {
    var most = [Int](repeating: 0, count: nodes + 1)
    for room in stride(from: 1, through: nodes, by: 1) {
      most[room] = most[room - 1]
      for weight in weights where weight.nodes <= room {
        most[room] = max(most[room], most[room - weight.nodes] + weight.weight)
      }
    }
    return most[nodes]
  }
}
