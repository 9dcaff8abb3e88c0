internal import Allocation
internal import Foundation
internal import Scenario
internal import Scoring

/// What a little more and a little less of every resource is worth, each solved again.
struct PriceRanges {
  /// Dollars a year per unit, dollar or offer; per row, nil where one of the two is not proven.
  let ranges: [ClosedRange<Double>?]
  /// Units, dollars or offers by which each row was changed.
  let steps: [Double]

  init(_ plan: Replanning, threads: Int) {
    let rows = plan.problem.resources
    let steps = rows.indices.map { row -> Int64 in
      let scale = plan.table.rows.rows[row].scale
      let most = Double(rows[row].capacity) / scale
      return scale > 1 ? Int64(scale * Self.step(near: most / 15)) : 1
    }
    let worths = concurrentMap(2 * rows.count, threads: threads) { index in
      let row = index / 2
      let change = index % 2 == 0 ? steps[row] : -steps[row]
      return Self.worth(of: change, row: row, plan)
    }
    ranges = rows.indices.map { row in
      guard let more = worths[2 * row] else { return nil }
      // Of nothing there cannot be less.
      guard let less = rows[row].capacity < steps[row] ? more : worths[2 * row + 1] else {
        return nil
      }
      let stated = plan.table.rows.rows[row]
      let unit = stated.scale / 100 / stated.share(in: plan.scenario)
      return (min(more, less) * unit + 0)...(max(more, less) * unit + 0)
    }
    self.steps = rows.indices.map {
      Double(steps[$0]) / plan.table.rows.rows[$0].scale
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

  // Cents per unit of the row.
  private static func worth(of change: Int64, row: Int, _ plan: Replanning) -> Double? {
    var (problem, near) = (plan.problem, plan.choice.map(Int?.some))
    var capacities = problem.resources.map(\.capacity)
    capacities[row] += change
    if capacities[row] < 0 { return nil }
    if change > 0, row < plan.table.cashRow, isHeldWhole(row, plan) {
      var scenario = plan.scenario
      scenario.pools[row].rentedUnits += Int(change)
      let larger = OptionTable(scenario, like: plan.table, threads: 1)
      problem = larger.problem(releasingAt: plan.release.dollars)
      near = larger.options(like: plan.choice, of: plan.table)
    } else if change > 0, row == plan.table.cashRow,
      plan.scenario.candidates.contains(where: { !$0.beyondBudget.isEmpty })
    {
      let budget = plan.scenario.cashBudget + Double(change) / 100
      let richer = OptionTable(
        plan.scenario.budgeting(cash: budget), like: plan.table, threads: 1)
      problem = richer.problem(releasingAt: plan.release.dollars)
      near = richer.options(like: plan.choice, of: plan.table)
    }
    return plan.optimum(of: problem.replacingCapacities(capacities), near: [near]).map {
      Double($0.objective - plan.allocation.objective) / Double(change)
    }
  }

  // Whether one team has the whole pool: only then may it want grants that the plan did not value.
  private static func isHeldWhole(_ pool: Int, _ plan: Replanning) -> Bool {
    plan.table.teams.indices.contains {
      plan.units($0, plan.choice[$0])[pool] == plan.scenario.pools[pool].capacity
    }
  }
}
