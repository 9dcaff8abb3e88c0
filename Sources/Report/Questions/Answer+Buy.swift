public import Planning
internal import Scenario

extension Answer {
  /// Whether to buy GPUs or to pay cash.
  public init(_ found: BuyAnswer) {
    let text = BuyAnswerText(found)
    self.init(
      "buy", in: found.scenario, text.sentence, [text.table], facts: found.facts,
      content: .object([
        "dollars": .number(found.dollars), "ways": .list(found.ways.map(Self.way)),
        "unpriced": .list(found.unpriced.map(AnswerValue.text)),
      ]))
  }

  private static func way(_ way: BuyAnswer.Way) -> AnswerValue {
    .object([
      "kind": .text(way.kind.rawValue), "pool": way.pool.map(AnswerValue.text),
      "nodes": .count(way.units), "cost": .number(way.cost),
      "worth": way.worth.map(AnswerValue.number),
      "per_dollar": way.perDollar.map(AnswerValue.number),
      "hires": way.hires.map(AnswerValue.number),
      "dollars_per_gpu_year": way.dollarsPerGPU.map(AnswerValue.number),
      "offers": .list(
        way.leverages.map {
          .object([
            "candidate": .text($0.candidate),
            "hiring_leverage": $0.leverage.hiring.map(AnswerValue.number),
            "compute_return": $0.leverage.returns.map(AnswerValue.number),
          ])
        }),
    ])
  }
}

private struct BuyAnswerText {
  private let found: BuyAnswer

  init(_ found: BuyAnswer) { self.found = found }

  var sentence: String {
    let amount = NumberFormat.money(found.dollars)
    guard let best = found.ways.first(where: { $0.perDollar != nil }), let worth = best.perDollar
    else { return "Nothing that \(amount) a year buys here could be planned." }
    let cash = found.ways.first { $0.kind == .cash }?.perDollar
    let others =
      best.kind == .cash
      ? found.ways.first { $0.kind != .cash && $0.perDollar != nil }.flatMap { way in
        way.perDollar.map { ", as \(Self.name(way)) \(Self.cents($0))" }
      } : cash.map { ", as cash \(Self.cents($0))" }
    return "A dollar brings most as \(Self.name(best)): \(Self.cents(worth)) a year"
      + "\(others ?? "") (of \(amount) a year, planned again)."
  }

  var table: AnswerBlock {
    .table(
      [
        ("SPENT ON", .left), ("nodes", .right), ("$/GPU-yr", .right), ("costs", .right),
        ("worth", .right), ("per $", .right), ("hires", .right), ("lure/$", .right),
        ("in all", .right),
      ],
      found.ways.map { way in
        [
          Self.name(way), way.units == 0 ? "" : "\(way.units)",
          way.dollarsPerGPU.map(NumberFormat.price) ?? "", NumberFormat.money(way.cost),
          way.worth.map(NumberFormat.money) ?? (way.units == 0 ? "none fits" : "not proven"),
          way.perDollar.map { NumberFormat.fixed($0, 2) } ?? "-",
          way.hires.map { NumberFormat.fixed($0, 2) } ?? "",
          Self.span(way.leverages.compactMap(\.leverage.hiring)),
          Self.span(way.leverages.compactMap(\.leverage.returns)),
        ]
      },
      [
        "worth: what the plan gains, the cost not taken off. lure/$ and in all: least and most of "
          + "the plan's offers from that pool if a GPU cost this. Bought nodes join the cluster "
          + "that people see; rented ones do not."
      ]
        + (found.unpriced.isEmpty
          ? []
          : [
            "no price known for \(NumberFormat.list(found.unpriced)): "
              + "state one with --gpu-price ACCELERATOR=DOLLARS"
          ]))
  }

  private static func name(_ way: BuyAnswer.Way) -> String {
    switch way.kind {
    case .cash: "cash"
    case .rent: "rented \(way.pool ?? "GPUs")"
    case .buy: "bought \(way.pool ?? "GPUs")"
    }
  }

  /// `$2.67`, `41 cents`.
  private static func cents(_ dollars: Double) -> String {
    abs(dollars) < 0.995
      ? "\(NumberFormat.fixed(dollars * 100, 0)) cents" : "$" + NumberFormat.fixed(dollars, 2)
  }

  private static func span(_ values: [Double]) -> String {
    guard let low = values.min(), let high = values.max() else { return "-" }
    let ends = [low, high].map { NumberFormat.fixed($0, 1) }
    return ends[0] == ends[1] ? ends[0] : ends.joined(separator: "-")
  }
}
