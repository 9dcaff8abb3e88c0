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

  // Of floors that cost the same the highest alone.
  private func curve(_ curve: FairnessCurve) -> [String] {
    var table = TextTable([.right, .right, .right, .right, .left], gap: page.isRoomy ? 4 : 2)
    table.add(["floor", "costs a year", "offers", "no GPUs", ""])
    for (index, floor) in curve.floors.enumerated() {
      let next = curve.floors.dropFirst(index + 1).first
      if index > 0, let price = floor.price, next?.price == price { continue }
      let point = floor.point
      table.add([
        FairnessText.share(floor.share), point.map { FairnessText.cost($0.price) } ?? "not proven",
        point.map { "\($0.offers)" } ?? "", point.map { "\($0.zeroGrants)" } ?? "",
        FairnessText.name(of: index, on: curve),
      ])
    }
    if let nash = curve.nash {
      table.add([
        FairnessText.share(nash.minimum), FairnessText.cost(nash.price), "\(nash.offers)",
        "\(nash.zeroGrants)", "Nash welfare",
      ])
    }
    let indices =
      "floor: no team's output below that share of now; this plan: \(FairnessText.lowest(fairness)), "
      + "a tenth of the teams have at most \(FairnessText.share(fairness.tenthPercentile)), "
      + "Jain's index \(NumberFormat.fixed(fairness.jain, 3))"
    return
      (table.lines(width: page.width - 2)
      + TextTable.wrapped(indices, width: page.width - 2, indent: 0)).map { "  " + $0 }
  }
}
