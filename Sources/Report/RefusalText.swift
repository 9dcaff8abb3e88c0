internal import Planning
internal import Scenario

/// Why a candidate gets no offer, in a sentence.
struct RefusalText {
  let sentence: String
  /// That a role's slots are taken, and by whom; `nil` for other reasons.
  let slotTaken: String?

  init(_ refusal: Refusal, in plan: Plan) {
    if case .noRoom(let gain) = refusal, gain >= 500, plan.scenario.policy.overbooking != .hard {
      self.init(
        sentence:
          "worth about \(NumberFormat.money(gain)) a year by the prices, which stand in for promises: "
          + "no better plan with it was found")
      return
    }
    self.init(refusal, holders: { Self.holders(of: $0, in: plan) })
  }

  private init(sentence: String) {
    self.sentence = sentence
    slotTaken = nil
  }

  /// - Parameter holders: The candidates who take the slots of a role.
  init(_ refusal: Refusal, holders: (String) -> [String]) {
    slotTaken = Self.slotTaken(refusal, holders)
    switch refusal {
    case .screened(let cutoff, let cluster):
      sentence =
        "wants a cluster of \(NumberFormat.count(cutoff)) GPUs, ours is "
        + "\(NumberFormat.count(cluster)): no cash opens this"
    case .worthless(let loss):
      sentence =
        "the best package loses \(NumberFormat.money(loss)) a year even when GPUs are free"
    case .noPackage:
      sentence = "no package of the menu may be offered"
    case .noSlot(let role, let shortBy):
      let taken = holders(role)
      sentence =
        taken.isEmpty
        ? "there is no \(role) slot"
        : "no \(role) slot left: \(NumberFormat.money(shortBy)) a year short of "
          + NumberFormat.list(taken)
    case .noCash(let cheapest, let budget):
      sentence =
        "no package fits a budget of \(NumberFormat.money(budget)): the cheapest worth offering "
        + "takes \(NumberFormat.money(cheapest))"
    case .tooDear(let loss) where loss < 0.5:
      sentence = "as good as what is chosen: a tie at these prices"
    case .tooDear(let loss):
      sentence =
        "costs others about \(NumberFormat.money(loss)) a year more than it brings, by the prices"
    case .noRoom(let gain) where gain < 500:
      sentence = "as good as what is chosen: a tie at these prices"
    case .noRoom(let gain):
      sentence =
        "worth \(NumberFormat.money(gain)) a year at these prices, but what is left of the pools "
        + "and the budget is too small for it"
    }
  }

  private static func slotTaken(
    _ refusal: Refusal, _ holders: (String) -> [String]
  ) -> String? {
    guard case .noSlot(let role, _) = refusal else { return nil }
    let taken = holders(role)
    return taken.isEmpty
      ? "there is no \(role) slot" : "\(role) is full"
  }

  private static func holders(of role: String, in plan: Plan) -> [String] {
    plan.offers.filter { offer in
      offer.isMade
        && plan.scenario.candidates.contains { $0.id == offer.candidate && $0.slot == role }
    }.map(\.candidate)
  }
}
