internal import Scenario

/// The packages that a sweep follows, one a candidate, with the terms that they have at a point.
struct KeptPackages: Sendable {
  /// What a package is at a point.
  struct Terms: Sendable {
    let package: Scenario.Package
    /// The rule that forbids it there; nil where none does, or where only the budget does.
    let conflict: String?
  }

  /// As the base has them; nil where there is none worth naming.
  let packages: [Scenario.Package?]
  private let grid: ScenarioGrid

  init(_ packages: [Scenario.Package?], of grid: ScenarioGrid) {
    self.packages = packages
    self.grid = grid
  }

  /// The packages in a scenario of the grid, whatever forbids them there.
  ///
  /// - Returns: By candidate; nil where none is followed, or where the scenario cannot make it.
  func terms(in scenario: Scenario) -> [Terms?] {
    var terms = scenario.candidates.indices.map { index -> Terms? in
      let candidate = scenario.candidates[index]
      return packages[index].flatMap { kept in
        candidate.packages.first { $0.id == kept.id }
          ?? candidate.beyondBudget.first { $0.id == kept.id }
      }.map { Terms(package: $0, conflict: nil) }
    }
    let missing = terms.indices.filter { terms[$0] == nil && packages[$0] != nil }
    if missing.isEmpty { return terms }
    var names: [String: String] = [:]
    for index in missing { names[scenario.candidates[index].id] = packages[index]?.id }
    let pruned = grid.pruned(named: names, in: scenario)
    for index in missing {
      let candidate = scenario.candidates[index]
      terms[index] = pruned[candidate.id].map {
        Terms(package: $0.package, conflict: $0.reason.flatMap(candidate.conflict))
      }
    }
    return terms
  }
}

extension Scenario.Candidate {
  /// The person as if a package were on the menu.
  func adding(_ package: Scenario.Package) -> Scenario.Candidate {
    if packages.contains(where: { $0.id == package.id }) { return self }
    var candidate = self
    candidate.packages.append(package)
    return candidate
  }

  // Which rule a package breaks, without any sum of money.
  fileprivate func conflict(_ reason: Scenario.PruningCount.Reason) -> String? {
    switch reason {
    case .payBand: "\(id): the package is outside the pay band of \(level)"
    case .peerPay: "\(id): the package is too far above peers' pay"
    case .cap: "\(id): the package is against the limits of the row"
    case .dominated, .budget: nil
    }
  }
}
