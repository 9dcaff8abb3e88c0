/// The linear relaxation of one problem, solved again and again as values move a little.
///
/// Nothing but the values is read anew, and each descent goes on from where the last one ended, which
/// is mostly the optimum already; the answers are those of ``relaxation(of:startingAt:)``, except that
/// the last bit of a price may differ.
public struct RelaxationSeries {
  private let canonical: CanonicalProblem
  private let order: CanonicalOrder
  private var values: [Int64]
  private var linear: LinearProblem
  private var start: [Double]?
  private var descent: PriceDescent?

  /// - Parameters:
  ///   - problem: What is to be shared at first.
  ///   - start: Prices in cents to begin at, in the caller's order; nil begins at nothing.
  public init(_ problem: AllocationProblem, startingAt start: [Double]? = nil) {
    canonical = problem.canonical
    order = problem.order
    values = canonical.value
    linear = LinearProblem(canonical)
    self.start = start.map { start in problem.order.resources.map { start[$0] } }
  }

  /// Takes other values of the last claimants: whole cents, `[claimant][option]` in the caller's order.
  public mutating func replaceValues(_ values: [[Int64]], from first: Int) {
    canonical.replace(&self.values, order, values, from: first)
    takeValues()
  }

  /// Takes other values of one claimant: whole cents, in the caller's order.
  public mutating func replaceValues(ofClaimant claimant: Int, with values: [Int64]) {
    canonical.replace(&self.values, order, ofClaimant: claimant, with: values)
    takeValues()
  }

  private mutating func takeValues() {
    // Where the scale changes, prices of before mean something else.
    if !linear.replaceValues(values) { descent = nil }
  }

  /// Solves the relaxation at the present values.
  ///
  /// - Parameters:
  ///   - vertex: Where a like relaxation ended, if that is nearer than the last of this series.
  ///   - takesTies: Go on from what tied at the end of the last one; otherwise from its prices alone,
  ///     which takes longer and leaves every bit as ``relaxation(of:startingAt:)`` has it.
  /// - Returns: Prices and value.
  public mutating func solve(near vertex: PriceVertex? = nil, takesTies: Bool = true)
    -> Relaxation
  {
    var last = vertex == nil && takesTies ? descent : nil
    descent = nil
    last?.replaceCosts(linear.table.cost)
    let solved =
      last.flatMap { LinearOptimum(linear, continuing: $0) }
      ?? LinearOptimum(linear, startingAt: start, near: vertex)
    descent = solved.descent
    start = solved.prices
    var prices = [Double](repeating: 0, count: order.resources.count)
    for (sorted, row) in order.resources.enumerated() { prices[row] = solved.prices[sorted] }
    return Relaxation(
      prices: prices, bound: solved.bound, isOptimal: solved.isOptimal, steps: solved.steps,
      vertex: solved.vertex)
  }
}
