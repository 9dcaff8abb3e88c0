internal import Allocation
internal import Scenario

extension OptionTable {
  /// What a choice is worth in cents, whatever the plan makes large; release prices in dollars per unit
  /// and year, `[pools]`.
  func worth(of choice: [Int], releasingAt prices: [Double]) -> Int128 {
    let offers = values(releasingAt: prices)
    var worth: Int128 = 0
    for (team, option) in zip(teams, choice) { worth += Int128(cents(team.options[option].value)) }
    for (values, option) in zip(offers, choice.dropFirst(teams.count)) {
      worth += Int128(values[option])
    }
    return worth
  }

  /// The most valuable plan's problem, with all that the rule of fairness leaves out.
  func unruledProblem(releasingAt prices: [Double]) -> AllocationProblem {
    unruled.replacingValues(values(releasingAt: prices), from: teams.count)
  }
}
