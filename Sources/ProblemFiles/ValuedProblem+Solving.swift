public import Allocation

extension ValuedProblem {
  /// Solves the problem; with a gap, only until the answer is certified to be within it.
  ///
  /// - Parameters:
  ///   - limits: When to stop looking for a proof.
  ///   - gap: A share of the bound that may remain; zero asks for the proof.
  ///   - threads: How many threads may read the table at once.
  /// - Returns: The answer; its nodes and passes are those of all attempts.
  public func solve(
    within limits: SearchLimits = .default, gap: Double = 0, threads: Int = 1
  ) -> Allocation {
    if gap <= 0 { return allocate(problem, within: limits, threads: threads) }
    // Ten times as many nodes each time cost a ninth more in all than the last attempt alone.
    var nodes = min(Self.firstNodes, limits.nodes)
    var answer = attempt(within: limits, nodes: nodes, threads: threads, from: nil)
    while nodes < limits.nodes, !answer.isWithin(gap), !limits.shouldStop() {
      nodes = min(limits.nodes, 10 * max(1, nodes))
      answer = attempt(within: limits, nodes: nodes, threads: threads, from: answer)
    }
    return answer
  }

  private static let firstNodes = 300

  private func attempt(
    within limits: SearchLimits, nodes: Int, threads: Int, from before: Allocation?
  ) -> Allocation {
    var answer = allocate(
      problem, within: SearchLimits(nodes: nodes, shouldStop: limits.shouldStop),
      threads: threads, startingAt: before?.certificate.prices.map(\.cents))
    answer.nodes += before?.nodes ?? 0
    answer.passes += before?.passes ?? 0
    return answer
  }
}

extension Allocation {
  /// Whether nothing is left to do for an answer within `gap`.
  fileprivate func isWithin(_ gap: Double) -> Bool {
    switch status {
    case .optimal, .infeasible: true
    case .feasible: relativeGap <= gap
    case .undecided: false
    }
  }
}

// Of the same name as the method above, which would hide it.
private func allocate(
  _ problem: SparseProblem, within limits: SearchLimits, threads: Int,
  startingAt start: [Double]? = nil
) -> Allocation {
  solve(problem, within: limits, threads: threads, startingAt: start)
}
