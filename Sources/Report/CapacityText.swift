internal import Planning
internal import Scenario
internal import Topology

/// What a plan says of rows beyond pools, cash and slots: rented nodes, later grants, further budgets.
struct CapacityText {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// `h100`, or `h100 from month 3` where a later period is meant; `rule need (C-08)`.
  static func name(of row: ResourcePlan) -> String {
    if row.kind == .rule {
      return "rule " + rule(of: row).replacing("[", with: " (").replacing("]", with: ")")
    }
    guard let period = row.period, period.start > 0 else { return row.id }
    return String(row.id.prefix { $0 != "@" }) + " from month \(period.start)"
  }

  /// `h100 nodes`, `h100 nodes from month 3`, `research slots`, `cash`.
  static func counted(_ row: ResourcePlan) -> String {
    let noun = row.kind == .pool ? " nodes" : row.kind == .slots ? " slots" : ""
    guard let period = row.period, period.start > 0 else { return name(of: row) + noun }
    return row.id.prefix { $0 != "@" } + noun + " from month \(period.start)"
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

  /// `kept back, so that any rack may fail: 1 h100 node`; nil where nothing is.
  var kept: String? {
    guard let failure = plan.scenario.policy.survives else { return nil }
    let pools = plan.scenario.pools.filter { $0.reservedUnits > 0 }.map {
      "\($0.reservedUnits) \($0.id) node\($0.reservedUnits == 1 ? "" : "s")"
    }
    let what = failure == .node ? "node" : "rack or domain"
    let unknown = plan.scenario.pools.filter {
      failure == .domain && $0.geometry.usableNodesAfterAnyGroupFailure == nil
    }
    return
      (pools.isEmpty
      ? "any \(what) may fail without a promise being broken: the spares are enough"
      : "kept back beside the spares, so that any \(what) may fail: " + NumberFormat.list(pools))
      + (unknown.isEmpty
        ? "" : "; of \(NumberFormat.list(unknown.map(\.id))) no racks are known, so any node")
  }

  /// Rules between offers that hold some back, with what one step of each is worth, solved again, or by
  /// the prices where that was not asked for; a rule of several rows once, with its dearest.
  var rules: String? {
    let rows = plan.resources.filter { $0.kind == .rule }
    let isSolved = rows.allSatisfy { Self.step(of: $0) != nil }
    var worths: [(rule: Substring, worth: Double)] = []
    for row in rows {
      let rule = Self.rule(of: row).prefix { $0 != "[" }
      let worth = isSolved ? Self.step(of: row) ?? 0 : row.price
      if worths.last?.rule == rule {
        worths[worths.count - 1].worth = max(worths[worths.count - 1].worth, worth)
      } else {
        worths.append((rule, worth))
      }
    }
    let holding = worths.filter { $0.worth >= 0.5 }
    if holding.isEmpty { return nil }
    return "rules that hold offers back, one step of each worth "
      + holding.map { "\(NumberFormat.money($0.worth)) (\($0.rule))" }.joined(separator: ", ")
      + (isSolved ? "" : " by the prices")
  }

  private static func rule(of row: ResourcePlan) -> Substring {
    row.id.dropFirst("rules.".count)
  }

  // What one more of a row brings, solved again.
  private static func step(of row: ResourcePlan) -> Double? {
    row.priceSteps.first { $0.units == 1 }?.worth
  }
}
