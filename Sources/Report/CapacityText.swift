internal import Planning
internal import Scenario

/// What a plan says of rows beyond pools, cash and slots: rented nodes, later grants, further budgets.
struct CapacityText {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// `h100`, or `h100 from month 3` where a later period is meant.
  static func name(of row: ResourcePlan) -> String {
    guard let period = row.period, period.start > 0 else { return row.id }
    return String(row.id.prefix { $0 != "@" }) + " from month \(period.start)"
  }

  /// The pool of a row of units, by its id.
  static func pool(of row: ResourcePlan, in scenario: Scenario) -> Scenario.Pool? {
    guard row.kind == .pool else { return nil }
    return scenario.pools.first { row.id == $0.id || row.id.hasPrefix("\($0.id)@") }
  }

  /// Dollars, kilowatts or a count, as the row has it.
  static func amount(_ value: Double, of row: ResourcePlan) -> String {
    switch row.kind {
    case .cash, .equity, .rent: NumberFormat.money(value)
    case .power: NumberFormat.count(value.rounded()) + " kW"
    case .pool, .slots, .rule, .blocks: NumberFormat.count(value)
    }
  }

  /// What one more is worth: `0.51 per $`, `$1,200 per kW`, `$264,900`.
  static func price(of row: ResourcePlan) -> String {
    switch row.kind {
    case .cash, .equity, .rent: TerminalPools.cashPrice(row)
    case .power:
      row.price == 0 ? "free" : NumberFormat.price(row.price) + " per kW"
    case .pool, .slots, .rule, .blocks: NumberFormat.price(row.price)
    }
  }

  /// `4 h100 nodes are rented for $659k a year`; nil where nothing is.
  var rentals: String? {
    if plan.rentals.isEmpty { return nil }
    let list = plan.rentals.map {
      "\($0.units) \($0.pool) node\($0.units == 1 ? "" : "s") for \(NumberFormat.money($0.cost)) "
        + "a year"
    }
    return "rented: " + NumberFormat.list(list)
  }

  /// Grants that change in the course of the horizon, by team; empty where none does.
  var later: [String] {
    plan.teams.compactMap { team in
      var (before, parts) = (team.granted, [String]())
      for grant in team.later where grant.granted != before {
        let moves = plan.scenario.pools.indices.filter { grant.granted[$0] != before[$0] }.map {
          "\(before[$0]) > \(grant.granted[$0]) \(plan.scenario.pools[$0].id)"
        }
        parts.append("from month \(grant.period.start) " + moves.joined(separator: ", "))
        before = grant.granted
      }
      return parts.isEmpty ? nil : "\(team.id) " + parts.joined(separator: ", ")
    }
  }

  // `pair`, or `pair[C-07]` where a rule is several rows.
  private static func rule(of row: ResourcePlan) -> Substring {
    row.id.dropFirst("rules.".count)
  }

  /// Rules between offers whose limit costs something, with what lifting it a little would bring.
  var rules: String? {
    let binding = plan.resources.filter { $0.kind == .rule && $0.price > 0 }
    if binding.isEmpty { return nil }
    return "rules that cost something: "
      + binding.map { "\(Self.rule(of: $0)) (\(NumberFormat.money($0.price)))" }
      .joined(separator: ", ")
  }
}
