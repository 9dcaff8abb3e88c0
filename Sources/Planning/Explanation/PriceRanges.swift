internal import Allocation
internal import Foundation
internal import Scenario
internal import Scoring

/// What more and less of every resource is worth, and how much of it leaves the plan as it is: every
/// figure is a problem solved again at the plan's release prices.
struct PriceRanges {
  /// Dollars a year per unit, dollar or offer; per row, nil where one of the two is not proven.
  let ranges: [ClosedRange<Double>?]
  /// Units, dollars or offers by which each row was changed for its range.
  let steps: [Double]
  /// Per row, from the least to the most, as far as there is so much and it is proven.
  let worths: [[PriceStep]]
  /// Per row; nil for rules, and where it is not proven.
  let stays: [CapacityInterval?]

  /// Doublings of the step that are asked of units; money, power and offers have fewer.
  private static let unitSteps: [Int64] = [1, 2, 4, 8, 16]
  private static let amountSteps: [Int64] = [1, 2]
  /// Halvings of a step of money or power in search of where the plan changes.
  private static let halvings = 8

  init(_ plan: Replanning, threads: Int) {
    let rows = plan.problem.resources.indices
    let changes = rows.map { CapacityChange(plan, row: $0) }
    let units = rows.map { Self.unit(of: $0, plan) }
    let isRich = WhyNots.most(for: plan.problem) == WhyNots.mostAsked
    let asked = rows.map { row in
      Self.multiples(plan.table.rows.rows[row].kind, isRich: isRich).map { $0 * units[row] }
    }
    // Of each row more first, then less.
    let found = concurrentMap(2 * rows.count, threads: threads) { index in
      let steps = asked[index / 2]
      return changes[index / 2].gains(of: index % 2 == 0 ? steps : steps.map { -$0 })
    }
    let solved = rows.map { row in
      var gains: [Int64: CapacityChange.Gain] = [:]
      for (place, step) in asked[row].enumerated() {
        gains[step] = found[2 * row][place]
        gains[-step] = found[2 * row + 1][place]
      }
      return gains
    }
    let scales = rows.map { plan.table.rows.rows[$0].scale }
    let shares = rows.map { plan.table.rows.rows[$0].share(in: plan.scenario) }
    ranges = rows.map { row in
      let unit = units[row]
      let isEmpty = plan.problem.resources[row].capacity < unit
      guard let more = solved[row][unit]?.worth,
        // Of nothing there cannot be less.
        let less = isEmpty ? -more : solved[row][-unit]?.worth
      else { return nil }
      let ends = [Double(more), -Double(less)].map {
        $0 / Double(unit) * scales[row] / 100 / shares[row] + 0
      }
      return min(ends[0], ends[1])...max(ends[0], ends[1])
    }
    steps = rows.map { Double(units[$0]) / scales[$0] }
    worths = rows.map { row in
      solved[row].sorted { $0.key < $1.key }.map {
        PriceStep(
          units: Double($0.key) / scales[row], worth: Double($0.value.worth) / 100,
          share: shares[row])
      }
    }
    stays = concurrentMap(rows.count, threads: threads) { row in
      Self.stay(changes[row], solved[row].mapValues(\.objective), row: row, plan)
    }
  }

  /// A change of the cash budget that is worth a thought: about a fifteenth, a round number of dollars.
  static func cashStep(of scenario: Scenario) -> Double { step(near: scenario.cashBudget / 15) }

  // The amount nearest to `amount` of 1, 2 or 5 with zeros; at least 1.
  private static func step(near amount: Double) -> Double {
    guard amount > 1 else { return 1 }
    let unit = pow(10, floor(log10(amount)))
    return [1, 2, 5, 10].map { $0 * unit }.min { abs($0 - amount) < abs($1 - amount) } ?? unit
  }

  // The least change that is worth a thought, in the row's whole units.
  private static func unit(of row: Int, _ plan: Replanning) -> Int64 {
    let scale = plan.table.rows.rows[row].scale
    let most = Double(plan.problem.resources[row].capacity) / scale
    return scale > 1 ? Int64(scale * step(near: most / 15)) : 1
  }

  private static func multiples(_ kind: PlanRow.Kind, isRich: Bool) -> [Int64] {
    if !isRich { return [1] }
    return switch kind {
    case .pool: unitSteps
    case .cash, .equity, .rent, .power: amountSteps
    case .slots, .rule, .blocks: [1]
    }
  }

  // With less the plan stays as long as it fits; with more, until something better does.
  private static func stay(
    _ change: CapacityChange, _ gains: [Int64: Int128], row: Int, _ plan: Replanning
  ) -> CapacityInterval? {
    let (stated, capacity) = (plan.table.rows.rows[row], plan.problem.resources[row].capacity)
    var rented: Int64 = 0
    switch stated.kind {
    case .rule, .blocks: return nil
    case .pool(let pool, _): rented = Int64(plan.table.rentedUnits(of: pool, in: plan.choice))
    default: break
    }
    let used = plan.allocation.used[row]
    let interval = { (to: Int64?) in
      CapacityInterval(
        from: Double(max(0, used + rented)) / stated.scale,
        to: to.map { Double(capacity + rented + $0) / stated.scale })
    }
    // Prices are monotone: where more is worth nothing, less than that is.
    var same = gains.filter { $0.key > 0 && $0.value == 0 }.keys.max() ?? 0
    var better = gains.filter { $0.key > 0 && $0.value > 0 }.keys.min()
    if better == nil {
      let most = max(same, change.most - capacity)
      guard let gain = most == same ? 0 : change.gain(of: most)?.objective else { return nil }
      if gain == 0 { return interval(nil) }
      better = most
    }
    guard var better else { return nil }
    let finest = stated.scale > 1 ? max(1, (better - same) >> halvings) : 1
    while better - same > finest {
      let middle = same + (better - same) / 2
      guard let gain = change.gain(of: middle)?.objective else { return nil }
      if gain == 0 { same = middle } else { better = middle }
    }
    return interval(same)
  }
}
