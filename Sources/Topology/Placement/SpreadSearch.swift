/// Looks for a better spread: all of them where there are few, else two items at a time.
struct SpreadSearch {
  /// The best spread found.
  private(set) var spread: NodeSpread
  /// Whether no spread of all items moves fewer nodes, crosses fewer places or opens fewer cells.
  private(set) var isBest = false

  /// Nodes of the search over all items, and of all searches over pairs.
  static let nodeLimit = 20_000
  private static let pairNodeLimit = 1_000

  /// - Parameter spread: One that places all items that it can.
  init(improving spread: NodeSpread) {
    self.spread = spread
    let least = spread.leastCost
    let isWhole =
      spread.amounts.allSatisfy { $0 != nil } && spread.tree.isExact
      && spread.items.allSatisfy { $0.level == 0 && $0.nodes % $0.block == 0 }
    if spread.cost.proper == least {
      isBest = isWhole
      return
    }
    let placed = spread.items.indices.filter {
      spread.amounts[$0] != nil && spread.items[$0].nodes > 0
    }
    var search = SpreadTree(spread, moving: placed, limit: Self.nodeLimit)
    search.run()
    self.spread = search.best
    if search.isComplete || self.spread.cost.proper == least {
      isBest = isWhole
      return
    }
    improvePairs(placed, least)
  }

  // Until no two items can be placed better while the others stay.
  private mutating func improvePairs(_ placed: [Int], _ least: NodeSpread.Cost) {
    var nodes = 0
    var isBetter = true
    while isBetter {
      isBetter = false
      for (position, first) in placed.enumerated() {
        for second in placed[(position + 1)...] {
          if nodes > Self.nodeLimit || spread.cost.proper == least { return }
          var search = SpreadTree(
            spread, moving: [first, second], limit: Self.pairNodeLimit)
          search.run()
          nodes += search.nodes
          if search.best.cost < spread.cost {
            spread = search.best
            isBetter = true
          }
        }
      }
    }
  }
}

/// A search over all spreads of some items while the others stay, depth first.
private struct SpreadTree {
  private(set) var best: NodeSpread
  private(set) var nodes = 0
  /// Whether everything was seen.
  var isComplete: Bool { nodes <= limit }

  private let tree: FreeTree
  private let items: [NodeSpread.Item]
  private let moving: [Int]
  private let limit: Int
  private var bestCost: NodeSpread.Cost
  private var current: NodeSpread
  private var left: [[Int]]
  // By position in `moving`: the least that it and those after it cost.
  private var least: [NodeSpread.Cost] = []
  // How many items take of each cell.
  private var takers: [Int]
  private var done: NodeSpread.Cost
  private let openedAtLeast: Int
  // Cells that look alike to every item that moves have one number.
  private let kind: [[Int]]

  init(_ spread: NodeSpread, moving: [Int], limit: Int) {
    best = spread
    bestCost = spread.cost
    tree = spread.tree
    items = spread.items
    self.limit = limit
    // What is hardest to place first; it has the fewest ways.
    let order = moving.sorted {
      let (a, b) = (spread.items[$0], spread.items[$1])
      return (b.block, b.nodes, a.id) < (a.block, a.nodes, b.id)
    }
    self.moving = order
    current = spread
    for item in moving { current.amounts[item] = nil }
    left = current.left
    done = current.cost
    openedAtLeast = spread.leastCost.opened
    takers = [Int](repeating: 0, count: tree.cells.count)
    for (item, amounts) in zip(items, current.amounts) where item.level == 0 {
      for (place, amount) in (amounts ?? []).enumerated() where amount > 0 { takers[place] += 1 }
    }
    kind = Self.kinds(tree, order.map { spread.items[$0] }, takers)
    var sum = NodeSpread.Cost()
    for item in order.reversed() {
      let own = spread.leastCost(of: spread.items[item])
      sum.moved += own.moved
      sum.crossed += own.crossed
      least.append(sum)
    }
    least = least.reversed() + [NodeSpread.Cost()]
  }

  // Two places are alike if they hold as much of everything and lie in the same units.
  private static func kinds(
    _ tree: FreeTree, _ items: [NodeSpread.Item], _ takers: [Int]
  ) -> [[Int]] {
    (0..<tree.levels).map { level in
      var known: [[Int]: Int] = [:]
      return tree.free[level].indices.map { place in
        var mark = [tree.free[level][place], level == 0 ? min(1, takers[place]) : 0]
        for outer in (level + 1)..<max(level + 1, tree.levels) {
          mark.append(tree.unit(at: outer, around: place, of: level))
        }
        for item in items {
          // Items of another level see what lies within.
          mark.append(item.level == level ? item.held[place] : 0)
        }
        let number = known[mark] ?? known.count
        known[mark] = number
        return number
      }
    }
  }

  mutating func run() { place(0) }

