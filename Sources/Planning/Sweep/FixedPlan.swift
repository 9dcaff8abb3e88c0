internal import Allocation
internal import Scenario

/// Grants and packages that are kept while circumstances change.
struct FixedPlan: Sendable {
  /// Units by team; `[teams][pools]`.
  let grants: [[Int]]
  /// The package of each candidate.
  let kept: KeptPackages
  /// Whether it is offered.
  let isMade: [Bool]
  /// At which prices refused promises are credited, dollars per unit and year; `[pools]`.
  let releasePrices: [Double]

  /// What a plan grants and offers; nil where there is no plan.
  init?(_ plan: BasePlan, following kept: KeptPackages) {
    guard let choice = plan.allocation.choice else { return nil }
    grants = plan.table.teams.indices.map { plan.table.teams[$0].options[choice[$0]].units }
    self.kept = kept
    isMade = plan.table.candidates.indices.map { plan.table.offer(to: $0, in: choice) != nil }
    releasePrices = plan.release.dollars
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
    promised = scenario.pools.indices.map { pool in
      made.reduce(0) { $0 + ($1.1.pool == pool ? $1.1.units : 0) }
    }
    var reasons = offered.compactMap { index -> String? in
      guard let terms = terms[index] else {
        return "\(scenario.candidates[index].id): the menu does not make the package any more"
      }
      return terms.conflict
    }
    let cash = made.reduce(cents(scenario.hiredCash)) {
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
    zip(pools, granted).map { $0.capacity - $1 }
  }

  /// Why the plan does not fit; nil where it does.
  /// - Parameter risk: What may happen to each pool; nil where promises are kept in full.
  func conflict(in pools: [Scenario.Pool], _ risk: FixedPlanRisk?) -> String? {
    let overfull = pools.indices.compactMap { index -> String? in
      let pool = pools[index]
      if let risk { return risk.conflict(granted[index], of: pool, index) }
      let needed = granted[index] + promised[index]
      if needed <= pool.capacity { return nil }
      return "the plan takes \(needed) nodes of \(pool.id), and the pool has \(pool.capacity)"
    }
    let all = overfull + reasons
    return all.isEmpty ? nil : all.joined(separator: "; ")
  }
}
