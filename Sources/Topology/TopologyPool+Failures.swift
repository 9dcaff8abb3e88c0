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
  ///
  /// Linear in the pieces of free nodes, not a trial of each failure.
  public func slotsAfterAnyFailure(sizes: [Int]) -> [SlotCount] {
    let roles = roles
    let exposed = exposedNodes(roles)
    return slots(sizes: sizes, in: FreeCapacity(nodes: roles.free)).map { slot in
      var slot = slot
      if !exposed.isEmpty { slot.count -= jobsLost(of: slot.size, roles, exposed) }
      return slot
    }
  }

  /// Nodes that can be given out whichever one node fails.
  public var usableNodesAfterAnyFailure: Int {
    let roles = roles
    let isLost = roles.spare.isEmpty && !exposedNodes(roles).isEmpty
    return roles.free.count - (isLost ? 1 : 0)
  }

  /// Nodes that can be given out whichever one domain or rack fails as a whole; nil where neither is
  /// known.
  public var usableNodesAfterAnyGroupFailure: Int? {
    let group = placementGroup
    if group.name == "pool" { return nil }
    let roles = roles
    let counts = [roles.free, roles.spare, roles.standby].map { $0.counts(byGroupOf: group.groups) }
    // Only what stands by within the group's domains, or failed anywhere, has to be tried.
    let isTried = !roles.standby.isEmpty || failedNodes != failedIndices.count
    // Groups with as many nodes of each role are alike.
    var seen = Set<[Int]>()
    return (0..<group.groups.count(in: nodes)).compactMap { number -> Int? in
      let range = group.groups.range(of: number, in: nodes)
      let kind = counts.map { $0[number] ?? 0 }
      guard seen.insert([range.count] + kind).inserted else { return nil }
      if isTried { return losing(range).usableNodes }
      // Spares elsewhere take the place of free nodes.
      return roles.free.count - kind[0] + min(kind[0], roles.spare.count - kind[1])
    }.min()
  }

  // Free nodes that no standing-by node of their domain replaces.
  private func exposedNodes(_ roles: NodeRoles) -> RangeSet<Int> {
    if roles.standby.isEmpty { return roles.free }
    let covered = Set(roles.standby.pieces(of: domains).map(\.group))
    return RangeSet(
      roles.free.pieces(of: domains).filter { !covered.contains($0.group) }.map(\.nodes))
  }

  // What the worst failure of an exposed node takes away: one job of its group, unless the first
  // spare makes one in another.
  private func jobsLost(of size: Int, _ roles: NodeRoles, _ exposed: RangeSet<Int>) -> Int {
    if size <= gpusPerNode { return roles.spare.isEmpty ? gpusPerNode / size : 0 }
    if gpusPerNode == 0 { return 0 }
    let width = (size + gpusPerNode - 1) / gpusPerNode
    let groups = scope(of: width).groups
    let free = roles.free.counts(byGroupOf: groups)
    let relief = roles.spare.ranges.first.map { groups.group(of: $0.lowerBound) }
    if let relief, (free[relief, default: 0] + 1) % width == 0 { return 0 }
    let isLost = exposed.pieces(of: groups).contains { piece in
      piece.group != relief && free[piece.group, default: 0] % width == 0
    }
    return isLost ? 1 : 0
  }
}
