internal import Planning
internal import Scenario

/// Neighbouring periods of a pool in which its promises stand the same, drawn together.
struct PromiseStretch {
  /// The pool's id.
  let pool: String
  /// `h100`, `h100 until month 3`, `h100 from month 3`, `h100 from month 2 to 5`.
  let when: String
  /// What may happen in it; the same in all its periods.
  let risk: PromiseRisk
  /// Dollars a year of one missing unit, over all its periods; nil where nobody knows.
  let unitCost: Double?

  /// The stretches of all pools that are promised from, by pool and in the order of time.
  static func all(of plan: Plan) -> [PromiseStretch] {
    plan.scenario.pools.flatMap { pool in
      stretches(
        of: plan.resources.filter { CapacityText.pool(of: $0, in: plan.scenario)?.id == pool.id },
        pool.id, in: plan.scenario)
    }
  }

  private static func stretches(
    of rows: [ResourcePlan], _ pool: String, in scenario: Scenario
  ) -> [PromiseStretch] {
    var runs: [[ResourcePlan]] = []
    for row in rows {
      if let last = runs.last?.last, isSame(last.promise, row.promise) {
        runs[runs.count - 1].append(row)
      } else {
        runs.append([row])
      }
    }
    return runs.compactMap { run in
      guard let risk = run[0].promise, risk.promised > 0 else { return nil }
      let costs = run.compactMap { $0.promise?.unitCost }
      return PromiseStretch(
        pool: pool, when: when(run, in: scenario), risk: risk,
        unitCost: costs.count == run.count ? costs.reduce(0, +) : nil)
    }
  }

  // What a unit costs differs with the length of a period, and counts for as long.
  private static func isSame(_ left: PromiseRisk?, _ right: PromiseRisk?) -> Bool {
    guard var left, var right else { return false }
    // Where all fits, how much more would fit says nothing.
    if left.isKept, right.isKept { return left.promised == right.promised }
    (left.unitCost, right.unitCost) = (nil, nil)
    return left == right
  }

  private static func when(_ run: [ResourcePlan], in scenario: Scenario) -> String {
    guard let first = run.first?.period, let last = run.last?.period else { return "" }
    let isLast = last.end >= scenario.horizonMonths
    return switch (first.start == 0, isLast) {
    case (true, true): ""
    case (true, false): " until month \(last.end)"
    case (false, true): " from month \(first.start)"
    case (false, false): " from month \(first.start) to \(last.end)"
    }
  }
}

extension PromiseRisk {
  /// Whether there is room for all that is promised.
  fileprivate var isKept: Bool { overcommit == 0 && promised <= room }
}
