/// One table solved again and again as its capacities move, as in a sweep of cluster sizes.
///
/// Between two solutions stay: the claimants whose choice nothing in the neighbourhood changes, the
/// hulls of the others' options, and the place where the prices ended. Each answer is proven by itself
/// and is as good as that of a fresh search: only which of several plans of equal value is returned may
/// depend on what was solved before.
public struct SolveSeries {
  private let problem: SparseProblem
  private let threads: Int
  private let parts: SieveProblem
  private var prices: [Double]?
  private var neighbourhood: Neighbourhood?
  /// The last plan.
  private var plan: [Int]?
  /// How far from a centre prices are looked for without reading the whole table again.
  private static let width = 0.06

  /// What is known around some prices.
  private struct Neighbourhood {
    var reduced: ReducedTable
    var problem: LinearProblem
    var descent: PriceDescent?
  }

  /// - Parameters:
  ///   - problem: What is to be shared; its own capacities do not matter.
  ///   - threads: How many threads may read the table at once.
  public init(_ problem: SparseProblem, threads: Int = 1) {
    self.problem = problem
    self.threads = threads
    parts = SieveProblem(problem.table)
  }

  /// Solves the problem with the given capacities, one per resource in the caller's order.
  ///
  /// Neighbouring capacities one after the other take a small part of the time of the first.
  public mutating func solve(capacities: [Int64], within limits: SearchLimits = .default)
    -> Allocation
  {
    let changed = problem.replacingCapacities(capacities)
    let table = changed.table
    var passes = 0
    if !move(table) {
      let dual = DualSearch(table, threads: threads, startingAt: prices)
      if let shortage = dual.shortage {
        return Allocation(changed, shortage, passes: dual.passes)
      }
      passes = dual.passes + 1
      settle(table, around: dual)
    }
    let cents = prices ?? [Double](repeating: 0, count: table.rows)
    let exact = zip(cents, table.greatestPrices).map { Price(rounding: min($0, $1)) }
    let reduced = neighbourhood.flatMap { known in
      known.reduced.box.contains(exact.map(\.cents)) ? known.reduced : nil
    }
    if reduced == nil { passes += 1 }
    let search = CoreExpansion(
      table,
      reduced ?? ReducedTable(table, .at(exact.map(\.cents)), margin: 0, threads: threads),
      at: exact, within: limits, threads: threads, near: plan.map { [$0] } ?? [])
    plan = search.incumbent?.choice ?? plan
    return Allocation(changed, search, at: exact, passes: passes, within: limits)
  }

  /// Moves the prices to other capacities inside the neighbourhood; false where they leave it.
  private mutating func move(_ table: SparseTable) -> Bool {
    guard var known = neighbourhood else { return false }
    neighbourhood = nil
    known.reduced.replaceCapacities(table)
    known.problem.replaceCapacities(known.reduced.table.capacity.map(Double.init))
    guard var descent = known.descent else { return false }
    known.descent = nil
    descent.replaceRoom(known.problem.spared.room)
    guard let optimum = LinearOptimum(known.problem, continuing: descent),
      known.reduced.box.contains(optimum.prices)
    else { return false }
    prices = optimum.prices
    known.descent = optimum.descent
    neighbourhood = known
    return true
  }

  /// Takes prices from a search of their own, and learns the neighbourhood.
  private mutating func settle(_ table: SparseTable, around dual: DualSearch) {
    prices = dual.prices
    guard dual.isOptimal else { return }
    let largest = dual.sizes.reduce(0, max)
    let box = PriceBox(
      center: dual.prices, radius: dual.sizes.map { Self.width * max($0, 0x1p-20 * largest) })
    let reduced = ReducedTable(table, box, margin: 4 * dual.margin, threads: threads)
    let problem = parts.problem(
      reduced.table, capacity: reduced.table.capacity.map(Double.init))
    let optimum = LinearOptimum(problem, startingAt: dual.prices)
    if optimum.bound == -.infinity || !box.contains(optimum.prices) { return }
    prices = optimum.prices
    neighbourhood = Neighbourhood(reduced: reduced, problem: problem, descent: optimum.descent)
  }
}
