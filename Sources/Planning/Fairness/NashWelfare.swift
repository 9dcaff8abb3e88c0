internal import Allocation
internal import Foundation
internal import Scenario

/// What teams' outputs count in a plan of the greatest Nash welfare.
///
/// The welfare is `Σ n·ln(u)` over the teams: n heads, u output as a share of present output. A team of
/// n people counts as n teams of one would, so that nobody gains by splitting a team (Kalai, 1977).
/// Offers are money and the welfare is none; so a unit of it counts as much money as the teams put out
/// per head at present: a percent off everybody's output is then the same loss as in dollars, and a team
/// counts with its present worth while it puts out what it does now. What leavers cost is not counted
/// beside it: their empty seats are in the output.
///
/// Sources: Nash, "The bargaining problem", 1950; Kalai, "Nonsymmetric Nash solutions and replications
/// of 2-person bargaining", 1977; Caragiannis et al., "The unreasonable fairness of maximum Nash
/// welfare", 2019 (teams without any output: as few as can be, then the product of the others).
struct NashWelfare {
  /// Dollars a year that one head's unit of log output counts.
  private let rate: Double
  /// What a team without any output counts less than the least of the others'.
  private let penalty: Double
  private let least: [Double]

  /// Output that counts as none.
  private static let none = 1e-9

  /// - Parameters:
  ///   - teams: With all their options.
  ///   - problem: In dollars.
  ///   - floors: Output below which an option does not matter.
  init(of teams: [TeamTable], in problem: AllocationProblem, above floors: [Double?]) {
    let heads = teams.reduce(0) { $0 + $1.team.heads }
    let rate = teams.reduce(0) { $0 + $1.team.value } / heads
    var least: [Double] = []
    var span = 0.0
    for (team, floor) in zip(teams, floors) {
      let counted = team.options.indices.filter { option in
        floor.map { team.keeps($0, at: option) } ?? true
      }
      .map { team.utility($0) }.filter { $0 > Self.none }
      .map { team.presentValue + rate * team.team.heads * log($0) }
      least.append(counted.min() ?? team.presentValue)
      span += (counted.max() ?? team.presentValue) - (counted.min() ?? team.presentValue)
    }
    for claimant in problem.claimants.dropFirst(teams.count) {
      let values = claimant.options.map(\.value)
      span += Double((values.max() ?? 0) - (values.min() ?? 0)) / 100
    }
    (self.rate, self.least) = (rate, least)
    penalty = 2 * span + 1
  }

  /// What a team's option counts, in cents.
  func cents(of team: TeamTable, _ index: Int, at option: Int) -> Int64 {
    let utility = team.utility(option)
    return Planning.cents(
      utility > Self.none
        ? team.presentValue + rate * team.team.heads * log(utility) : least[index] - penalty)
  }
}
