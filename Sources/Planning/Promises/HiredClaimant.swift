internal import Allocation
public import Scenario

extension Scenario {
  /// What a person who has accepted brings, less what the package costs, dollars a year; what making
  /// the offer took is spent.
  public func worth(of answer: Answer) -> Double {
    guard let package = answer.package else { return 0 }
    return HireWorth(answer.candidate, in: self).expectedValue(of: package, acceptance: 1)
      + assumptions.offerEffort
  }

  /// The same of all who have accepted.
  var hiredWorth: Double { answers.reduce(0) { $0 + worth(of: $1) } }

  /// Cash and data of all who have accepted, dollars a year.
  var hiredCash: Double {
    answers.reduce(0) { $0 + ($1.package.map { $0.cash + $0.dataAccessCost } ?? 0) }
  }

  /// Units of a pool that belong to people who have accepted, in the horizon's last period.
  func hiredUnits(of pool: Int) -> Int {
    answers.reduce(0) { $0 + ($1.package?.pool == pool ? $1.package?.units ?? 0 : 0) }
  }
}

extension OptionTable {
  /// What people who have accepted use of a row.
  func hiredUse(of row: Int) -> Int64 {
    further.enumerated().reduce(0) { sum, claimant in
      guard case .hire = claimant.element else { return sum }
      let place = teams.count + candidates.count + claimant.offset
      return sum + unreleased.claimants[place].options[0].use[row]
    }
  }

  /// What the solver sees of who has accepted: one option, used for certain.
  static func claimant(
    _ answer: Scenario.Answer, _ rows: PlanRows, in scenario: Scenario
  ) -> Claimant {
    var candidate = answer.candidate
    candidate.packages = answer.package.map { [$0] } ?? []
    let options = candidate.packages.map { package in
      CandidateTable.Option(
        package: 0, acceptance: 1, value: scenario.worth(of: answer), units: package.units,
        cashCents: cents(package.cash + package.dataAccessCost))
    }
    return Claimant(
      id: "answers.\(candidate.id)",
      options: Array(claimant(candidate, options, rows, in: scenario).options.dropFirst()))
  }
}
