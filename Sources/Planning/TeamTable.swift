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
  /// Every vector of units between floor and ceiling that the pools could give, last pool fastest.
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
    let most = zip(team.ceiling, zip(team.floor, scenario.pools)).map { ceiling, own in
      min(ceiling, max(own.1.capacity, own.0))
    }
    for units in Self.vectors(from: team.floor, to: most) {
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

  /// The exits that each guess at the unknown medians gives, at a grant.
  func exits(at units: [Int], for guesses: [ParameterDraw]) -> [Double] {
    let perHead = worth.compute(of: units) / team.heads
    return guesses.map {
      retention.annualExit(perHead: perHead, before: worth.presentPerHead, parameters: $0)
    }
  }

  private static func vectors(from floor: [Int], to ceiling: [Int]) -> [[Int]] {
    zip(floor, ceiling).reduce([[]]) { partial, range in
      range.0 > range.1
        ? [] : partial.flatMap { head in (range.0...range.1).map { head + [$0] } }
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
    return team.value * output * staffed - team.heads * exit * replacement
  }
}
