/// What each node of a pool is there for; the four sets are disjoint and hold every node.
public struct NodeRoles: Hashable, Sendable {
  /// Nodes that can be given out.
  public var free: RangeSet<Int>
  /// Nodes of a domain that stand by for the others of it.
  public var standby: RangeSet<Int>
  /// Nodes kept back for failures anywhere in the pool.
  public var spare: RangeSet<Int>
  /// Nodes out of service.
  public var failed: RangeSet<Int>
}

extension TopologyPool {
  /// What each node is there for.
  ///
  /// Failed nodes lie where they are said to lie. Those of unknown place are taken from the end of
  /// the numbering, where they break the fewest domains; name their numbers to plan around them.
  /// Each domain keeps its last nodes standing by, and spares are the last nodes that are left.
  /// Linear in the number of domains; a pool without standing-by nodes takes constant time.
  public var roles: NodeRoles {
    let all = 0..<max(0, nodes)
    var failed = RangeSet(ascending: failedIndices.filter(all.contains))
    var free = failed.gaps(in: all)
    failed.formUnion(free.removeLast(failedNodes - failedIndices.count))
    let standby = removeStandby(from: &free)
    let spare = free.removeLast(spareNodes)
    return NodeRoles(free: free, standby: standby, spare: spare, failed: failed)
  }

  /// Nodes that can be given out.
  public var freeNodes: RangeSet<Int> { roles.free }

  private func removeStandby(from free: inout RangeSet<Int>) -> RangeSet<Int> {
    if usableNodesPerDomain >= nodesPerDomain { return RangeSet() }
    var (given, standby): ([Range<Int>], [Range<Int>]) = ([], [])
    var (current, left) = (-1, 0)
    for piece in free.pieces(of: domains) {
      if piece.group != current { (current, left) = (piece.group, usableNodesPerDomain) }
      let kept = min(left, piece.nodes.count)
      left -= kept
      if kept > 0 { given.append(piece.nodes.prefix(kept)) }
      if kept < piece.nodes.count { standby.append(piece.nodes.dropFirst(kept)) }
    }
    free = RangeSet(given)
    return RangeSet(standby)
  }
}

/// Free nodes that lie in one group: rack, domain or tier.
struct NodePiece: Hashable {
  var group: Int
  var nodes: Range<Int>
}

extension RangeSet<Int> {
  /// The set of ascending numbers.
  fileprivate init(ascending numbers: [Int]) {
    var ranges: [Range<Int>] = []
    for number in numbers {
      if let last = ranges.last, last.upperBound == number {
        ranges[ranges.count - 1] = last.lowerBound..<number + 1
      } else {
        ranges.append(number..<number + 1)
      }
    }
    self.init(ranges)
  }

  /// What of a range is not in the set; linear, unlike `subtracting`, where there are many ranges.
  fileprivate func gaps(in all: Range<Int>) -> RangeSet {
    var gaps: [Range<Int>] = []
    var start = all.lowerBound
    for range in ranges {
      if start < range.lowerBound { gaps.append(start..<range.lowerBound) }
      start = range.upperBound
    }
    if start < all.upperBound { gaps.append(start..<all.upperBound) }
    return RangeSet(gaps)
  }

  /// How many nodes the set holds.
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// The nodes cut at the borders of groups, ascending.
  func pieces(of groups: NodeGroups) -> [NodePiece] {
    ranges.flatMap { range in
      var pieces: [NodePiece] = []
      var start = range.lowerBound
      var group = groups.group(of: start)
      while start < range.upperBound {
        let end = Swift.min(range.upperBound, groups.range(of: group).upperBound)
        if start < end { pieces.append(NodePiece(group: group, nodes: start..<end)) }
        (start, group) = (end, group + 1)
      }
      return pieces
    }
  }

  /// How many nodes of the set each group holds, by the group's number.
  func counts(byGroupOf groups: NodeGroups) -> [Int: Int] {
    pieces(of: groups).reduce(into: [:]) { $0[$1.group, default: 0] += $1.nodes.count }
  }

  /// How many nodes of the set each group holds; groups without any are left out.
  func counts(in groups: NodeGroups) -> [Int] {
    var counts: [Int] = []
    var current = -1
    for piece in pieces(of: groups) {
      if piece.group != current {
        counts.append(0)
        current = piece.group
      }
      counts[counts.count - 1] += piece.nodes.count
    }
    return counts
  }

  /// Takes the last nodes away, at most all.
  fileprivate mutating func removeLast(_ count: Int) -> RangeSet<Int> {
    if count <= 0 { return RangeSet() }
    var kept = Array(ranges)
    var removed: [Range<Int>] = []
    var left = count
    while left > 0, let range = kept.popLast() {
      let start = Swift.max(range.lowerBound, range.upperBound - left)
      removed.append(start..<range.upperBound)
      left -= range.upperBound - start
      if range.lowerBound < start { kept.append(range.lowerBound..<start) }
    }
    self = RangeSet(kept)
    return RangeSet(removed.reversed())
  }
}
