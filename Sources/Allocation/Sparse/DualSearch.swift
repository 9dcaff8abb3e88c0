/// Looks for the prices of the linear relaxation of a large table.
///
/// Prices of a small sample of claimants are near those of a larger one, so the search begins with
/// some hundred and takes several times as many each time. In a box around the prices of the sample
/// before most claimants' choice is settled by one pass; the others are a small linear problem, solved
/// exactly. Where its prices lie inside the box they are optimal for the whole sample.
struct DualSearch {
  private let table: SparseTable
  private let threads: Int
  private let rays: UseRays?
  /// The prices found, in cents; any prices are true.
  private(set) var prices: [Double]
  /// Whether they are known to be optimal.
  private(set) var isOptimal = false
  /// A loss, in cents, that some hundred options do not exceed at the prices found.
  private(set) var reach = 0.0
  /// Passes over the whole table.
  private(set) var passes = 0

  /// Claimants of the first sample, and how many times as many the next one has.
  private static let first = 96
  private static let growth = 8
  /// Standard deviations of a sample's prices that a box reaches.
  private static let caution = 1.0
  /// How many options that is.
  private static let near = 512
  /// Patterns among which rays are looked for.
  private static let mostRays = 4096

  init(_ table: SparseTable, threads: Int, startingAt start: [Double]?) {
    self.table = table
    self.threads = threads
    rays = table.patterns.count <= Self.mostRays ? UseRays(table.patterns) : nil
    prices = (start ?? [Double](repeating: 0, count: table.rows)).map {
      $0.isFinite ? max(0, $0) : 0
    }
    var count = min(table.claimants, Self.first)
    var box: PriceBox?
    if start == nil || count == table.claimants {
      let solved = solve(sample: count, in: nil)
      if count == table.claimants { return }
      box = solved
    } else {
      count = table.claimants / Self.growth
    }
    while count < table.claimants {
      let next = min(table.claimants, count * Self.growth)
      box = solve(sample: next, in: box ?? startingBox())
      count = next
    }
  }

  /// Around prices of which nothing is known but that they may be good.
  private func startingBox() -> PriceBox {
    PriceBox(center: prices, radius: prices.map { 0.1 * $0 })
  }

  /// Finds the prices of a sample; returns where those of a larger one may be looked for.
  private mutating func solve(sample count: Int, in box: PriceBox?) -> PriceBox {
    var box = box
    for attempt in 0..<8 {
      if attempt == 7 { box = nil }
      let within = box ?? .everywhere(rows: table.rows)
      let sieved = table.sieve(within, sample: count, threads: threads)
      if count == table.claimants { passes += 1 }
      let linear = self.linear(sieved, sample: count)
      let optimum = LinearOptimum(LinearProblem(linear), startingAt: prices)
      isOptimal = optimum.isOptimal
      if optimum.bound == -.infinity { break }
      prices = optimum.prices
      if count == table.claimants { reach = linear.loss(ofRank: Self.near, at: prices) }
      if box?.contains(prices) ?? true {
        return nextBox(sieved, sample: count, bound: optimum.bound + sieved.decidedValue.double)
      }
      isOptimal = false
      box = box?.recentred(at: prices)
    }
    return startingBox()
  }

  /// A box within which the prices of a larger sample are likely to lie.
  ///
  /// What a sample of `n` uses in all is off by its standard deviation over the root of `n`; prices
  /// answer in about the same proportion.
  private func nextBox(_ sieved: SievedOptions, sample count: Int, bound: Double) -> PriceBox {
    let n = Double(count)
    let share = n / Double(table.claimants)
    let radius = prices.indices.map { row -> Double in
      let mean = sieved.use[row] / n
      let variance = max(0, sieved.squaredUse[row] / n - mean * mean)
      let deviation = mean > 0 ? min(8, variance.squareRoot() / mean) : 1
      let capacity = max(1, abs(Double(table.capacity[row])) * share)
      // A price of nothing may become something.
      let size = max(prices[row], 0.02 * abs(bound) / capacity)
      return Self.caution * size * max(0.05, deviation) / n.squareRoot()
    }
    return PriceBox(center: prices, radius: radius)
  }

  /// The linear problem that a sieve leaves, with its sample's share of the capacities.
  private func linear(_ sieved: SievedOptions, sample count: Int) -> CanonicalProblem {
    var options: [Int32] = []
    var start = [0]
    options.reserveCapacity(sieved.options.count)
    for claimant in sieved.claimants.indices {
      let left = sieved.options[sieved.start[claimant]..<sieved.start[claimant + 1]]
      if let rays, left.count > 3 {
        options += rays.hull(left, table)
      } else {
        options += left
      }
      start.append(options.count)
    }
    let capacity = table.capacity.indices.map { row -> Int64 in
      let whole = table.capacity[row]
      let share =
        count == table.claimants
        ? whole : Int64((Double(whole) * Double(count) / Double(table.claimants)).rounded())
      return share - sieved.decided[row]
    }
    return table.canonical(options, start: start, capacity: capacity)
  }
}

extension CanonicalProblem {
  /// The loss, in cents, that so many options do not exceed at these prices.
  fileprivate func loss(ofRank rank: Int, at prices: [Double]) -> Double {
    var gain = value.map(Double.init)
    for row in 0..<rows where prices[row] != 0 {
      for (option, use) in self.row(row).enumerated() { gain[option] -= prices[row] * Double(use) }
    }
    var losses: [Double] = []
    for claimant in 0..<claimants {
      let options = range(claimant)
      let best = gain[options].max() ?? 0
      losses += gain[options].map { best - $0 }
    }
    losses.sort()
    return losses.isEmpty ? 0 : losses[min(losses.count - 1, rank + claimants)]
  }
}

extension SparseTable {
  /// The problem of some of the options alone.
  func canonical(_ options: [Int32], start: [Int], capacity: [Int64]) -> CanonicalProblem {
    var use = [Int64](repeating: 0, count: rows * options.count)
    for (place, option) in options.enumerated() {
      for entry in patterns.entries(Int(pattern[Int(option)])) {
        use[Int(patterns.row[entry]) * options.count + place] = patterns.amount[entry]
      }
    }
    return CanonicalProblem(
      start: start, value: options.map { value[Int($0)] }, use: use, capacity: capacity,
      greatestPrices: greatestPrices)
  }
}
