internal import Choice
internal import Foundation
internal import Kernels
internal import Scenario
internal import Scoring

/// What every package is worth for one candidate.
struct CandidateTable: Sendable {
  /// One package.
  struct Option: Sendable {
    /// The index of the package of the candidate.
    var package: Int
    /// P(accept).
    var acceptance: Double
    /// Dollars a year expected, before any credit for released promises.
    var value: Double
    /// The pool that carries the guarantee; nil without one.
    var pool: Int?
    /// Units of that pool.
    var units: Int
    /// What the cash row is charged, in cents: cash and data, accepted or not.
    var cashCents: Int64
  }

  let candidate: Scenario.Candidate
  /// The chance that our cluster passes the candidate's screen.
  let passing: Double
  /// Every package, in order.
  let options: [Option]

  init(_ candidate: Scenario.Candidate, in scenario: Scenario, _ people: People) {
    let alternatives = candidate.packages.map(\.alternative)
    let probabilities: [Double]
    switch people.method {
    case .reference:
      let contest = people.contest(with: candidate)
      probabilities = alternatives.map(contest.probability(of:))
    case .kernel: probabilities = people.scorer(of: candidate).probabilities(of: alternatives)
    }
    let worth = HireWorth(candidate, in: scenario)
    let expected = worth.expectedValues(of: candidate.packages, acceptances: probabilities)
    self.candidate = candidate
    passing = people.situation(of: candidate).screen.passing(people.clusterGPUs)
    options = candidate.packages.indices.map { index in
      let package = candidate.packages[index]
      return Option(
        package: index, acceptance: probabilities[index],
        value: expected.values[index],
        pool: package.pool, units: package.units,
        cashCents: cents(package.cash + package.dataAccessCost))
    }
  }

  /// The same person with other chances.
  init(_ other: CandidateTable, passing: Double, _ options: [Option]) {
    (candidate, self.passing, self.options) = (other.candidate, passing, options)
  }

  /// The same person if the hire were worth another amount.
  func replacing(hireValue: Double, in scenario: Scenario) -> CandidateTable {
    var candidate = candidate
    candidate.hireValue = hireValue
    return CandidateTable(self, candidate, HireWorth(candidate, in: scenario))
  }

  private init(_ other: CandidateTable, _ candidate: Scenario.Candidate, _ worth: HireWorth) {
    self.candidate = candidate
    passing = other.passing
    options = other.options.map { option in
      var option = option
      option.value = worth.expectedValue(
        of: candidate.packages[option.package], acceptance: option.acceptance)
      return option
    }
  }

  /// Packages that are worth something before any credit; the others are never offered, because a
  /// promise that nobody takes must not earn by being released.
  var worthwhile: [Option] { options.filter { $0.value > 0 } }
}

/// What a hire brings, and what the package costs.
///
/// `P·(H(g) − cash − κ·equity − data) − effort` with `H(g) = H_ref·(1 − φ + φ·(g/g_ref)^α)`: GPUs in
/// the hire's hands produce, and no GPU cost appears here, because the pool's price charges them.
struct HireWorth: Sendable {
  private let candidate: Scenario.Candidate
  private let assumptions: Scenario.Assumptions
  // Who starts later brings, and costs, less of the horizon.
  private let presence: Double

  init(_ candidate: Scenario.Candidate, in scenario: Scenario) {
    self.candidate = candidate
    presence = scenario.presence(of: candidate)
    assumptions = scenario.assumptions
  }

  /// Dollars a year expected of a package before any credit.
  func expectedValue(of package: Scenario.Package, acceptance: Double) -> Double {
    acceptance * net(of: package) - assumptions.offerEffort
  }

  /// Dollars a year expected of each package before any credit, and the best of them.
  func expectedValues(
    of packages: [Scenario.Package], acceptances: [Double]
  ) -> ExpectedValues {
    ExpectedValues(
      shares: acceptances, worth: packages.map(net(of:)), effort: assumptions.offerEffort)
  }

  /// What the hire brings less what the package costs, dollars a year, as long as they are here.
  func net(of package: Scenario.Package) -> Double {
    presence
      * (output(of: package)
        - (package.cash + assumptions.equityCostShare * package.equity + package.dataAccessCost))
  }

  /// H′: dollars a year of output for one more guaranteed H100-equivalent; `nil` at none, where the
  /// power law is infinitely steep.
  func marginalOutput(of package: Scenario.Package) -> Double? {
    let (guaranteed, reference) = (package.guaranteedH100e, candidate.referenceH100e)
    guard guaranteed > 0, reference > 0 else { return nil }
    let exponent = candidate.computeExponent
    return candidate.hireValue * candidate.computeShare * exponent / reference
      * pow(guaranteed / reference, exponent - 1) * (1 - package.autonomyCostShare)
  }

  /// What the hire produces, dollars a year; freedom beyond what everybody here has takes its share.
  func output(of package: Scenario.Package) -> Double {
    let share = candidate.computeShare
    let ratio =
      candidate.referenceH100e > 0 ? package.guaranteedH100e / candidate.referenceH100e : 1
    return candidate.hireValue * (1 - share + share * pow(ratio, candidate.computeExponent))
      * (1 - package.autonomyCostShare)
  }
}

/// Whole cents of an amount in dollars, at most 2^52 either way.
func cents(_ dollars: Double) -> Int64 {
  Int64(max(-0x1p52, min(0x1p52, (dollars * 100).rounded())))
}
