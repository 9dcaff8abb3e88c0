internal import Planning
internal import Scenario

/// Why a team or a candidate does not get something else, in a sentence.
struct WhyNotText {
  let sentence: String

  /// Why no offer is made; `nil` where one is.
  init?(_ offer: OfferPlan, in plan: Plan) {
    guard let refusal = offer.refusal else { return nil }
    let reason = RefusalText(refusal, in: plan)
    guard let whyNot = offer.whyNot, let package = whyNot.package else {
      let unscreened = offer.acceptanceIfUnscreened.map {
        " (\(NumberFormat.percent($0)) if ours were just that)"
      }
      sentence = reason.sentence + (unscreened ?? "")
      return
    }
    sentence =
      (reason.slotTaken.map { "\($0): " } ?? "")
      + PackageText(package, in: plan.scenario).sentence + " " + Self.balance(whyNot)
      + Self.flip(whyNot, verb: "offered")
  }

  /// Why a team does not keep what it has, or get a node more; `nil` where that was not asked.
  init?(_ team: TeamPlan, in plan: Plan) {
    guard let whyNot = team.whyNot else { return nil }
    let keeps = whyNot.units == team.current
    let own = plan.scenario.teams.first { $0.id == team.id }
    let compute = { (units: [Int]) in own?.effectiveH100e(units, in: plan.scenario.pools) ?? 0 }
    let isLess = compute(team.granted) < compute(team.current)
    let grant = GrantText(whyNot.units, in: plan.scenario).sentence
    let alternative =
      keeps ? "keeping \(grant)" : isLess ? "no less (\(grant))" : "having \(grant)"
    sentence =
      alternative + " " + Self.balance(whyNot)
      + Self.flip(whyNot, verb: keeps ? "kept" : "granted")
  }

  /// `brings $1.31M, costs others $1.44M (data $0.6M, serving $0.5M, 2 more)`.
  static func balance(_ whyNot: WhyNot) -> String {
    let gain =
      whyNot.gain >= 0
      ? "brings \(NumberFormat.money(whyNot.gain))"
      : "loses \(NumberFormat.money(-whyNot.gain)) itself"
    if abs(whyNot.loss) < 0.5 { return gain + ", as much as it costs others: a tie" }
    var text = gain
    if whyNot.othersLose > 0 {
      // Some lose more than that, and others gain by it.
      let isNet = whyNot.payers.reduce(0) { $0 + $1.loss } >= whyNot.othersLose + 500
      text +=
        ", costs others \(NumberFormat.distinct(whyNot.othersLose, from: whyNot.gain))"
        + (isNet ? " net" : "")
    }
    if !whyNot.payers.isEmpty { text += " (\(payers(whyNot.payers)))" }
    return whyNot.loss < 0 ? text + ", better by what the search had no time to prove" : text
  }

  private static func payers(_ payers: [WhyNot.Payer]) -> String {
    let named = payers.prefix(1).map { "\($0.id) \(NumberFormat.money($0.loss))" }
    let rest = payers.count - named.count
    return (named + (rest > 0 ? ["\(rest) more"] : [])).joined(separator: ", ")
  }

  /// `at $221,000 a node of h100 it would be chosen, not at $264,700`; nil where no price does that.
  static func priceFlip(_ whyNot: WhyNot?) -> String? {
    guard let flip = whyNot?.priceFlip else { return nil }
    let (needed, present) = (NumberFormat.price(flip.needed), NumberFormat.price(flip.present))
    return needed == present
      ? nil : "at \(needed) a node of \(flip.pool) it would be chosen, not at \(present)"
  }

  private static func flip(_ whyNot: WhyNot, verb: String) -> String {
    guard let flip = whyNot.flip else { return "" }
    let isWorth = flip.path.hasSuffix(".value") || flip.path.hasSuffix(".hire_value")
    guard isWorth else {
      return "; \(verb) if \(flip.path) were \(NumberFormat.count(flip.needed)), not "
        + NumberFormat.count(flip.present)
    }
    let (needed, present) = NumberFormat.pair(flip.needed, flip.present)
    return "; \(verb) if worth \(needed), not \(present)"
  }
}
