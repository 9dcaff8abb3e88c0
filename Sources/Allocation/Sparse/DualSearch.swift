/// Looks for the prices of the linear relaxation of a large table.
///
/// Few claimants suffice to learn how demand answers to prices. At prices of a small sample one pass
/// over all counts what everybody together wants too much of; the sample's linear problem, with its
/// capacities moved by its share of that, gives the next prices, whose error is a fraction of the
/// change (the sample is a control variate). When the change is small, a box around the prices settles
/// most claimants' choice; the others are a small linear problem, solved exactly. Where its prices lie
/// inside the box they are optimal for all.
struct DualSearch {
  private let table: SparseTable
  private let threads: Int
  private let rays: UseRays?
  /// The prices found, in cents; any prices are true.
  private(set) var prices: [Double]
  /// Whether they are known to be optimal.
  private(set) var isOptimal = false
  /// The value of the last linear problem, in cents.
  private var linearBound = 0.0
  /// A loss, in cents, that some hundred options do not exceed at the prices found.
  private(set) var reach = 0.0
  /// Passes over the whole table.
  private(set) var passes = 0

  /// Claimants of the sample that is solved from nothing, and of the one that tables of many more need.
  private static let first = 128
  private static let second = 2048
  /// How many options lose at most ``reach``.
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
    var samples = [Self.first, Self.second].filter { 4 * $0 <= table.claimants }
    samples.append(table.claimants)
    if samples.count == 1 || start == nil {
      guard let optimum = solve(.everywhere(rows: table.rows), sample: samples[0]) else { return }
      prices = optimum
    }
    if samples.count == 1 {
      isOptimal = true
      return
    }
    for (sample, larger) in zip(samples, samples.dropFirst()) {
      var box = PriceBox(center: prices, radius: prices)
      for _ in 0..<Self.mostCorrections {
        guard let next = approach(sample: sample, larger: larger) else { break }
        box = next.box
        if next.isNear { break }
      }
      if larger == table.claimants { settle(box, sample: sample) }
    }
  }

  /// Moves the prices to where a larger sample's demand meets its capacities, by those of a sample.
  ///
  /// - Returns: Where the larger sample's optimal prices are likely to lie, and whether another
  ///   correction would hardly move them; nil where the sample has no answer.
  private mutating func approach(sample: Int, larger: Int) -> (box: PriceBox, isNear: Bool)? {
    let demand = table.demand(prices, sample: larger, threads: threads)
    if larger == table.claimants { passes += 1 }
    let share = Double(sample) / Double(larger)
    let excess = table.capacity.indices.map { row in
      (Double(table.capacity[row]) * Double(larger) / Double(table.claimants) - demand.use[row])
        * share
    }
    let size = sizes(demand)
    let deviation = prices.indices.map { demand.deviation($0) * size[$0] }
    let wide = PriceBox(
      center: prices, radius: deviation.map { Self.caution * $0 / Double(sample).squareRoot() })
    guard let next = solve(wide, sample: sample, excess: excess) else { return nil }
    let change = prices.indices.map { abs(next[$0] - prices[$0]) }
    prices = next
    // What the sample cannot resolve, and what it got wrong of the change.
    let grain = deviation.map { Self.grain * $0 / Double(sample) }
    let relative = change.indices.reduce(0) { max($0, change[$1] / size[$1]) }
    let box = PriceBox(
      center: prices,
      radius: change.indices.map {
        max(0.3 * change[$0], Self.caution * 0.2 * relative * size[$0], grain[$0])
      })
    return (box, change.indices.allSatisfy { change[$0] < 2 * grain[$0] })
  }

  /// Finds the prices that are optimal for all, in a box and, where they lie outside, in larger ones.
  private mutating func settle(_ first: PriceBox, sample: Int) {
    var box = first
    for _ in 0..<6 {
      passes += 1
      if let optimum = solve(box, sample: table.claimants) {
        if box.contains(optimum) || confirms(optimum) {
          prices = optimum
          isOptimal = true
          return
        }
      }
      let next = approach(sample: sample, larger: table.claimants)?.box ?? box
      box = PriceBox(
        center: prices, radius: prices.indices.map { max(next.radius[$0], 3 * box.radius[$0]) })
    }
    passes += 1
    if let optimum = solve(.everywhere(rows: table.rows), sample: table.claimants) {
      prices = optimum
      isOptimal = true
    }
  }

  /// Whether the last linear problem's optimum, though outside its box, is that of all options: they
  /// would otherwise make the dual larger there.
  private mutating func confirms(_ optimum: [Double]) -> Bool {
    passes += 1
    let demand = table.demand(optimum, sample: table.claimants, threads: threads)
    var dual = demand.value
    for row in optimum.indices {
      dual += optimum[row] * (Double(table.capacity[row]) - demand.use[row])
    }
    return dual - linearBound <= 1e-12 * abs(dual)
  }

  /// Of each price, about how large it is; of one that is nothing, what it may become.
  private func sizes(_ demand: Demand) -> [Double] {
    prices.indices.map { row in
      max(prices[row], 0.02 * demand.value / max(1, abs(demand.use[row])), 1e-9)
    }
  }

  /// The optimal prices of a sample inside a box; nil where nothing fits.
  ///
  /// - Parameter excess: Capacity beyond what the sample uses at the centre; nil takes its share.
  private mutating func solve(_ box: PriceBox, sample: Int, excess: [Double]? = nil) -> [Double]? {
    let sieved = table.sieve(box, sample: sample, threads: threads)
    let share = Double(sample) / Double(table.claimants)
    let capacity = table.capacity.indices.map { row in
      (excess.map { $0[row] + sieved.demand.use[row] } ?? Double(table.capacity[row]) * share)
        - Double(sieved.decided[row])
    }
    let canonical = linear(sieved, capacity)
    var problem = LinearProblem(canonical)
    problem.replaceCapacities(capacity)
    let optimum = LinearOptimum(problem, startingAt: prices)
    if optimum.bound == -.infinity { return nil }
    linearBound = optimum.bound + sieved.decidedValue
    if sample == table.claimants {
      reach = canonical.loss(ofRank: Self.near, at: optimum.prices)
    }
    return optimum.prices
  }

  /// Standard deviations of a sample's prices that a box reaches.
  private static let caution = 1.0
  /// How finely a sample of `n` resolves prices: so many deviations over `n`.
  private static let grain = 1.6
  private static let mostCorrections = 4

  /// The linear problem that a sieve leaves.
  private func linear(_ sieved: SievedOptions, _ capacity: [Double]) -> CanonicalProblem {
    var options: [Int32] = []
    var start = [0]
    options.reserveCapacity(sieved.options.count)
    var hull = HullChain()
    for claimant in sieved.claimants.indices {
      let left = sieved.options[sieved.start[claimant]..<sieved.start[claimant + 1]]
      if let rays, left.count > 3 {
        rays.hull(left, table, into: &hull)
        options += hull.options
      } else {
        options += left
      }
      start.append(options.count)
    }
    return table.canonical(options, start: start, capacity: capacity.map { Int64($0.rounded()) })
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
    return losses.isEmpty ? 0 : losses.selected(min(losses.count - 1, rank + claimants))
  }
}

extension [Double] {
  /// The number that would stand at `rank` if all were in order; O(count).
  fileprivate mutating func selected(_ rank: Int) -> Double {
    var numbers = mutableSpan
    var (low, high) = (0, numbers.count - 1)
    while low < high {
      let pivot = numbers[(low + high) / 2]
      var (left, right) = (low, high)
      while left <= right {
        while numbers[left] < pivot { left += 1 }
        while numbers[right] > pivot { right -= 1 }
        if left > right { break }
        numbers.swapAt(left, right)
        left += 1
        right -= 1
      }
      if rank <= right {
        high = right
      } else if rank >= left {
        low = left
      } else {
        break
      }
    }
    return numbers[rank]
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
