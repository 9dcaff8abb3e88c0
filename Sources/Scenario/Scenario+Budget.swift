extension Scenario {
  /// The scenario with another budget of cash: packages that it can pay alone come back, those that it
  /// cannot are set aside.
  public func budgeting(cash: Double) -> Scenario {
    var scenario = self
    scenario.cashBudget = cash
    let limits = PackageLimits(budget: cash)
    let affords = { (package: Package) in
      limits.affords(cash: package.cash, dataAccessCost: package.dataAccessCost)
    }
    for index in candidates.indices {
      let candidate = candidates[index]
      let isSame =
        !candidate.beyondBudget.contains(where: affords)
        && candidate.packages.allSatisfy(affords)
      if isSame { continue }
      let all = (candidate.packages + candidate.beyondBudget).sorted { $0.id < $1.id }
      scenario.candidates[index].packages = all.filter(affords)
      scenario.candidates[index].beyondBudget = all.filter { !affords($0) }
      scenario.candidates[index].count(
        candidate.packages.count - scenario.candidates[index].packages.count, as: .budget)
    }
    return scenario
  }
}

extension Scenario.Candidate {
  // Adds to the count of one reason; what is left of nothing goes.
  fileprivate mutating func count(_ more: Int, as reason: Scenario.PruningCount.Reason) {
    let before = pruning.first { $0.reason == reason }?.packages ?? 0
    pruning.removeAll { $0.reason == reason }
    if before + more > 0 {
      pruning.append(Scenario.PruningCount(reason: reason, packages: before + more))
      let order = Scenario.PruningCount.Reason.allCases
      pruning.sort {
        order.firstIndex(of: $0.reason) ?? 0 < order.firstIndex(of: $1.reason) ?? 0
      }
    }
  }
}
