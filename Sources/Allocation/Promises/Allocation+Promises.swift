extension Allocation {
  /// What was found for a problem with promises, told as that of a problem without.
  ///
  /// What is used counts promises in full, and may exceed what there is.
  /// - Parameters:
  ///   - found: The answer.
  ///   - problem: What was asked.
  ///   - prices: Cents per unit of every row; they prove nothing, so that the certificate repeats what
  ///     the search has proven.
  package init(_ found: ChanceAllocation, of problem: AllocationProblem, prices: [Price]) {
    let used = problem.resources.indices.map { row in
      zip(problem.claimants, found.choice ?? []).reduce(0) { $0 + $1.0.options[$1.1].use[row] }
    }
    self.init(
      status: found.status, choice: found.choice, objective: found.objective, bound: found.bound,
      certificate: Certificate(prices: prices, bound: found.bound), used: used,
      nodes: found.nodes, optionsLeft: 0)
  }
}
