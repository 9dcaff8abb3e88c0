extension ReducedTable {
  /// What prices in a smaller box leave of another; no more of a margin.
  ///
  /// One pass over the options left. Most are too far behind for any prices of the box, however
  /// different their use, and are settled by one comparison.
  init(_ outer: ReducedTable, _ box: PriceBox, margin: Double) {
    let table = outer.table
    let penalty = table.pennies(box.center)
    let largest = penalty.reduce(0) { max($0, abs($1)) }
    let reach = table.reaches(box.radius)
    var scratch = PatternSpread.Scratch(rows: table.rows)
    var left = SievedOptions(rows: table.rows)
    var kept: [Int32] = []
    for claimant in 0..<table.claimants {
      let range = table.range(claimant)
      let (best, at) = table.best(range, penalty.span)
      let chosen = Int(table.pattern[at])
      // Nothing is lost to rounding: a value is at most its gain and its penalty.
      let least = best - margin - 0x1p-44 * (abs(best) + margin + 2 * largest)
      kept.removeAll(keepingCapacity: true)
      table.keep(range, penalty.span, reach.span, least: least - reach[chosen], in: &kept)
      if kept.count > 1 {
        scratch.open(chosen, table.patterns)
        kept.removeAll { option in
          let kind = Int(table.pattern[Int(option)])
          let gain = Double(table.value[Int(option)]) - penalty[kind]
          return gain + scratch.spread(kind, table.patterns, box.radius) < least
        }
        scratch.close(table.patterns)
      }
      left.append(claimant, best: at, kept, table, keepsBest: true)
    }
    self.init(outer, left, box, margin: min(margin, outer.margin))
  }
}

extension SparseTable {
  /// The greatest gain of some options, and the first that reaches it.
  fileprivate func best(_ range: Range<Int>, _ penalty: Span<Double>) -> (gain: Double, option: Int) {
    let value = value.span
    let pattern = pattern.span
    var (best, at) = (-Double.infinity, range.lowerBound)
    for option in range {
      let gain = Double(value[option]) - penalty[Int(pattern[option])]
      if gain > best { (best, at) = (gain, option) }
    }
    return (best, at)
  }

  /// Keeps the options that gain at least `least` when each is given its pattern's reach.
  fileprivate func keep(
    _ range: Range<Int>, _ penalty: Span<Double>, _ reach: Span<Double>, least: Double,
    in kept: inout [Int32]
  ) {
    let value = value.span
    let pattern = pattern.span
    for option in range {
      let kind = Int(pattern[option])
      if Double(value[option]) - penalty[kind] + reach[kind] >= least {
        kept.append(Int32(truncatingIfNeeded: option))
      }
    }
  }

  /// How far the price of each pattern may move from that of nothing in a box, rounded up.
  fileprivate func reaches(_ radius: [Double]) -> [Double] {
    (0..<patterns.count).map { pattern in
      patterns.entries(pattern).reduce(0) {
        $0 + radius[Int(patterns.row[$1])] * abs(Double(patterns.amount[$1]))
      } * (1 + 0x1p-40)
    }
  }
}
