internal import Allocation
internal import Scenario
internal import Scoring

extension Fairness {
  /// Shares of present output below which the curve lets nobody fall.
  static let floors = [0.8, 0.85, 0.9, 0.95, 1]

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
    let utilities = tables.indices.map { tables[$0].utility(plan.choice[$0]) }.sorted()
    let sum = utilities.reduce(0, +)
    let squares = utilities.reduce(0) { $0 + $1 * $1 }
    self.init(
      belowPresent: Self.losing(present), belowProRata: Self.losing(proRata),
      zeroGrants: zip(tables, granted).filter { $0.isStarved(by: $1.units) }.map(\.0.team.id),
      envyPairs: envies.count,
      worstEnvy: envies.min { ($1.gain, $0.team, $0.of) < ($0.gain, $1.team, $1.of) },
      minimum: utilities[0], tenthPercentile: utilities[(utilities.count - 1) / 10],
      jain: squares > 0 ? sum * sum / (Double(utilities.count) * squares) : 1,
      curve: withCurve
        ? concurrentMap(Self.floors.count, threads: threads) { Floor(Self.floors[$0], plan) } : [])
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
        let value = tables[team].option(nearest: granted[other].units, in: pools).value
        let gain = value - granted[team].value
        return team == other || gain < 1
          ? nil : Envy(team: tables[team].team.id, of: tables[other].team.id, gain: gain)
      }
    }
  }
}

extension Fairness.Floor {
  fileprivate init(_ share: Double, _ plan: Replanning) {
    self.init(share: share, price: nil, zeroGrants: 0, isProven: true)
    var claimants = plan.problem.claimants
    var kept: [[Int]] = []
    for (index, table) in plan.table.teams.enumerated() {
      kept.append(table.options.indices.filter { table.utility($0) >= share * (1 - 1e-12) })
      if kept[index].isEmpty { return }
      claimants[index].options = kept[index].map { claimants[index].options[$0] }
    }
    let problem = AllocationProblem(resources: plan.problem.resources, claimants: claimants)
    let near = plan.choice.enumerated().map { index, option in
      index < kept.count ? kept[index].firstIndex(of: option) : option
    }
    let (found, isInfeasible) = plan.solution(of: problem, near: [near])
    isProven = found != nil || isInfeasible
    guard let found, let choice = found.choice else { return }
    price = Double(plan.allocation.objective - found.objective) / 100
    zeroGrants = plan.table.teams.indices.count { index in
      let table = plan.table.teams[index]
      return table.isStarved(by: table.options[kept[index][choice[index]]].units)
    }
  }
}

extension TeamTable {
  /// Output at a grant as a share of output at present compute: what compute does, times who is there.
  func utility(_ option: Int) -> Double {
    (options[option].value + leavingCost(option)) / team.value
  }

  /// Whether a grant is nothing, though the team has some compute or would be worth more with it.
  func isStarved(by units: [Int]) -> Bool {
    (team.computeShare > 0 || team.current.contains { $0 > 0 }) && units.allSatisfy { $0 == 0 }
  }

  /// The option whose units are nearest to those of a grant, pool by pool.
  func option(nearest units: [Int], in pools: [Scenario.Pool]) -> Option {
    options[index(nearest: units, in: pools)]
  }

  /// What the team would be worth with a share of every pool, up to its ceilings; dollars a year.
  func value(atShare share: Double, of pools: [Scenario.Pool]) -> Double {
    var compute = 0.0
    for (index, pool) in pools.enumerated() {
      let units = min(
        share * Double(pool.capacity), team.most(of: index).map(Double.init) ?? .infinity)
      compute += units * pool.h100ePerUnit * team.efficiency[index]
    }
    return value(atCompute: compute)
  }
}
