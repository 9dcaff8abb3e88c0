/// Chooses one option per claimant, the greatest total value within every capacity.
///
/// As ``solve(_:within:startingAt:vertex:near:)``, for tables of any size. The answer is the same for
/// any number of threads and any order of resources, claimants and options.
/// - Parameters:
///   - problem: What is to be shared.
///   - limits: When to stop looking for a proof.
///   - threads: How many threads may read the table at once.
///   - start: Prices in cents to begin at, in the caller's order, such as those of a like problem.
/// - Returns: A plan and its proof, or why there is none.
public func solve(
  _ problem: SparseProblem, within limits: SearchLimits = .default, threads: Int = 1,
  startingAt start: [Double]? = nil
) -> Allocation {
  let table = problem.table
  let dual = DualSearch(
    table, threads: threads, startingAt: start.map { start in table.rowOrder.map { start[$0] } })
  if let shortage = dual.shortage { return Allocation(problem, shortage, passes: dual.passes) }
  let prices = zip(dual.prices, table.greatestPrices).map { Price(rounding: min($0, $1)) }
  let search = CoreExpansion(
    table, dual.reduced(at: prices), at: prices, within: limits, threads: threads)
  return Allocation(problem, search, at: prices, passes: dual.passes, within: limits)
}

extension Allocation {
  /// That no plan exists, because of one row.
  init(_ problem: SparseProblem, _ shortage: RowShortage, passes: Int) {
    let prices = [Price](repeating: .zero, count: problem.resources.count)
    self.init(
      status: .infeasible(Conflict(shortage, of: problem)), choice: nil, objective: 0, bound: 0,
      certificate: Certificate(prices: prices, bound: problem.certifiedBound(at: prices)),
      used: [Int64](repeating: 0, count: prices.count), nodes: 0, optionsLeft: 0, vertex: nil)
    self.passes = passes
  }

  /// What a search found, in the caller's order.
  init(
    _ problem: SparseProblem, _ search: CoreExpansion, at prices: [Price], passes: Int,
    within limits: SearchLimits
  ) {
    if search.isComplete && search.incumbent == nil {
      self = solve(AllocationProblem(problem), within: limits)
      return
    }
    let table = problem.table
    self.init(
      status: .undecided, choice: nil, objective: 0, bound: search.bound,
      certificate: Certificate(
        prices: [Price](repeating: .zero, count: prices.count), bound: search.certified),
      used: [Int64](repeating: 0, count: prices.count), nodes: search.nodes,
      optionsLeft: search.optionsLeft, vertex: nil)
    self.passes = passes + search.passes
    for (sorted, row) in table.rowOrder.enumerated() { certificate.prices[row] = prices[sorted] }
    guard let found = search.incumbent else { return }
    status = search.isComplete ? .optimal : .feasible
    choice = table.callersChoice(found.choice)
    objective = found.objective
    let used = table.used(found.choice)
    for (sorted, row) in table.rowOrder.enumerated() { self.used[row] = used[sorted] }
  }
}
