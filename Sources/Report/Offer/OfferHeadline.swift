internal import Choice
internal import Planning
internal import Scenario

/// The sentences of a brief that its terminal and Markdown forms share.
struct OfferHeadline {
  private let brief: OfferBrief
  private var scenario: Scenario { brief.scenario }
  private var candidate: Scenario.Candidate { brief.candidate }

  init(_ brief: OfferBrief) { self.brief = brief }

  /// `C-02 · post-training lead · L7 · frontier · worth $8.5M a year with 16 H100e`.
  var title: String {
    let parts =
      [candidate.id, candidate.role, candidate.level, candidate.segment]
      + [
        "worth \(NumberFormat.money(candidate.hireValue)) a year with "
          + "\(NumberFormat.count(candidate.referenceH100e)) H100e"
      ]
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// `The plan offers $2.85M cash, $900k equity, 96 h100, data`.
  var offer: String {
    let start =
      switch brief.origin {
      case .plan: "the plan offers"
      case .nearest: "the plan makes no offer; the nearest is"
      case .asked: "as asked"
      }
    return "\(start) \(contents(of: brief.package))"
  }

  /// `$2.85M cash, $900k equity, 96 h100, data`.
  func contents(of package: Scenario.Package) -> String {
    let text = PackageText(package, in: scenario)
    let parts =
      ["\(NumberFormat.money(package.cash)) cash"]
      + (package.equity > 0 ? ["\(NumberFormat.money(package.equity)) equity"] : [])
      + (package.guaranteedGPUs > 0 ? [text.gpus] : []) + text.extras
    return parts.joined(separator: ", ")
  }

  /// `48 %   90 % range 16-69; were the worth of GPUs known: 36-60`.
  var acceptance: String {
    let outlook = brief.acceptance
    if outlook.passing == 0 { return screened ?? "0 %: our cluster is screened" }
    return "\(NumberFormat.percent(outlook.probability)), 90 % range "
      + "\(NumberFormat.percentRange(outlook.interval)); were the worth of GPUs known: "
      + NumberFormat.percentRange(outlook.intervalWithKnownCompute)
  }

  /// The screen that no pay opens; `nil` where none is closed.
  var screened: String? {
    guard let cutoff = candidate.statedCutoff, brief.acceptance.passing == 0 else { return nil }
    let there =
      brief.tipping.acceptanceThere.map { chance in
        " (\(NumberFormat.percent(chance)) if it were, 90 % range "
          + "\(brief.tipping.intervalThere.map(NumberFormat.percentRange) ?? "-"))"
      } ?? ""
    return "0 %: wants a cluster of \(NumberFormat.count(cutoff)) GPUs, ours is "
      + "\(NumberFormat.count(scenario.weighedCluster.h100e)): no cash opens this\(there)"
  }

  /// What no package exceeds, and why.
  var ceiling: String {
    let outlook = brief.acceptance
    if outlook.passing == 0 { return "nothing, while the cluster is what it is" }
    let refuse = "\(NumberFormat.percent(outlook.lapse)) refuse whatever is offered"
    let screened =
      outlook.passing < 0.9995
      ? ", \(NumberFormat.percent(1 - outlook.passing)) would not talk below a larger cluster"
      : ""
    return "at best \(NumberFormat.percent(outlook.ceiling)): \(refuse)\(screened) (assumed)"
  }

  /// Whether cash-first and compute-first come to different packages, in a sentence.
  var beliefs: String {
    let named = brief.beliefs.map { belief in
      "\(belief.preset) \(NumberFormat.percent(belief.acceptance)) "
        + "(\(NumberFormat.percentRange(belief.interval)))"
    }.joined(separator: ", ")
    guard let cash = brief.beliefs.first(where: { $0.preset == "cash-first" }),
      let compute = brief.beliefs.first(where: { $0.preset == "compute-first" }),
      brief.acceptance.passing > 0
    else { return named }
    guard cash.isPlanned, compute.isPlanned else { return named }
    if cash.planned?.id == compute.planned?.id {
      return named + "; both ends plan the same: \(choice(cash))"
    }
    return named + ". They disagree: planned cash-first, \(choice(cash)); compute-first, "
      + choice(compute)
  }

  private func choice(_ belief: Belief) -> String {
    belief.planned.map { PackageText($0, in: scenario).sentence } ?? "no offer"
  }

  /// What the offer brings, and why it is not made.
  var worth: String {
    if brief.acceptance.passing == 0 { return "nothing, while the screen is closed" }
    var brings =
      "\(NumberFormat.money(brief.expectedValue)) a year expected, before the price of its GPUs"
    guard let refusal = brief.refusal, brief.origin != .asked else { return brings }
    let reason = RefusalText(refusal, holders: { _ in brief.slotHolders })
    guard let whyNot = brief.whyNot, whyNot.package?.id == brief.package.id else {
      return "\(brings). Not made: \(reason.sentence)"
    }
    // One figure, the one that the plan weighs: with what is given back if she refuses.
    brings = "not made: " + (reason.slotTaken.map { "\($0): it " } ?? "it ")
    return brings + WhyNotText.balance(whyNot) + ", what a refusal gives back counted"
  }

  /// The alternatives with what ours is worth more, in percent of pay.
  func against(_ comparison: OfferBrief.Comparison) -> String {
    let terms = comparison.contributions.terms.filter { abs($0.worth) >= 0.0005 }
    let largest = terms.sorted { (abs($1.worth), $0.attribute) < (abs($0.worth), $1.attribute) }
    let named = largest.prefix(4)
    let rest = comparison.contributions.total - named.reduce(0) { $0 + $1.worth }
    let parts =
      named.map { "\(AttributeWords($0.attribute).label) \(Self.points($0.worth))" }
      + (largest.count > named.count
        ? ["\(largest.count - named.count) more \(Self.points(rest))"] : [])
    return "\(Self.points(comparison.contributions.total)): " + parts.joined(separator: ", ")
  }

  /// `+12`, `-3`: hundredths of log pay.
  static func points(_ logPay: Double) -> String {
    let text = NumberFormat.fixed(logPay * 100, 0)
    return logPay > 0 && text != "0" ? "+" + text : text
  }

  /// Who gives, in a sentence.
  var payers: String {
    guard let payers = brief.payers else {
      return brief.origin == .asked
        ? "not known: no plan that was proven has this package" : "not known: no plan was proven"
    }
    if payers.isEmpty { return "nobody has less because of it" }
    let start = brief.origin == .plan ? "" : "if it were made: "
    let teams = payers.filter(\.isTeam)
    let others = payers.filter { !$0.isTeam }
    var parts = teams.prefix(2).map(giving)
    if teams.count > 2 {
      let loss = teams.dropFirst(2).reduce(0) { $0 + $1.loss }
      let lose = teams.count == 3 ? "team loses" : "teams lose"
      parts.append("\(teams.count - 2) more \(lose) \(NumberFormat.money(loss))")
    }
    if !others.isEmpty {
      let named = NumberFormat.list(others.prefix(4).map(\.id))
      parts.append(
        "without it \(named) would fare better"
      )
    }
    return start + parts.joined(separator: "; ")
  }

  private func giving(_ payer: OfferBrief.Payer) -> String {
    let units = GrantText(payer.units.map { max(0, $0) }, in: scenario).sentence
    let gives = payer.units.contains { $0 > 0 } ? " gives \(units)," : ""
    let leavers =
      payer.leavers > 0.005 ? ", \(NumberFormat.signed(payer.leavers)) leavers" : ""
    let stay = payer.stay.map {
      ", stay \(NumberFormat.percentNumber($0.without)) > \(NumberFormat.percent($0.with)) "
        + "(\(NumberFormat.percentRange($0.interval)))"
    }
    return
      "\(payer.id)\(gives) loses \(NumberFormat.money(payer.loss)) a year\(stay ?? "")\(leavers)"
  }

  /// How much may be promised.
  var promise: String {
    guard let promise = brief.promise else { return "no pool can carry a guarantee" }
    let pool = scenario.pools[promise.pool].id
    if brief.isWithinPolicy { return overbooked(promise, pool) }
    if promise.likely == 0 { return "no \(pool) are set aside for this person: promise none" }
    if brief.origin == .nearest {
      return "none: the plan makes no offer; made all the same, "
        + "\(NumberFormat.grouped(promise.certain)) \(pool) would hold"
    }
    let certain = NumberFormat.grouped(promise.certain)
    let likely = NumberFormat.grouped(promise.likely)
    return promise.certain == promise.likely
      ? "\(certain) \(pool) hold whoever else accepts; do not promise more than \(likely)"
      : "\(certain) \(pool) hold whoever else accepts, \(likely) with "
        + "\(NumberFormat.percent(promise.confidence)) at the least; do not promise more than "
        + likely
  }
  // What the plan offers is promised within the risk that the policy takes.
  private func overbooked(_ promise: OfferBrief.PromiseBound, _ pool: String) -> String {
    let gpus = "\(NumberFormat.grouped(brief.package.guaranteedGPUs)) \(pool), as planned: "
    if promise.breach == 0 { return gpus + "they fit whoever else accepts" }
    let missing =
      switch scenario.policy.promising.recourse {
      case .rent: "what is missing is rented"
      case .delay: "who comes last starts later"
      case .shrink: "work without a guarantee gives way"
      }
    return gpus
      + "once accepted, promises do not all fit in \(PromiseText.years(promise.breach)), and "
      + missing
      + (promise.certain > 0
        ? "; \(NumberFormat.grouped(promise.certain)) hold whoever else accepts" : "")
  }
}

extension OfferBrief {
  /// Whether the guarantee is one that the plan makes knowing that accepted promises may not all fit.
  var isWithinPolicy: Bool {
    scenario.policy.overbooking != .hard && origin == .plan && package.guaranteedGPUs > 0
      && promise?.pool == package.pool
  }
}
