internal import Planning
internal import Scenario

/// Grants that change in the course of the horizon: one row per team and pool, a column per period.
struct LaterGrants {
  /// The month in which each period begins.
  let months: [Int]
  /// Those that change, teams in the plan's order.
  let rows: [Row]

  /// What a team has of a pool.
  struct Row {
    let team: String
    let pool: String
    /// Nodes; `[periods]`.
    let units: [Int]
  }

  init(_ plan: Plan) {
    let periods = plan.scenario.periods
    months = periods.map(\.start)
    rows = PlanOrder(plan).teams.flatMap { team -> [Row] in
      let grants = periods.map { period in
        team.later.last { $0.period.start <= period.start }?.granted ?? team.granted
      }
      return plan.scenario.pools.indices.compactMap { pool in
        let units = grants.map { $0[pool] }
        return Set(units).count == 1
          ? nil : Row(team: team.id, pool: plan.scenario.pools[pool].id, units: units)
      }
    }
  }

  /// The rows for a terminal; nil where no grant changes.
  func table(gap: Int) -> TextTable? {
    if rows.isEmpty { return nil }
    var table = TextTable([.left, .left] + months.map { _ in .right }, gap: gap)
    table.add(
      ["NODES FROM MONTH", ""] + months.map { "\($0)" }, tones: [0: .heading])
    for (place, row) in rows.enumerated() {
      let isFirst = place == 0 || rows[place - 1].team != row.team
      table.add([isFirst ? row.team : "", row.pool] + row.units.map { "\($0)" })
    }
    return table
  }

  /// The same as a table of Markdown; empty where no grant changes.
  var markdown: [String] {
    if rows.isEmpty { return [] }
    var table = MarkdownTable(
      [("nodes", .left), ("pool", .left)] + months.map { ("from month \($0)", .right) })
    for row in rows { table.add([row.team, row.pool] + row.units.map { "\($0)" }) }
    return ["### Grants in the course of the plan"] + table.text
  }
}
