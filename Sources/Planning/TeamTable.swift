internal import Choice
internal import Foundation
internal import Scenario
internal import Scoring

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
  /// Every vector of units that it may get and the pools could give, last pool fastest; of these the
  /// ones that keep its floor of output.
  let options: [Option]
  /// Places of the options among all; nil where no floor leaves one out.
  private let kept: [Int]?
  private let all: [Option]
  private let retention: TeamRetention
  private let worth: TeamWorth

  init(_ team: Scenario.Team, in scenario: Scenario, _ people: People) {
    let coefficients = people.coefficients(of: team.segment, .offer)
    let retention: TeamRetention
    switch people.method {
    case .reference:
      retention = .reference(
        Retention(
          twoYearRetention: team.twoYearRetention, coefficients: coefficients,
          draws: TasteDraws(
            of: team.id, coefficients: coefficients, seed: scenario.seed, count: scenario.draws,
            attributes: Retention.attributes)))
    case .kernel:
      retention = .kernel(
        ExitScorer(
          twoYearRetention: team.twoYearRetention, coefficients: coefficients,
          tastes: people.tastes(of: team.id, coefficients, Retention.attributes)))
    }
    let worth = TeamWorth(team, in: scenario)
    self.team = team
    self.retention = retention
    self.worth = worth
    let presentExit = retention.annualExits(
      perHead: [worth.presentPerHead], before: worth.presentPerHead)[0]
    self.presentExit = presentExit
    presentValue = worth.value(
      compute: worth.presentCompute, exit: presentExit, presentExit: presentExit)
    let vectors = Self.vectors(Self.reach(of: team, in: scenario.pools), steps: team.blockNodes)
    let computes = vectors.map(worth.compute(of:))
    // Many grants come to the same compute.
    let distinct = Set(computes).sorted()
    let exits = Dictionary(
      uniqueKeysWithValues: zip(
        distinct,
        retention.annualExits(
          perHead: distinct.map { $0 / team.heads }, before: worth.presentPerHead)))
    all = zip(vectors, computes).map { units, compute in
      let exit = exits[compute] ?? presentExit
      return Option(
        units: units, exit: exit,
        value: worth.value(compute: compute, exit: exit, presentExit: presentExit))
    }
    (options, kept) = (all, nil)
  }

  /// The same team with some of its options alone, in ascending order of all; none is possible.
  func keeping(_ kept: [Int]) -> TeamTable {
    TeamTable(self, kept.map { all[$0] }, all: all, kept: kept)
  }

  /// Where an option stands among all.
  func place(of option: Int) -> Int { kept?[option] ?? option }

  /// The same team with all its options.
  var unrestricted: TeamTable { kept == nil ? self : TeamTable(self, all, all: all, kept: nil) }

  private init(_ other: TeamTable, _ options: [Option], all: [Option], kept: [Int]?) {
    (team, retention, worth) = (other.team, other.retention, other.worth)
    (presentExit, presentValue) = (other.presentExit, other.presentValue)
    (self.options, self.all, self.kept) = (options, all, kept)
  }

  /// Effective H100-equivalents of one person, at present and at a grant.
  func perHead(at units: [Int]) -> (now: Double, then: Double) {
    (worth.presentPerHead, worth.compute(of: units) / team.heads)
  }

  /// Effective H100-equivalents of a grant.
  func compute(of units: [Int]) -> Double { worth.compute(of: units) }

  /// What the team's value could move by if everybody left: the scale of its errors, dollars a year.
  var atStake: Double {
    (options.map { abs($0.value) }.max() ?? 0) + worth.leavingCost(exit: 1)
  }

  /// What leavers cost in a year at a grant: the part of its value that does not grow with the worth.
  func leavingCost(exit: Double) -> Double { worth.leavingCost(exit: exit) }

  /// What the team would be worth with any compute, dollars a year.
  func value(atCompute compute: Double) -> Double {
    let exit = retention.annualExits(
      perHead: [compute / team.heads], before: worth.presentPerHead)[0]
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
    let all = other.all.map {
      Option(
        units: $0.units, exit: $0.exit,
        value: worth.value(
          compute: worth.compute(of: $0.units), exit: $0.exit, presentExit: presentExit))
    }
    (self.all, kept) = (all, other.kept)
    options = other.kept.map { $0.map { all[$0] } } ?? all
  }

  /// The least and the most that a team may get of each pool, as far as the pools go; `[pools]`.
  static func reach(of team: Scenario.Team, in pools: [Scenario.Pool]) -> [ClosedRange<Int>] {
    pools.indices.map { pool in
      let least = team.least(of: pool)
      let block = team.blockNodes[pool]
      let most = min(team.most(of: pool) ?? .max, pools[pool].mostUnits / block * block)
      return least...max(least, most)
    }
  }

  /// Which option's units are nearest to those of a grant, pool by pool; 0 where there is none.
  ///
  /// Where a floor of output leaves that one out, the one of least difference in all.
  func index(nearest units: [Int], in pools: [Scenario.Pool]) -> Int {
    var index = 0
    for (pool, range) in Self.reach(of: team, in: pools).enumerated() {
      let block = team.blockNodes[pool]
      let nearest = min(max(units[pool], range.lowerBound), range.upperBound)
      let steps = (range.upperBound - range.lowerBound) / block + 1
      index = index * steps + (nearest - range.lowerBound) / block
    }
    guard let kept, !kept.isEmpty else { return kept == nil ? index : 0 }
    if let place = kept.firstIndex(of: index) { return place }
    func distance(_ option: Option) -> Int {
      zip(option.units, all[index].units).reduce(0) { $0 + abs($1.0 - $1.1) }
    }
    return options.indices.min { distance(options[$0]) < distance(options[$1]) } ?? 0
  }

  private static func vectors(_ ranges: [ClosedRange<Int>], steps: [Int]) -> [[Int]] {
    zip(ranges, steps).reduce([[]]) { partial, pool in
      let amounts = stride(from: pool.0.lowerBound, through: pool.0.upperBound, by: pool.1)
      return partial.flatMap { head in amounts.map { head + [$0] } }
    }
  }
}

/// Who leaves a team, by a kernel or by the definition.
enum TeamRetention: Sendable {
  case kernel(ExitScorer)
  case reference(Retention)

  /// The chance that one person leaves within a year, for each amount of compute per head.
  func annualExits(perHead: [Double], before: Double) -> [Double] {
    switch self {
    case .kernel(let scorer): scorer.annualExits(perHead: perHead, before: before)
    case .reference(let retention):
      perHead.map { retention.annualExit(perHead: $0, before: before) }
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
