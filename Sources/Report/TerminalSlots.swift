internal import Topology

/// Which jobs find a place in a cluster, what that leaves stranded, and what a failure takes away.
struct TerminalSlots {
  let lines: [String]

  /// - Parameters:
  ///   - cluster: Of which pools.
  ///   - sizes: GPUs of jobs; nil for the usual ones, as far as a pool has so many.
  ///   - width: Columns.
  init(_ cluster: ClusterTopology, sizes: [Int]?, width: Int) {
    if cluster.pools.isEmpty {
      lines = ["SLOTS  no pools"]
      return
    }
    lines = Array(
      cluster.pools.map { pool in
        Self.table(
          pool, isAlone: cluster.pools.count == 1, sizes ?? Self.usualSizes(for: pool), width)
          + Self.capacity(pool).flatMap { TextTable.wrapped($0, width: width, indent: 2) }
      }.joined(separator: [""]))
  }

  private static func usualSizes(for pool: TopologyPool) -> [Int] {
    TerminalTopology.usualSizes.filter { $0 == 1 || $0 <= pool.gpus }
  }

  private static func table(
    _ pool: TopologyPool, isAlone: Bool, _ sizes: [Int], _ width: Int
  ) -> [String] {
    let slots = Array(zip(pool.slots(sizes: sizes), pool.slotsAfterAnyFailure(sizes: sizes)))
    // Names of tiers are as long as their givers like: then the titles are short, and names cut.
    let titles = ["jobs at once", "GPUs left over", "jobs if a node fails"]
    let plain = rows(slots, of: pool, isAlone, titles: titles, scope: Int.max)
    if plain.fits(width) { return plain.lines(width: width) }
    let brief = ["jobs", "left over", "if a node fails"]
    return rows(slots, of: pool, isAlone, titles: brief, scope: 28).lines(width: width)
  }

  private static func rows(
    _ slots: [(now: SlotCount, after: SlotCount)], of pool: TopologyPool, _ isAlone: Bool,
    titles: [String], scope limit: Int
  ) -> TextTable {
    var table = TextTable([.right, .right, .left, .right, .right])
    table.add([isAlone ? "SLOTS" : "SLOTS \(pool.id)", titles[0], ""] + titles[1...])
    for (now, after) in slots {
      let words = words(for: now.scope)
      table.add([
        "\(NumberFormat.grouped(now.size)) GPU\(now.size == 1 ? "" : "s")",
        NumberFormat.grouped(now.count),
        words.count > limit ? words.prefix(limit - 1) + "…" : words,
        NumberFormat.grouped(pool.usableGPUs - now.count * now.size),
        NumberFormat.grouped(after.count),
      ])
    }
    return table
  }

  private static func words(for scope: SlotCount.Scope) -> String {
    switch scope {
    case .node: "in one node"
    case .domain: "in one domain"
    case .tier(let name): "in one \(name.onOneLine)"
    case .pool: "anywhere"
    }
  }

  private static func capacity(_ pool: TopologyPool) -> [String] {
    let per = pool.gpusPerNode
    func gpus(_ nodes: Int) -> String {
      "\(NumberFormat.grouped(nodes)) node\(nodes == 1 ? "" : "s") "
        + "(\(NumberFormat.grouped(nodes * per)) GPU\(nodes * per == 1 ? "" : "s"))"
    }
    let group = pool.placementGroup
    let afterGroup = pool.usableNodesAfterAnyGroupFailure.map {
      ", and \(gpus($0)) whichever \(group.name.onOneLine) does"
    }
    return [
      "\(pool.id): \(gpus(pool.usableNodes)) can be given out, "
        + "\(gpus(pool.usableNodesAfterAnyFailure)) whichever node fails\(afterGroup ?? "")"
    ]
  }
}
