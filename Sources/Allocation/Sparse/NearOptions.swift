/// What exact prices leave of a table: the bound that they prove, and every option that loses little.
struct NearOptions: Sendable {
  /// An option that loses something.
  struct Option: Sendable {
    var claimant: Int32
    var option: Int32
    /// In 2^-32 cent.
    var loss: Int128
  }

  /// The bound in 2^-32 cent.
  private(set) var bound: Int128 = 0
  /// Each claimant's option without loss, the first of several.
  private(set) var base: [Int32] = []
  /// What these use, `[M]`.
  private(set) var used: [Int64]
  /// What these are worth, in cents.
  private(set) var value: Int128 = 0
  /// All others that lose at most what was asked, by claimant and option.
  private(set) var options: [Option] = []

  init(rows: Int) { used = [Int64](repeating: 0, count: rows) }

  /// Adds one claimant, whose base option gains `gain`.
  fileprivate mutating func append(_ option: Int, gain: Int128, _ table: SparseTable) {
    bound += gain
    value += Int128(table.value[option])
    table.add(Int(table.pattern[option]), times: 1, to: &used)
    base.append(Int32(truncatingIfNeeded: option))
  }

  fileprivate mutating func append(_ near: Option) { options.append(near) }

  /// Adds what the prices give for the capacities.
  fileprivate mutating func add(_ prices: [Int128], _ capacity: [Int64]) {
    for (price, capacity) in zip(prices, capacity) { bound += price * Int128(capacity) }
  }
}

extension SparseTable {
  /// The exact bound at `prices`, and all options that lose at most `reach`: one pass.
  ///
  /// Gains are compared in binary64 first; whatever might matter for all its rounding is compared
  /// again in whole multiples of 2^-32 cent.
  /// - Parameters:
  ///   - prices: Within ``greatestPrices``.
  ///   - reach: In 2^-32 cent.
  func near(_ prices: [Price], reach: Int128) -> NearOptions {
    let numerators = prices.map(\.numerator)
    let exact = penalties(numerators)
    let penalty = exact.map { $0.double * 0x1p-32 }
    let largest = penalty.reduce(0) { max($0, abs($1)) }
    var near = self.near(exact, penalty, reach: reach, largest: largest)
    near.add(numerators, capacity)
    return near
  }

  private func near(
    _ exact: [Int128], _ penalty: [Double], reach: Int128, largest: Double
  ) -> NearOptions {
    var near = NearOptions(rows: rows)
    let room = reach == .max ? .infinity : reach.double * 0x1p-32
    var left: [(option: Int, gain: Int128)] = []
    unsafe value.withUnsafeBufferPointer { value in
      unsafe pattern.withUnsafeBufferPointer { pattern in
        unsafe penalty.withUnsafeBufferPointer { penalty in
          for claimant in 0..<claimants {
            let (from, to) = (start[claimant], start[claimant + 1])
            var best = -Double.infinity
            for option in from..<to {
              let gain = unsafe Double(value[option]) - penalty[Int(pattern[option])]
              best = max(best, gain)
            }
            // A value is its gain and its penalty: this bounds what a difference is off by.
            let error = (abs(best) + room + 2 * largest) * 0x1p-50
            let least = room == .infinity ? -.infinity : best - room - error
            left.removeAll(keepingCapacity: true)
            for option in from..<to {
              let kind = unsafe Int(pattern[option])
              if unsafe Double(value[option]) - penalty[kind] >= least {
                left.append((option, unsafe Int128(value[option]) << 32 - exact[kind]))
              }
            }
            var chosen = left[0]
            for other in left where other.gain > chosen.gain { chosen = other }
            near.append(chosen.option, gain: chosen.gain, self)
            for other in left where other.option != chosen.option {
              let loss = chosen.gain - other.gain
              if loss > reach { continue }
              near.append(
                NearOptions.Option(
                  claimant: Int32(claimant), option: Int32(other.option), loss: loss))
            }
          }
        }
      }
    }
    return near
  }
}
