/// A placement in the making.
///
/// Whole nodes first, spread over domains or racks as ``NodeSpread`` has it; then what is less than a node.
struct Packing {
  let pool: TopologyPool
  // By node; a byte each, also for the largest clusters.
  var isFree: [Bool]
  // Free nodes by group, at the level of racks or domains.
  var counts: [Int]
  let groups: NodeGroups
  let gpusByNUMA: [[Int]]
  var places: [String: [Placement.Piece]] = [:]
  var requests: [Placement.Request] = []
  var unplaced: [Placement.Request] = []
  var open: [Int: [Int]] = [:]
  private var isBest = false

  init(_ pool: TopologyPool) {
    self.pool = pool
    let groups = pool.placementGroup.groups
    self.groups = groups
    gpusByNUMA = pool.template.gpusByNUMA
    isFree = [Bool](repeating: false, count: max(0, pool.nodes))
    counts = [Int](repeating: 0, count: groups.count(in: pool.nodes))
    for piece in pool.freeNodes.pieces(of: groups) {
      counts[piece.group] += piece.nodes.count
      for node in piece.nodes { isFree[node] = true }
    }
  }

  /// The result.
  var placement: Placement {
    let free = RangeSet(isFree.indices.filter { isFree[$0] }.runs)
    let grants = requests.map { request in
      let pieces = places[request.id] ?? []
      let kept = pieces.reduce(0) {
        $0 + request.nodesToday.intersection(RangeSet([$1.nodes])).count
      }
      let width = pool.gpusPerNode == 0 ? 0 : request.gpus / pool.gpusPerNode
      return Placement.Grant(
        id: request.id, gpus: request.gpus, pieces: pieces,
        movedNodes: max(0, min(width, request.nodesToday.count) - kept))
    }
    let parts = open.sorted { $0.key < $1.key }.filter { !$0.value.isEmpty }
    return Placement(
      grants: grants.sorted { $0.id < $1.id }, unplaced: unplaced.sorted { $0.id < $1.id },
      free: FreeCapacity(
        nodes: free, parts: parts.map { FreeCapacity.Part(node: $0.key, gpus: $0.value) }),
      isBest: isBest && unplaced.isEmpty)
  }

  // MARK: Whole nodes

  /// Gives every request its whole nodes, or notes that it finds no place.
  mutating func placeNodes(of all: [Placement.Request]) {
    for request in all {
      precondition(request.gpus >= 0 && request.blockNodes >= 1, "a request is of GPUs and blocks")
    }
    if pool.gpusPerNode == 0 {
      unplaced += all.filter { $0.gpus > 0 }
      requests += all.filter { $0.gpus == 0 }
      return
    }
    let spread = spread(of: all)
    for (request, amounts) in zip(all, spread.amounts) {
      if amounts == nil { unplaced.append(request) } else { requests.append(request) }
    }
    take(spread, all)
  }

  // The blocks of a request that has fewer nodes than one are as large as the request.
  private mutating func spread(of all: [Placement.Request]) -> NodeSpread {
    let widths = all.map { $0.gpus / pool.gpusPerNode }
    let blocks = zip(all, widths).map { min($0.blockNodes, max(1, $1)) }
    let tree = FreeTree(pool, blocks: blocks)
    let items = all.indices.map { index in
      let level = tree.level(of: blocks[index], in: pool)
      return NodeSpread.Item(
        id: all[index].id, nodes: widths[index], block: blocks[index], level: level,
        held: held(all[index].nodesToday, level, tree), heldNodes: all[index].nodesToday.count)
    }
    let tier = pool.tiers.first { $0.nodes > groups.nodes }?.units
    let empty = NodeSpread(
      tree, items, tier: tier ?? NodeGroups(of: max(1, pool.nodes)),
      prefersFull: pool.nodesPerDomain > 1)
    let search = SpreadSearch(improving: firstSpread(empty))
    isBest = search.isBest
    return search.spread
  }

