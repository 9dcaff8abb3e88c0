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
  solve(AllocationProblem(problem), within: limits, startingAt: start)
}
