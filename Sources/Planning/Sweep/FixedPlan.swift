internal import Allocation
internal import Scenario

/// Grants and packages that are kept while circumstances change: those of the beginning of the horizon.
struct FixedPlan: Sendable {
  /// Units by team; `[teams][pools]`.
  let grants: [[Int]]
  /// The package of each candidate.
  let kept: KeptPackages
  /// Whether it is offered.
  let isMade: [Bool]
  /// Units that are rented; `[pools]`.
  let rented: [Int]
  // At which prices refused promises are credited, dollars per unit and year; `[periods, pools]`.
  private let releasePrices: [Double]
  // When each period begins and ends, as parts of the horizon.
  private let spans: [Range<Double>]

  /// What a plan grants and offers; nil where there is no plan.
  init?(_ plan: BasePlan, following kept: KeptPackages) {
    guard let choice = plan.allocation.choice else { return nil }
    grants = plan.table.teams.indices.map { plan.table.teams[$0].options[choice[$0]].units }
    self.kept = kept
    isMade = plan.table.candidates.indices.map { plan.table.offer(to: $0, in: choice) != nil }
    rented = plan.scenario.pools.indices.map { plan.table.rentedUnits(of: $0, in: choice) }
    releasePrices = plan.release.dollars
    spans = plan.scenario.spans(of: plan.table.rows.periods)
  }

  /// The release prices in the periods of a scenario with the same pools; `[periods, pools]`.
  ///
  /// A price of the kept plan is paid for as much of its period as a period there covers.
  func releasePrices(in scenario: Scenario, _ periods: [Scenario.Period]) -> [Double] {
    let pools = scenario.pools.indices
    return scenario.spans(of: periods).flatMap { span in
      pools.map { pool in
        spans.indices.reduce(0) { sum, old in
          let length = spans[old].upperBound - spans[old].lowerBound
          let overlap = span.clamped(to: spans[old])
          return sum + releasePrices[old * pools.count + pool]
            * ((overlap.upperBound - overlap.lowerBound) / length)
        }
      }
    }
  }

  /// What is rented costs in a scenario, dollars a year.
  func rent(in scenario: Scenario) -> Double {
    zip(rented, scenario.pools).reduce(0) {
      $0 + Double($1.0) * ($1.1.rentPerUnitYear ?? 0)
    }
  }

  /// What the plan takes in a scenario, whatever the sizes of the clusters.
  /// - Parameter terms: What the packages are there.
  func use(in scenario: Scenario, at terms: [KeptPackages.Terms?]) -> FixedPlanUse {
    FixedPlanUse(self, in: scenario, at: terms)
  }
}

/// What a plan that is kept takes, and what speaks against it.
struct FixedPlanUse: Sendable {
  private let granted: [Int]
  private let rented: [Int]
  private let promised: [Int]
  // What does not depend on the sizes of clusters.
  private let reasons: [String]
  /// Whether every package that is offered can be made at all.
  let isWhole: Bool

  fileprivate init(
    _ plan: FixedPlan, in scenario: Scenario, at terms: [KeptPackages.Terms?]
  ) {
    let offered = scenario.candidates.indices.filter { plan.isMade[$0] }
    let made = offered.compactMap { index in
      terms[index].map { (scenario.candidates[index], $0.package) }
    }
    isWhole = made.count == offered.count
    granted = scenario.pools.indices.map { pool in
      plan.grants.reduce(scenario.hiredUnits(of: pool)) { $0 + $1[pool] }
    }
    rented = plan.rented
    promised = scenario.pools.indices.map { pool in
      made.reduce(0) { $0 + ($1.1.pool == pool ? $1.1.units : 0) }
    }
    var reasons = offered.compactMap { index -> String? in
      guard let terms = terms[index] else {
        return "\(scenario.candidates[index].id): the menu does not make the package any more"
      }
      return terms.conflict
    }
    let rent = scenario.rentBudget == nil ? cents(plan.rent(in: scenario)) : 0
    let cash = made.reduce(cents(scenario.hiredCash) + rent) {
      $0 + cents($1.1.cash + $1.1.dataAccessCost)
    }
    if cash > cents(scenario.cashBudget) {
      reasons.append("the offers take more cash than there is")
    }
    for slot in scenario.roleSlots {
      let taken =
        made.count { $0.0.slot == slot.id }
        + scenario.answers.count { $0.isYes && $0.candidate.slot == slot.id }
      if taken > slot.count {
        reasons.append("\(taken) offers for \(slot.id), and there are \(slot.count) slots")
      }
    }
    for (team, units) in zip(scenario.teams, plan.grants) {
      let isWithin = units.indices.allSatisfy { pool in
        units[pool] >= team.least(of: pool) && units[pool] <= team.most(of: pool) ?? .max
      }
      if !isWithin { reasons.append("the grant of \(team.id) is outside its floors and ceilings") }
    }
    self.reasons = reasons
  }

  /// Units of each pool that are granted to nobody.
  func rooms(in pools: [Scenario.Pool]) -> [Int] {
    pools.indices.map { pools[$0].capacity + rented[$0] - granted[$0] }
  }

  /// Why the plan does not fit; nil where it does.
  /// - Parameter risk: What may happen to each pool; nil where promises are kept in full.
  func conflict(in pools: [Scenario.Pool], _ risk: FixedPlanRisk?) -> String? {
    let overfull = pools.indices.compactMap { index -> String? in
      let pool = pools[index]
      let capacity = pool.capacity + rented[index]
      if let risk { return risk.conflict(granted[index], of: capacity, index) }
      let needed = granted[index] + promised[index]
      if needed <= capacity { return nil }
      return "the plan takes \(needed) nodes of \(pool.id), and the pool has \(capacity)"
    }
    let all = overfull + reasons
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }
}

extension Scenario {
  /// When periods begin and end, as parts of the horizon.
  fileprivate func spans(of periods: [Period]) -> [Range<Double>] {
    periods.map {
      Double($0.start) / Double(horizonMonths)..<Double($0.end) / Double(horizonMonths)
    }
  }
}
