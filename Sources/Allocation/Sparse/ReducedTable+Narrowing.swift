extension ReducedTable {
  /// What prices in a smaller box leave of another, whose margin is no smaller: one pass.
  init(_ outer: ReducedTable, _ box: PriceBox, margin: Double) {
    let table = outer.table
    let penalty = table.pennies(box.center)
    let largest = penalty.reduce(0) { max($0, abs($1)) }
    let reach = PatternReach(table.patterns, box)
    var left = NarrowedOptions(table)
    for claimant in 0..<table.claimants {
      let range = table.range(claimant)
      let (best, at) = table.best(range, penalty.span)
      // Nothing is lost to rounding: a value is at most its gain and its penalty.
      let least = best - margin - 0x1p-44 * (abs(best) + margin + 2 * largest)
      table.keep(
        range, penalty.span, reach, against: Int(table.pattern[at]), least: least,
        in: &left.options)
      left.close(claimant, best: at, table)
    }
    self.init(outer, left, box, margin: margin)
  }
}

/// What a pass over some claimants leaves of them.
struct NarrowedOptions {
  /// Each claimant's best option at the centre.
  private(set) var best: [Int32] = []
  /// The claimants that are undecided, and the options of each.
  private(set) var claimants: [Int32] = []
  private(set) var start: [Int] = [0]
  var options: [Int32] = []
  /// What the others are worth, in cents.
  private(set) var value: Int128 = 0
  /// How many of them want each pattern.
  private(set) var takers: [Int64]

  fileprivate init(_ table: SparseTable) {
    takers = [Int64](repeating: 0, count: table.patterns.count)
    best.reserveCapacity(table.claimants)
  }

  /// Settles a claimant of whom one option has been added to ``options``; more leave it undecided.
  fileprivate mutating func close(_ claimant: Int, best option: Int, _ table: SparseTable) {
    best.append(Int32(truncatingIfNeeded: option))
    if options.count == start[start.count - 1] + 1 {
      options.removeLast()
      takers[Int(table.pattern[option])] += 1
      value += Int128(table.value[option])
    } else {
      claimants.append(Int32(truncatingIfNeeded: claimant))
      start.append(options.count)
    }
  }

  /// What the decided ones use, `[M]`.
  func used(_ table: SparseTable) -> [Int64] {
    var used = [Int64](repeating: 0, count: table.rows)
    for (pattern, count) in takers.enumerated() where count > 0 {
      table.add(pattern, times: count, to: &used)
    }
    return used
  }
}

/// How far the prices of patterns may move inside a box.
struct PatternReach {
  /// The rows of each pattern, as bits.
  private let rows: [UInt64]
  /// How far each may move; negative where its only amount is.
  private let reach: [Double]
  private let patterns: UsePatterns
  private let radius: [Double]
  /// More than any of this is off by for rounding.
  private static let error = 1 + 0x1p-40

  init(_ patterns: UsePatterns, _ box: PriceBox) {
    self.patterns = patterns
    radius = box.radius
    var rows: [UInt64] = []
    var reach: [Double] = []
    for pattern in 0..<patterns.count {
      let entries = patterns.entries(pattern)
      var (bits, sum): (UInt64, Double) = (0, 0)
      for entry in entries {
        let row = Int(patterns.row[entry])
        let amount = Double(patterns.amount[entry])
        bits |= 1 << UInt64(row)
        sum += box.radius[row] * (entries.count == 1 ? amount : abs(amount))
      }
      rows.append(bits)
      reach.append(sum)
    }
    (self.rows, self.reach) = (rows, reach)
  }

  /// How far the price of one pattern may move, at most.
  @inline(__always)
  func of(_ pattern: Int) -> Double { abs(reach[pattern]) * Self.error }

  /// How far the prices of two patterns may move apart, at most.
  @inline(__always)
  func between(_ one: Int, _ other: Int) -> Double {
    let (bits, others) = (rows[one], rows[other])
    if bits & others == 0 { return of(one) + of(other) }
    if bits == others && bits & (bits - 1) == 0 {
      return abs(reach[one] - reach[other]) * Self.error
    }
    return Self.error * differences(one, other)
  }

  private func differences(_ one: Int, _ other: Int) -> Double {
    var (first, second) = (patterns.entries(one), patterns.entries(other))
    var sum = 0.0
    // Entries stand in the order of rows.
    while true {
      let row = first.isEmpty ? Int32.max : patterns.row[first.lowerBound]
      let next = second.isEmpty ? Int32.max : patterns.row[second.lowerBound]
      if row == .max && next == .max { return sum }
      var amount = 0.0
      if row <= next { amount += Double(patterns.amount[first.removeFirst()]) }
      if next <= row { amount -= Double(patterns.amount[second.removeFirst()]) }
      sum += radius[Int(min(row, next))] * abs(amount)
    }
  }
}

extension SparseTable {
  /// The greatest gain of some options, and the first that reaches it.
  @inline(__always)
  fileprivate func best(_ range: Range<Int>, _ penalty: Span<Double>) -> (gain: Double, option: Int)
  {
    let value = value.span
    let pattern = pattern.span
    var (best, at) = (-Double.infinity, range.lowerBound)
    for option in range {
      let gain = Double(value[option]) - penalty[Int(pattern[option])]
      if gain > best { (best, at) = (gain, option) }
    }
    return (best, at)
  }

  /// Adds the options that may gain at least `least` compared with a pattern.
  @inline(__always)
  fileprivate func keep(
    _ range: Range<Int>, _ penalty: Span<Double>, _ reach: PatternReach, against chosen: Int,
    least: Double, in kept: inout [Int32]
  ) {
    let value = value.span
    let pattern = pattern.span
    for option in range {
      let kind = Int(pattern[option])
      if Double(value[option]) - penalty[kind] + reach.between(kind, chosen) >= least {
        kept.append(Int32(truncatingIfNeeded: option))
      }
    }
  }
}
