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
  func conflict(_ granted: Int, of pool: Scenario.Pool, _ index: Int) -> String? {
    if granted > pool.capacity {
      return "the plan grants \(granted) nodes of \(pool.id), and the pool has \(pool.capacity)"
    }
    let policy = scenario.policy
    let over = uses[index].overcommitProbability(room: Int64(pool.capacity - granted))
    guard policy.overbooking == .chance,
      !PromiseDistribution.isWithin(over, policy.promising.overcommit)
    else { return nil }
    return "accepted promises exceed \(pool.id) more often than policy.overcommit allows"
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
