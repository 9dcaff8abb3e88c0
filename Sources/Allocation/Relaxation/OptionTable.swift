/// The linear relaxation's input in binary64: least cost, one option per claimant, uses within room.
///
/// `minimise cost . x + slackCost . s` over `x >= 0` summing to one per claimant and
/// `use . x + s = room`, `s >= 0`. Costs and rows are scaled by powers of two to about one, so that
/// a single tolerance serves pools of 100 units and budgets of 10^9 cents alike.
struct OptionTable {
  /// First option of each claimant, and the number of options at the end.
  var start: [Int]
  /// Cost of each option `[O]`, scaled.
  var cost: [Double]
  /// Use `[resource M, option O]`, scaled by row; exact.
  let use: [Double]
  /// From the first option that uses anything of a row up to the last, `[M]`: most rows concern few.
  private let reach: [Range<Int>]
  /// The options that use anything of a row, ascending, `[M]`; nil where most do or the table is small.
  let users: [[Int32]?]
  /// Room in each row `[M]`, scaled by row; exact.
  var room: [Double]
  /// Cost of a unit left unused `[M]`, scaled; a price cannot fall below its negative.
  var slackCost: [Double]

  init(start: [Int], cost: [Double], use: [Double], room: [Double], slackCost: [Double]) {
    let count = cost.count
    self.start = start
    self.cost = cost
    self.use = use
    self.room = room
    self.slackCost = slackCost
    let reach = room.indices.map { row -> Range<Int> in
      let line = use[row * count..<(row + 1) * count]
      guard let first = line.firstIndex(where: { $0 != 0 }),
        let last = line.lastIndex(where: { $0 != 0 })
      else { return 0..<0 }
      return first - row * count..<last + 1 - row * count
    }
    self.reach = reach
    users =
      count < Self.small ? [] : reach.indices.map { Self.users($0, reach[$0], use, count) }
  }

  /// Options of a table that is looked through row by row whatever is in it.
  private static let small = 512

  /// The options that use anything of a row, where they are few.
  private static func users(_ row: Int, _ reach: Range<Int>, _ use: [Double], _ count: Int)
    -> [Int32]?
  {
    var found: [Int32] = []
    for option in reach where use[row * count + option] != 0 {
      if 8 * found.count >= reach.count { return nil }
      found.append(Int32(truncatingIfNeeded: option))
    }
    return found
  }

  var claimants: Int { start.count - 1 }
  var options: Int { cost.count }
  var rows: Int { room.count }

  /// Options of one claimant.
  func range(_ claimant: Int) -> Range<Int> { start[claimant]..<start[claimant + 1] }

  /// `into[o] = constant[o] + sum_k price[k] use[k, o]`; O(M O), one read of what is not zero.
  func priced(_ price: [Double], from constant: [Double]?, into result: inout [Double]) {
    let count = options
    precondition(price.count == rows && use.count == rows * count)
    if result.count != count { result = [Double](repeating: 0, count: count) }
    precondition(constant.map { $0.count == count } ?? true)
    unsafe use.withUnsafeBufferPointer { use in
      unsafe result.withUnsafeMutableBufferPointer { result in
        guard let use = use.baseAddress, let result = result.baseAddress else { return }
        var next = [Int](repeating: 0, count: users.count)
        // Blocks stay in the nearest cache while row after row is added.
        for from in stride(from: 0, to: count, by: 1024) {
          let to = min(count, from + 1024)
          if let constant {
            for o in from..<to { unsafe result[o] = constant[o] }
          } else {
            for o in from..<to { unsafe result[o] = 0 }
          }
          for k in price.indices where price[k] != 0 {
            if !users.isEmpty, let users = users[k] {
              while next[k] < users.count && Int(users[next[k]]) < to {
                let o = Int(users[next[k]])
                unsafe result[o] += price[k] * use[k * count + o]
                next[k] += 1
              }
              continue
            }
            let first = max(from, reach[k].lowerBound)
            let length = min(to, reach[k].upperBound) - first
            if length <= 0 { continue }
            unsafe Self.add(price[k], use + k * count + first, to: result + first, length)
          }
        }
      }
    }
  }

  /// `sum[o] += factor * use[o]`, two lanes at once on any x86-64.
  @inline(__always)
  private static func add(
    _ factor: Double, _ use: UnsafePointer<Double>, to sum: UnsafeMutablePointer<Double>,
    _ count: Int
  ) {
    var o = 0
    while o < count {
      unsafe sum[o] += factor * use[o]
      o &+= 1
    }
  }
}

/// The power of two that brings `magnitude` into `1 ..< 2`; one for zero.
func unitScale(_ magnitude: Double) -> Double {
  magnitude > 0 ? Double(sign: .plus, exponent: -magnitude.exponent, significand: 1) : 1
}
