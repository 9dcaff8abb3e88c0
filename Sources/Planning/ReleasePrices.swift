internal import Allocation
internal import Scenario

/// At which prices the units of refused promises are credited: a fixed point of the plan's own.
///
/// Starting from nothing, twelve times halfway to the prices of the relaxation. It need not settle,
/// so the plan is proven at these prices, and says so. They are those of the most valuable plan, whatever
/// the rule of fairness: then plans under all rules are worth what they are on the same scale.
struct ReleasePrices: Sendable {
  /// Dollars per unit and year; `[periods, pools]`.
  let dollars: [Double]
  /// The problem at these prices.
  let problem: AllocationProblem
  /// Where the first relaxation ended.
  private let first: PriceVertex?

  static let steps = 12

  /// - Parameters:
  ///   - table: What is to be planned.
  ///   - other: Those of a like table, whose first relaxation ended near this one's.
  init(_ table: OptionTable, like other: ReleasePrices? = nil) {
    var first: PriceVertex?
    let rows = table.periodPools
    var prices = [Double](repeating: 0, count: rows.count)
    // What a refusal leaves is what overbooking uses.
    if table.keepsPromises, table.offered.contains(where: { $0.contains { $0.units > 0 } }) {
      var series = RelaxationSeries(table.unruled)
      for step in 0..<Self.steps {
        // A plan's own prices are printed to the last digit and owe nothing to the way there.
        let relaxed = series.solve(
          near: step == 0 ? other?.first : nil, takesTies: other != nil)
        if !relaxed.bound.isFinite { break }
        if step == 0 { first = relaxed.vertex }
        for (index, row) in rows.enumerated() {
          prices[index] = (prices[index] + relaxed.prices[row] / 100) / 2
        }
        let values = table.values(releasingAt: prices, in: table.unruled)
        series.replaceValues(values, from: table.teams.count)
      }
    }
    self.first = first
    dollars = prices
    problem = table.problem(releasingAt: prices)
  }

  /// The prices of another table with the same pools and periods, so that worths can be compared.
  init(of other: ReleasePrices, for table: OptionTable) {
    self.init(
      dollars: other.dollars, problem: table.problem(releasingAt: other.dollars), first: nil)
  }

  /// The same prices for a table with other rows.
  func with(_ table: OptionTable) -> ReleasePrices {
    ReleasePrices(dollars: dollars, problem: table.problem(releasingAt: dollars), first: nil)
  }

  private init(dollars: [Double], problem: AllocationProblem, first: PriceVertex?) {
    (self.dollars, self.problem, self.first) = (dollars, problem, first)
  }
}
