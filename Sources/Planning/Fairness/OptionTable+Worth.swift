internal import Allocation
internal import Scenario

extension OptionTable {
  /// What a plan makes as large as it can, of a choice: its options' values less what missing units
  /// cost, in the problem's cents.
  /// - Parameter problem: The plan's own, with release prices.
  func objective(of choice: [Int], in problem: AllocationProblem) -> Int128 {
    zip(problem.claimants, choice).reduce(-recourseCents(of: choice)) {
      $0 + Int128($1.0.options[$1.1].value)
    }
  }

  /// What a choice is worth in cents, whatever the plan makes large, less what missing units cost.
  /// - Parameter problem: The plan's own, with release prices.
  func worth(of choice: [Int], in problem: AllocationProblem) -> Int128 {
    var worth = objective(of: choice, in: problem)
    guard rule.objective == .nash else { return worth }
    for (claimant, grant) in GrantPlaces(in: scenario, further).all {
      let option = choice[claimant]
      let place = teams[grant.team].place(of: option)
      worth -= Int128(problem.claimants[claimant].options[option].value)
      worth += Int128(unruled.claimants[claimant].options[place].value)
    }
    return worth
  }

  /// The most valuable plan's problem, with all that the rule of fairness leaves out.
  func unruledProblem(releasingAt prices: [Double]) -> AllocationProblem {
    unruled.replacingValues(values(releasingAt: prices, in: unruled), from: teams.count)
  }

  /// A choice as options of the most valuable plan's problem.
  func unruled(_ choice: [Int]) -> [Int] {
    var choice = choice
    for (claimant, grant) in GrantPlaces(in: scenario, further).all {
      choice[claimant] = teams[grant.team].place(of: choice[claimant])
    }
    return choice
  }
}
