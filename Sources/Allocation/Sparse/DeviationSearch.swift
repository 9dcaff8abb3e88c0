/// Combines the deviations of claimants who choose between several resources, in order of loss.
///
/// Depth first: a combination is followed by those with one more deviation that loses no less. What
/// the rows cost that few further deviations cannot reach, and those deviations themselves, say when
/// nothing better can follow.
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

  /// What the best plan loses; at first, what is of no use.
  private var limit: Int64
  /// The deviations in order of loss: their claimants, and their numbers in the core.
  private var loss: [Int64] = []
  private var claimant: [Int] = []
  private var number: [Int] = []
  /// What each changes, as a part of all changes, the rows as bits, and the most rows that one changes.
  private var start = [0]
  private var touched: [UInt64] = []
  private var changes: [RoomChange] = []
  private var mostRows = 1
  /// What room costs in each row that any of them changes.
  private var rows: [RoomCost] = []
  private var cost: [Int64] = []
  /// What the other rows cost in any case.
  private var fixed: Int64 = 0
  /// Room left by the base options.
  private var room: [Int64] = []
  private let claimants: Int

  private struct RoomChange {
    var row: Int
    var change: Int64
  }

  /// - Parameters:
  ///   - core: The options that lose something.
  ///   - mixed: Those of its claimants whose options are combined.
  ///   - sums: What the other claimants make of each row.
  ///   - room: Units that the base options leave of each row, negative where they use too many.
  ///   - limit: In 2^-32 cent: plans that lose as much are of no use.
  init(
    _ core: DeviationTable, _ mixed: [Int], _ sums: [ResourceSums], room: [Int64], limit: Int64
  ) {
    self.limit = limit
    claimants = core.claimants
    var order: [(loss: Int64, number: Int, claimant: Int)] = []
    for claimant in mixed {
      for number in core.range(claimant) { order.append((core.loss[number], number, claimant)) }
    }
    order.sort { ($0.loss, $0.number) < ($1.loss, $1.number) }
    var place = [Int](repeating: -1, count: core.rows)
    for deviation in order {
      loss.append(deviation.loss)
      claimant.append(deviation.claimant)
      number.append(deviation.number)
      for row in 0..<core.rows {
        let change = core.change[deviation.number * core.rows + row]
        if change == 0 { continue }
        if place[row] < 0 {
          place[row] = rows.count
          rows.append(RoomCost(sums[row], first: cost.count, limit: limit))
          cost += sums[row].cost
          self.room.append(room[row])
        }
        changes.append(RoomChange(row: place[row], change: change))
      }
      touched.append(changes[start[start.count - 1]...].reduce(0) { $0 | 1 << UInt64($1.row) })
      mostRows = max(mostRows, changes.count - start[start.count - 1])
      start.append(changes.count)
    }
    for row in sums.indices where place[row] < 0 {
      let costs = sums[row].cost
      fixed += RoomCost(sums[row], first: 0, limit: limit).cost(room[row], costs.span)
    }
  }

  /// Looks at all combinations, or at so many.
  mutating func run(atMost most: Int) {
    let table = self
    let loss = table.loss.span
    let touched = table.touched.span
    var rows = RowState(table)
    var isTaken = [Bool](repeating: false, count: claimants)
    var nodes = [Node(lost: fixed, total: rows.paid.reduce(fixed, +), next: 0, dear: 0)]
    nodes[0].dear = rows.dear(limit - fixed)
    var path: [Int] = []
    keep(nodes[0].total, path)
    while var node = nodes.popLast() {
      if trials >= most {
        isComplete = false
        return
      }
      var isOpened = false
      while node.next < loss.count {
        let next = node.next
        let sum = node.lost + loss[next]
        if sum >= limit { break }
        node.next += 1
        // What is too dear must become cheaper, now or by another deviation.
        let missing = (node.dear & ~touched[next]).nonzeroBitCount
        let isLast = next + 1 == loss.count || sum + loss[next + 1] >= limit
        if isLast ? missing > 0 : sum + Int64((missing + mostRows - 1) / mostRows) * loss[next + 1] >= limit {
          continue
        }
        if isTaken[claimant[next]] { continue }
        trials += 1
        let after = node.total + loss[next] + rows.change(by: next, table)
        if after < limit { keep(after, path, next) }
        if isLast { continue }
        rows.take(next, times: 1, table)
        if sum + rows.leastCompletion(loss[next + 1], mostRows) >= limit {
          rows.take(next, times: -1, table)
          continue
        }
        isTaken[claimant[next]] = true
        path.append(next)
        nodes.append(node)
        nodes.append(Node(lost: sum, total: after, next: next + 1, dear: rows.dear(limit - sum)))
        isOpened = true
        break
      }
      if isOpened { continue }
      if let last = path.popLast() {
        isTaken[claimant[last]] = false
        rows.take(last, times: -1, table)
      }
    }
  }

  /// A combination that may grow.
  private struct Node {
    /// What is lost beside the rows that deviations change, and in all.
    var lost: Int64
    var total: Int64
    /// The next deviation to be added.
    var next: Int
    /// Rows, as bits, that must change for the plan to be of use.
    var dear: UInt64
  }

  /// Keeps a combination if its plan loses the least.
  private mutating func keep(_ total: Int64, _ path: [Int], _ last: Int? = nil) {
    if total >= limit { return }
    limit = total
    best = Combination(
      loss: total, deviations: (path + (last.map { [$0] } ?? [])).map { number[$0] })
  }

  /// The rows when some deviations are taken.
  private struct RowState {
    /// Room left, what it costs, and the same in order of cost.
    private var room: [Int64]
    private(set) var paid: [Int64]
    private var sorted: [Int64]

    init(_ search: DeviationSearch) {
      room = search.room
      let cost = search.cost
      paid = zip(search.rows, search.room).map { $0.cost($1, cost.span) }
      sorted = paid
    }

    /// The rows, as bits, that alone cost as much as `limit`.
    func dear(_ limit: Int64) -> UInt64 {
      var bits: UInt64 = 0
      for row in paid.indices where paid[row] >= limit { bits |= 1 << UInt64(row) }
      return bits
    }

    /// How much more the rows would cost with one more deviation.
    @inline(__always)
    func change(by deviation: Int, _ search: DeviationSearch) -> Int64 {
      let changes = search.changes.span
      let cost = search.cost.span
      let rows = search.rows.span
      let room = room.span
      let paid = paid.span
      var sum: Int64 = 0
      for at in search.start[deviation]..<search.start[deviation + 1] {
        let row = changes[at].row
        sum += rows[row].cost(room[row] - changes[at].change, cost) - paid[row]
      }
      return sum
    }

    /// Takes a deviation, or gives it back.
    @inline(__always)
    mutating func take(_ deviation: Int, times factor: Int64, _ search: DeviationSearch) {
      let cost = search.cost.span
      for at in search.start[deviation]..<search.start[deviation + 1] {
        let row = search.changes[at].row
        room[row] -= factor * search.changes[at].change
        paid[row] = search.rows[row].cost(room[row], cost)
      }
    }

    /// What further deviations, of at least `loss` each, and the rows that they leave as they are cost
    /// at least.
    @inline(__always)
    mutating func leastCompletion(_ loss: Int64, _ mostRows: Int) -> Int64 {
      var rest: Int64 = 0
      let paid = paid
      var sorted = sorted.mutableSpan
      for row in 0..<paid.count {
        var at = row
        let cost = paid[row]
        while at > 0 && sorted[at - 1] < cost {
          sorted[at] = sorted[at - 1]
          at -= 1
        }
        sorted[at] = cost
        rest += cost
      }
      var (least, spent, at) = (Int64.max, Int64(0), 0)
      while at < sorted.count && spent < least {
        spent += loss
        for _ in 0..<min(mostRows, sorted.count - at) {
          rest -= sorted[at]
          at += 1
        }
        least = min(least, spent + rest)
      }
      return least
    }
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
  func cost(_ room: Int64, _ costs: Span<Int64>) -> Int64 {
    let place = room &- low
    if place < 0 { return ResourceSums.impossible }
    if place < count { return costs[first &+ Int(place)] }
    let spare = place &- (count &- 1)
    if spare > mostSpare { return ResourceSums.impossible }
    return min(ResourceSums.impossible, costs[first &+ Int(count) &- 1] + spare * price)
  }
}
