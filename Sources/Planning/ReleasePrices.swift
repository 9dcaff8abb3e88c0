internal import Allocation
internal import Scenario

/// At which prices the units of refused promises are credited: a fixed point of the plan's own.
///
/// Starting from nothing, twelve times halfway to the prices of the relaxation. It need not settle,
/// so the plan is proven at these prices, and says so.
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
    if table.offered.contains(where: { $0.contains { $0.units > 0 } }) {
      var series = RelaxationSeries(table.unreleased)
      for step in 0..<Self.steps {
        // A plan's own prices are printed to the last digit and owe nothing to the way there.
        let relaxed = series.solve(
          near: step == 0 ? other?.first : nil, takesTies: other != nil)
        if !relaxed.bound.isFinite { break }
        if step == 0 { first = relaxed.vertex }
        for (index, row) in rows.enumerated() {
          prices[index] = (prices[index] + relaxed.prices[row] / 100) / 2
        }
        series.replaceValues(table.values(releasingAt: prices), from: table.teams.count)
      }
    }
    self.first = first
    dollars = prices
    problem = table.problem(releasingAt: prices)
  }
}
