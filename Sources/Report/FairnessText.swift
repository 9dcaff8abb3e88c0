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

  /// `$1.2M`; `no plan keeps it`.
  static func price(of floor: Fairness.Floor) -> String {
    floor.price.map { abs($0) < 0.5 ? "nothing" : NumberFormat.money($0) } ?? "no plan keeps it"
  }

  /// Who would rather have another's grant; `nil` where nobody would.
  static func envy(_ fairness: Fairness) -> String? {
    fairness.worstEnvy.map { worst in
      "\(worst.team) would be worth \(NumberFormat.money(worst.gain)) more with what \(worst.of) "
        + "gets; so in \(fairness.envyPairs) pair\(fairness.envyPairs == 1 ? "" : "s") of teams"
    }
  }
}
