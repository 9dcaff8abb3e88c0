internal import Scenario

extension Scenario {
  /// What a reader of a plan has to know of how it promises.
  var promiseNotes: [String] {
    let promising = policy.promising
    let explained =
      "Prices are those of a linear stand-in near the plan; their ranges, reasons in numbers and what "
      + "would change the plan are left out, because each takes a search over all promises."
    switch policy.overbooking {
    case .hard:
      return [
        "Refused promises are credited at the release prices; the proof speaks of these prices."
      ]
    case .chance:
      return [
        "Promises may be refused: as many are made as fit but for a chance of "
          + "\(Self.percent(promising.overcommit)) in each pool"
          + (promising.overcommitYear.map { ", \(Self.percent($0)) in any of them" } ?? "")
          + ". Teams, cash and role slots are kept in full, and nothing is credited for a refusal.",
        explained,
      ]
    case .cost:
      return [
        "Promises may be refused: what is missing on average is charged at its price. Teams, cash and "
          + "role slots are kept in full, and nothing is credited for a refusal.", explained,
      ]
    }
  }

  private static func percent(_ share: Double) -> String {
    let percent = (share * 1e6).rounded() / 1e4
    return percent == percent.rounded() ? "\(Int(percent)) %" : "\(percent) %"
  }
}
