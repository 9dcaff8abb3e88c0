internal import Kernels

/// What a pass over some claimants leaves: options that are nearly best at some prices of a box.
struct SievedOptions: Sendable {
  /// Each claimant's best option at the centre, where it was asked for.
  var best: [Int32] = []
  /// Sorted claimants that are still undecided inside the box.
  private(set) var claimants: [Int32] = []
  /// First entry of each in ``options``, and the number of entries at the end.
  private(set) var start: [Int] = [0]
  /// Their options, ascending.
  private(set) var options: [Int32] = []
  /// What all others use, whatever the price, `[M]`.
  private(set) var decided: [Int64]
  /// What that is worth, in cents.
  var decidedValue: Int128 = 0
  /// What all that were looked at want at the centre.
  var demand: Demand

  init(rows: Int) {
    decided = [Int64](repeating: 0, count: rows)
    demand = Demand(rows: rows)
  }

  /// Adds some claimants, all as settled.
  mutating func count(_ gains: ClaimantGains, _ count: Int, keepsBest: Bool) {
    demand.count(count, worth: gains.worth)
    decidedValue += Int128(gains.worth)
    if keepsBest { for place in 0..<count { best.append(gains.option(place)) } }
  }

  /// Adds what so many claimants of one pattern use, all as settled.
  mutating func decide(_ pattern: Int, times count: Int, _ patterns: UsePatterns) {
    for entry in patterns.entries(pattern) {
      decided[Int(patterns.row[entry])] += Int64(count) * patterns.amount[entry]
    }
  }

  /// Takes back that a claimant is settled, if more than one of its options is left.
  ///
  /// - Parameters:
  ///   - claimant: By its number in the table.
  ///   - left: Its options left, ascending.
  ///   - option: The best of them.
  mutating func reopen(_ claimant: Int, _ left: [Int32], best option: Int, _ table: SparseTable) {
    if left.count < 2 { return }
    claimants.append(Int32(claimant))
    options += left
    start.append(options.count)
    unsettle(option, table)
  }

  /// The same of all that were watched; they are among the last that were counted.
  mutating func reopen(_ gains: ClaimantGains, _ table: SparseTable) {
    for number in 0..<gains.watched {
      let (claimant, option, left) = gains.near(number)
      if left.count < 2 { continue }
      claimants.append(Int32(claimant))
      gains.appendNear(left, to: &options)
      start.append(options.count)
      unsettle(option, table)
    }
  }

  private mutating func unsettle(_ option: Int, _ table: SparseTable) {
    decidedValue -= Int128(table.value[option])
    decide(Int(table.pattern[option]), times: -1, table.patterns)
  }

  /// Adds those of claimants behind.
  mutating func append(_ other: SievedOptions) {
    let shift = options.count
    best += other.best
    claimants += other.claimants
    options += other.options
    for place in other.start.dropFirst() { start.append(place + shift) }
    for row in decided.indices { decided[row] += other.decided[row] }
    decidedValue += other.decidedValue
    demand.append(other.demand)
  }
}
