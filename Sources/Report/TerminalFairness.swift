internal import Planning

/// How the plan treats the teams, for a terminal.
struct TerminalFairness {
  private let fairness: Fairness
  private let plan: Plan
  private let page: TerminalPage

  init(_ fairness: Fairness, _ plan: Plan, _ page: TerminalPage) {
    self.fairness = fairness
    self.plan = plan
    self.page = page
  }

  var lines: [String] {
    page.paragraph("FAIRNESS", FairnessText(fairness, teams: plan.teams.count).sentence) + curve
  }

  private var curve: [String] {
    if fairness.curve.isEmpty { return [] }
    var table = TextTable([.right, .right, .right, .left], gap: page.isRoomy ? 4 : 2)
    table.add(["no team below", "costs a year", "teams without GPUs", ""])
    for floor in fairness.curve {
      table.add([
        NumberFormat.percent(floor.share) + " of now", FairnessText.price(of: floor),
        floor.price == nil ? "" : "\(floor.zeroGrants)", floor.isProven ? "" : "not proven",
      ])
    }
    return table.lines(width: page.width - 2).map { "  " + $0 }
  }
}
