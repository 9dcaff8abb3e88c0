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
  private let linear: SieveProblem
  /// The prices found, in cents; any prices are true.
  private(set) var prices: [Double]
  /// Whether they are known to be optimal.
  private(set) var isOptimal = false
  /// What is left to decide in a box around them; nil where none was settled.
  private var reduced: ReducedTable?
  /// A row that excludes every plan by itself, where the search met one.
  private(set) var shortage: RowShortage?
  /// Passes over the whole table.
  private(set) var passes = 0
  /// A loss, in cents, that some hundred options do not exceed.
  private(set) var margin = 0.0
  /// Of each price, about how large it is; of one that is nothing, what it may become.
  private(set) var sizes: [Double]
  /// The share of claimants who can use anything of a row.
  private let share: [Double]

  /// Claimants of the sample that is solved from nothing, and of the one that tables of many more need.
  private static let first = 128
  private static let second = 2048
  /// How many options lose at most the margin, about.
  private static let near = 512

  init(_ table: SparseTable, threads: Int, startingAt start: [Double]?) {
    self.table = table
    self.threads = threads
    linear = SieveProblem(table)
    sizes = [Double](repeating: 0, count: table.rows)
    share = table.users(sample: min(table.claimants, Self.second))
    prices = (start ?? [Double](repeating: 0, count: table.rows)).map {
      $0.isFinite ? min(max(0, $0), 0x1p60) : 0
    }
    let samples = [Self.first, Self.second].filter { 4 * $0 <= table.claimants }
    guard let first = samples.first else {
      margin = .infinity
      settle(.everywhere(rows: table.rows), sample: table.claimants)
      return
    }
    if start == nil {
      guard let optimum = solve(.everywhere(rows: table.rows), sample: first) else {
        shortage = table.shortage()
        return
      }
      prices = optimum
    }
    for (sample, larger) in zip(samples, samples.dropFirst() + [table.claimants]) {
      var box = PriceBox(center: prices, radius: prices)
      for _ in 0..<Self.mostCorrections {
        guard let next = approach(sample: sample, larger: larger) else { break }
        box = next.box
        if next.isNear { break }
      }
      if larger == table.claimants { settle(box, sample: sample) }
    }
  }

  /// What is left to decide at the prices found, rounded.
  func reduced(at prices: [Price]) -> ReducedTable {
    let cents = prices.map(\.cents)
    if let reduced, reduced.box.contains(cents) { return reduced }
    return ReducedTable(table, .at(cents), margin: margin, threads: threads)
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
    measure(demand)
    let size = sizes
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
        // Of a price about which the sample says nothing, anything is possible.
        isRare($0, in: sample)
          ? 0x1p300 : max(0.3 * change[$0], 0.2 * relative * size[$0], grain[$0])
      })
    return (box, change.indices.allSatisfy { change[$0] < 2 * grain[$0] })
  }

  /// Finds the prices that are optimal for all, in a box and, where they lie outside, in larger ones.
  private mutating func settle(_ first: PriceBox, sample: Int) {
    var box = first
    for attempt in 0..<7 {
      if attempt == 6 {
        shortage = table.shortage()
        if shortage != nil { return }
        box = .everywhere(rows: table.rows)
        margin = .infinity
      }
      let reduced = ReducedTable(table, box, margin: margin, threads: threads)
      passes += 1
      let optimum = linear.optimum(
        reduced.table, capacity: reduced.table.capacity.map(Double.init), startingAt: prices)
      if optimum.bound > -.infinity {
        if box.contains(optimum.prices) {
          prices = optimum.prices
          measure(reduced.demand)
          isOptimal = optimum.isOptimal
          self.reduced = reduced
          return
        }
        if box.scaled(2).contains(optimum.prices) && attempt < 5 {
          // Only just outside: probably there.
          prices = optimum.prices
          box = PriceBox(center: prices, radius: box.radius)
          continue
        }
      }
      if attempt < 5 {
        let next = approach(sample: sample, larger: table.claimants)?.box ?? box
        box = PriceBox(
          center: prices, radius: prices.indices.map { max(next.radius[$0], 3 * box.radius[$0]) })
      }
    }
  }

  /// Learns how large prices are: those of nothing from what everybody wants is worth.
  private mutating func measure(_ demand: Demand) {
    sizes = prices.indices.map { row in
      max(prices[row], 0.02 * abs(demand.value) / max(1, abs(demand.use[row])), 1e-9)
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
    let left = table.keeping(sieved.options, start: sieved.start, settled: sieved.decided)
    let rows = table.capacity.indices.filter { !isRare($0, in: sample) }
    guard let next = linear.prices(left, capacity: capacity, of: rows, others: prices) else {
      return nil
    }
    margin = left.loss(ofRank: max(4, Int(Double(Self.near) * share)), at: next)
    return next
  }

  /// Whether a sample has too few claimants who want anything of a row.
  private func isRare(_ row: Int, in sample: Int) -> Bool {
    sample < table.claimants && share[row] * Double(sample) < Self.few
  }

  /// Claimants of a sample who say too little about a row.
  private static let few = 16.0
  /// Standard deviations of a sample's prices that a box reaches.
  private static let caution = 1.0
  /// How finely a sample of `n` resolves prices: so many deviations over `n`.
  private static let grain = 1.6
  private static let mostCorrections = 4
}

