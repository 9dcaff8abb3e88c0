internal import Allocation
internal import Scenario
internal import Scoring

extension Fairness {
  /// How a plan treats its teams; nil without teams.
  init?(_ plan: Replanning, withCurve: Bool, threads: Int) {
    let years = TeamYear.all(of: plan)
    if years.isEmpty { return nil }
    let heads = years.reduce(0) { $0 + $1.table.team.heads }
    let envies = Self.envies(years)
    let spread = UtilitySpread(years.map(\.utility))
    let study = withCurve || !plan.table.rule.isPlain ? FairnessStudy(plan) : nil
    self.init(
      belowPresent: Self.losing(years) { $0.table.presentValue },
      belowProRata: Self.losing(years) { $0.value(atShare: $0.table.team.heads / heads) },
      zeroGrants: years.filter(\.isStarved).map(\.table.team.id), envyPairs: envies.count,
      worstEnvy: envies.min { ($1.gain, $0.team, $0.of) < ($0.gain, $1.team, $1.of) },
      minimum: spread.minimum, tenthPercentile: spread.tenthPercentile, jain: spread.jain,
      teams: years.map(\.standing), price: plan.table.rule.isPlain ? nil : study?.price(of: plan),
      curve: withCurve ? study?.curve(threads: threads) : nil)
  }

  // Less than a dollar is no loss.
  private static func losing(
    _ years: [TeamYear], against other: (TeamYear) -> Double
  ) -> [Shortfall] {
    years.map { Shortfall(team: $0.table.team.id, loss: other($0) - $0.value) }
      .filter { $0.loss >= 1 }.sorted { ($1.loss, $0.team) < ($0.loss, $1.team) }
  }

  private static func envies(_ years: [TeamYear]) -> [Envy] {
    years.indices.flatMap { team in
      years.indices.compactMap { other -> Envy? in
        let gain = years[team].value(withGrantsOf: years[other]) - years[team].value
        return team == other || gain < 1
          ? nil
          : Envy(team: years[team].table.team.id, of: years[other].table.team.id, gain: gain)
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
