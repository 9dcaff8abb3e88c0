/// What claimants who vie for one resource alone lose together, for every amount that they use of it.
///
/// Amounts are counted from what the base options use. Those who take less make room for others, so
/// amounts may be negative.
struct ResourceSums {
  /// The resource.
  let row: Int
  /// What a unit left over costs, in 2^-32 cent.
  let price: Int64
  /// The least amount that the claimants can use together.
  private(set) var low: Int64 = 0
  /// The least cost of having `low` units to use, one more, and so on: units left over are paid for.
  private(set) var cost: [Int64] = []
  /// Losses of this much are of no use.
  private let limit: Int64
  /// The claimants of the core that are summed up.
  private var claimants: [Int] = []
  private var high: Int64 = 0
  /// The least loss of using each amount exactly.
  private var exact: [Int64] = []
  /// For each claimant and amount, the deviation of the cheapest way there; -1 for the base option.
  private var taken: [Int32] = []

  /// Amounts that are told apart.
  private static let width: Int64 = 256
  /// What is impossible costs this: 64 of them still add up within 64 bits.
  static let impossible: Int64 = 1 << 56

  init(row: Int, price: Int64, limit: Int64) {
    self.row = row
    self.price = price
    self.limit = limit
  }

  /// Takes a claimant whose deviations change the use of this row alone; false where that makes too
  /// many amounts.
  mutating func add(_ claimant: Int, _ core: DeviationTable) -> Bool {
    var (least, greatest): (Int64, Int64) = (0, 0)
    for deviation in core.range(claimant) {
      let change = core.change[deviation * core.rows + row]
      least = min(least, change)
      greatest = max(greatest, change)
    }
    guard max(-least, greatest) < Self.width, high - low + greatest - least < Self.width else {
      return false
    }
    low += least
    high += greatest
    claimants.append(claimant)
    return true
  }

  /// Finds what every amount costs; O(deviations x amounts).
  mutating func sum(_ core: DeviationTable) {
    let width = Int(high - low) + 1
    exact = [Int64](repeating: Self.impossible, count: width)
    exact[Int(-low)] = 0
    taken = [Int32](repeating: -1, count: claimants.count * width)
    for (index, claimant) in claimants.enumerated() {
      var next = exact
      for deviation in core.range(claimant) {
        let (loss, change) = (core.loss[deviation], Int(core.change[deviation * core.rows + row]))
        for from in max(0, -change)..<min(width, width - change) {
          let sum = exact[from] + loss
          if sum < next[from + change] && sum < limit {
            next[from + change] = sum
            taken[index * width + from + change] = Int32(truncatingIfNeeded: deviation)
          }
        }
      }
      exact = next
    }
    cost = exact
    for amount in 1..<max(1, width) { cost[amount] = min(cost[amount], cost[amount - 1] + price) }
    for amount in cost.indices { cost[amount] = min(cost[amount], Self.impossible) }
  }

  /// The deviations by which claimants make the most of `room` units, which is possible.
  func deviations(room: Int64, _ core: DeviationTable) -> [Int] {
    var amount = Int(min(room, high) - low)
    while exact[amount] > cost[amount] { amount -= 1 }
    var found: [Int] = []
    for index in claimants.indices.reversed() {
      let deviation = Int(taken[index * exact.count + amount])
      if deviation < 0 { continue }
      found.append(deviation)
      amount -= Int(core.change[deviation * core.rows + row])
    }
    return found
  }
}
