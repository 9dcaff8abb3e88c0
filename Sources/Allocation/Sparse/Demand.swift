internal import Kernels

/// What claimants want at given prices, each its best option.
struct Demand: Sendable {
  /// How many claimants were asked.
  private(set) var claimants = 0
  /// Their use, and the sum of its squares, `[M]`.
  private(set) var use: [Double]
  private(set) var squaredUse: [Double]
  /// What the options are worth together, in cents.
  private(set) var value = 0.0

  init(rows: Int) {
    use = [Double](repeating: 0, count: rows)
    squaredUse = use
  }

  /// Counts claimants, and what their best options are worth together.
  mutating func count(_ claimants: Int, worth: Int64) {
    self.claimants += claimants
    value += Double(worth)
  }

  /// Counts what claimants' best options use, by how many of them want each pattern.
  mutating func count(_ takers: PatternCounts, _ patterns: UsePatterns) {
    takers.forEach { pattern, count in
      for entry in patterns.entries(pattern) {
        let row = Int(patterns.row[entry])
        let amount = Double(patterns.amount[entry])
        use[row] += Double(count) * amount
        squaredUse[row] += Double(count) * amount * amount
      }
    }
  }

  /// Adds what other claimants want.
  mutating func append(_ other: Demand) {
    claimants += other.claimants
    value += other.value
    for row in use.indices {
      use[row] += other.use[row]
      squaredUse[row] += other.squaredUse[row]
    }
  }

  /// The standard deviation of one claimant's use of a row, as a share of the mean; at most 8.
  func deviation(_ row: Int) -> Double {
    let n = Double(max(1, claimants))
    let mean = use[row] / n
    if mean <= 0 { return 1 }
    let variance = max(0, squaredUse[row] / n - mean * mean)
    return min(8, max(0.05, variance.squareRoot() / mean))
  }
}

extension SparseTable {
  /// What every `claimants / count`-th claimant wants at `prices` in cents: one pass.
  func demand(_ prices: [Double], sample count: Int, threads: Int) -> Demand {
    let penalty = PatternPenalties(pennies(prices))
    let parts = ClaimantChunks(count: count, threads: threads).map { range in
      self.demand(range, sample: count, penalty)
    }
    var demand = Demand(rows: rows)
    for part in parts { demand.append(part) }
    return demand
  }

  private func demand(_ range: Range<Int>, sample: Int, _ penalty: PatternPenalties) -> Demand {
    var demand = Demand(rows: rows)
    var takers = PatternCounts(patterns)
    let gains = ClaimantGains()
    ragged.read(at: penalty, by: .best) { reader in
      for places in range.parts(of: ClaimantGains.most) {
        reader.findGains(places, sample: sample, into: gains)
        takers.add(gains, places.count)
        demand.count(places.count, worth: gains.worth)
      }
    }
    demand.count(takers, patterns)
    return demand
  }
}
