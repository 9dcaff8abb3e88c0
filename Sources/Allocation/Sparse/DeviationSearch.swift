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
  private var mostTrials = 0

  /// What the best plan loses; at first, what is of no use.
  private var limit: Int64
  /// The deviations in order of loss: their claimants, numbers in the core, and rows as bits.
  private var loss: [Int64] = []
  private var claimant: [Int] = []
  private var number: [Int] = []
  private var touched: [UInt64] = []
  private let claimants: Int
  /// What each changes.
  private var start = [0]
  private var row: [Int] = []
  private var change: [Int64] = []
  /// What other claimants make of the rows that any of them changes, and the room left in these.
  private var sums: [ResourceSums] = []
  private var room: [Int64] = []
  /// What the other rows cost in any case.
  private var fixed: Int64 = 0

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
      var bits: UInt64 = 0
      for row in 0..<core.rows {
        let change = core.change[deviation.number * core.rows + row]
        if change == 0 { continue }
        if place[row] < 0 {
          place[row] = self.sums.count
          self.sums.append(sums[row])
          self.room.append(room[row])
        }
        self.row.append(place[row])
        self.change.append(change)
        bits |= 1 << UInt64(place[row])
      }
      start.append(self.row.count)
      touched.append(bits)
    }
    let others = sums.indices.filter { place[$0] < 0 }
    fixed =
      DeviationRows(
        start: [0], row: [], change: [], others.map { sums[$0] }, room: others.map { room[$0] },
        limit: limit
      ).total
  }

  /// Looks at all combinations, or at so many.
  mutating func run(atMost most: Int) {
    mostTrials = most
    let rows = DeviationRows(
      start: start, row: row, change: change, sums, room: room, limit: limit)
    var isTaken = [Bool](repeating: false, count: claimants)
    var path: [Int] = []
    var node = Node(lost: fixed, total: fixed + rows.total, next: 0, dear: rows.dear(limit - fixed))
    var above: [Node] = []
    keep(node.total, path)
    while true {
      if let next = grow(&node, rows, isTaken, path) {
        rows.take(next)
        isTaken[claimant[next]] = true
        path.append(next)
        above.append(node)
        node = Node(
          lost: node.lost + loss[next], total: node.grown, next: next + 1,
          dear: rows.dear(limit - node.lost - loss[next]))
      } else {
        if !isComplete { return }
        guard let last = path.popLast(), let parent = above.popLast() else { return }
        isTaken[claimant[last]] = false
        rows.giveBack(last)
        node = parent
      }
    }
  }

  /// Looks at combinations with one more deviation, up to one that may itself grow.
  ///
  /// - Returns: That deviation, paid for; nil where there is none.
  private mutating func grow(
    _ node: inout Node, _ rows: borrowing DeviationRows, _ isTaken: [Bool], _ path: [Int]
  ) -> Int? {
    while node.next < loss.count {
      let next = node.next
      let sum = node.lost + loss[next]
      if sum >= limit { return nil }
      if trials == mostTrials {
        isComplete = false
        return nil
      }
      trials += 1
      node.next += 1
      let following = next + 1 < loss.count ? loss[next + 1] : ResourceSums.impossible
      let isLast = sum + following >= limit
      // What is too dear must become cheaper, now or by further deviations.
      let missing = node.dear & ~touched[next]
      if missing != 0 && (isLast || sum + rows.further(missing) * following >= limit) { continue }
      if isTaken[claimant[next]] { continue }
      node.grown = node.total + loss[next] + rows.pay(for: next)
      if node.grown < limit { keep(node.grown, path + [next]) }
      if !isLast && sum + rows.leastCompletion(following) < limit { return next }
      rows.refund(next)
    }
    return nil
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
    /// What is lost in all with the last deviation that was added.
    var grown: Int64 = 0
  }

  /// Keeps a combination if its plan loses the least.
  private mutating func keep(_ total: Int64, _ path: [Int]) {
    if total >= limit { return }
    limit = total
    best = Combination(loss: total, deviations: path.map { number[$0] })
  }
}
