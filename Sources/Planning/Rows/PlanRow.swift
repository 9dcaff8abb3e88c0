internal import Allocation
internal import Scenario
internal import Topology

/// One row of the problem: what it counts, of what there is only so much.
struct PlanRow: Hashable, Sendable {
  /// What a row counts.
  enum Kind: Hashable, Sendable {
    /// Units of a pool in one of the horizon's periods, both by their places.
    case pool(Int, period: Int)
    /// Cents a year for offers.
    case cash
    /// Cents a year of equity at face.
    case equity
    /// Cents a year for renting.
    case rent
    /// Watts in one of the periods.
    case power(period: Int)
    /// Offers of a role, by its place.
    case slots(Int)
    /// One demand of a rule between offers, by the rule's place: its claimants' balance.
    case rule(Int, part: Int)
    /// Blocks of a pool.
    case blocks(BlockRow)
  }

  let kind: Kind
  /// The name in plans: `h100`, `cash`, `h100@3` for the period that begins in month 3.
  let id: String
  /// The name in the problem.
  let resource: String
  /// Whole units, cents, watts or offers.
  let capacity: Int64

  /// Units of the problem in one of the plan's: a dollar has 100 cents, a kilowatt 1,000 watts.
  var scale: Double {
    switch kind {
    case .cash, .equity, .rent: 100
    case .power: 1_000
    case .pool, .slots, .rule, .blocks: 1
    }
  }
}

extension PlanRow {
  /// What the row counts, as plans say it.
  var planKind: ResourcePlan.Kind {
    switch kind {
    case .pool: .pool
    case .cash: .cash
    case .equity: .equity
    case .rent: .rent
    case .power: .power
    case .slots: .slots
    case .rule: .rule
    case .blocks: .blocks
    }
  }

  /// The part of the horizon that it speaks of: a price of the problem is one for so long.
  func share(in scenario: Scenario) -> Double { period(in: scenario).map(scenario.share) ?? 1 }

  /// The stretch of the horizon that it speaks of; nil where that is all of it.
  func period(in scenario: Scenario) -> Scenario.Period? {
    let periods = scenario.periods
    return switch kind {
    case .pool(_, let period), .power(let period): periods.count > 1 ? periods[period] : nil
    case .blocks(let row): periods.count > 1 ? periods[row.period] : nil
    case .cash, .equity, .rent, .slots, .rule: nil
    }
  }
}

/// The rows of a scenario's problem, in their order.
///
/// Pools at the beginning, cash and role slots come first, whatever else there is follows.
struct PlanRows: Hashable, Sendable {
  let rows: [PlanRow]
  /// The periods of the horizon, worked out once.
  let periods: [Scenario.Period]
  private let places: [PlanRow.Kind: Int]
  // Rows that every grant and promise is charged to; `[periods, pools]` and `[periods]`.
  private let pools: [[Int?]]
  private let power: [Int?]
  /// What blocks count in the rows that speak of them, by place.
  let blockWeights: [Int: [BlockLimit.Weight]]

