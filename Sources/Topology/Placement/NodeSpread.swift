/// How the whole nodes of several requests are spread over the units of a pool.
struct NodeSpread {
  /// A request as the spread sees it.
  struct Item: Hashable {
    /// Whose.
    let id: String
    /// Nodes.
    let nodes: Int
    /// They come in blocks of so many; the last may be short.
    let block: Int
    /// At which level of the tree each block is whole.
    let level: Int
    /// Nodes that it has today and that are free, by unit of its level.
    let held: [Int]
    /// Nodes that it has today, wherever they are.
    let heldNodes: Int

    /// Nodes that it could keep, were there nobody else.
    var keepable: Int { min(nodes, heldNodes) }
  }

  /// What a spread costs, most important first.
  struct Cost: Comparable {
    /// Nodes that their holders leave for others.
    var moved = 0
    /// Places that the requests lie in, summed over requests.
    var crossed = 0
    /// Cells of which anything is taken.
    var opened = 0
    /// Units of the first tier that requests lie in, summed over requests.
    var far = 0

    static func < (a: Cost, b: Cost) -> Bool {
      (a.moved, a.crossed, a.opened, a.far) < (b.moved, b.crossed, b.opened, b.far)
    }

    /// The same without what only breaks ties.
    var proper: Cost { Cost(moved: moved, crossed: crossed, opened: opened) }
  }

  let tree: FreeTree
  let items: [Item]
  /// For each cell, the unit of the first tier above it.
  let tier: [Int]
  /// Whether the places that leave the least behind go before those of a near tier.
  let prefersFull: Bool
  /// Nodes by item and unit of its level; nil for an item that has no place.
  var amounts: [[Int]?]

  init(
    _ tree: FreeTree, _ items: [Item], tier: NodeGroups, prefersFull: Bool
  ) {
    self.tree = tree
    self.items = items
    self.tier = tree.cells.map { tier.group(of: $0.lowerBound) }
    self.prefersFull = prefersFull
    amounts = items.map { _ in nil }
  }

  /// What is left of every unit.
  var left: [[Int]] {
    var left = tree.free
    for (item, amounts) in zip(items, amounts) {
      for (place, amount) in (amounts ?? []).enumerated() where amount > 0 {
        tree.take(amount, from: place, at: item.level, in: &left)
      }
    }
    return left
  }

  /// What the placed items cost.
  var cost: Cost {
    var cost = Cost()
    var isOpen = [Bool](repeating: false, count: tree.cells.count)
    for (item, amounts) in zip(items, amounts) {
      guard let amounts else { continue }
      var (kept, tiers) = (0, Set<Int>())
      for (place, amount) in amounts.enumerated() where amount > 0 {
        kept += min(amount, item.held[place])
        cost.crossed += 1
        if item.level > 0 { continue }
        isOpen[place] = true
        tiers.insert(tier[place])
      }
      cost.moved += item.keepable - kept
      cost.far += tiers.count
    }
    cost.opened = isOpen.count { $0 }
    return cost
  }

  /// No spread of all items costs less, but for what only breaks ties.
  var leastCost: Cost {
    var least = items.reduce(into: Cost()) { sum, item in
      let own = leastCost(of: item)
      sum.moved += own.moved
      sum.crossed += own.crossed
    }
    let inCells = items.reduce(0) { $0 + ($1.level == 0 ? $1.nodes : 0) }
    least.opened = Self.fewest(of: tree.free[0], holding: inCells)
    return least
  }

  /// What an item costs at least, were it alone: moved first, then crossed.
  func leastCost(of item: Item) -> Cost {
    let free = tree.free[item.level].indices.map {
      tree.room(of: $0, at: item.level, in: tree.free)
    }
    // Full blocks, but for the place that takes the short one.
    let rooms = free.map { min(item.nodes, $0 / item.block * item.block) }
    let short = item.nodes % item.block
    if item.heldNodes == 0 || short > 0 {
      let fullest = short > 0 ? free.map { min(item.nodes, $0) } : rooms
      return Cost(
        moved: max(0, item.keepable - zip(free, item.held).reduce(0) { $0 + min($1.0, $1.1) }),
        crossed: Self.fewest(of: fullest, holding: item.nodes))
    }
    return leastCostAlone(of: item, rooms)
  }

  // By dynamic programming over places and blocks: the most nodes kept, then the fewest places.
  private func leastCostAlone(of item: Item, _ rooms: [Int]) -> Cost {
    let blocks = item.nodes / item.block
    let ways = rooms.reduce(0) { $0 + ($1 / item.block + 1) } * (blocks + 1)
    if ways > 2_000_000 {
      let kept = zip(rooms, item.held).reduce(0) { $0 + min($1.0, $1.1) }
      return Cost(
        moved: max(0, item.keepable - kept), crossed: Self.fewest(of: rooms, holding: item.nodes))
    }
    // By blocks placed: nodes kept less a small share for each place; nil if out of reach.
    let scale = rooms.count + 1
    var best = [Int?](repeating: nil, count: blocks + 1)
    best[0] = 0
    for (place, room) in rooms.enumerated() where room > 0 {
      for placed in stride(from: blocks, through: 1, by: -1) {
        for count in 1...max(1, min(placed, room / item.block)) {
          guard let before = best[placed - count] else { continue }
          let kept = min(count * item.block, item.held[place])
          let value = before + kept * scale - 1
          if best[placed].map({ value > $0 }) ?? true { best[placed] = value }
        }
      }
    }
    guard let value = best[blocks] else { return Cost() }
    let kept = (value + rooms.count) / scale
    return Cost(moved: item.keepable - kept, crossed: kept * scale - value)
  }

