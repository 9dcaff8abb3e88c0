internal import Planning

/// How the plan treats the teams, in a sentence or two.
struct FairnessText {
  let sentence: String

  init(_ fairness: Fairness, teams: Int) {
    var parts: [String] = []
    if let most = fairness.belowPresent.first {
      parts.append(
        "\(fairness.belowPresent.count) of \(teams) teams are worth less than now (most: "
          + "\(most.team), \(NumberFormat.money(most.loss)))")
    } else {
      parts.append("no team is worth less than now")
    }
    parts.append(
      "\(fairness.belowProRata.isEmpty ? "none" : "\(fairness.belowProRata.count)") less than "
        + "with a share by heads")
    parts.append(
      fairness.zeroGrants.isEmpty
        ? "all get GPUs" : "without GPUs: \(NumberFormat.list(fairness.zeroGrants))")
    sentence = parts.joined(separator: ", ")
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
