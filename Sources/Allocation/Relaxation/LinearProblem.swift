/// A problem in binary64, as the linear relaxation sees it.
///
/// Values and rows are scaled by powers of two, so that nothing is rounded.
struct LinearProblem {
  /// The options; uses and room exact.
  private(set) var table: OptionTable
  /// Scaled units per unit of each row.
  let scale: [Double]
  /// Scaled worth per cent.
  private(set) var worth: Double

  /// Converts a problem; O(M O).
  init(_ problem: CanonicalProblem) {
    let rows = problem.rows
    let scale = (0..<rows).map { row in
      var size = abs(Double(problem.capacity[row]))
      if size == 0 { for use in problem.row(row) { size = max(size, abs(Double(use))) } }
      return unitScale(size)
    }
    var use: [Double] = []
    use.reserveCapacity(problem.use.count)
    for row in 0..<rows { use += problem.row(row).map { Double($0) * scale[row] } }
    self.scale = scale
    worth = Self.worth(problem.value)
    table = OptionTable(
      start: problem.start, cost: Self.costs(problem.value, worth), use: use,
      room: (0..<rows).map { Double(problem.capacity[$0]) * scale[$0] },
      slackCost: [Double](repeating: 0, count: rows))
  }

  /// Takes other values of all options, in cents; false where that changed the scale of worth.
  mutating func replaceValues(_ values: [Int64]) -> Bool {
    let before = worth
    worth = Self.worth(values)
    table.cost = Self.costs(values, worth)
    return worth == before
  }

  /// Takes other capacities, in units that need not be whole.
  mutating func replaceCapacities(_ capacities: [Double]) {
    for row in scale.indices { table.room[row] = capacities[row] * scale[row] }
  }

  /// Prices in cents per unit as price changes in scaled units, from where a descent may begin.
  func scaled(_ cents: [Double]?) -> [Double] {
    scale.indices.map { row in
      let cents = cents?[row] ?? 0
      return cents.isFinite ? min(max(0, cents * worth / scale[row]), 64) : 0
    }
  }

  /// Scaled prices in cents per unit.
  func cents(_ prices: [Double]) -> [Double] {
    // Adding zero turns minus zero into zero.
    prices.indices.map { prices[$0] * scale[$0] / worth + 0 }
  }

  /// Where a descent stands.
  func vertex(_ descent: PriceDescent) -> PriceVertex {
    PriceVertex(
      prices: cents(descent.prices), start: table.start, keys: descent.keys, basis: descent.basis)
  }

  /// The same with every capacity smaller by a hundred-millionth.
  ///
  /// Among prices that are equally good for the problem itself, those of this one are the prices at
  /// which the resources are together worth most: what a little less of everything would cost.
  var spared: OptionTable {
    var less = table
    for row in less.room.indices { less.room[row] -= 1e-8 * abs(less.room[row]) }
    return less
  }

  /// The dual of the problem itself at the prices of a descent over what is ``spared``.
  func dual(_ descent: PriceDescent) -> Double {
    var dual = descent.exactDual()
    for row in scale.indices {
      dual += descent.prices[row] * (descent.table.room[row] - table.room[row])
    }
    return dual
  }

  private static func worth(_ values: [Int64]) -> Double {
    var most: UInt64 = 0
    for value in values { most = max(most, value.magnitude) }
    return unitScale(max(1, Double(most)))
  }

  private static func costs(_ values: [Int64], _ worth: Double) -> [Double] {
    values.map { -Double($0) * worth }
  }
}
