/// Finds a smallest set of resources that exclude every plan of an infeasible problem.
struct ConflictSearch {
  private let problem: AllocationProblem
  private let canonical: CanonicalProblem
  private let limits: SearchLimits

  init(_ problem: AllocationProblem, _ canonical: CanonicalProblem, _ limits: SearchLimits) {
    self.problem = problem
    self.canonical = canonical
    self.limits = limits
  }

  /// The conflict: one resource if its least uses alone exceed it, otherwise a minimal set.
  ///
  /// The set is found by a deletion filter: each resource in turn is lifted and stays lifted if there
  /// is still no plan (Chinneck and Dravnieks 1991).
  func conflict() -> Conflict {
    var isMinimal = true
    var rows = Array(0..<canonical.rows)
    if let alone = rows.first(where: { leastUse($0) > canonical.capacity[$0] }) {
      rows = [alone]
    } else {
      for row in rows {
        let others = rows.filter { $0 != row }
        let search = ExactSearch(
          canonical.keeping(others, values: [Int64](repeating: 0, count: canonical.options)),
          within: limits)
        if search.incumbent != nil { continue }
        if search.isComplete { rows = others } else { isMinimal = false }
      }
    }
    let shortages = rows.map { row in
      (problem.order.resources[row], shortage(row, others: rows.filter { $0 != row }))
    }
    return Conflict(
      resources: shortages.sorted { $0.0 < $1.0 }.map(\.1), claimants: dependants(rows),
      isMinimal: isMinimal)
  }

  /// What the claimants use of a row together when each takes its least.
  private func leastUse(_ row: Int) -> Int64 {
    (0..<canonical.claimants).reduce(0) { $0 + canonical.leastUse($1, row) }
  }

  /// The least any plan for the `others` needs of `row`: its use is minimised exactly.
  private func shortage(_ row: Int, others: [Int]) -> Conflict.Shortage {
    let resource = problem.resources[problem.order.resources[row]]
    var needed: Int64?
    if others.isEmpty {
      needed = leastUse(row)
    } else {
      let search = ExactSearch(
        canonical.keeping(others, values: canonical.row(row).map { -$0 }), within: limits)
      if search.isComplete { needed = search.incumbent.map { Int64(-$0.objective) } }
    }
    return Conflict.Shortage(
      resource: resource.id, needed: needed, capacity: canonical.capacity[row])
  }

  /// The claimants none of whose options does without all of `rows`.
  private func dependants(_ rows: [Int]) -> [String] {
    let places = (0..<canonical.claimants).filter { claimant in
      canonical.range(claimant).allSatisfy { option in
        rows.contains { canonical.use[$0 * canonical.options + option] > 0 }
      }
    }
    return places.map { problem.order.claimants[$0] }.sorted().map { problem.claimants[$0].id }
  }
}

extension CanonicalProblem {
  /// The problem with some of its rows, and other values.
  func keeping(_ kept: [Int], values: [Int64]) -> CanonicalProblem {
    CanonicalProblem(
      start: start, value: values, use: kept.flatMap { Array(row($0)) },
      capacity: kept.map { capacity[$0] },
      greatestPrices: kept.map { greatestPrices[$0] })
  }
}
