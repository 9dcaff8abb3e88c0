/// Combines the deviations of claimants who choose between several resources, in order of loss.
struct DeviationSearch {
  /// The best combination.
  struct Combination {
    /// What the whole plan loses, in 2^-32 cent.
    var loss: Int64
    /// The deviations combined, by number in the core.
    var deviations: [Int]
  }

  /// The best of those with which a plan loses less than the limit.
  private(set) var best: Combination?
  /// Whether all have been looked at.
  private(set) var isComplete = true
  /// How many have been looked at.
  private(set) var trials = 0

  private let mostTrials: Int
  /// What the best plan loses; at first, what is of no use.
  private var limit: Int64
  /// The deviations, in order of loss.
  private let order: [Int]
  private let loss: [Int64]
  private let claimant: [Int]
  /// What they change of the rows that any of them changes, `[deviation, row]`.
  private let change: [Int64]
  /// What room in each of these rows costs.
  private var rows: [RoomCost] = []
  private var cost: [Int64] = []
  /// What the other rows cost in any case.
  private var fixed: Int64 = 0
  /// Room left in each of these rows, `[depth, row]`.
  private var room: [Int64]
  /// Deviations taken, and their claimants.
  private var path: [Int] = []
  private var isTaken: [Bool]

  /// - Parameters:
  ///   - core: The options that lose something.
  ///   - mixed: Those of its claimants whose options are combined.
  ///   - sums: What the other claimants make of each row.
  ///   - room: Units that the base options leave of each row, negative where they use too many.
  ///   - limit: In 2^-32 cent: plans that lose as much are of no use.
  ///   - mostTrials: After how many combinations the search is given up.
  init(
    _ core: DeviationTable, _ mixed: [Int], _ sums: [ResourceSums], room: [Int64], limit: Int64,
    mostTrials: Int
  ) {
    self.mostTrials = mostTrials
    self.limit = limit
    var owner: [(loss: Int64, deviation: Int, claimant: Int)] = []
    for claimant in mixed {
      for deviation in core.range(claimant) {
        owner.append((core.loss[deviation], deviation, claimant))
      }
    }
    owner.sort { ($0.loss, $0.deviation) < ($1.loss, $1.deviation) }
    let order = owner.map(\.deviation)
    self.order = order
    loss = owner.map(\.loss)
    claimant = owner.map(\.claimant)
    let changed = sums.indices.filter { row in
      order.contains { core.change[$0 * core.rows + row] != 0 }
    }
    change = order.flatMap { deviation in changed.map { core.change[deviation * core.rows + $0] } }
    self.room = changed.map { room[$0] }
    isTaken = [Bool](repeating: false, count: core.claimants)
    for row in changed {
      rows.append(RoomCost(sums[row], first: cost.count, limit: limit))
      cost += sums[row].cost
    }
    for row in sums.indices where !changed.contains(row) {
      fixed += RoomCost(sums[row], first: 0, limit: limit).cost(room[row], sums[row].cost)
    }
  }

  /// Looks at all combinations.
  mutating func run() {
    consider(fixed + roomCost(at: 0))
    extend(from: 0, loss: fixed)
  }

  /// Adds one of the deviations from `from` on to those taken, which lose `lost`.
  private mutating func extend(from: Int, loss lost: Int64) {
    let depth = path.count * rows.count
    if room.count < depth + 2 * rows.count {
      for _ in rows { room.append(0) }
    }
    for next in from..<max(from, order.count) {
      let sum = lost + loss[next]
      if sum >= limit || !isComplete { return }
      if isTaken[claimant[next]] { continue }
      for row in rows.indices {
        room[depth + rows.count + row] = room[depth + row] - change[next * rows.count + row]
      }
      path.append(next)
      consider(sum + roomCost(at: depth + rows.count))
      if next + 1 < order.count && sum + loss[next + 1] < limit {
        isTaken[claimant[next]] = true
        extend(from: next + 1, loss: sum)
        isTaken[claimant[next]] = false
      }
      path.removeLast()
    }
  }

  /// Keeps the combination taken if its plan loses the least.
  private mutating func consider(_ total: Int64) {
    trials += 1
    if trials >= mostTrials { isComplete = false }
    if total < limit {
      limit = total
      best = Combination(loss: total, deviations: path.map { order[$0] })
    }
  }

  /// What the room at one depth costs.
  private func roomCost(at depth: Int) -> Int64 {
    var sum: Int64 = 0
    for row in rows.indices { sum += rows[row].cost(room[depth + row], cost) }
    return sum
  }
}

/// What room in one row costs.
private struct RoomCost {
  private let first: Int
  private let count: Int64
  private let low: Int64
  private let price: Int64
  /// More units than this are not worth leaving over.
  private let mostSpare: Int64

  /// - Parameters:
  ///   - sums: What claimants make of the row.
  ///   - first: Where its costs begin.
  ///   - limit: What is of no use.
  init(_ sums: ResourceSums, first: Int, limit: Int64) {
    self.first = first
    count = Int64(sums.cost.count)
    low = sums.low
    price = sums.price
    mostSpare = price == 0 ? .max : limit / price
  }

  /// The cost of having `room` to use.
  @inline(__always)
  func cost(_ room: Int64, _ costs: [Int64]) -> Int64 {
    let place = room &- low
    if place < 0 { return ResourceSums.impossible }
    if place < count { return costs[first &+ Int(place)] }
    let spare = place &- (count &- 1)
    if spare > mostSpare { return ResourceSums.impossible }
    return min(ResourceSums.impossible, costs[first &+ Int(count) &- 1] + spare * price)
  }
}
