public import Planning
internal import Scenario

extension Answer {
  /// What larger clusters elsewhere do to us.
  public init(_ found: RivalAnswer) {
    let text = RivalAnswerText(found)
    let scenario = found.scenario
    self.init(
      "rival", in: scenario, text.sentence, text.blocks,
      content: .object([
        "employer": found.employer.map(AnswerValue.text),
        "clusters": .list(
          found.clusters.map { .object(["id": .text($0.id), "h100e": .number($0.h100e)]) }),
        "factors": .list(([1] + found.factors).map(AnswerValue.number)),
        "candidates": .list(
          found.candidates.map {
            .object([
              "id": .text($0.id), "offered": .flag($0.isMade),
              "package": .package($0.package, in: scenario),
              "chances": .list($0.chances.map(AnswerValue.chance)),
            ])
          }),
        "outcomes": .list(
          found.outcomes.map {
            .object([
              "factor": .number($0.factor), "hires": .number($0.hires),
              "worth": .number($0.worth),
              "replanned_hires": $0.replannedHires.map(AnswerValue.number),
              "replanned_worth": $0.replannedWorth.map(AnswerValue.number),
            ])
          }),
      ]))
  }
}

private struct RivalAnswerText {
  private let found: RivalAnswer

  init(_ found: RivalAnswer) { self.found = found }

  var sentence: String {
    guard let now = found.outcomes.first, let most = found.outcomes.last else {
      return "Nobody else has a cluster."
    }
    let who = found.employer.map { "\($0)'s cluster" } ?? "every other employer's cluster"
    let factor = Self.times(most.factor)
    let places = [1, 2].first {
      NumberFormat.fixed(most.hires, $0) != NumberFormat.fixed(now.hires, $0)
    }
    let hires =
      places.map {
        "the plan's offers would bring \(NumberFormat.fixed(most.hires, $0)) hires instead of "
          + NumberFormat.fixed(now.hires, $0)
      } ?? "the plan's offers would bring as many hires"
    let worth = most.replannedWorth.map {
      let (then, before) = NumberFormat.pair($0, now.worth)
      return "; planned again, we would be worth \(then) a year instead of \(before)"
    }
    return "If \(who) were \(factor) as large, \(hires)\(worth ?? "")."
  }

  var blocks: [AnswerBlock] { [candidates, outcomes, clusters] }

  private var heads: [(String, TextTable.Alignment)] {
    [("now", .right)] + found.factors.map { ("x \(Self.number($0))", .right) }
  }

  private var candidates: AnswerBlock {
    .table(
      [("P, 90 %", .left)] + heads,
      found.candidates.map { [$0.id + ($0.isMade ? "" : "*")] + $0.chances.map(ChanceText.cell) },
      found.candidates.allSatisfy(\.isMade)
        ? [] : ["* not offered: what the plan would offer first"])
  }

  private var outcomes: AnswerBlock {
    .table(
      [("THE PLAN", .left)] + heads,
      [
        ["hires of its offers"] + found.outcomes.map { NumberFormat.fixed($0.hires, 2) },
        ["worth, nothing changed"] + found.outcomes.map { NumberFormat.money($0.worth) },
        ["hires, planned again"]
          + found.outcomes.map {
            $0.replannedHires.map { NumberFormat.fixed($0, 2) } ?? "not proven"
          },
        ["worth, planned again"]
          + found.outcomes.map { $0.replannedWorth.map(NumberFormat.money) ?? "not proven" },
      ])
  }

  private var clusters: AnswerBlock {
    let shown = found.clusters.prefix(8).map { "\($0.id) \(NumberFormat.count($0.h100e))" }
    let more = found.clusters.count - shown.count
    return .text([
      "clusters now, H100-equivalents: " + shown.joined(separator: ", ")
        + (more > 0 ? ", \(more) smaller" : "")
    ])
  }

  private static func times(_ factor: Double) -> String {
    factor == 2 ? "twice" : "\(number(factor)) times"
  }

  private static func number(_ factor: Double) -> String {
    factor == factor.rounded() ? NumberFormat.count(factor) : "\(factor)"
  }
}
