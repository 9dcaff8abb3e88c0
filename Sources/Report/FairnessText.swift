internal import Planning

/// How the plan treats the teams, in a sentence or two.
struct FairnessText {
  let sentence: String

  init(_ fairness: Fairness, teams: Int) {
    let (now, heads) = (fairness.belowPresent.count, fairness.belowProRata.count)
    let grants =
      fairness.zeroGrants.isEmpty
      ? "none starved" : "no GPUs for \(NumberFormat.list(fairness.zeroGrants))"
    let losers =
      now == 0
      ? "no team loses against now"
      : "\(now) of \(teams) teams lose\(now == 1 ? "s" : "") against now"
    sentence = "\(losers), \(heads == 0 ? "none" : "\(heads)") against shares by head; \(grants)"
  }

  /// What it costs against the most valuable plan; `nil` where it is that.
  static func price(_ fairness: Fairness) -> String? {
    guard let price = fairness.price else { return nil }
    let cost =
      price.loss < 0.5
      ? "costs nothing" : "costs \(NumberFormat.money(price.loss)) a year"
    let proof = price.isProven ? "" : ", which is not proven"
    return "fairness \(cost) against the most valuable plan "
      + "(\(NumberFormat.money(price.mostValuable)))\(proof); \(lowest(fairness))"
  }

  /// `the lowest output is 87 % of now (multimodal)`.
  static func lowest(_ fairness: Fairness) -> String {
    let team = fairness.teams.min { ($0.utility, $0.team) < ($1.utility, $1.team) }
    return "the lowest output is \(share(fairness.minimum)) of now"
      + (team.map { " (\($0.team))" } ?? "")
  }

  /// `$1.2M`; `nothing`.
  static func cost(_ price: Double) -> String {
    abs(price) < 0.5 ? "nothing" : NumberFormat.money(price)
  }

  /// `87 %`, `100.3 %`: with a tenth where a whole number would say more than is so.
  static func share(_ share: Double) -> String {
    let percent = share * 100
    let isWhole = abs(percent - percent.rounded()) < 1e-4
    return NumberFormat.fixed(percent, isWhole ? 0 : 1) + " %"
  }

  /// What a point of the curve is; empty for a floor like others.
  static func name(of index: Int, on curve: FairnessCurve) -> String {
    if index == 0 { return "the most valuable plan" }
    let isLast = index == curve.floors.count - 1 && curve.maxMin != nil
    let isKnee = curve.floors[index].share == curve.knee
    return [isKnee ? "the knee" : "", isLast ? "the highest that fits" : ""]
      .filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Who would rather have another's grant; `nil` where nobody would.
  static func envy(_ fairness: Fairness) -> String? {
    fairness.worstEnvy.map { worst in
      "\(worst.team) would be worth \(NumberFormat.money(worst.gain)) more with what \(worst.of) "
        + "gets; so in \(fairness.envyPairs) pair\(fairness.envyPairs == 1 ? "" : "s") of teams"
    }
  }
}
