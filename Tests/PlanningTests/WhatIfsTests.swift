import Scenario
import ScenarioFixtures
import Testing

@testable import Allocation
@testable import Planning

@Suite("What would change the plan")
struct WhatIfsTests {
  // Without promises of GPUs no release prices differ between two plans.
  @Test(
    "each change that the command line can state does what planning it again does",
    arguments: 0..<40)
  func replanned(seed: UInt64) throws {
    var files = ScenarioFiles.random(seed)
    files.candidates = files.candidates.replacing("8|16", with: "0").replacing("0|8", with: "0")
    let plan = try files.scenario().plan()
    for whatIf in plan.whatIfs where whatIf.isProven && !whatIf.overrides.isEmpty {
      try check(whatIf, plan, files.scenario(changes: whatIf.overrides))
    }
  }

  @Test("the lab's changes likewise; rent and cash bring something, failures cost")
  func lab() throws {
    let plan = try Planned.lab.get()
    let table = OptionTable(plan.scenario, threads: 2)
    let release = ReleasePrices(table)
    for whatIf in plan.whatIfs where !whatIf.overrides.isEmpty {
      let changed = try Scenario(.lab, overrides: whatIf.overrides)
      guard let worth = whatIf.worth else {
        try check(whatIf, plan, changed)
        continue
      }
      // Scored from the start, and solved from nothing, at the release prices of the plan.
      let other = ReleasePrices(of: release, for: OptionTable(changed, threads: 2))
      let objective = Double(solve(other.problem).objective) / 100
      #expect(abs(worth - (objective - plan.value.objective)) < 0.02)
    }
    for whatIf in plan.whatIfs {
      switch whatIf.change {
      case .rent("h100", let units, let cost):
        #expect(units == 8 && abs(cost - 1_317_504) < 1)
        #expect(try #require(whatIf.worth) > cost)
        let paid = try #require(whatIf.worthIfPaidInCash)
        #expect(try paid < #require(whatIf.worth))
      case .rent(let pool, _, let cost):
        #expect(pool == "a100")
        #expect(try #require(whatIf.worth) < cost)
      case .cash(let dollars):
        #expect(dollars == 500_000)
        #expect(abs(try #require(whatIf.worth) - 200_000) < 20_000)
      case .failure(let pool, let units, let left):
        #expect(pool == "h100" && units == 3 && left == 992)
        #expect(whatIf.screensClosed.map(\.candidate) == ["C-07"])
        #expect(whatIf.screensClosed.map(\.cutoff) == [1000])
        #expect(whatIf.offersDropped == ["C-07"])
        #expect(try #require(whatIf.worth) < 0)
      case .preset(let preset):
        #expect(whatIf.worth == nil)
        #expect(whatIf.offersAdded == [preset == "compute-first" ? "C-08" : "C-12"])
        #expect(whatIf.offersDropped == [preset == "compute-first" ? "C-06" : "C-05"])
      }
    }
    #expect(plan.whatIfs.count == 6)
  }

  @Test("what is rented for a pool nobody looks at is worth what owning it would be")
  func rent() throws {
    let plan = try Planned.lab.get()
    let rent = try #require(
      plan.whatIfs.first { if case .rent("a100", _, _) = $0.change { true } else { false } })
    let larger = try Scenario(.lab, overrides: [.init(path: "clusters.bay-2.nodes", value: "68")])
    let release = ReleasePrices(OptionTable(plan.scenario, threads: 2))
    let owned = ReleasePrices(of: release, for: OptionTable(larger, threads: 2))
    let worth = Double(solve(owned.problem).objective) / 100 - plan.value.objective
    #expect(abs(try #require(rent.worth) - worth) < 0.02)
  }

  @Test("failures that break a floor leave no plan, and say so")
  func infeasible() throws {
    let plan = try Scenario(
      .lab,
      overrides: [.init(path: "teams[pretraining].floor_gpus.h100", value: "400")]
        + [.init(path: "teams[posttraining].floor_gpus.h100", value: "304")]
        + [.init(path: "teams[serving].floor_gpus.h100", value: "176")]
    ).plan(within: PlanningLimits(threads: 2))
    let failure = try #require(
      plan.whatIfs.first { if case .failure = $0.change { true } else { false } })
    #expect(failure.isInfeasible && failure.isProven && failure.worth == nil)
  }

  private func check(_ whatIf: WhatIf, _ plan: Plan, _ changed: Scenario) throws {
    let other = changed.plan(within: .quick)
    #expect((other.status == .infeasible) == whatIf.isInfeasible)
    if let worth = whatIf.worth {
      #expect(abs(worth - (other.value.objective - plan.value.objective)) < 0.02)
    }
    if whatIf.isInfeasible { return }
    let before = Set(plan.offers.filter(\.isMade).map(\.candidate))
    let after = Set(other.offers.filter(\.isMade).map(\.candidate))
    #expect(whatIf.offersAdded == after.subtracting(before).sorted())
    #expect(whatIf.offersDropped == before.subtracting(after).sorted())
    #expect(whatIf.acceptances.map(\.candidate) == before.intersection(after).sorted())
    for change in whatIf.acceptances {
      #expect(change.before == plan.offer(change.candidate)?.acceptance)
      #expect(change.after == other.offer(change.candidate)?.acceptance)
    }
  }
}

extension ScenarioFiles {
  /// The scenario with typed changes.
  func scenario(changes: [Scenario.Override]) throws -> Scenario {
    try ScenarioSource(files: all, in: "test").scenario(with: changes)
  }
}
