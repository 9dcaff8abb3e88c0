internal import Kernels

/// Drops the options that cannot be best, or nearly so, at any prices of a box.
struct OptionSieve: Sendable {
  private let table: SparseTable
  private let box: PriceBox
  /// In cents.
  private let margin: Double
  /// What patterns cost at the centre.
  private let penalty: [Double]
  private let charged: PatternPenalties
  /// The largest of them.
  private let largest: Double
  private let spread: PatternSpread
  /// How far the price of each pattern may move, rounded up, and the farthest of them.
  private let reach: [Double]
  private let farthest: Double
  /// How many claimants are looked at: every `claimants / sample`-th.
  private let sample: Int

  init(_ table: SparseTable, _ box: PriceBox, margin: Double, sample: Int) {
    self.table = table
    self.box = box
    self.margin = min(margin, 0x1p200)
    self.sample = sample
    penalty = table.pennies(box.center)
    charged = PatternPenalties(penalty)
    largest = penalty.reduce(0) { max($0, abs($1)) }
    let patterns = table.patterns
    // A table of all pairs pays off from some claimants on.
    spread = PatternSpread(
      patterns, box,
      tabulates: sample * table.options / max(1, table.claimants)
        > patterns.count * patterns.count)
    reach = (0..<patterns.count).map { pattern in
      patterns.entries(pattern).reduce(0) {
        $0 + box.radius[Int(patterns.row[$1])] * abs(Double(patterns.amount[$1]))
      } * (1 + 0x1p-18)
    }
    farthest = reach.reduce(0, max) * (1 + 0x1p-18)
  }

  /// What is left of the claimants at some places of the sample.
  func sieve(_ range: Range<Int>) -> SievedOptions {
    var sieved = SievedOptions(rows: table.rows)
    var takers = PatternCounts(table.patterns)
    var scratch = PatternSpread.Scratch(rows: table.rows)
    let gains = ClaimantGains()
    let keepsBest = sample == table.claimants
    if keepsBest { sieved.best.reserveCapacity(range.count) }
    table.ragged.read(at: charged, rises: spread.table, by: .best) { reader in
      for places in range.parts(of: ClaimantGains.most) {
        reader.findGains(places, sample: sample, into: gains)
        takers.add(gains, places.count)
        sieved.count(gains, places.count, keepsBest: keepsBest)
        gains.watchNobody()
        for place in 0..<places.count where isOpen(gains, place) {
          let claimant = (places.lowerBound + place) * table.claimants / sample
          if spread.table != nil {
            gains.watch(claimant, place, least: least(gains, place))
          } else {
            let left = left(
              to: claimant, reader, from: gains.pattern(place), least: least(gains, place),
              &scratch)
            sieved.reopen(claimant, left, best: Int(gains.option(place)), table)
          }
        }
        if gains.watched > 0 {
          reader.findNear(in: gains)
          sieved.reopen(gains, table)
        }
      }
    }
    sieved.demand.count(takers, table.patterns)
    takers.forEach { pattern, count in sieved.decide(pattern, times: count, table.patterns) }
    return sieved
  }

  /// What an option of a claimant must gain to matter, with what its price may move from the best's.
  @inline(__always)
  private func least(_ gains: ClaimantGains, _ place: Int) -> Double {
    let best = gains.greatest(place).gain
    // Nothing is lost to rounding: a value is at most its gain and its penalty.
    return best - margin - 0x1p-44 * (abs(best) + margin + 2 * largest)
  }

  /// Whether another option than the best may matter, as far as two prices tell.
  ///
  /// However the prices of two patterns move, they move apart by no more than both together.
  @inline(__always)
  private func isOpen(_ gains: ClaimantGains, _ place: Int) -> Bool {
    let apart = reach[gains.pattern(place)] + farthest
    return gains.greatest(place).next + apart >= least(gains, place)
  }

  /// The options of a claimant that may matter, looked at one by one.
  private func left(
    to claimant: Int, _ reader: GainReader, from chosen: Int, least: Double,
    _ scratch: inout PatternSpread.Scratch
  ) -> [Int32] {
    var left: [Int32] = []
    scratch.open(chosen, table.patterns)
    for option in table.range(claimant) {
      let spread = scratch.spread(Int(table.pattern[option]), table.patterns, box.radius)
      if reader.gain(option) + spread >= least {
        left.append(Int32(truncatingIfNeeded: option))
      }
    }
    scratch.close(table.patterns)
    return left
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
    let sieve = OptionSieve(self, box, margin: margin, sample: count)
    let parts = ClaimantChunks(count: count, threads: threads).map(sieve.sieve)
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
}
