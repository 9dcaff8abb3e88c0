internal import Choice
internal import Planning
internal import Scenario

/// The offers of a plan, and why others are not made, in Markdown.
struct MarkdownOffers {
  private let plan: Plan

  init(_ plan: Plan) { self.plan = plan }

  var lines: [String] {
    if plan.offers.isEmpty { return ["## Offers", "", "no candidates", ""] }
    let made = made
    return ["## Offers"] + (made.isEmpty ? ["", "none", ""] : made) + refused + menus
  }

  private var menus: [String] {
    var table = MarkdownTable([
      ("candidate", .left), ("P(accept)", .right), ("package", .left), ("brings", .right),
    ])
    for (candidate, entry) in PlanOrder(plan).menus {
      table.add([
        candidate, NumberFormat.percent(entry.acceptance),
        PackageText(entry.package, in: plan.scenario).sentence,
        NumberFormat.money(entry.expectedValue),
      ])
    }
    return table.text.isEmpty ? [] : ["### Every package of short menus"] + table.text
  }

  private var made: [String] {
    var table = MarkdownTable([
      ("candidate", .left), ("P(accept)", .right), ("90 % range", .right), ("cash", .right),
      ("equity", .right), ("GPUs", .left), ("H100e", .right), ("beside", .left),
      ("brings", .right), ("lure/$", .right), ("in all", .right),
      ("kept down to a worth of", .right),
    ])
    for offer in PlanOrder(plan).made {
      guard let package = offer.package else { continue }
      let text = PackageText(package, in: plan.scenario)
      let leverage = LeverageText(offer.leverage)
      table.add([
        offer.candidate, NumberFormat.percent(offer.acceptance),
        offer.acceptanceInterval.map { NumberFormat.percentRange($0) + " %" } ?? "",
        NumberFormat.money(package.cash), NumberFormat.money(package.equity), text.gpus,
        NumberFormat.fixed(offer.guaranteedH100e, 1), text.extras.joined(separator: " "),
        NumberFormat.money(offer.expectedValue), leverage.lure, leverage.inAll,
        offer.keptDownTo.map { NumberFormat.money($0) } ?? "",
      ])
    }
    return table.text.isEmpty
      ? [] : table.text + [MarkdownText.escaped(LeverageText.legend) + ".", ""]
  }

  private var refused: [String] {
    var table = MarkdownTable([
      ("candidate", .left), ("P of the best", .right), ("why not", .left),
    ])
    for offer in PlanOrder(plan).refused {
      table.add([
        offer.candidate, NumberFormat.percent(offer.shownAcceptance),
        (WhyNotText(offer, in: plan)?.sentence ?? "")
          + (WhyNotText.priceFlip(offer.whyNot).map { "; " + $0 } ?? ""),
      ])
    }
    return table.text.isEmpty ? [] : ["### Not made"] + table.text
  }
}
