internal import Scenario

/// What one team gets over the horizon: a grant in each period, and means over these.
struct TeamYear {
  /// With all its options.
  let table: TeamTable
  private let grants: [TeamTable.Option]
  private let scenario: Scenario
  private let shares: [Double]
  /// Dollars a year.
  let value: Double

  /// Every team's under a plan.
  static func all(of plan: Replanning) -> [TeamYear] {
    let shares = plan.scenario.periods.map(plan.scenario.share)
    return plan.table.teams.indices.map { team in
      let year = plan.table.year(of: team, in: plan.choice)
      return TeamYear(
        table: plan.table.teams[team].unrestricted, grants: year.grants, scenario: plan.scenario,
        shares: shares, value: year.value)
    }
  }

  /// Output as a share of output at present compute.
  var utility: Double { mean(of: grants) { table.utility(of: $0) } }

  /// Whether it gets nothing at any time, though it has some compute or would be worth more with it.
  var isStarved: Bool { grants.allSatisfy { table.isStarved(by: $0.units) } }

  /// What it would be worth with a share of every pool.
  func value(atShare share: Double) -> Double {
    mean(of: scenario.periods) {
      table.value(atShare: share, of: scenario.pools, inMonth: $0.start)
    }
  }

  /// What it would be worth with another's grants, as far as its own floors and ceilings let it.
  func value(withGrantsOf other: TeamYear) -> Double {
    mean(of: other.grants) {
      table.options[table.index(nearest: $0.units, in: scenario.pools)].value
    }
  }

  /// Its utility and its largest share of a pool.
  var standing: Fairness.Standing {
    var standing = Fairness.Standing(team: table.team.id, utility: utility, dominantShare: 0)
    for (index, pool) in scenario.pools.enumerated() {
      let share = mean(of: zip(grants, scenario.periods)) { grant, period in
        let capacity = pool.capacity(inMonth: period.start)
        return capacity > 0 ? Double(grant.units[index]) / Double(capacity) : 0
      }
      if share > standing.dominantShare {
        (standing.dominantShare, standing.dominantPool) = (share, pool.id)
      }
    }
    return standing
  }

  private func mean<Parts: Sequence>(
    of parts: Parts, _ figure: (Parts.Element) -> Double
  ) -> Double {
    let figures = parts.map(figure)
    return figures.count == 1
      ? figures[0] : zip(figures, shares).reduce(0) { $0 + $1.0 * $1.1 }
  }
}
