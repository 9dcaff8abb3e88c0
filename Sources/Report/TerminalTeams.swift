internal import Planning
internal import Scenario

/// Who gains and who gives, for a terminal.
struct TerminalTeams {
  private enum Detail: CaseIterable { case roomy, usual, narrow }

  private let plan: Plan
  private let page: TerminalPage
  private let shown: [Int]

  init(_ plan: Plan, _ page: TerminalPage) {
    self.plan = plan
    self.page = page
    shown = PlanOrder(plan).poolsInUse
  }

  var lines: [String] {
    if plan.teams.isEmpty { return [page.heading("TEAMS") + "  none"] }
    let details = Detail.allCases.filter { $0 != .roomy || page.isRoomy }
    return page.lines(of: details.map(table)) + later + reasons
  }

  private var later: [String] {
    page.lines(of: [2, 1].compactMap { LaterGrants(plan).table(gap: $0) })
  }

  // More than two pools share one column.
  private var isMany: Bool { shown.count > 2 }

  private func table(_ detail: Detail) -> TextTable {
    let (isRoomy, isNarrow) = (detail == .roomy, detail == .narrow)
    let pools = isMany ? [TextTable.Alignment.left] : shown.map { _ in .right }
    var table = TextTable(
      [.left] + pools + (isRoomy ? [.right, .right] : []) + [.right, .right, .right],
      gap: isNarrow ? 1 : isRoomy ? 3 : 2)
    table.add(
      ["TEAMS"]
        + (isMany
          ? ["nodes"] : shown.map { plan.scenario.pools[$0].id + (isNarrow ? "" : " nodes") })
        + (isRoomy ? ["worth now", "planned"] : [])
        + [
          isNarrow ? "stay (90 %)" : "stay a year, 90 %", "change", isNarrow ? "leave" : "leavers",
        ],
      tones: [0: .heading])
    let change = 1 + pools.count + (isRoomy ? 3 : 1)
    for team in PlanOrder(plan).teams {
      table.add(
        [team.id] + moves(of: team, isNarrow: isNarrow)
          + (isRoomy
            ? [NumberFormat.money(team.presentValue), NumberFormat.money(team.value)] : [])
          + [
            stay(of: team, isNarrow: isNarrow), NumberFormat.change(team.change),
            NumberFormat.signed(team.leavers),
          ],
        tones: [change: TerminalStyle.tone(of: team.change)])
    }
    return table
  }

  private func moves(of team: TeamPlan, isNarrow: Bool) -> [String] {
    let moves = shown.map { (pool: $0, from: team.current[$0], to: team.granted[$0]) }
    if isMany {
      let cells = moves.filter { $0.from > 0 || $0.to > 0 }
        .map { "\(plan.scenario.pools[$0.pool].id) \($0.from)>\($0.to)" }
      return [cells.isEmpty ? "none" : cells.joined(separator: " ")]
    }
    return moves.map { move in
      let padding = String(repeating: " ", count: max(0, 3 - "\(move.to)".count))
      return isNarrow ? "\(move.from)>\(move.to)" : "\(move.from) > \(padding)\(move.to)"
    }
  }

  private func stay(of team: TeamPlan, isNarrow: Bool) -> String {
    let (before, after) = (
      NumberFormat.percentNumber(team.presentStay), NumberFormat.percentNumber(team.stay)
    )
    let range = NumberFormat.percentRange(team.stayInterval)
    return isNarrow ? "\(before)>\(after) (\(range))" : "\(before) > \(after) % (\(range))"
  }

  // Three at 80 columns; all where there is room.
  private var reasons: [String] {
    let explained = PlanOrder(plan).explainedTeams.prefix(page.isRoomy ? .max : 3)
    let entries = explained.compactMap { team in
      WhyNotText(team, in: plan).map { (label: team.id, text: $0.sentence) }
    }
    return entries.flatMap { page.wrapped("why not \($0.label): \($0.text)") }
  }
}
