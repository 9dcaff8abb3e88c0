/// Good bounds before the search: prices of all rows, and how far savings can go in a better plan.
struct PromiseRoot {
  /// At several prices, laid out for the search.
  private(set) var bounds: [ReservedBound] = []
  /// Cells of each promised row that a better plan saves at most.
  private(set) var reach: [Int]
  /// No better plan is worth more, in cents.
  private(set) var bound = Double.infinity

  /// Numbers that a bound's tables may take to work out, at first and for the search.
  private static let work = (first: 6_000_000, search: 12_000_000)

  /// - Parameters:
  ///   - extremes: Everything promised kept in full; and rented, where there are prices.
  ///   - start: Prices near a good plan: those of linear rows that stand in for the promised.
  ///   - goal: What a better plan is bounded by at least; minus infinity where no plan is known.
  init(
    _ model: ChanceModel, _ table: PromiseTable, _ extremes: [AllocationProblem],
    near start: [Double], betterThan goal: Double
  ) {
    reach = table.rows.map(\.cells)
    let rows = max(1, table.rows.count)
    for prices in extremes.flatMap({ Self.prices(relaxation(of: $0), start) }) {
      var bound = ReservedBound(model, table, at: prices)
      let outlook = bound.fit(
        from: 0, behind: 0, after: nil, betterThan: goal, reach: &reach,
        work: Self.work.first / rows)
      self.bound = min(self.bound, outlook.value)
      if self.bound < goal { return }
      bounds.append(bound)
    }
    // All know now how far the others let savings go.
    let nothing = reach.map { RefusalTable.Refused.nothing(model.weights, cells: $0) }
    for index in bounds.indices {
      let outlook = bounds[index].fit(
        from: 0, behind: 0, after: nothing, betterThan: goal, reach: &reach,
        work: Self.work.search / rows)
      bound = min(bound, outlook.value)
    }
  }

  /// Between those of promises kept in full, and those of the stand-in.
  private static func prices(_ full: Relaxation, _ start: [Double]) -> [[Double]] {
    if !full.bound.isFinite || full.prices == start { return [start] }
    return [0.5, 0.75, 0.25, 1, 0].map { share in
      zip(full.prices, start).map { max(0, $0 + share * ($1 - $0)) }
    }
  }
}
