public import Planning
public import Scenario

/// Which package a letter may promise, or why none: a letter is written only of what holds.
///
/// What the plan offers holds: in full, or, where promises may be refused, within the risk that the
/// policy takes. A package that somebody chose
/// instead holds if some plan can carry it: its nodes are there when every team has its floor, the
/// budget can pay it, and her role has a slot.
public enum LetterPromise: Sendable {
  /// What may be promised.
  case package(Scenario.Package)
  /// Why nothing may, in a sentence for whoever asked; it has no place in the letter.
  case refused(String)

  /// The promise of a plan to one candidate.
  ///
  /// - Parameters:
  ///   - candidate: One of the plan's scenario.
  ///   - choice: Another of her packages than the plan's; nil takes the plan's.
  public init(
    to candidate: Scenario.Candidate, choosing choice: Scenario.Package? = nil, in plan: Plan
  ) {
    if let conflict = plan.conflicts.first {
      self = .refused("no plan is feasible: \(conflict.sentence)")
      return
    }
    guard let offer = plan.offers.first(where: { $0.candidate == candidate.id }) else {
      self = .refused("no plan was found within the limits of the search")
      return
    }
    if let choice {
      self =
        Self.fault(of: choice, for: candidate, in: plan.scenario).map(Self.refused)
        ?? .package(choice)
    } else if offer.isMade, let package = offer.package {
      self = .package(package)
    } else {
      self = .refused(Self.reason(offer, in: plan))
    }
  }

  private static func reason(_ offer: OfferPlan, in plan: Plan) -> String {
    "the plan makes \(offer.candidate) no offer: "
      + (WhyNotText(offer, in: plan)?.sentence ?? "none of her packages is worth considering")
  }

  // Why no plan whatever can carry a package; nil where one can.
  private static func fault(
    of package: Scenario.Package, for candidate: Scenario.Candidate, in scenario: Scenario
  ) -> String? {
    if let place = package.pool {
      let pool = scenario.pools[place]
      let floors = scenario.teams.reduce(0) { $0 + $1.least(of: place) }
      let room = max(0, pool.capacity - floors)
      if package.units > room {
        return "\(package.id) promises \(NumberFormat.grouped(package.guaranteedGPUs)) GPUs of "
          + "\(pool.id), and the floors of teams leave fewer: the largest promise that holds is "
          + "\(NumberFormat.grouped(room * pool.gpusPerUnit)) GPUs"
      }
    }
    // Whole cents, as the plan counts them.
    if package.cash + package.dataAccessCost > scenario.cashBudget + 0.005 {
      return "\(package.id) takes more cash than budget.cash has"
    }
    if let slot = scenario.roleSlots.first(where: { $0.id == candidate.slot }), slot.count == 0 {
      return "there is no \(slot.id) slot"
    }
    return nil
  }
}
