import Allocation
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

/// The optimum by dynamic programming over exact uses; nil if nothing is feasible.
private func optimum(of problem: AllocationProblem) -> Int128? {
  var best: [[Int64]: Int128] = [problem.resources.map { _ in 0 }: 0]
  for claimant in problem.claimants {
    var next: [[Int64]: Int128] = [:]
    for (used, value) in best {
      for option in claimant.options {
        let use = zip(used, option.use).map(+)
        guard zip(use, problem.resources).allSatisfy({ $0 <= $1.capacity }) else { continue }
        let total = value + Int128(option.value)
        next[use] = max(next[use] ?? total, total)
      }
    }
    best = next
  }
  return best.values.max()
}

extension PlanClaim {
  /// What a plan says of itself.
  init(_ plan: Plan) {
    let pools = plan.scenario.pools
    self.init(
      status: plan.status, objective: plan.value.objective, bound: plan.value.bound,
      certifiedBound: plan.value.certifiedBound,
      releasePrices: Dictionary(
        uniqueKeysWithValues: zip(
          plan.resources.filter { $0.kind == .pool }.map(\.id), plan.value.releasePrices)),
      rows: plan.resources.map {
        Row(
          id: $0.id, capacity: $0.capacity, used: $0.used, cents: $0.certificatePrice,
          overcommit: $0.overcommit)
      },
      grants: plan.teams.map { team in
        Grant(
          team: team.id,
          gpus: Dictionary(
            uniqueKeysWithValues: zip(pools, team.granted).map { ($0.id, $0.gpusPerUnit * $1) }),
          later: team.later.map { later in
            Dictionary(
              uniqueKeysWithValues: zip(pools, later.granted).map {
                ($0.id, $0.gpusPerUnit * $1)
              })
          }, stay: team.stay, value: team.value)
      },
      offers: plan.offers.filter(\.isMade).map {
        Offer(
          candidate: $0.candidate, package: $0.package?.id ?? "", acceptance: $0.acceptance)
      }, rented: Dictionary(uniqueKeysWithValues: plan.rentals.map { ($0.pool, $0.units) }))
  }
}

@Suite("Planning, from any small scenario")
struct PlannerTests {
  @Test("the plan is the best of all, within capacity, and verifies", arguments: UInt64(1)...80)
  func best(seed: UInt64) throws {
    let scenario = try ScenarioFiles.random(seed).scenario()
    let plan = scenario.plan()
    let table = OptionTable(scenario, threads: 1)
    let problem = table.problem(releasingAt: plan.value.releasePrices)
    let expected = optimum(of: problem)
    #expect(plan.status == (expected == nil ? .infeasible : .optimal))
    #expect(plan.value.objectiveCents == expected ?? 0)
    #expect(scenario.checks(of: PlanClaim(plan)).filter { !$0.holds } == [])
    for row in plan.resources {
      #expect(row.used <= row.capacity && row.promised <= row.used)
      #expect(row.price >= 0 && row.overcommit == 0)
    }
    if plan.status == .infeasible {
      #expect(!plan.conflicts.isEmpty && plan.teams.isEmpty && plan.offers.isEmpty)
      return
    }
    #expect(plan.conflicts.isEmpty)
    #expect(plan.teams.map(\.id) == scenario.teams.map(\.id))
    #expect(plan.offers.map(\.candidate) == scenario.candidates.map(\.id))
    for team in plan.teams {
      #expect((0...1).contains(team.stay) && (0...1).contains(team.presentStay))
      #expect((0.0...1).contains(team.stayInterval.lowerBound))
      #expect((0.0...1).contains(team.stayInterval.upperBound))
    }
    for offer in plan.offers {
      #expect((0...0.95).contains(offer.acceptance))
      #expect(offer.isMade == (offer.acceptanceInterval != nil))
      #expect(offer.isMade == (offer.refusal == nil))
      if let interval = offer.acceptanceInterval {
        #expect(interval.lowerBound <= offer.acceptance + 0.05)
        #expect(offer.acceptance <= interval.upperBound + 0.05)
        #expect((0...0.95).contains(interval.lowerBound) && interval.upperBound <= 0.95)
      }
    }
  }

  @Test("the seeds above cover every kind of scenario")
  func coverage() throws {
    let scenarios = try (UInt64(1)...80).map { try ScenarioFiles.random($0).scenario() }
    #expect(scenarios.contains { $0.teams.isEmpty && !$0.candidates.isEmpty })
    #expect(scenarios.contains { $0.candidates.isEmpty && !$0.teams.isEmpty })
    #expect(scenarios.contains { $0.cashBudget == 0 && !$0.candidates.isEmpty })
    #expect(scenarios.contains { $0.pools.count == 1 })
    #expect(scenarios.contains { $0.pools.count == 2 && $0.teams.count == 4 })
    let plans = scenarios.map { $0.plan() }
    #expect(plans.contains { $0.status == .infeasible })
    #expect(plans.contains { $0.made.count > 1 })
  }

  @Test("the order of rows, columns and keys changes nothing", arguments: UInt64(1)...2)
  func order(seed: UInt64) throws {
    var lab = ScenarioFiles(.lab)
    lab.yaml = lab.yaml.replacing("draws: 4096", with: "draws: 1024")
    let straight = try lab.scenario().plan()
    let shuffled = try lab.shuffled(seed).scenario().plan()
    #expect(lab.shuffled(seed).yaml != lab.yaml)
    #expect(straight.value == shuffled.value)
    #expect(straight.resources == shuffled.resources)
    #expect(straight.teams == shuffled.teams)
    #expect(straight.offers == shuffled.offers)
    #expect(straight.search == shuffled.search)
  }

  @Test("the number of threads changes nothing", arguments: [2, 7])
  func threads(count: Int) throws {
    let scenario = try ScenarioFiles(.lab).scenario("draws=1024")
    #expect(
      scenario.plan() == scenario.plan(within: PlanningLimits(threads: count)))
  }

  @Test("a limit of no nodes leaves a plan and a bound that is one")
  func limited() throws {
    let scenario = try Scenario(.lab)
    let plan = scenario.plan(within: PlanningLimits(threads: 2, nodes: 0))
    let best = try Planned.lab.get()
    #expect(plan.status == .feasible)
    #expect(plan.value.objectiveCents <= best.value.objectiveCents)
    #expect(plan.value.boundCents >= best.value.objectiveCents)
    #expect(plan.value.boundCents <= plan.value.certifiedBoundCents)
    #expect(plan.value.relativeGap > 0 && plan.value.relativeGap < 0.001)
    #expect(scenario.checks(of: PlanClaim(plan)).filter { !$0.holds } == [])
  }
}
