internal import Allocation
internal import Scenario

/// What may happen to the promises of a plan that is kept, at one point of a sweep.
struct FixedPlanRisk {
  private let scenario: Scenario
  private let uses: [PromiseDistribution]

  /// Nil where promises are kept in full.
  /// - Parameter made: Who is offered what, and P there.
  init?(
    in scenario: Scenario,
    made: [(candidate: Scenario.Candidate, package: Scenario.Package, acceptance: Double)]
  ) {
    if scenario.policy.overbooking == .hard { return nil }
    self.scenario = scenario
    uses = scenario.pools.indices.map { pool in
      PromiseDistribution(
        of: made.filter { $0.package.pool == pool }.map { offer in
          scenario.drawn(
            Promise(
              probability: min(1, max(0, offer.acceptance)), amount: Int64(offer.package.units),
              group: offer.candidate.segment))
        }, in: scenario.market)
    }
  }

  /// Why a pool cannot keep what is granted and promised; nil where it can.
  /// - Parameter capacity: What there is of the pool, rented units included.
  func conflict(_ granted: Int, of capacity: Int, _ index: Int) -> String? {
    let (pool, policy) = (scenario.pools[index].id, scenario.policy)
    if granted > capacity {
      return "the plan grants \(granted) nodes of \(pool), and the pool has \(capacity)"
    }
    let over = uses[index].overcommitProbability(room: Int64(capacity - granted))
    switch policy.overbooking {
    case .chance where !PromiseDistribution.isWithin(over, policy.promising.overcommit):
      return "accepted promises exceed \(pool) more often than policy.overcommit allows"
    // What nobody can name a price for is kept in full.
    case .cost where over > 0 && scenario.recoursePerUnitYear(of: index) == nil:
      return "accepted promises may exceed \(pool), and nobody says what a missing node costs"
    case .hard, .chance, .cost: return nil
    }
  }

  /// What being over costs on average, dollars a year; zero where nothing is paid for it.
  func recourse(leaving rooms: [Int]) -> Double {
    guard scenario.policy.overbooking == .cost else { return 0 }
    return uses.indices.reduce(0) { sum, pool in
      sum + (scenario.recoursePerUnitYear(of: pool) ?? 0)
        * uses[pool].expectedShortfall(room: Int64(max(0, rooms[pool])))
    }
  }
}
