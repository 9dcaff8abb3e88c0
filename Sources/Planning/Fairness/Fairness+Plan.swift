internal import Allocation
internal import Scenario
internal import Scoring

extension Fairness {
  /// How a plan treats its teams; nil without teams.
  init?(_ plan: Replanning, withCurve: Bool, threads: Int) {
    let tables = plan.table.teams
    if tables.isEmpty { return nil }
    let granted = tables.indices.map { tables[$0].options[plan.choice[$0]] }
    let heads = tables.reduce(0) { $0 + $1.team.heads }
    var proRata: [Shortfall] = []
    var present: [Shortfall] = []
    for (table, grant) in zip(tables, granted) {
      let share = table.value(atShare: table.team.heads / heads, of: plan.scenario.pools)
      proRata.append(Shortfall(team: table.team.id, loss: share - grant.value))
      present.append(Shortfall(team: table.team.id, loss: table.presentValue - grant.value))
    }
    let envies = Self.envies(tables, granted, plan.scenario.pools)
    let utilities = tables.indices.map { tables[$0].utility(plan.choice[$0]) }
    let spread = UtilitySpread(utilities)
    let study = withCurve || !plan.table.rule.isPlain ? FairnessStudy(plan) : nil
    self.init(
      belowPresent: Self.losing(present), belowProRata: Self.losing(proRata),
      zeroGrants: zip(tables, granted).filter { $0.isStarved(by: $1.units) }.map(\.0.team.id),
      envyPairs: envies.count,
      worstEnvy: envies.min { ($1.gain, $0.team, $0.of) < ($0.gain, $1.team, $1.of) },
      minimum: spread.minimum, tenthPercentile: spread.tenthPercentile, jain: spread.jain,
      teams: tables.indices.map { index in
        Self.standing(tables[index], utilities[index], granted[index], plan.scenario.pools)
      },
      price: plan.table.rule.isPlain ? nil : study?.price(of: plan),
      curve: withCurve ? study?.curve(threads: threads) : nil)
  }

  private static func standing(
    _ table: TeamTable, _ utility: Double, _ grant: TeamTable.Option, _ pools: [Scenario.Pool]
  ) -> Standing {
    var standing = Standing(team: table.team.id, utility: utility, dominantShare: 0)
    for (pool, units) in zip(pools, grant.units) where pool.capacity > 0 {
      let share = Double(units) / Double(pool.capacity)
      if share > standing.dominantShare {
        (standing.dominantShare, standing.dominantPool) = (share, pool.id)
      }
    }
    return standing
  }

  // Less than a dollar is no loss.
  private static func losing(_ shortfalls: [Shortfall]) -> [Shortfall] {
    shortfalls.filter { $0.loss >= 1 }.sorted { ($1.loss, $0.team) < ($0.loss, $1.team) }
  }

  private static func envies(
    _ tables: [TeamTable], _ granted: [TeamTable.Option], _ pools: [Scenario.Pool]
  ) -> [Envy] {
    tables.indices.flatMap { team in
      tables.indices.compactMap { other -> Envy? in
        let value = tables[team].unrestricted.option(nearest: granted[other].units, in: pools).value
        let gain = value - granted[team].value
        return team == other || gain < 1
          ? nil : Envy(team: tables[team].team.id, of: tables[other].team.id, gain: gain)
      }
    }
  }
}

/// How far apart utilities lie.
struct UtilitySpread {
  let minimum: Double
  /// The smallest of which a tenth of the teams, or more, are no better off.
  let tenthPercentile: Double
  let jain: Double

  init(_ utilities: [Double]) {
    let sorted = utilities.sorted()
    let sum = sorted.reduce(0, +)
    let squares = sorted.reduce(0) { $0 + $1 * $1 }
    minimum = sorted.first ?? 0
    tenthPercentile = sorted.isEmpty ? 0 : sorted[(sorted.count - 1) / 10]
    jain = squares > 0 ? sum * sum / (Double(sorted.count) * squares) : 1
  }
}
