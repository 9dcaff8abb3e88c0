/// The optimum of the linear relaxation: options may be mixed, and every resource has one price.
public struct Relaxation: Hashable, Sendable {
  /// Optimal prices in cents per unit, in the caller's order of resources; never negative.
  public var prices: [Double]
  /// The relaxation's value in cents: no plan is worth more, up to binary64 rounding.
  ///
  /// ``AllocationProblem/certifiedBound(at:)`` makes the exact statement. Minus infinity when even
  /// mixtures of options cannot keep within the capacities.
  public var bound: Double
  /// Whether the prices are known to be optimal; false only if the descent stalled among ties, which
  /// leaves the bound true but perhaps not the least.
  public var isOptimal: Bool
  /// Steps from vertex to vertex, each about two passes over the options.
  public var steps: Int
}

/// The optimal prices of the linear relaxation, which are those of the Lagrangian dual.
///
/// With one option to be chosen per claimant the two optima agree (Geoffrion 1974). The answer is
/// a vertex of the dual and does not depend on the order of the input; where several price vectors are
/// optimal, it is the one at which the resources are together worth most, which is what a little less
/// of everything would cost.
/// - Parameters:
///   - problem: What is to be shared.
///   - start: Prices in cents to begin at, in the caller's order, such as those of a like problem.
/// - Returns: Prices and value; about 20 to 60 steps from cold, O(options x resources) each.
public func relaxation(of problem: AllocationProblem, startingAt start: [Double]? = nil)
  -> Relaxation
{
  let solved = LinearOptimum(
    CanonicalProblem(problem),
    startingAt: start.map { start in problem.order.resources.map { start[$0] } })
  var prices = [Double](repeating: 0, count: problem.resources.count)
  for (sorted, row) in problem.order.resources.enumerated() { prices[row] = solved.prices[sorted] }
  return Relaxation(
    prices: prices, bound: solved.bound, isOptimal: solved.isOptimal, steps: solved.steps)
}

/// The relaxation in canonical order, with what a primal heuristic starts from.
struct LinearOptimum {
  /// Cents per unit.
  let prices: [Double]
  /// Cents; minus infinity if infeasible.
  let bound: Double
  /// Each claimant's best option at the prices.
  let choice: [Int]
  let isOptimal: Bool
  let steps: Int

  init(_ problem: CanonicalProblem, startingAt start: [Double]?) {
    let rows = problem.rows
    let worth = unitScale(problem.value.reduce(1.0) { max($0, abs(Double($1))) })
    let scale = (0..<rows).map { row in
      var size = abs(Double(problem.capacity[row]))
      if size == 0 { for use in problem.row(row) { size = max(size, abs(Double(use))) } }
      return unitScale(size)
    }
    var use: [Double] = []
    use.reserveCapacity(problem.use.count)
    for row in 0..<rows {
      for amount in problem.row(row) { use.append(Double(amount) * scale[row]) }
    }
    let table = OptionTable(
      start: problem.start, cost: problem.value.map { -Double($0) * worth }, use: use,
      room: (0..<rows).map { Double(problem.capacity[$0]) * scale[$0] },
      slackCost: [Double](repeating: 0, count: rows))
    let begin = (0..<rows).map { row in
      let cents = start?[row] ?? 0
      return cents.isFinite ? min(max(0, cents * worth / scale[row]), 64) : 0
    }
    var descent = PriceDescent(table, at: begin)
    let ending = descent.run(limit: 1000 + 50 * (problem.claimants + rows))
    let firstSteps = descent.steps
    var dual = descent.exactDual()
    if ending == .optimal, let dearest = Self.dearest(descent, table) {
      descent = dearest.descent
      dual = dearest.dual
    }
    // Adding zero turns minus zero into zero.
    prices = (0..<rows).map { descent.prices[$0] * scale[$0] / worth + 0 }
    bound = ending == .infeasible ? -.infinity : 0 - dual / worth
    choice = descent.keys
    isOptimal = ending != .stopped
    steps = firstSteps + descent.steps
  }

  /// Among equally good prices, those at which the resources are together worth most.
  ///
  /// They are what a little less of everything would cost, and they do not depend on where the descent
  /// began: the descent goes on with every capacity smaller by a hundred-millionth. Nil where nothing
  /// at all can be spared.
  private static func dearest(
    _ found: PriceDescent, _ table: OptionTable
  ) -> (descent: PriceDescent, dual: Double)? {
    var less = table
    for row in less.room.indices { less.room[row] -= 1e-8 * abs(less.room[row]) }
    var descent = PriceDescent(less, at: found.prices, keys: found.keys, basis: found.basis)
    guard descent.run(limit: 1000 + 50 * table.rows) == .optimal else { return nil }
    var dual = descent.exactDual()
    for row in less.room.indices {
      dual += descent.prices[row] * (less.room[row] - table.room[row])
    }
    return (descent, dual)
  }
}

extension CanonicalProblem {
  /// The uses of one resource by all options.
  func row(_ row: Int) -> ArraySlice<Int64> { use[(row * options)..<((row + 1) * options)] }
}
