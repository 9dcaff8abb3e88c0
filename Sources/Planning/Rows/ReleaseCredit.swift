internal import Scenario

/// What the GPUs of one candidate's packages are credited with for coming back when they are refused.
///
/// `ρ·(1 − P)·λ·w`, dollars a year; λ is a unit's price over the periods in which the candidate would
/// be here.
struct ReleaseCredit: Sendable {
  private let share: Double
  // Dollars per unit; `[pools]`.
  private let prices: [Double]

  /// - Parameter prices: Dollars per unit and year; `[periods, pools]`.
  init(
    of candidate: Scenario.Candidate, in scenario: Scenario, _ rows: PlanRows, at prices: [Double]
  ) {
    share = scenario.policy.releaseShare
    let pools = scenario.pools.count
    let presence = rows.periods(from: candidate)
    self.prices = (0..<pools).map { pool in
      presence.reduce(0) { $0 + prices[$1 * pools + pool] }
    }
  }

  /// Of a package of the candidate's table.
  func dollars(for option: CandidateTable.Option) -> Double {
    dollars(option.pool, option.units, option.acceptance)
  }

  /// Of any package, accepted with a probability.
  func dollars(for package: Scenario.Package, _ acceptance: Double) -> Double {
    dollars(package.pool, package.units, acceptance)
  }

  private func dollars(_ pool: Int?, _ units: Int, _ acceptance: Double) -> Double {
    guard let pool else { return 0 }
    return share * (1 - acceptance) * prices[pool] * Double(units)
  }
}
