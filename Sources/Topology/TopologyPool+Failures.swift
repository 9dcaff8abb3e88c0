extension TopologyPool {
  /// The pool with more nodes out of service.
  ///
  /// Spares, and the nodes that stand by in a domain, take the place of what fails while there are
  /// any.
  public func losing(_ lost: Range<Int>) -> TopologyPool {
    var pool = self
    let known = Set(failedIndices)
    let new = lost.clamped(to: 0..<max(0, nodes)).filter { !known.contains($0) }
    pool.failedIndices = (failedIndices + new).sorted()
    pool.failedNodes = min(nodes, max(failedNodes + new.count, pool.failedIndices.count))
    // What a domain's own standing-by node replaces needs no spare.
    let missing = max(0, usableNodes - pool.usableNodes)
    pool.spareNodes = max(0, min(spareNodes - missing, nodes - pool.failedNodes))
    return pool
  }

  /// How many jobs of each size find a place whichever one node fails: for each size the worst case.
  public func slotsAfterAnyFailure(sizes: [Int]) -> [SlotCount] {
    var worst = slots(sizes: sizes)
    for node in failuresThatDiffer {
      let left = losing(node..<node + 1).slots(sizes: sizes)
      for index in worst.indices where left[index].count < worst[index].count {
        worst[index] = left[index]
      }
    }
    return worst
  }

  /// Nodes that can be given out whichever one node fails.
  public var usableNodesAfterAnyFailure: Int {
    failuresThatDiffer.map { losing($0..<$0 + 1).usableNodes }.min() ?? usableNodes
  }

  /// Nodes that can be given out whichever one domain or rack fails as a whole; nil where neither is
  /// known.
  public var usableNodesAfterAnyGroupFailure: Int? {
    let group = placementGroup
    if group.name == "pool" { return nil }
    let free = freeNodes
    // Groups with equally many free nodes are alike but for spares, which lie at the end.
    var seen = Set<[Int]>()
    return (0..<group.groups.count(in: nodes)).compactMap { number -> Int? in
      let range = group.groups.range(of: number, in: nodes)
      let kind = [range.count, free.intersection(RangeSet(range)).count]
      return seen.insert(kind).inserted ? losing(range).usableNodes : nil
    }.min()
  }

  // A node of each kind of group: nodes of groups with equally many free ones are alike.
  private var failuresThatDiffer: [Int] {
    let roles = roles
    let levels = [domains] + tiers.map(\.units)
    let counts = levels.flatMap { level in
      [roles.free, roles.spare, roles.standby].map { nodes in
        (
          level,
          nodes.pieces(of: level).reduce(into: [:]) { $0[$1.group, default: 0] += $1.nodes.count }
        )
      }
    }
    var seen = Set<[Int]>()
    let working = roles.free.union(roles.spare).union(roles.standby)
    return working.pieces(of: domains).compactMap { piece in
      let node = piece.nodes.lowerBound
      let kind = counts.map { level, counts in counts[level.group(of: node)] ?? 0 }
      return seen.insert(kind).inserted ? node : nil
    }
  }
}
