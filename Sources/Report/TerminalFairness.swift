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
    let sentence = [
      FairnessText(fairness, teams: plan.teams.count).sentence, FairnessText.price(fairness),
    ].compactMap(\.self).joined(separator: "; ")
    return page.paragraph("FAIRNESS", sentence) + (fairness.curve.map(curve) ?? [])
  }

  private func curve(_ curve: FairnessCurve) -> [String] {
    var table = TextTable([.right, .right, .right, .right, .left], gap: page.isRoomy ? 4 : 2)
    table.add(["no team below", "costs a year", "offers", "no GPUs", ""])
    for (index, floor) in curve.floors.enumerated() {
      let point = floor.point
      table.add([
        FairnessText.share(floor.share) + " of now",
        point.map { FairnessText.cost($0.price) } ?? "not proven",
        point.map { "\($0.offers)" } ?? "", point.map { "\($0.zeroGrants)" } ?? "",
        FairnessText.name(of: index, on: curve),
      ])
    }
    if let nash = curve.nash {
      table.add([
        FairnessText.share(nash.minimum) + " of now", FairnessText.cost(nash.price),
        "\(nash.offers)", "\(nash.zeroGrants)", "greatest Nash welfare",
      ])
    }
    let indices =
      "this plan: \(FairnessText.lowest(fairness)), a tenth of the teams have at most "
      + "\(FairnessText.share(fairness.tenthPercentile)), Jain's index "
      + NumberFormat.fixed(fairness.jain, 3)
    return
      (table.lines(width: page.width - 2)
      + TextTable.wrapped(indices, width: page.width - 2, indent: 0)).map { "  " + $0 }
  }
}
