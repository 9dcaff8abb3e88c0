internal import Scenario

/// Which claimants of a plan's problem are grants of which team, and for how long.
struct GrantPlaces: Sendable {
  /// A team's grant in one period.
  struct Grant: Sendable {
    let team: Int
    /// The period's part of the horizon.
    let share: Double
  }

  /// By claimant, in ascending order.
  let all: [(claimant: Int, grant: Grant)]

  init(in scenario: Scenario, _ further: [FurtherClaimant]) {
    let shares = scenario.periods.map(scenario.share)
    let first = scenario.teams.indices.map { ($0, Grant(team: $0, share: shares[0])) }
    let behind = scenario.teams.count + scenario.candidates.count
    let later = further.enumerated().compactMap { place, claimant -> (Int, Grant)? in
      guard case .laterGrant(let team, let period) = claimant else { return nil }
      return (behind + place, Grant(team: team, share: shares[period]))
    }
    all = first + later
  }

  /// The team whose grant a claimant is; nil for others.
  func teams(of claimants: Int) -> [Int?] {
    var teams = [Int?](repeating: nil, count: claimants)
    for (claimant, grant) in all { teams[claimant] = grant.team }
    return teams
  }
}
