internal import Planning
internal import Scenario
internal import Topology

/// What a plan says of rows beyond pools, cash and slots: rented nodes, later grants, further budgets.
struct CapacityText {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  /// `h100`, or `h100 from month 3` where a later period is meant.
  static func name(of row: ResourcePlan) -> String {
    guard let period = row.period, period.start > 0 else { return row.id }
    return String(row.id.prefix { $0 != "@" }) + " from month \(period.start)"
  }

  /// `h100 nodes`, `h100 nodes from month 3`, `research slots`, `cash`.
  static func counted(_ row: ResourcePlan) -> String {
    let noun = row.kind == .pool ? " nodes" : row.kind == .slots ? " slots" : ""
    return row.id.prefix { $0 != "@" } + noun + name(of: row).dropFirst(id(of: row).count)
  }

  private static func id(of row: ResourcePlan) -> Substring {
    (row.period?.start ?? 0) > 0 ? row.id.prefix { $0 != "@" } : row.id[...]
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

  /// Rules between offers whose limit has a price, with what one more would bring by it; a rule of
  /// several rows once.
  var rules: String? {
    var prices: [(rule: String, price: Double)] = []
    for row in plan.resources where row.kind == .rule && row.price > 0 {
      let rule = String(row.id.dropFirst("rules.".count).prefix { $0 != "[" })
      if prices.last?.rule == rule {
        prices[prices.count - 1].price += row.price
      } else {
        prices.append((rule, row.price))
      }
    }
    if prices.isEmpty { return nil }
    return "rules that hold offers back, with their prices: "
      + prices.map { "\($0.rule) \(NumberFormat.money($0.price))" }.joined(separator: ", ")
  }
}
