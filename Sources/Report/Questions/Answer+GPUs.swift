public import Planning
internal import Scenario

extension Answer {
  /// Which offers should get the GPUs.
  public init(_ found: GPUAnswer) {
    let text = GPUAnswerText(found)
    let scenario = found.scenario
    self.init(
      "gpus", in: scenario, text.sentence, text.blocks,
      content: .object([
        "unit_prices": .list(
          zip(scenario.pools, found.unitPrices).map {
            .object(["pool": .text($0.id), "price": .number($1)])
          }), "offers": .list(found.offers.map { Self.offer($0, in: scenario) }),
        "not_made": .list(
          found.refused.map {
            .object([
              "candidate": .text($0.candidate), "package": .package($0.package, in: scenario),
              "chance": .chance($0.chance), "brings": .number($0.whyNot.gain),
              "costs_others": .number($0.whyNot.othersLose), "loss": .number($0.whyNot.loss),
              "payers": .list(
                $0.whyNot.payers.map {
                  .object(["id": .text($0.id), "loss": .number($0.loss)])
                }),
            ])
          }),
      ]))
  }

  private static func offer(_ offer: GPUAnswer.Offer, in scenario: Scenario) -> AnswerValue {
    .object([
      "candidate": .text(offer.candidate), "package": .package(offer.package, in: scenario),
      "pool": .text(scenario.pools[offer.pool].id), "chance": .chance(offer.chance),
      "with_next_node": .chance(offer.next), "brings": .number(offer.gain),
      "takes": .number(offer.price), "net": .number(offer.net),
      "compute_return": offer.returns.map(AnswerValue.number),
      "halved": offer.halved.map {
        .object([
          "nodes": .count($0.units), "gpus": .count($0.gpus), "chance": .chance($0.chance),
          "plan_loses": $0.loss.map(AnswerValue.number),
        ])
      },
    ])
  }
}

private struct GPUAnswerText {
  private let found: GPUAnswer

  init(_ found: GPUAnswer) { self.found = found }

  var sentence: String {
    guard let best = found.offers.first else { return withoutOffers }
    let node = "\(found.scenario.pools[best.pool].id) node"
    let effect =
      "brings \(NumberFormat.money(best.gain)) a year and takes \(NumberFormat.money(best.price)) "
      + "at the pool's price"
    return best.net > 0
      ? "\(best.candidate) should get the next \(node): it \(effect)."
      : "None of the offers should get a node more: even for \(best.candidate) the next \(node) "
        + "\(effect)."
  }

  private var withoutOffers: String {
    guard let nearest = found.refused.first else { return "Nobody could be offered GPUs." }
    return "None: the plan makes no offer. The nearest, \(contents(nearest.package)) for "
      + "\(nearest.candidate), \(WhyNotText.balance(nearest.whyNot))."
  }

  var blocks: [AnswerBlock] { [offers, halved, refused].compactMap(\.self) }

  private var offers: AnswerBlock? {
    if found.offers.isEmpty { return nil }
    return .table(
      [
        ("NEXT NODE", .left), ("has", .right), ("P, 90 %", .right), ("then", .right),
        ("brings", .right), ("takes", .right), ("net", .right), ("in all", .right),
      ],
      found.offers.map { offer in
        [
          offer.candidate, gpus(offer), ChanceText.cell(offer.chance),
          ChanceText.cell(offer.next), NumberFormat.money(offer.gain),
          NumberFormat.money(offer.price), NumberFormat.change(offer.net),
          offer.returns.map { NumberFormat.fixed($0, 2) } ?? "-",
        ]
      },
      [
        "brings, takes: dollars a year on average; a refused promise comes back. in all: what the "
          + "last GPU does as a lure and as a tool, for its price"
      ])
  }

  private func gpus(_ offer: GPUAnswer.Offer) -> String {
    "\(NumberFormat.grouped(offer.package.guaranteedGPUs)) \(found.scenario.pools[offer.pool].id)"
  }

  private var halved: AnswerBlock? {
    let offers = found.offers.compactMap { offer in offer.halved.map { (offer, $0) } }
    if offers.isEmpty { return nil }
    return .table(
      [
        ("HALF AS MANY", .left), ("left", .right), ("P, 90 %", .right),
        ("the plan loses", .right),
      ],
      offers.map { offer, half in
        [
          offer.candidate, NumberFormat.grouped(half.gpus), ChanceText.cell(half.chance),
          half.loss.map(NumberFormat.money) ?? "not proven",
        ]
      },
      ["all else planned again"]
        + (offers.contains { ($0.1.loss ?? 0) < 0 }
          ? ["negative: a gain, by a number of GPUs that the menu does not have"] : []))
  }

  private var refused: AnswerBlock? {
    if found.refused.isEmpty { return nil }
    return .table(
      [("NOT OFFERED", .left), ("P, 90 %", .right), ("", .left)],
      found.refused.map { [$0.candidate, ChanceText.cell($0.chance), contents($0.package)] },
      found.refused.map { "\($0.candidate) \(WhyNotText.balance($0.whyNot))" })
  }

  private func contents(_ package: Scenario.Package) -> String {
    PackageText(package, in: found.scenario).sentence
  }
}
