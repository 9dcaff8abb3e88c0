/// Where a descent ended: the prices, and which options tie there.
///
/// The descent for a like problem begins at it and is mostly done at once. It is a hint and no more:
/// the other problem may have other values, capacities, and options of some claimants.
public struct PriceVertex: Hashable, Sendable {
  /// Cents per unit, by sorted row.
  let prices: [Double]
  /// First option of each sorted claimant, and the number of options at the end.
  let start: [Int]
  /// Each sorted claimant's cheapest option.
  let keys: [Int]
  /// What fixes the prices.
  let basis: [BasicColumn]

  /// The descent for `problem`, with a little less of everything, that begins here.
  ///
  /// Nil where the problem has more or fewer claimants or rows. What is known of a claimant whose
  /// number of options differs is left out.
  func descent(over problem: LinearProblem) -> PriceDescent? {
    let table = problem.spared
    guard table.start.count == start.count, table.rows == basis.count else { return nil }
    let prices = problem.scaled(prices)
    let shift = keys.indices.map { claimant -> Int? in
      table.range(claimant).count == start[claimant + 1] - start[claimant]
        ? table.start[claimant] - start[claimant] : nil
    }
    var cheapest: [Int]?
    if shift.contains(nil) {
      var priced: [Double] = []
      table.priced(prices, from: table.cost, into: &priced)
      cheapest = keys.indices.map { shift[$0] == nil ? table.cheapest($0, by: priced) : 0 }
    }
    let here = keys.indices.map { claimant in
      shift[claimant].map { keys[claimant] + $0 } ?? cheapest?[claimant] ?? 0
    }
    let columns = basis.map { column -> BasicColumn? in
      guard case .option(let option) = column else { return column }
      let claimant = OptionTable.claimant(of: option, from: start)
      return shift[claimant].map { .option(option + $0) }
    }
    return PriceDescent(table, at: prices, keys: here, basis: columns)
  }
}