  private mutating func place(_ position: Int) {
    if nodes > limit { return }
    if position == moving.count {
      let cost = current.cost
      if cost < bestCost { (best, bestCost) = (current, cost) }
      return
    }
    let item = items[moving[position]]
    let rooms = left[item.level].indices.map { tree.room(of: $0, at: item.level, in: left) }
    let places = rooms.indices.filter { rooms[$0] > 0 }.sorted { a, b in
      func rank(_ place: Int) -> (Int, Int, Int, Int, Int) {
        let fits = rooms[place] >= item.nodes
        return (
          -item.held[place], fits ? 0 : 1, fits ? rooms[place] : -rooms[place],
          kind[item.level][place], place
        )
      }
      return rank(a) < rank(b)
    }
    // Nodes that the places from here on can take, and those of them that are held.
    var (behind, held) = ([0], [0])
    for place in places.reversed() {
      behind.append(behind[behind.count - 1] + rooms[place])
      held.append(held[held.count - 1] + min(rooms[place], item.held[place]))
    }
    let filling = Filling(
      item: item, index: moving[position], position: position, places: places, rooms: rooms,
      behind: behind.reversed(), held: held.reversed())
    current.amounts[filling.index] = [Int](repeating: 0, count: rooms.count)
    fill(filling, from: 0, missing: item.nodes, kept: 0, crossed: 0)
    current.amounts[filling.index] = nil
  }

  private struct Filling {
    let item: NodeSpread.Item
    let index: Int
    let position: Int
    let places: [Int]
    let rooms: [Int]
    let behind: [Int]
    let held: [Int]
  }

  private mutating func fill(
    _ filling: Filling, from next: Int, missing: Int, kept: Int, crossed: Int
  ) {
    nodes += 1
    if nodes > limit { return }
    let item = filling.item
    if missing == 0 {
      let before = done
      done.moved += item.keepable - kept
      done.crossed += crossed
      if mayBeBetter(done, after: filling.position + 1) { place(filling.position + 1) }
      done = before
      return
    }
    guard next < filling.places.count, filling.behind[next] >= missing,
      mayBeBetter(
        bound(filling, from: next, missing: missing, kept: kept, crossed: crossed),
        after: filling.position + 1)
    else { return }
    let place = filling.places[next]
    var most = min(missing, tree.room(of: place, at: item.level, in: left))
    if next > 0, isLike(filling, next) {
      most = min(most, current.amounts[filling.index]?[filling.places[next - 1]] ?? 0)
    }
    var amount = most == missing ? missing : most / item.block * item.block
    while amount >= 0, nodes <= limit {
      put(amount, in: place, filling)
      fill(
        filling, from: next + 1, missing: missing - amount,
        kept: kept + min(amount, item.held[place]), crossed: crossed + (amount > 0 ? 1 : 0))
      put(-amount, in: place, filling)
      amount = amount % item.block == 0 ? amount - item.block : amount / item.block * item.block
    }
  }

  // Whether a place is in no way different from the one before it.
  private func isLike(_ filling: Filling, _ next: Int) -> Bool {
    let (a, b) = (filling.places[next - 1], filling.places[next])
    let level = filling.item.level
    return kind[level][a] == kind[level][b] && filling.rooms[a] == filling.rooms[b]
  }

  private mutating func put(_ amount: Int, in place: Int, _ filling: Filling) {
    if amount == 0 { return }
    let level = filling.item.level
    tree.take(amount, from: place, at: level, in: &left)
    current.amounts[filling.index]?[place] += amount
    if level == 0 {
      takers[place] += amount > 0 ? 1 : -1
      if amount > 0, takers[place] == 1 { done.opened += 1 }
      if amount < 0, takers[place] == 0 { done.opened -= 1 }
    }
  }

  // What is done and what the item at hand costs at least.
  private func bound(
    _ filling: Filling, from next: Int, missing: Int, kept: Int, crossed: Int
  ) -> NodeSpread.Cost {
    let item = filling.item
    let own = NodeSpread.Cost(
      moved: item.keepable - kept - min(missing, filling.held[next]), crossed: crossed + 1)
    let alone = (least[filling.position], least[filling.position + 1])
    let leastMoved = alone.0.moved - alone.1.moved
    var cost = done
    cost.moved += max(own.moved, leastMoved)
    // With more nodes moved than it must, it may lie in fewer places.
    cost.crossed +=
      own.moved > leastMoved ? own.crossed : max(own.crossed, alone.0.crossed - alone.1.crossed)
    return cost
  }

  private func mayBeBetter(_ cost: NodeSpread.Cost, after position: Int) -> Bool {
    let rest = least[position]
    let bound = NodeSpread.Cost(
      moved: cost.moved + rest.moved, crossed: cost.crossed + rest.crossed,
      opened: max(cost.opened, openedAtLeast))
    return bound < bestCost.proper
  }
}
