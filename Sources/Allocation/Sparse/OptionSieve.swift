/// What a pass over some claimants leaves: options that are nearly best at some prices of a box.
struct SievedOptions: Sendable {
  /// Each claimant's best option at the centre, where it was asked for.
  private(set) var best: [Int32] = []
  /// Sorted claimants that are still undecided inside the box.
  private(set) var claimants: [Int32] = []
  /// First entry of each in ``options``, and the number of entries at the end.
  private(set) var start: [Int] = [0]
  /// Their options, ascending.
  private(set) var options: [Int32] = []
  /// What all others use, whatever the price, `[M]`.
  private(set) var decided: [Int64]
  /// What that is worth, in cents.
  private(set) var decidedValue: Int128 = 0
  /// What all that were looked at want at the centre.
  fileprivate(set) var demand: Demand

  init(rows: Int) {
    decided = [Int64](repeating: 0, count: rows)
    demand = Demand(rows: rows)
  }

  /// Adds one claimant, its best option at the centre and its options left.
  @inline(__always)
  mutating func append(
    _ claimant: Int, best option: Int, _ left: [Int32], _ table: SparseTable, keepsBest: Bool
  ) {
    if keepsBest { best.append(Int32(truncatingIfNeeded: option)) }
    if left.count == 1 {
      for entry in table.patterns.entries(Int(table.pattern[option])) {
        decided[Int(table.patterns.row[entry])] += table.patterns.amount[entry]
      }
      decidedValue += Int128(table.value[option])
    } else {
      claimants.append(Int32(claimant))
      options += left
      start.append(options.count)
    }
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

extension SparseTable {
  /// The options that lose at most `margin` cents somewhere in `box`: one pass over the claimants.
  ///
  /// - Parameters:
  ///   - box: The prices in question.
  ///   - margin: In cents; 0 keeps what may be best.
  ///   - count: How many claimants are looked at: every `claimants / count`-th.
  ///   - threads: How many threads share the pass.
  func sieve(_ box: PriceBox, margin: Double = 0, sample count: Int, threads: Int)
    -> SievedOptions
  {
    let penalty = pennies(box.center)
    let largest = penalty.reduce(0) { max($0, abs($1)) }
    let margin = min(margin, 0x1p200)
    // A table of all pairs pays off from some claimants on.
    let spread = PatternSpread(
      patterns, box,
      tabulates: count * options / max(1, claimants) > patterns.count * patterns.count)
    let parts = ClaimantChunks(count: count, threads: threads).map { range in
      self.sieve(range, sample: count, penalty, spread, box, margin: margin, largest)
    }
    var sieved = parts.first ?? SievedOptions(rows: rows)
    for part in parts.dropFirst() { sieved.append(part) }
    return sieved
  }

  /// What every pattern costs, rounded.
  func pennies(_ prices: [Double]) -> [Double] {
    (0..<patterns.count).map { pattern in
      patterns.entries(pattern).reduce(0) {
        $0 + prices[Int(patterns.row[$1])] * Double(patterns.amount[$1])
      }
    }
  }

  private func sieve(
    _ range: Range<Int>, sample: Int, _ penalty: [Double], _ spread: PatternSpread, _ box: PriceBox,
    margin: Double, _ largest: Double
  ) -> SievedOptions {
    var sieved = SievedOptions(rows: rows)
    var scratch = PatternSpread.Scratch(rows: rows)
    var left: [Int32] = []
    let kinds = patterns.count
    unsafe value.withUnsafeBufferPointer { value in
      unsafe pattern.withUnsafeBufferPointer { pattern in
        unsafe penalty.withUnsafeBufferPointer { penalty in
          unsafe spread.table.withUnsafeBufferPointer { table in
            let reader = unsafe GainReader(value, pattern, penalty)
            for place in range {
              let claimant = place * claimants / sample
              let (from, to) = (start[claimant], start[claimant + 1])
              let (most, at) = reader.best(from, to)
              let chosen = unsafe Int(pattern[at])
              sieved.demand.count(chosen, at, self)
              // Nothing is lost to rounding: a value is at most its gain and its penalty.
              let best =
                most - margin - 0x1p-44 * (abs(most) + margin + 2 * largest)
              left.removeAll(keepingCapacity: true)
              if table.isEmpty {
                scratch.open(chosen, patterns)
                for option in from..<to {
                  let kind = unsafe Int(pattern[option])
                  let gain = reader.gain(option)
                  if gain + scratch.spread(kind, patterns, box.radius) >= best {
                    left.append(Int32(truncatingIfNeeded: option))
                  }
                }
                scratch.close(patterns)
              } else {
                let row = unsafe table.baseAddress.unsafelyUnwrapped + chosen * kinds
                for option in from..<to {
                  let kind = unsafe Int(pattern[option])
                  let gain = reader.gain(option)
                  if unsafe gain + Double(row[kind]) >= best {
                    left.append(Int32(truncatingIfNeeded: option))
                  }
                }
              }
              sieved.append(claimant, best: at, left, self, keepsBest: sample == claimants)
            }
          }
        }
      }
    }
    return sieved
  }
}
