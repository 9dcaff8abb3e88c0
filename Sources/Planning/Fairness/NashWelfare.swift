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
/// beside it: their empty seats are in the output. A period counts for as long as it lasts.
///
/// Sources: Nash, "The bargaining problem", 1950; Kalai, "Nonsymmetric Nash solutions and replications
/// of 2-person bargaining", 1977; Caragiannis et al., "The unreasonable fairness of maximum Nash
/// welfare", 2019 (teams without any output: as few as can be, then the product of the others).
struct NashWelfare {
  /// Dollars a year that an option counts; `[team][option]`.
  private let counted: [[Double]]

  /// Output that counts as none.
  private static let none = 1e-9

  /// - Parameters:
  ///   - teams: With the options that count.
  ///   - grants: Which claimants are theirs.
  ///   - problem: In dollars.
  init(of teams: [TeamTable], _ grants: GrantPlaces, in problem: AllocationProblem) {
    let heads = teams.reduce(0) { $0 + $1.team.heads }
    let rate = teams.reduce(0) { $0 + $1.team.value } / heads
    // Nothing where there is no output.
    let some = teams.map { team in
      team.options.indices.map { option -> Double? in
        let utility = team.utility(option)
        return utility > Self.none
          ? team.presentValue + rate * team.team.heads * log(utility) : nil
      }
    }
    let least = zip(teams, some).map { team, counted in
      counted.compactMap(\.self).min() ?? team.presentValue
    }
    // A team without output outweighs all else that a plan may choose.
    var span = zip(some, least).reduce(0) { sum, team in
      sum + (team.0.compactMap(\.self).max() ?? team.1) - team.1
    }
    let owners = grants.teams(of: problem.claimants.count)
    for (claimant, owner) in zip(problem.claimants, owners) where owner == nil {
      let values = claimant.options.map(\.value)
      span += Double((values.max() ?? 0) - (values.min() ?? 0)) / 100
    }
    let shortest = grants.all.map(\.grant.share).min() ?? 1
    let penalty = (2 * span + 1) / shortest
    counted = zip(some, least).map { counted, least in counted.map { $0 ?? least - penalty } }
  }

  /// What an option of a grant counts, in cents.
  func cents(of grant: GrantPlaces.Grant, at option: Int) -> Int64 {
    Planning.cents(counted[grant.team][option] * grant.share)
  }
}
