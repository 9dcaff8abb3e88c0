internal import Allocation
internal import Choice
internal import Foundation
internal import Scenario
internal import Scoring
internal import Topology

/// Changed circumstances, each planned again: rent, cash, failures, other beliefs.
///
/// All at the plan's own release prices, so that two worths differ by the change alone; only another
/// belief, with which no worth is compared, is planned from the start.
struct WhatIfs {
  let whatIfs: [WhatIf]

  init(_ plan: Replanning, threads: Int) {
    let changes = Self.changes(plan)
    // The last ones score everybody anew and take longest: they go first, so that no thread waits.
    whatIfs = concurrentMap(changes.count, threads: threads) { index in
      changes[changes.count - 1 - index].whatIf(plan)
    }.reversed()
  }

  private static func changes(_ plan: Replanning) -> [PlannedChange] {
    let (scenario, prices) = (plan.scenario, plan.prices)
    var changes: [PlannedChange] = []
    for (index, pool) in scenario.pools.enumerated() where prices[index] > 0 {
      guard let rent = pool.rentPerUnitYear, pool.capacity > 0 else { continue }
      let units = 1 << max(0, Int(log2(Double(pool.capacity) / 16).rounded()))
      changes.append(.rent(pool: index, units: units, cost: Double(units) * rent))
    }
    if prices[plan.table.cashRow] > 0 {
      changes.append(.cash(PriceRanges.cashStep(of: scenario)))
    }
    if let failure = Failure(in: scenario) {
      changes.append(.failure(pool: failure.pool, nodes: failure.nodes))
    }
    changes += Preset.shipped.filter { $0 != scenario.preset }.map { .preset($0) }
    return changes
  }
}

/// How many nodes have to fail to be worth a thought.
private struct Failure {
  let pool: Int
  let nodes: Int

  /// In the cluster that people weigh: as many as close a screen that is open now, if few do; else as
  /// many as there are spares, or one.
  init?(in scenario: Scenario) {
    guard let largest = scenario.weighedPool, scenario.pools[largest].capacity > 0 else {
      return nil
    }
    let weighed = scenario.weighedCluster
    let pool = scenario.pools[largest]
    let few = max(1, pool.capacity / 16)
    let closing = scenario.candidates.compactMap(\.statedCutoff)
      .filter { $0 <= weighed.h100e }
      .map { Int(((weighed.h100e - $0) / pool.h100ePerUnit).rounded(.down)) + 1 }.min()
    let spares = min(max(1, pool.geometry.spareNodes), few)
    self.pool = largest
    nodes = min(closing.flatMap { $0 <= few ? $0 : nil } ?? spares, pool.capacity)
  }
}

/// A change as the planner makes it.
private enum PlannedChange: Sendable {
  case rent(pool: Int, units: Int, cost: Double)
  case cash(Double)
  case failure(pool: Int, nodes: Int)
  case preset(Preset)

  func whatIf(_ plan: Replanning) -> WhatIf {
    let scenario = scenario(plan.scenario)
    let (changed, isInfeasible) = Self.replan(scenario, plan)
    var whatIf = WhatIf(
      change: stated(scenario, in: plan.scenario), overrides: overrides(plan.scenario),
      offersAdded: [], offersDropped: [], screensClosed: screensClosed(by: scenario, plan),
      acceptances: [], isProven: changed != nil || isInfeasible, isInfeasible: isInfeasible)
    guard let changed else { return whatIf }
    if case .preset = self {
    } else {
      whatIf.worth = Self.difference(changed, plan)
    }
    if case .rent(_, _, let cost) = self, cost <= scenario.cashBudget {
      var poorer = scenario
      poorer.cashBudget -= cost
      whatIf.worthIfPaidInCash = Self.replan(poorer, plan).plan.map { Self.difference($0, plan) }
    }
    for (index, candidate) in plan.scenario.candidates.enumerated() {
      switch (plan.acceptance(of: index), changed.acceptance(of: index)) {
      case (nil, .some): whatIf.offersAdded.append(candidate.id)
      case (.some, nil): whatIf.offersDropped.append(candidate.id)
      case (let before?, let after?):
        whatIf.acceptances.append(
          WhatIf.AcceptanceChange(candidate: candidate.id, before: before, after: after))
      case (nil, nil): break
      }
    }
    return whatIf
  }

  private func scenario(_ before: Scenario) -> Scenario {
    var scenario = before
    switch self {
    case .rent(let pool, let units, _): scenario.pools[pool].rentedUnits += units
    case .cash(let dollars):
      scenario = before.budgeting(cash: before.cashBudget + dollars)
    case .failure(let pool, let nodes): scenario = before.failing(nodes, ofPool: pool)
    case .preset(let preset): scenario.preset = preset
    }
    return scenario
  }

  private func stated(_ after: Scenario, in before: Scenario) -> WhatIf.Change {
    switch self {
    case .rent(let pool, let units, let cost):
      .rent(pool: before.pools[pool].id, units: units, cost: cost)
    case .cash(let dollars): .cash(dollars)
    case .failure(let pool, let nodes):
      .failure(
        pool: before.pools[pool].id, units: nodes, clusterLeft: after.weighedCluster.h100e)
    case .preset(let preset): .preset(preset.id)
    }
  }

  // What would say the same on the command line; a cluster that a file describes cannot be changed
  // there.
  private func overrides(_ scenario: Scenario) -> [Scenario.Override] {
    switch self {
    case .rent: return []
    case .cash(let dollars):
      return [Scenario.Override(path: "budget.cash", value: plain(scenario.cashBudget + dollars))]
    case .failure(let pool, let nodes):
      let id = scenario.pools[pool].cluster
      guard let cluster = scenario.clusters.first(where: { $0.id == id }), cluster.origin == nil,
        cluster.topology.pools.count == 1
      else { return [] }
      return [
        Scenario.Override(
          path: "clusters.\(id).failed_nodes", value: String(cluster.failedNodes + nodes))
      ]
    case .preset(let preset): return [Scenario.Override(path: "preset", value: preset.id)]
    }
  }

  private func plain(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
  }

  private func screensClosed(by after: Scenario, _ plan: Replanning) -> [WhatIf.ClosedScreen] {
    let (before, after) = (plan.scenario.weighedCluster.h100e, after.weighedCluster.h100e)
    return plan.scenario.candidates.compactMap { candidate in
      candidate.statedCutoff.flatMap { cutoff in
        cutoff <= before && cutoff > after
          ? WhatIf.ClosedScreen(candidate: candidate.id, cutoff: cutoff) : nil
      }
    }
  }

  private static func replan(
    _ scenario: Scenario, _ plan: Replanning
  ) -> (plan: Replanning?, isInfeasible: Bool) {
    let table = OptionTable(scenario, like: plan.table, threads: 1)
    return scenario.preset == plan.scenario.preset
      ? plan.plan(comparing: table) : plan.plan(anew: table)
  }

  private static func difference(_ changed: Replanning, _ plan: Replanning) -> Double {
    Double(changed.worthCents - plan.worthCents) / 100
  }
}
