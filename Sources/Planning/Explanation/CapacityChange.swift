internal import Allocation
internal import Scenario

/// Solves a plan again with more or less of one row, at the same release prices.
struct CapacityChange: Sendable {
  private let plan: Replanning
  private let row: Int
  // Without any of it no claimant does with less.
  private let least: Int64

  init(_ plan: Replanning, row: Int) {
    self.plan = plan
    self.row = row
    least = plan.problem.claimants.reduce(0) { sum, claimant in
      sum + (claimant.options.map { $0.use[row] }.min() ?? 0)
    }
  }

  /// What all claimants could use of the row at most, in its whole units.
  var most: Int64 {
    plan.problem.claimants.reduce(0) { sum, claimant in
      sum + (claimant.options.map { $0.use[row] }.max() ?? 0)
    }
  }

  /// What a change brings, in cents.
  struct Gain {
    /// Of what the plan makes as large as it can; never less with more of a row.
    var objective: Int128
    /// In money: the same but in a plan of the greatest Nash welfare, which counts teams otherwise.
    var worth: Int128
  }

  /// What the plan would gain; nil where nothing is left or proven.
  ///
  /// - Parameter change: In the row's whole units.
  func gain(of change: Int64) -> Gain? { optimum(after: change, near: nil)?.gain }

  /// The same for several changes, the smallest first, each of which shows the next where to look.
  func gains(of changes: [Int64]) -> [Gain?] {
    var nearby: [Int]?
    return changes.map { change in
      let found = optimum(after: change, near: nearby)
      nearby = found?.choice ?? nearby
      return found?.gain
    }
  }

  // The choice is one of the plan's own options; nil where it had others.
  private func optimum(
    after change: Int64, near nearby: [Int]?
  ) -> (gain: Gain, choice: [Int]?)? {
    var (table, problem) = (plan.table, plan.problem)
    var near = ([plan.choice] + (nearby.map { [$0] } ?? [])).map { $0.map(Int?.some) }
    var isWidened = false
    var capacities = problem.resources.map(\.capacity)
    capacities[row] += change
    if capacities[row] < 0 || capacities[row] < least { return nil }
    if change > 0, let larger = widened(by: change) {
      (table, problem) = (larger, larger.problem(releasingAt: plan.release.dollars))
      near = [larger.options(like: plan.choice, of: plan.table)]
      isWidened = true
    }
    if problem.resources.count != capacities.count { return nil }
    let found = plan.optimum(of: problem.replacingCapacities(capacities), near: near)
    // Options of another table stand for other grants: of how these pack nothing is known.
    guard let found, let choice = found.choice,
      plan.table.slotsSuffice || (!isWidened && plan.table.isKnownToPack(choice))
    else { return nil }
    let gain = found.objective - plan.allocation.objective
    let isMoney = table.rule.objective != .nash
    return (
      Gain(
        objective: gain,
        worth: isMoney ? gain : table.worth(of: choice, in: problem) - plan.worthCents),
      isWidened ? nil : choice
    )
  }

  // With what nobody could have had before; nil where the options stay as they are.
  private func widened(by change: Int64) -> OptionTable? {
    let table = plan.table
    if row < table.cashRow, isNearlyHeldWhole(pool: row, with: Int(change)) {
      var scenario = plan.table.rule.pinned(plan.scenario)
      scenario.pools[row].rentedUnits += Int(change)
      return OptionTable(scenario, like: table, threads: 1)
    }
    guard row == table.cashRow,
      plan.scenario.candidates.contains(where: { !$0.beyondBudget.isEmpty })
    else { return nil }
    let budget = plan.scenario.cashBudget + Double(change) / 100
    return OptionTable(
      table.rule.pinned(plan.scenario).budgeting(cash: budget), like: table, threads: 1)
  }

  // Whether one team has the pool but for what is added: only then may it want grants that the plan did
  // not value.
  private func isNearlyHeldWhole(pool: Int, with change: Int) -> Bool {
    plan.table.teams.indices.contains {
      plan.units($0, plan.choice[$0])[pool] + change > plan.scenario.pools[pool].mostUnits
    }
  }
}
