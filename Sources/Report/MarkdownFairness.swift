internal import Planning

/// How a plan treats the teams, in Markdown.
struct MarkdownFairness {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  var lines: [String] {
    guard let fairness = plan.fairness else { return [] }
    let sentence = FairnessText(fairness, teams: plan.teams.count).sentence
    var sentences = [MarkdownText.escaped(sentence) + "."]
    if let envy = FairnessText.envy(fairness) { sentences.append(MarkdownText.escaped(envy) + ".") }
    var indices = MarkdownTable([("index of output, planned over now", .left), ("value", .right)])
    indices.add(["smallest", NumberFormat.percent(fairness.minimum)])
    indices.add(["10 % quantile", NumberFormat.percent(fairness.tenthPercentile)])
    indices.add(["Jain's index", NumberFormat.fixed(fairness.jain, 4)])
    return ["## Fairness", "", sentences.joined(separator: " "), ""]
      + shortfalls("loses against now", fairness.belowPresent)
      + shortfalls("loses against a share by head", fairness.belowProRata)
      + indices.text + curve(fairness.curve)
  }

  private func shortfalls(_ name: String, _ teams: [Fairness.Shortfall]) -> [String] {
    var table = MarkdownTable([(name, .left), ("dollars a year", .right)])
    for team in teams { table.add([team.team, NumberFormat.money(team.loss)]) }
    return table.text
  }

  private func curve(_ floors: [Fairness.Floor]) -> [String] {
    var table = MarkdownTable([
      ("no team below", .left), ("costs a year", .right), ("teams without GPUs", .right),
      ("proven", .left),
    ])
    for floor in floors {
      table.add([
        NumberFormat.percent(floor.share) + " of now", FairnessText.price(of: floor),
        floor.price == nil ? "" : "\(floor.zeroGrants)", floor.isProven ? "yes" : "no",
      ])
    }
    return table.text.isEmpty ? [] : ["### What a floor costs"] + table.text
  }
}
