internal import Planning

/// How a plan treats the teams, in Markdown.
struct MarkdownFairness {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  var lines: [String] {
    guard let fairness = plan.fairness else { return [] }
    let sentence = FairnessText(fairness, teams: plan.teams.count).sentence
    var sentences = [MarkdownText.escaped(sentence) + "."]
    if let price = FairnessText.price(fairness) {
      sentences.append(MarkdownText.escaped(price) + ".")
    }
    if let envy = FairnessText.envy(fairness) { sentences.append(MarkdownText.escaped(envy) + ".") }
    var indices = MarkdownTable([("index of output, planned over now", .left), ("value", .right)])
    indices.add(["smallest", NumberFormat.percent(fairness.minimum)])
    indices.add(["10 % quantile", NumberFormat.percent(fairness.tenthPercentile)])
    indices.add(["Jain's index", NumberFormat.fixed(fairness.jain, 4)])
    return ["## Fairness", "", sentences.joined(separator: " "), ""]
      + shortfalls("loses against now", fairness.belowPresent)
      + shortfalls("loses against a share by head", fairness.belowProRata)
      + indices.text + standings(fairness.teams) + (fairness.curve.map(curve) ?? [])
  }

  private func shortfalls(_ name: String, _ teams: [Fairness.Shortfall]) -> [String] {
    var table = MarkdownTable([(name, .left), ("dollars a year", .right)])
    for team in teams { table.add([team.team, NumberFormat.money(team.loss)]) }
    return table.text
  }

  private func standings(_ teams: [Fairness.Standing]) -> [String] {
    var table = MarkdownTable([
      ("team", .left), ("output, planned over now", .right), ("largest share of a pool", .right),
      ("which", .left),
    ])
    for team in teams {
      table.add([
        team.team, FairnessText.share(team.utility), NumberFormat.percent(team.dominantShare),
        team.dominantPool ?? "-",
      ])
    }
    return table.text
  }

  private func curve(_ curve: FairnessCurve) -> [String] {
    var table = MarkdownTable([
      ("no team below", .left), ("costs a year", .right), ("10 % quantile", .right),
      ("Jain's index", .right), ("offers", .right), ("teams without GPUs", .right),
      ("what it is", .left),
    ])
    func add(_ share: Double, _ point: FairnessCurve.Point?, _ name: String) {
      table.add([
        FairnessText.share(share) + " of now",
        point.map { FairnessText.cost($0.price) } ?? "not proven",
        point.map { FairnessText.share($0.tenthPercentile) } ?? "",
        point.map { NumberFormat.fixed($0.jain, 4) } ?? "", point.map { "\($0.offers)" } ?? "",
        point.map { "\($0.zeroGrants)" } ?? "", name,
      ])
    }
    for (index, floor) in curve.floors.enumerated() {
      add(floor.share, floor.point, FairnessText.name(of: index, on: curve))
    }
    if let nash = curve.nash { add(nash.minimum, nash, "greatest Nash welfare") }
    return ["### What fairness costs"] + table.text + [
      "All against the most valuable plan at the same release prices. A floor is a bound on every "
        + "team's output as a share of now; the knee is where the curve is farthest below the line "
        + "between its ends. The theorems on dominant resource fairness do not hold for whole nodes of "
        + "pools that replace each other, and are not claimed."
    ] + [""]
  }
}
