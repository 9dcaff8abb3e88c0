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
  /// Where the descent ended, for like problems to begin at; nil where there is no such place.
  public var vertex: PriceVertex?
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
  var series = RelaxationSeries(problem, startingAt: start)
  return series.solve()
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

  /// Where the descent ended; nil where nothing at all can be spared.
  let vertex: PriceVertex?
  /// The descent itself, of the problem with a little less of everything; nil as above.
  let descent: PriceDescent?

  /// The optimum, looked for near that of a like problem, else from prices in cents.
  init(_ problem: LinearProblem, startingAt start: [Double]?, near vertex: PriceVertex? = nil) {
    if let near = vertex?.descent(over: problem),
      let found = LinearOptimum(problem, continuing: near)
    {
      self = found
    } else {
      self.init(problem, startingAt: start)
    }
  }

  /// The optimum, looked for from prices in cents.
  private init(_ problem: LinearProblem, startingAt start: [Double]?) {
    let table = problem.table
    var descent = PriceDescent(table, at: problem.scaled(start))
    let ending = descent.run(limit: 1000 + 50 * (table.claimants + table.rows))
    let firstSteps = descent.steps
    var dual = descent.exactDual()
    var isDearest = false
    if ending == .optimal {
      // Equally good prices do not then depend on where the descent began.
      var dearest = PriceDescent(
        problem.spared, at: descent.prices, keys: descent.keys, basis: descent.basis)
      if dearest.run(limit: 1000 + 50 * table.rows) == .optimal {
        dual = problem.dual(dearest)
        descent = dearest
        isDearest = true
      }
    }
    prices = problem.cents(descent.prices)
    bound = ending == .infeasible ? -.infinity : 0 - dual / problem.worth
    choice = descent.keys
    isOptimal = ending != .stopped
    steps = firstSteps + descent.steps
    self.descent = isDearest ? descent : nil
    vertex = isDearest ? problem.vertex(descent) : nil
  }

  /// The optimum, looked for from where a descent over the same options stands; nil where it is not
  /// found so.
  init?(_ problem: LinearProblem, continuing descent: PriceDescent) {
    var descent = descent
    let before = descent.steps
    guard descent.run(limit: before + 1000 + 50 * problem.table.rows) == .optimal else {
      return nil
    }
    prices = problem.cents(descent.prices)
    bound = 0 - problem.dual(descent) / problem.worth
    choice = descent.keys
    isOptimal = true
    steps = descent.steps - before
    self.descent = descent
    vertex = problem.vertex(descent)
  }
}

extension CanonicalProblem {
  /// The uses of one resource by all options.
  func row(_ row: Int) -> ArraySlice<Int64> { use[(row * options)..<((row + 1) * options)] }
}
