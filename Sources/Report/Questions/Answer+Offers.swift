public import Planning
internal import Scenario

extension Answer {
  /// How many offers to send.
  public init(_ found: OffersAnswer) {
    let text = OffersAnswerText(found)
    let scenario = found.scenario
    self.init(
      "offers", in: scenario, text.sentence, text.blocks,
      facts: [
        Scenario.Fact(
          what: "answers", value: "independent, given what nobody knows of tastes",
          source: "no figure for how candidates follow each other", date: "", isAssumption: true)
      ],
      content: .object([
        "wanted": .count(found.wanted), "confidence": .number(found.confidence),
        "keeping": .number(found.keeping),
        "offers": found.enough.map(AnswerValue.count),
        "steps": .list(found.steps.map { Self.step($0, in: scenario) }),
      ]))
  }

  private static func step(_ step: OffersAnswer.Step, in scenario: Scenario) -> AnswerValue {
    .object([
      "candidate": .text(step.candidate), "package": .package(step.package, in: scenario),
      "chance": .chance(step.chance), "value": .number(step.value),
      "sent": .flag(step.skipped == nil),
      "why_not": step.skipped.map { .text(OffersAnswerText.words($0)) },
      "offers": .count(step.offers),
      "at_least_wanted": .object([
        "probability": .number(step.success.probability),
        "low": .number(step.success.range.lowerBound),
        "high": .number(step.success.range.upperBound),
      ]),
      "breaches": .list(
        step.breaches.map { breach in
          .object([
            "resource": .text(breach.row), "probability": .number(breach.probability),
            "low": breach.range.map { .number($0.lowerBound) },
            "high": breach.range.map { .number($0.upperBound) },
          ])
        }),
    ])
  }
}

private struct OffersAnswerText {
  private let found: OffersAnswer

  init(_ found: OffersAnswer) { self.found = found }

  private var sent: [OffersAnswer.Step] { found.steps.filter { $0.skipped == nil } }

  var sentence: String {
    let wanted = found.wanted == 1 ? "1 acceptance" : "\(found.wanted) acceptances"
    let sure = "\(NumberFormat.percent(found.confidence)) sure"
    if let enough = found.enough, let step = sent.first(where: { $0.offers == enough }) {
      let offers = enough == 1 ? "1 offer is" : "\(enough) offers are"
      return
        "\(offers) enough to be \(sure) of at least \(wanted): \(ChanceText.cell(step.success)), "
        + (isCertain
          ? "and all promises fit together whoever accepts."
          : "and no pool and not the budget is exceeded with more than \(tolerated).")
    }
    guard let last = sent.last else {
      return "No offer can go out, so \(wanted) cannot be had."
    }
    let all =
      sent.count == 1
      ? "the 1 offer that goes out makes" : "the \(sent.count) that go out make"
    let rule =
      isCertain
      ? "with promises that all fit together (policy.overbooking: hard)"
      : "with no pool and not the budget exceeded with more than \(tolerated)"
    return "No number of offers makes \(wanted) \(sure) \(rule): \(all) it "
      + "\(ChanceText.cell(last.success))."
  }

  private var isCertain: Bool { found.keeping >= 1 }

  /// How often a pool or the budget may be exceeded: `5 %`.
  private var tolerated: String { NumberFormat.percent(1 - found.keeping) }

  var blocks: [AnswerBlock] { [steps, skipped].compactMap(\.self) }

  private var steps: AnswerBlock? {
    if sent.isEmpty { return nil }
    return .table(
      [
        ("SEND", .right), ("to", .left), ("P, 90 %", .right), ("brings", .right),
        ("\(found.wanted)+ accept", .right), ("too many for", .left),
      ],
      sent.map { step in
        [
          "\(step.offers)", step.candidate, ChanceText.cell(step.chance),
          NumberFormat.money(step.value), ChanceText.cell(step.success),
          Self.breaches(step.breaches),
        ]
      },
      [
        "brings: dollars a year on average, GPUs at the pool's price; whoever brings most comes "
          + "first. \(found.wanted)+ accept: at least so many do. Room for promises: what the plan "
          + "grants no team, and the cash budget."
          + (isCertain ? " --keep 95% sends more, at some risk." : "")
      ])
  }

  private var skipped: AnswerBlock? {
    let skipped = found.steps.filter { $0.skipped != nil }
    if skipped.isEmpty { return nil }
    return .table(
      [("NOT SENT", .left), ("P, 90 %", .right), ("because", .left)],
      skipped.map { step in
        [step.candidate, ChanceText.cell(step.chance), Self.reason(step)]
      })
  }

  // The row that is exceeded most often; all of them are in the document.
  private static func breaches(_ breaches: [OffersAnswer.Breach]) -> String {
    let worst = breaches.reduce(nil as OffersAnswer.Breach?) { worst, next in
      worst.map { next.probability > $0.probability } ?? true ? next : worst
    }
    guard let worst, worst.probability > 0 else { return "nothing" }
    return words(worst)
  }

  private static func words(_ breach: OffersAnswer.Breach) -> String {
    let range = breach.range.map { " (\(NumberFormat.percentRange($0)))" } ?? ""
    return "\(breach.row) \(NumberFormat.percent(breach.probability))\(range)"
  }

  private static func reason(_ step: OffersAnswer.Step) -> String {
    if case .breach(let row, _)? = step.skipped,
      let breach = step.breaches.first(where: { $0.row == row })
    {
      return "too many for \(words(breach))"
    }
    return step.skipped.map(words) ?? ""
  }

  static func words(_ skip: OffersAnswer.Skip) -> String {
    switch skip {
    case .worthless: "brings nothing at these prices"
    case .noSlot(let slot): "\(slot) is full"
    case .unreachable: "does not talk: the cluster is too small"
    case .breach(let row, let probability):
      "too many for \(row) \(NumberFormat.percent(probability))"
    }
  }
}
