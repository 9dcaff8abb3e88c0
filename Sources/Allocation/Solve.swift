/// Chooses one option per claimant, the greatest total value within every capacity.
///
/// Always returns: what was found, and how good it is known to be. The same problem and node limit
/// give the same answer whatever the order of resources, claimants and options; among plans of equal
/// value, which one is returned depends on ids alone.
///
/// Prices of the linear relaxation give the bound and, repaired, a first plan; options that lose more
/// at these prices than the bound leaves are dropped; a tree search decides the rest.
/// - Parameters:
///   - problem: What is to be shared.
///   - limits: When to stop looking for a proof.
///   - start: Prices in cents to begin at, in the caller's order, such as those of a like problem.
///     What is proven does not depend on them; the last bit of a price, and which of several plans of
///     equal value is returned, may.
///   - vertex: Where the relaxation of a like problem ended: a nearer place to begin at than `start`.
///   - nearby: Plans that may be good, such as those of a like problem: one option per claimant in the
///     caller's order, nil where nothing is known. They need not be feasible. A good one saves most of
///     the search; as above, only ties may depend on them.
/// - Returns: A plan and its proof, or why there is none.
public func solve(
  _ problem: AllocationProblem, within limits: SearchLimits = .default,
  startingAt start: [Double]? = nil, vertex: PriceVertex? = nil, near nearby: [[Int?]] = []
) -> Allocation {
  let canonical = problem.canonical
  let search = ExactSearch(
    canonical, within: limits,
    startingAt: start.map { start in problem.order.resources.map { start[$0] } },
    vertex: vertex, near: nearby.map(problem.sortedChoice))
  var prices = [Price](repeating: .zero, count: problem.resources.count)
  for (sorted, row) in problem.order.resources.enumerated() { prices[row] = search.prices[sorted] }
  let certificate = Certificate(prices: prices, bound: problem.certifiedBound(at: prices))
  var answer = Allocation(
    status: .undecided, choice: nil, objective: 0, bound: search.bound, certificate: certificate,
    used: [Int64](repeating: 0, count: problem.resources.count), nodes: search.nodes,
    optionsLeft: search.optionsLeft, vertex: search.linear.vertex)
  if let found = search.incumbent {
    answer.status = search.isComplete ? .optimal : .feasible
    answer.choice = problem.callersChoice(found.choice, canonical)
    answer.objective = found.objective
    let used = canonical.used(found.choice)
    for (sorted, row) in problem.order.resources.enumerated() { answer.used[row] = used[sorted] }
  } else if search.isComplete {
    answer.status = .infeasible(ConflictSearch(problem, canonical, limits).conflict())
    answer.bound = 0
  }
  return answer
}

extension AllocationProblem {
  /// A choice in the caller's order as options of the sorted problem.
  fileprivate func sortedChoice(_ choice: [Int?]) -> [Int?] {
    order.claimants.indices.map { sorted in
      choice[order.claimants[sorted]].flatMap { option in
        order.options[sorted].firstIndex(of: option).map { canonical.start[sorted] + $0 }
      }
    }
  }

  /// A sorted choice as option indices in the caller's order.
  func callersChoice(_ choice: [Int], _ canonical: CanonicalProblem) -> [Int] {
    var mapped = [Int](repeating: 0, count: claimants.count)
    for (sorted, claimant) in order.claimants.enumerated() {
      mapped[claimant] = order.options[sorted][choice[sorted] - canonical.start[sorted]]
    }
    return mapped
  }
}
