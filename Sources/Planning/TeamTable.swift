internal import Choice
internal import Foundation
internal import Scenario

/// What one team is worth at every grant it may get.
struct TeamTable: Sendable {
  /// One grant.
  struct Option: Sendable {
    /// Units; `[pools]`.
    var units: [Int]
    /// The chance that one person leaves within a year.
    var exit: Double
    /// Dollars a year.
    var value: Double
  }

  let team: Scenario.Team
  /// The chance of leaving at present compute.
  let presentExit: Double
  /// Dollars a year at present compute.
  let presentValue: Double
  /// Every vector of units that it may get and the pools could give, last pool fastest.
  let options: [Option]
  private let retention: Retention
  private let worth: TeamWorth

  init(_ team: Scenario.Team, in scenario: Scenario, _ people: People) {
    let coefficients = people.coefficients(of: team.segment, .offer)
    let draws = TasteDraws(
      of: team.id, coefficients: coefficients, seed: scenario.seed, count: scenario.draws,
      attributes: Retention.attributes)
    let retention = Retention(
      twoYearRetention: team.twoYearRetention, coefficients: coefficients, draws: draws)
    let worth = TeamWorth(team, in: scenario)
    self.team = team
    self.retention = retention
    self.worth = worth
    presentExit = retention.annualExit(perHead: worth.presentPerHead, before: worth.presentPerHead)
    presentValue = worth.value(
      compute: worth.presentCompute, exit: presentExit, presentExit: presentExit)
    var exits: [Double: Double] = [:]
    var options: [Option] = []
    for units in Self.vectors(Self.reach(of: team, in: scenario.pools)) {
      let compute = worth.compute(of: units)
      let exit =
        exits[compute]
        ?? retention.annualExit(
          perHead: compute / team.heads, before: worth.presentPerHead)
      exits[compute] = exit
      options.append(
        Option(
          units: units, exit: exit,
          value: worth.value(compute: compute, exit: exit, presentExit: presentExit)))
    }
    self.options = options
  }

  /// Effective H100-equivalents of one person, at present and at a grant.
  func perHead(at units: [Int]) -> (now: Double, then: Double) {
    (worth.presentPerHead, worth.compute(of: units) / team.heads)
  }

  /// Effective H100-equivalents of a grant.
  func compute(of units: [Int]) -> Double { worth.compute(of: units) }

  /// What leavers cost in a year at a grant: the part of its value that does not grow with the worth.
  func leavingCost(_ option: Int) -> Double { worth.leavingCost(exit: options[option].exit) }

  /// What the team would be worth with any compute, dollars a year.
  func value(atCompute compute: Double) -> Double {
    let exit = retention.annualExit(
      perHead: compute / team.heads, before: worth.presentPerHead)
    return worth.value(compute: compute, exit: exit, presentExit: presentExit)
  }

  /// The same team if it were worth another amount at present.
  func replacing(value: Double, in scenario: Scenario) -> TeamTable {
    var team = team
    team.value = value
    return TeamTable(self, team, TeamWorth(team, in: scenario))
  }

  private init(_ other: TeamTable, _ team: Scenario.Team, _ worth: TeamWorth) {
    (self.team, self.worth, retention) = (team, worth, other.retention)
    let presentExit = other.presentExit
    self.presentExit = presentExit
    presentValue = worth.value(
      compute: worth.presentCompute, exit: presentExit, presentExit: presentExit)
    options = other.options.map {
      Option(
        units: $0.units, exit: $0.exit,
        value: worth.value(
          compute: worth.compute(of: $0.units), exit: $0.exit, presentExit: presentExit))
    }
  }

  /// The least and the most that a team may get of each pool, as far as the pools go; `[pools]`.
  static func reach(of team: Scenario.Team, in pools: [Scenario.Pool]) -> [ClosedRange<Int>] {
    pools.indices.map { pool in
      let least = team.least(of: pool)
      return least...max(least, min(team.most(of: pool) ?? .max, pools[pool].capacity))
    }
  }

  /// Which option's units are nearest to those of a grant, pool by pool.
  func index(nearest units: [Int], in pools: [Scenario.Pool]) -> Int {
    var index = 0
    for (pool, range) in Self.reach(of: team, in: pools).enumerated() {
      let nearest = min(max(units[pool], range.lowerBound), range.upperBound)
      index = index * range.count + nearest - range.lowerBound
    }
    return index
  }

  private static func vectors(_ ranges: [ClosedRange<Int>]) -> [[Int]] {
    ranges.reduce([[]]) { partial, range in
      partial.flatMap { head in range.map { head + [$0] } }
    }
  }
}

/// A team's value as compute and exits change.
///
/// `W · (1 − φ + φ·(C/C₀)^α) · (1 − L·q)/(1 − L·q₀) − n·q·R`: W is defined at present compute and
/// present exits; the seat that stays empty is in the staffed fraction, so R is cash alone and
/// nothing is counted twice.
struct TeamWorth: Sendable {
  private let team: Scenario.Team
  private let pools: [Scenario.Pool]
  private let vacancyYears: Double
  private let replacement: Double
  /// C₀ in effective H100-equivalents.
  let presentCompute: Double

  init(_ team: Scenario.Team, in scenario: Scenario) {
    self.team = team
    pools = scenario.pools
    vacancyYears = scenario.assumptions.vacancyMonths / 12
    replacement = scenario.assumptions.replacementYearsOfPay * team.pay
    presentCompute = team.effectiveH100e(team.current, in: scenario.pools)
  }

  /// C₀ per head.
  var presentPerHead: Double { presentCompute / team.heads }

  /// C of a grant, in effective H100-equivalents.
  func compute(of units: [Int]) -> Double { team.effectiveH100e(units, in: pools) }

  /// Dollars a year at compute `C` and exit `q`.
  func value(compute: Double, exit: Double, presentExit: Double) -> Double {
    // A share of nothing has no present compute to be measured by.
    let moves = team.computeShare > 0 && compute != presentCompute
    let ratio = moves ? compute / presentCompute : 1
    let output = 1 - team.computeShare + team.computeShare * pow(ratio, team.computeExponent)
    let staffed = (1 - vacancyYears * exit) / (1 - vacancyYears * presentExit)
    return team.value * output * staffed - leavingCost(exit: exit)
  }

  /// Dollars a year of replacing those who leave: n·q·R.
  func leavingCost(exit: Double) -> Double { team.heads * exit * replacement }
}