  private static func fewest(of rooms: [Int], holding nodes: Int) -> Int {
    var left = nodes
    var count = 0
    for room in rooms.sorted(by: >) where left > 0 && room > 0 {
      left -= room
      count += 1
    }
    return count
  }
}

extension NodeSpread {
  /// Places one item after the other as well as it goes; those that find no place stay without.
  ///
  /// The fewest places that hold the item: full ones first, and the rest where it leaves the least
  /// behind; of racks rather those of one tier.
  /// - Parameter keeping: Each first keeps what it has today.
  mutating func placeGreedily(keeping: Bool) {
    amounts = items.map { _ in nil }
    var left = tree.free
    var kept = items.map { [Int](repeating: 0, count: $0.held.count) }
    if keeping {
      for index in items.indices { kept[index] = keep(items[index], &left) }
    }
    for (index, item) in items.enumerated() {
      let missing = item.nodes - kept[index].reduce(0, +)
      if let more = shares(of: missing, item, besides: kept[index], &left) {
        amounts[index] = zip(kept[index], more).map { $0 + $1 }
      } else {
        for (place, amount) in kept[index].enumerated() where amount > 0 {
          tree.take(-amount, from: place, at: item.level, in: &left)
        }
      }
    }
  }

  // Whole blocks of what an item has, where it has most of them.
  private func keep(_ item: Item, _ left: inout [[Int]]) -> [Int] {
    var kept = [Int](repeating: 0, count: item.held.count)
    var missing = item.nodes
    let order = item.held.indices.filter { item.held[$0] > 0 }
      .sorted { (item.held[$1], $0) < (item.held[$0], $1) }
    for place in order {
      let room = min(item.held[place], missing, tree.room(of: place, at: item.level, in: left))
      let amount = room / item.block * item.block
      if amount == 0 { continue }
      kept[place] = amount
      missing -= amount
      tree.take(amount, from: place, at: item.level, in: &left)
    }
    return kept
  }

  private func shares(
    of nodes: Int, _ item: Item, besides kept: [Int], _ left: inout [[Int]]
  ) -> [Int]? {
    var shares = [Int](repeating: 0, count: kept.count)
    var missing = nodes
    var before = left
    while missing > 0 {
      let rooms = shares.indices.map { tree.room(of: $0, at: item.level, in: before) }
      // The last block may be short.
      let fits = rooms.map { $0 >= missing ? missing : $0 / item.block * item.block }
      guard let most = fits.max(), most > 0,
        let best = choice(
          among: fits.indices.filter { fits[$0] == most }, rooms, item,
          zip(kept, shares).map { $0 + $1 })
      else { return nil }
      shares[best] += most
      missing -= most
      tree.take(most, from: best, at: item.level, in: &before)
    }
    left = before
    return shares
  }

  // Where the item is already or was, then where the least is left behind; of racks those of a tier
  // first.
  private func choice(
    among places: [Int], _ rooms: [Int], _ item: Item, _ taken: [Int]
  ) -> Int? {
    func far(_ place: Int) -> Int { item.level == 0 ? tier[place] : 0 }
    let near = Set(taken.indices.filter { taken[$0] > 0 }.map(far))
    func cost(_ place: Int) -> (Int, Int, Int, Int) {
      let isNew = taken[place] == 0 && item.held[place] == 0 ? 1 : 0
      let isFar = !near.isEmpty && !near.contains(far(place)) ? 1 : 0
      return prefersFull
        ? (isNew, rooms[place], isFar, place) : (isNew, isFar, rooms[place], place)
    }
    return places.min { cost($0) < cost($1) }
  }
}

extension NodeSpread {
  /// Places all items by the exact packing of their blocks; false where that does not find one.
  mutating func placeExactly(in pool: TopologyPool) -> Bool {
    let sizes = Set(items.filter { $0.nodes > 0 }.flatMap { [$0.block, $0.nodes % $0.block] })
      .filter { $0 > 1 }.sorted()
    let blocks = sizes.map { size in
      BlockCount(
        nodes: size,
        count: items.reduce(0) {
          $0 + ($1.block == size ? $1.nodes / size : 0) + ($1.nodes % $1.block == size ? 1 : 0)
        })
    }
    // A short block is packed on its own, and may want a place of another level.
    guard items.allSatisfy({ $0.nodes % $0.block == 0 }),
      case .packed(var slots) = BlockPacking(blocks, in: pool, tree).answer
    else { return false }
    amounts = items.map { _ in nil }
    for (index, item) in items.enumerated() where item.block > 1 {
      guard let size = sizes.firstIndex(of: item.block) else { continue }
      amounts[index] = share(item, &slots[size])
    }
    var left = left
    for (index, item) in items.enumerated() where item.block == 1 {
      amounts[index] = shares(
        of: item.nodes, item, besides: [Int](repeating: 0, count: item.held.count), &left)
    }
    return amounts.allSatisfy { $0 != nil }
  }

  // An item's part of the blocks of its size: where it has nodes, then where there are most.
  private func share(_ item: Item, _ slots: inout [Int]) -> [Int] {
    var share = [Int](repeating: 0, count: slots.count)
    var missing = item.nodes / item.block
    let order = slots.indices.sorted {
      (item.held[$1], slots[$1], $0) < (item.held[$0], slots[$0], $1)
    }
    for place in order {
      let count = min(missing, slots[place])
      share[place] = count * item.block
      slots[place] -= count
      missing -= count
    }
    return share
  }
}
