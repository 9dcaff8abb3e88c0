internal import Choice
internal import Planning
internal import Scenario

/// The offers made, and why others are not, for a terminal.
struct TerminalOffers {
  private enum Detail: CaseIterable { case roomy, usual, narrow }

  private let plan: Plan
  private let page: TerminalPage

  init(_ plan: Plan, _ page: TerminalPage) {
    self.plan = plan
    self.page = page
  }

  var lines: [String] {
    if plan.offers.isEmpty { return [page.heading("OFFERS") + "  no candidates"] }
    return made + refused + menus
  }

  // Short menus are shown whole, so that packages can be held beside each other.
  private var menus: [String] {
    let entries = PlanOrder(plan).menus
    if entries.isEmpty { return [] }
    return [page.heading("EVERY PACKAGE")]
      + page.entries(
        entries.map { candidate, entry in
          let chance = NumberFormat.percent(entry.acceptance)
          return (
            candidate + String(repeating: " ", count: max(1, 7 - chance.count)) + chance,
            PackageText(entry.package, in: plan.scenario).sentence
          )
        }, most: 30)
  }

  private var made: [String] {
    let offers = PlanOrder(plan).made
    if offers.isEmpty { return [page.heading("OFFERS") + "  none"] }
    let details = Detail.allCases.filter { $0 != .roomy || page.isRoomy }
    return page.lines(of: details.map { table(offers, $0) })
      + page.wrapped(LeverageText.legend)
  }

  private func table(_ offers: [OfferPlan], _ detail: Detail) -> TextTable {
    let isRoomy = detail == .roomy
    var table = TextTable(
      [.left, .right, .right, .right] + (isRoomy ? [.right, .right] : [])
        + [.left, .left, .right, .right], gap: isRoomy ? 3 : detail == .narrow ? 1 : 2)
    table.add(
      ["OFFERS", "P", detail == .narrow ? "90 %" : "90 % range", "cash"]
        + (isRoomy ? ["equity", "brings"] : []) + ["GPUs", "", "lure/$", "in all"],
      tones: [0: .heading])
    for offer in offers { table.add(cells(of: offer, isRoomy: isRoomy)) }
    return table
  }

  private func cells(of offer: OfferPlan, isRoomy: Bool) -> [String] {
    let package = offer.package.map { PackageText($0, in: plan.scenario) }
    return [
      offer.candidate, NumberFormat.percent(offer.acceptance),
      offer.acceptanceInterval.map { NumberFormat.percentRange($0) + " %" } ?? "",
      NumberFormat.money(offer.package?.cash ?? 0),
    ]
      + (isRoomy
        ? [
          NumberFormat.money(offer.package?.equity ?? 0),
          NumberFormat.money(offer.expectedValue),
        ] : [])
      + [
        package?.gpus ?? "none", (package?.extras ?? []).joined(separator: " "),
        LeverageText(offer.leverage).lure, LeverageText(offer.leverage).inAll,
      ]
  }

  private var refused: [String] {
    let refused = PlanOrder(plan).refused
    if refused.isEmpty { return [] }
    let most = refused.map(\.candidate.count).filter { $0 <= 20 }.max() ?? 0
    let entries = refused.map { offer -> (String, String) in
      let chance = NumberFormat.percent(offer.shownAcceptance)
      let id = offer.candidate.count > most ? "" : offer.candidate
      let label =
        id + String(repeating: " ", count: most - id.count)
        + String(repeating: " ", count: max(1, 7 - chance.count)) + chance
      return (label, WhyNotText(offer, in: plan)?.sentence ?? "")
    }
    return [page.heading("NOT MADE")]
      + zip(refused, entries).flatMap { offer, entry in
        (offer.candidate.count > most
          ? TextTable.wrapped(offer.candidate, width: page.width, indent: 2) : [])
          + page.entries([entry], most: .max)
      }
  }
}