  /// - Parameters:
  ///   - scenario: What is planned.
  ///   - cuts: What blocks cannot exceed beside their slots.
  init(of scenario: Scenario, cuts: [BlockRow] = []) {
    let periods = scenario.periods
    var rows = Self.pools(of: scenario, 0, periods[0])
    rows.append(
      PlanRow(
        kind: .cash, id: "cash", resource: "budget.cash", capacity: cents(scenario.cashBudget)))
    for (index, slot) in scenario.roleSlots.enumerated() {
      rows.append(
        PlanRow(
          kind: .slots(index), id: slot.id, resource: "role_slots.\(slot.id)",
          capacity: Int64(slot.count)))
    }
    if let equity = scenario.equityBudget {
      rows.append(
        PlanRow(kind: .equity, id: "equity", resource: "budget.equity", capacity: cents(equity)))
    }
    if let rent = scenario.rentBudget, scenario.pools.contains(where: { $0.rentableUnits > 0 }) {
      rows.append(PlanRow(kind: .rent, id: "rent", resource: "budget.rent", capacity: cents(rent)))
    }
    for (index, period) in periods.enumerated() {
      if index > 0 { rows += Self.pools(of: scenario, index, period) }
      if let power = scenario.powerBudget {
        rows.append(
          PlanRow(
            kind: .power(period: index), id: "power" + Self.suffix(period),
            resource: "budget.power_kw" + Self.suffix(period),
            capacity: Int64(power.rounded(.down))))
      }
    }
    for (index, rule) in scenario.rules.enumerated() {
      rows += rule.balances.enumerated().map { part, balance in
        PlanRow(
          kind: .rule(index, part: part), id: balance.name(of: rule),
          resource: balance.name(of: rule),
          capacity: Int64(max(balance.most, balance.count(ofHiredIn: scenario))))
      }
    }
    rows += BlockRow.slots(of: scenario).map { $0.row(named: "\($0.blocks)", in: scenario) }
    rows += cuts.enumerated().map { $1.row(named: "cut-\($0 + 1)", in: scenario) }
    self.rows = rows
    self.periods = periods
    blockWeights = rows.enumerated().reduce(into: [:]) { weights, row in
      if case .blocks(let blocks) = row.element.kind {
        weights[row.offset] = blocks.weights(in: scenario)
      }
    }
    let places = Dictionary(
      rows.enumerated().map { ($1.kind, $0) }, uniquingKeysWith: { first, _ in first })
    self.places = places
    pools = periods.indices.map { period in
      scenario.pools.indices.map { places[.pool($0, period: period)] }
    }
    power = periods.indices.map { places[.power(period: $0)] }
  }

  /// The cuts among the rows.
  var cuts: [BlockRow] {
    rows.compactMap { if case .blocks(let row) = $0.kind, !row.isSlots { row } else { nil } }
  }

  private static func pools(
    of scenario: Scenario, _ index: Int, _ period: Scenario.Period
  ) -> [PlanRow] {
    scenario.pools.enumerated().map { place, pool in
      PlanRow(
        kind: .pool(place, period: index), id: pool.id + suffix(period),
        resource: "pools.\(pool.id)" + suffix(period),
        capacity: Int64(pool.capacity(inMonth: period.start)))
    }
  }

  // The beginning needs no name.
  private static func suffix(_ period: Scenario.Period) -> String {
    period.start == 0 ? "" : "@\(period.start)"
  }

  var count: Int { rows.count }

  /// The places of the periods in which a candidate would be here, the last ones.
  func periods(from candidate: Scenario.Candidate) -> ClosedRange<Int> {
    let first = periods.firstIndex { $0.start >= candidate.startMonth } ?? periods.count - 1
    return first...periods.count - 1
  }

  /// Where a row stands; nil where the scenario has none such.
  subscript(kind: PlanRow.Kind) -> Int? { places[kind] }

  /// Whether both count the same things in the same order, of whatever capacity.
  func hasSameRows(as other: PlanRows) -> Bool {
    rows.count == other.rows.count && zip(rows, other.rows).allSatisfy { $0.kind == $1.kind }
  }

  /// The rows as the problem has them.
  var resources: [Resource] { rows.map { Resource(id: $0.resource, capacity: $0.capacity) } }
}

extension PlanRows {
  /// The row of a role's slots; nil where the role is not limited.
  func slot(_ slot: String?, in scenario: Scenario) -> Int? {
    scenario.roleSlots.firstIndex { $0.id == slot }.flatMap { self[.slots($0)] }
  }

  /// Enters what units of the pools use in some periods: the units, and the power that they draw.
  func charge(
    _ units: [Int], in periods: ClosedRange<Int>, of scenario: Scenario, to use: inout [Int64]
  ) {
    for period in periods {
      for (pool, count) in units.enumerated() {
        if count > 0, let row = pools[period][pool] { use[row] = Int64(count) }
      }
      guard let row = power[period] else { continue }
      let watts = zip(units, scenario.pools).reduce(0) { sum, pool in
        sum + Double(pool.0) * (pool.1.wattsPerUnit ?? 0)
      }
      use[row] = Int64(watts.rounded(.up))
    }
  }

  /// What an offer to a candidate counts in the rules' rows.
  func ruleCounts(of candidate: String, in scenario: Scenario) -> [(row: Int, count: Int)] {
    scenario.rules.enumerated().flatMap { index, rule in
      rule.balances.enumerated().compactMap { part, balance in
        balance.count(of: candidate).flatMap { count in
          self[.rule(index, part: part)].map { ($0, count) }
        }
      }
    }
  }
}