/// The linear relaxations of parts of one table.
struct SieveProblem {
  private let rays: UseRays?
  /// Patterns among which rays are looked for.
  private static let mostRays = 4096

  init(_ table: SparseTable) {
    rays = table.patterns.count <= Self.mostRays ? UseRays(table.patterns) : nil
  }

  /// The optimum of a part, with capacities that need not be whole.
  func optimum(_ part: SparseTable, capacity: [Double], startingAt prices: [Double])
    -> LinearOptimum
  {
    LinearOptimum(problem(part, capacity: capacity), startingAt: prices)
  }

  /// The optimal prices of some rows when those of the others stay; nil where nothing fits.
  func prices(
    _ part: SparseTable, capacity: [Double], of rows: [Int], others prices: [Double]
  ) -> [Double]? {
    if rows.count == part.rows {
      let optimum = optimum(part, capacity: capacity, startingAt: prices)
      return optimum.bound == -.infinity ? nil : optimum.prices
    }
    var fixed = prices
    for row in rows { fixed[row] = 0 }
    let problem = problem(part, capacity: capacity, of: rows, charging: part.pennies(fixed))
    let optimum = LinearOptimum(problem, startingAt: rows.map { prices[$0] })
    if optimum.bound == -.infinity { return nil }
    for (place, row) in rows.enumerated() { fixed[row] = optimum.prices[place] }
    return fixed
  }

  /// The part's problem: of each claimant the options on the hulls of its rays.
  func problem(_ part: SparseTable, capacity: [Double]) -> LinearProblem {
    let (options, start) = hulls(part)
    var problem = LinearProblem(
      part.canonical(options, start: start, capacity: capacity.map { Int64($0.rounded()) }))
    problem.replaceCapacities(capacity)
    return problem
  }

  /// The same with some rows alone; what the others cost by pattern is taken from the values.
  private func problem(
    _ part: SparseTable, capacity: [Double], of rows: [Int], charging penalty: [Double]
  ) -> LinearProblem {
    let (options, start) = hulls(part)
    let all = part.canonical(options, start: start, capacity: capacity.map { Int64($0.rounded()) })
    let values = options.map { option in
      let value = Double(part.value[Int(option)]) - penalty[Int(part.pattern[Int(option)])]
      return Int64(max(-0x1p60, min(0x1p60, value.rounded())))
    }
    var problem = LinearProblem(all.keeping(rows, values: values))
    problem.replaceCapacities(rows.map { capacity[$0] })
    return problem
  }

  private func hulls(_ part: SparseTable) -> (options: [Int32], start: [Int]) {
    var options: [Int32] = []
    var start = [0]
    options.reserveCapacity(part.options)
    start.reserveCapacity(part.claimants + 1)
    var hull = HullChain()
    for claimant in 0..<part.claimants {
      let left = part.range(claimant)
      if let rays, left.count > 3 {
        rays.hull(left, part, into: &hull)
        options += hull.options
      } else {
        for option in left { options.append(Int32(truncatingIfNeeded: option)) }
      }
      start.append(options.count)
    }
    return (options, start)
  }
}

extension SparseTable {
  /// Of each row, the share of claimants who can use anything of it; looked up for a sample.
  fileprivate func users(sample count: Int) -> [Double] {
    var users = [Double](repeating: 0, count: rows)
    var last = [Int](repeating: -1, count: rows)
    for place in 0..<count {
      for option in range(place * claimants / count) {
        for entry in patterns.entries(Int(pattern[option])) {
          let row = Int(patterns.row[entry])
          if last[row] != place {
            last[row] = place
            users[row] += 1
          }
        }
      }
    }
    return users.map { $0 / Double(max(1, count)) }
  }

  /// The loss, in cents, that so many options do not exceed at these prices.
  func loss(ofRank rank: Int, at prices: [Double]) -> Double {
    let penalty = pennies(prices)
    var losses: [Double] = []
    losses.reserveCapacity(options)
    for claimant in 0..<claimants {
      let first = losses.count
      var best = -Double.infinity
      for option in range(claimant) {
        let gain = Double(value[option]) - penalty[Int(pattern[option])]
        losses.append(gain)
        best = max(best, gain)
      }
      for place in first..<losses.count { losses[place] = best - losses[place] }
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
