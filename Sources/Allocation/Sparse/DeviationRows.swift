/// The rows that mixed deviations change, as these are taken and given back.
///
/// Plain memory, because every combination looks at it.
@safe struct DeviationRows: ~Copyable {
  private let count: Int
  /// The most rows that one deviation changes.
  let mostChanged: Int
  /// What each deviation changes: the rows, and how many units of each it uses more.
  private let start: UnsafeMutablePointer<Int>
  private let row: UnsafeMutablePointer<Int>
  private let change: UnsafeMutablePointer<Int64>
  /// What room costs, row after row.
  private let cost: UnsafeMutablePointer<Int64>
  private let rows: UnsafeMutablePointer<RoomCost>
  /// Room left in each row, what it costs, and what it cost before the last change.
  private let room: UnsafeMutablePointer<Int64>
  private let paid: UnsafeMutablePointer<Int64>
  private let before: UnsafeMutablePointer<Int64>
  /// The greatest costs, as many as one deviation may change, as of the last look.
  private let dearest: UnsafeMutablePointer<Int64>

  /// - Parameters:
  ///   - start: First change of each deviation, and the number of changes at the end.
  ///   - row: The row of each change.
  ///   - change: The units that it uses more.
  ///   - sums: What other claimants make of each row.
  ///   - room: Units left of each row.
  ///   - limit: What costs as much is of no use.
  init(
    start: [Int], row: [Int], change: [Int64], _ sums: [ResourceSums], room: [Int64], limit: Int64
  ) {
    count = sums.count
    mostChanged = zip(start, start.dropFirst()).reduce(1) { max($0, $1.1 - $1.0) }
    unsafe self.start = Self.copy(start)
    unsafe self.row = Self.copy(row)
    unsafe self.change = Self.copy(change)
    unsafe cost = Self.copy(sums.flatMap(\.cost))
    var first = 0
    var rows: [RoomCost] = []
    for sum in sums {
      rows.append(RoomCost(sum, first: first, limit: limit))
      first += sum.cost.count
    }
    unsafe self.rows = Self.copy(rows)
    unsafe self.room = Self.copy(room)
    unsafe paid = Self.copy(room)
    unsafe before = Self.copy(room)
    unsafe dearest = Self.copy([Int64](repeating: 0, count: mostChanged))
    for row in 0..<count { unsafe paid[row] = rows[row].cost(room[row], cost) }
  }

  deinit {
    unsafe start.deallocate()
    unsafe row.deallocate()
    unsafe change.deallocate()
    unsafe cost.deallocate()
    unsafe rows.deallocate()
    unsafe room.deallocate()
    unsafe paid.deallocate()
    unsafe before.deallocate()
    unsafe dearest.deallocate()
  }

  private static func copy<Element: BitwiseCopyable>(_ elements: [Element])
    -> UnsafeMutablePointer<Element>
  {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: max(1, elements.count))
    for (index, element) in elements.enumerated() { unsafe copy[index] = element }
    return unsafe copy
  }

  /// What all rows cost.
  var total: Int64 {
    var sum: Int64 = 0
    for row in 0..<count { unsafe sum += paid[row] }
    return sum
  }

  /// The rows, as bits, that alone cost as much as `limit`.
  func dear(_ limit: Int64) -> UInt64 {
    var bits: UInt64 = 0
    for row in 0..<count where unsafe paid[row] >= limit { bits |= 1 << UInt64(row) }
    return bits
  }

  /// Pays for one more deviation; returns how much more that is.
  @inline(__always)
  func pay(for deviation: Int) -> Int64 {
    var sum: Int64 = 0
    for at in unsafe start[deviation]..<start[deviation &+ 1] {
      let row = unsafe row[at]
      let cost = unsafe rows[row].cost(room[row] &- change[at], cost)
      unsafe before[row] = paid[row]
      unsafe paid[row] = cost
      unsafe sum &+= cost &- before[row]
    }
    return sum
  }

  /// Takes that back.
  @inline(__always)
  func refund(_ deviation: Int) {
    for at in unsafe start[deviation]..<start[deviation &+ 1] {
      let row = unsafe row[at]
      unsafe paid[row] = before[row]
    }
  }

  /// Takes a deviation that is paid for.
  func take(_ deviation: Int) {
    for at in unsafe start[deviation]..<start[deviation &+ 1] {
      unsafe room[row[at]] -= change[at]
    }
  }

  /// Gives a deviation back.
  func giveBack(_ deviation: Int) {
    for at in unsafe start[deviation]..<start[deviation &+ 1] {
      let row = unsafe row[at]
      unsafe room[row] += change[at]
      unsafe paid[row] = rows[row].cost(room[row], cost)
    }
  }

  /// How many deviations it takes to change some rows, given as bits; two stand for more.
  @inline(__always)
  func further(_ rows: UInt64) -> Int64 {
    var left = rows
    for _ in 0..<mostChanged { left &= left &- 1 }
    return left == 0 ? 1 : 2
  }

  /// What further deviations, of at least `loss` each, and the rows that one of them leaves as they are
  /// cost at least.
  @inline(__always)
  func leastCompletion(_ loss: Int64) -> Int64 {
    if mostChanged >= count { return loss }
    for place in 0..<mostChanged { unsafe dearest[place] = 0 }
    var rest: Int64 = 0
    for row in 0..<count {
      let cost = unsafe paid[row]
      rest &+= cost
      var place = mostChanged
      while place > 0, unsafe dearest[place &- 1] < cost {
        place = place &- 1
        if place &+ 1 < mostChanged { unsafe dearest[place &+ 1] = dearest[place] }
      }
      if place < mostChanged { unsafe dearest[place] = cost }
    }
    for place in 0..<mostChanged { unsafe rest &-= dearest[place] }
    return loss &+ min(loss, rest)
  }
}

/// What room in one row costs.
struct RoomCost: BitwiseCopyable {
  private let first: Int
  private let count: Int64
  private let low: Int64
  private let price: Int64
  /// More units than this are not worth leaving over.
  private let mostSpare: Int64

  /// - Parameters:
  ///   - sums: What claimants make of the row.
  ///   - first: Where its costs begin.
  ///   - limit: What costs as much is of no use.
  init(_ sums: ResourceSums, first: Int, limit: Int64) {
    self.first = first
    count = Int64(sums.cost.count)
    low = sums.low
    price = sums.price
    mostSpare = price == 0 ? .max : limit / price
  }

  /// The cost of having `room` to use; the costs of all rows outlive this.
  @inline(__always) @unsafe
  func cost(_ room: Int64, _ costs: UnsafeMutablePointer<Int64>) -> Int64 {
    let place = room &- low
    if place < 0 { return ResourceSums.impossible }
    if place < count { return unsafe costs[first &+ Int(place)] }
    let spare = place &- (count &- 1)
    if spare > mostSpare { return ResourceSums.impossible }
    return unsafe min(ResourceSums.impossible, costs[first &+ Int(count) &- 1] + spare * price)
  }
}
