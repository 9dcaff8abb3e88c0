internal import Allocation
internal import Scenario

/// A claimant beside the teams' grants at the beginning and the candidates' offers.
enum FurtherClaimant: Hashable, Sendable {
  /// What a team gets in a later period, both by their places.
  case laterGrant(team: Int, period: Int)
  /// What is rented for a pool over the whole horizon.
  case rental(pool: Int)
  /// Who has accepted, by the place of the answer.
  case hire(Int)

  /// Those of a scenario: grants period by period, then rentals, then people who have accepted.
  static func all(of scenario: Scenario) -> [FurtherClaimant] {
    let later = scenario.periods.indices.dropFirst().flatMap { period in
      scenario.teams.indices.map { FurtherClaimant.laterGrant(team: $0, period: period) }
    }
    let rented = scenario.pools.indices.filter { scenario.pools[$0].rentableUnits > 0 }
    let hired = scenario.answers.indices.filter { scenario.answers[$0].isYes }
    return later + rented.map { .rental(pool: $0) } + hired.map { .hire($0) }
  }
}

extension OptionTable {
  /// What the solver sees of a further claimant.
  static func claimant(
    _ further: FurtherClaimant, _ teams: [TeamTable], _ rows: PlanRows, in scenario: Scenario
  ) -> Claimant {
    switch further {
    case .laterGrant(let team, let period):
      let suffix = "@\(rows.periods[period].start)"
      return claimant(
        teams[team], id: "teams[\(teams[team].team.id)]\(suffix)", rows, period, in: scenario)
    case .rental(let pool): return rental(of: pool, rows, in: scenario)
    case .hire(let place): return claimant(scenario.answers[place], rows, in: scenario)
    }
  }

  // Rented units add to the pool in every period, and cost cash, or the budget for renting.
  private static func rental(
    of index: Int, _ rows: PlanRows, in scenario: Scenario
  ) -> Claimant {
    let pool = scenario.pools[index]
    let rent = pool.rentPerUnitYear ?? 0
    let none = [Int64](repeating: 0, count: rows.count)
    let options = (0...pool.rentableUnits).map { units -> Claimant.Option in
      var use = none
      let cost = cents(Double(units) * rent)
      for period in rows.periods.indices {
        if let row = rows[.pool(index, period: period)] { use[row] = -Int64(units) }
        // What is rented draws somebody else's power.
        if let row = rows[.power(period: period)] {
          use[row] = -Int64((Double(units) * (pool.wattsPerUnit ?? 0)).rounded(.down))
        }
      }
      if let payer = rows[.rent] ?? rows[.cash] { use[payer] = cost }
      return Claimant.Option(id: paddedID(of: [units]), value: -cost, use: use)
    }
    return Claimant(id: "prices.\(pool.id).rentable_nodes", options: options)
  }
}

extension OptionTable {
  /// Where a further claimant stands among all; nil where the scenario has none such.
  func place(of claimant: FurtherClaimant) -> Int? {
    further.firstIndex(of: claimant).map { teams.count + candidates.count + $0 }
  }

  /// What a team gets over the horizon: its grants period by period, and means over these.
  func year(
    of team: Int, in choice: [Int]
  ) -> (grants: [TeamTable.Option], value: Double, exit: Double) {
    let own = teams[team]
    let grants = rows.periods.indices.map { period in
      let claimant = period == 0 ? team : place(of: .laterGrant(team: team, period: period))
      return own.options[choice[claimant ?? team]]
    }
    if grants.count == 1 { return (grants, grants[0].value, grants[0].exit) }
    let shares = rows.periods.map(scenario.share)
    let mean = { (figure: (TeamTable.Option) -> Double) in
      zip(grants, shares).reduce(0) { $0 + figure($1.0) * $1.1 }
    }
    return (grants, mean(\.value), mean(\.exit))
  }

  /// What rentals and people who have accepted use of a row; negative where more is rented.
  func fixedUse(of row: Int, in choice: [Int]) -> Int64 {
    further.enumerated().reduce(0) { sum, claimant in
      if case .laterGrant = claimant.element { return sum }
      let place = teams.count + candidates.count + claimant.offset
      return sum + unreleased.claimants[place].options[choice[place]].use[row]
    }
  }

  /// Units that a choice rents for a pool.
  func rentedUnits(of pool: Int, in choice: [Int]) -> Int {
    // The options of a rental are its units, none first.
    place(of: .rental(pool: pool)).map { choice[$0] } ?? 0
  }

  /// What a choice rents.
  func rentals(in choice: [Int]) -> [Rental] {
    scenario.pools.enumerated().compactMap { index, pool in
      let units = rentedUnits(of: index, in: choice)
      return units == 0
        ? nil
        : Rental(
          pool: pool.id, units: units, gpus: units * pool.gpusPerUnit,
          cost: Double(units) * (pool.rentPerUnitYear ?? 0))
    }
  }
}

/// A team or a candidate, to whom one or several claimants belong.
struct ClaimantOwner: Sendable {
  let id: String
  let isTeam: Bool
}

extension OptionTable {
  /// Who the first claimants are, in their order: the teams, then the candidates.
  var owners: [ClaimantOwner] {
    teams.map { ClaimantOwner(id: $0.team.id, isTeam: true) }
      + candidates.map { ClaimantOwner(id: $0.candidate.id, isTeam: false) }
  }

  /// What a unit of a pool costs a candidate at given prices per row: cents per unit and year of being
  /// here.
  func unitPrice(of pool: Int, for candidate: Scenario.Candidate, at prices: [Double]) -> Double {
    let sum = rows.periods(from: candidate).reduce(0.0) { sum, period in
      sum + (rows[.pool(pool, period: period)].map { prices[$0] } ?? 0)
    }
    let presence = scenario.presence(of: candidate)
    return presence == 1 ? sum : sum / presence
  }
}

extension Replanning {
  /// What a team or candidate is worth less in another choice, dollars a year.
  func loss(of owner: Int, from choice: [Int], to other: [Int]) -> Double {
    var loss = dollars(owner, choice[owner]) - dollars(owner, other[owner])
    guard owner < table.teams.count else { return loss }
    for period in table.rows.periods.indices.dropFirst() {
      if let place = table.place(of: .laterGrant(team: owner, period: period)) {
        loss += dollars(place, choice[place]) - dollars(place, other[place])
      }
    }
    return loss
  }
}