  // The better of the quick ways that place everything; else any way that does; else what goes.
  private func firstSpread(_ empty: NodeSpread) -> NodeSpread {
    var tries: [NodeSpread] = []
    for keeping in [true, false] where !keeping || empty.items.contains(where: { $0.heldNodes > 0 })
    {
      var spread = empty
      spread.placeGreedily(keeping: keeping)
      tries.append(spread)
    }
    let whole = tries.filter { $0.amounts.allSatisfy { $0 != nil } }
    if let best = whole.min(by: { $0.cost < $1.cost }) { return best }
    var packed = empty
    return packed.placeExactly(in: pool) ? packed : tries[tries.count - 1]
  }

  private func held(_ nodes: RangeSet<Int>, _ level: Int, _ tree: FreeTree) -> [Int] {
    var held = [Int](repeating: 0, count: tree.free[level].count)
    if nodes.isEmpty { return held }
    for (cell, range) in tree.cells.enumerated() {
      let free = nodes.intersection(RangeSet([range])).ranges.reduce(0) { sum, run in
        sum + run.count { isFree[$0] }
      }
      held[tree.unit[level][cell]] += free
    }
    return held
  }

  // Everybody in a domain or rack keeps what it has there before anybody takes more; what may lie
  // anywhere in a tier comes last.
  private mutating func take(_ spread: NodeSpread, _ all: [Placement.Request]) {
    var nodes = [[Int]](repeating: [], count: all.count)
    let order = all.indices.sorted { (spread.items[$0].level, $0) < (spread.items[$1].level, $1) }
    for isKept in [true, false] {
      for index in order where isKept || spread.items[index].level == 0 {
        guard spread.items[index].level == 0 else { continue }
        for (cell, amount) in (spread.amounts[index] ?? []).enumerated() where amount > 0 {
          let range = spread.tree.cells[cell]
          let mine = all[index].nodesToday
          let here = nodes[index].count { range.contains($0) }
          let wanted = range.filter { isFree[$0] && (!isKept || mine.contains($0)) }
          nodes[index] += take(wanted.prefix(amount - here))
        }
      }
    }
    for index in order where spread.items[index].level > 0 {
      for (place, amount) in (spread.amounts[index] ?? []).enumerated() where amount > 0 {
        nodes[index] += take(
          amount, in: spread.tree.cells(of: place, at: spread.items[index].level), spread.tree,
          all[index].nodesToday)
      }
    }
    for index in all.indices where spread.amounts[index] != nil {
      places[all[index].id] = pieces(of: nodes[index])
    }
  }

  private mutating func take(_ nodes: some Sequence<Int>) -> [Int] {
    let nodes = Array(nodes)
    for node in nodes { _ = takeNode(node) }
    return nodes
  }

  // Nodes of a tier: what is kept, then from its emptiest cells first, the rest where it leaves least.
  private mutating func take(
    _ count: Int, in cells: [Int], _ tree: FreeTree, _ mine: RangeSet<Int>
  ) -> [Int] {
    var nodes = take(
      cells.flatMap { tree.cells[$0].filter { isFree[$0] && mine.contains($0) } }.prefix(count))
    while nodes.count < count {
      let left = count - nodes.count
      let free = cells.map { tree.cells[$0].filter { isFree[$0] } }
      let best = free.indices.filter { !free[$0].isEmpty }.min { a, b in
        func rank(_ cell: Int) -> (Int, Int, Int) {
          let amount = min(free[cell].count, left)
          return (-amount, free[cell].count - amount, cell)
        }
        return rank(a) < rank(b)
      }
      guard let best else { break }
      nodes += take(free[best].prefix(left))
    }
    return nodes
  }

  private func pieces(of nodes: [Int]) -> [Placement.Piece] {
    RangeSet(nodes.sorted().runs).pieces(of: groups).map {
      Placement.Piece(group: $0.group, nodes: $0.nodes)
    }
  }

  mutating func takeNode(_ node: Int) -> Int {
    isFree[node] = false
    counts[groups.group(of: node)] -= 1
    return node
  }
}

extension [Int] {
  /// Runs of neighbouring numbers of an ascending list.
  fileprivate var runs: [Range<Int>] {
    var runs: [Range<Int>] = []
    for number in self {
      if let last = runs.last, last.upperBound == number {
        runs[runs.count - 1] = last.lowerBound..<number + 1
      } else {
        runs.append(number..<number + 1)
      }
    }
    return runs
  }
}
