import Scenario
import ScenarioFixtures
import Testing
import Topology

@testable import Planning

@Suite("moves against today's placement") struct PlanMovesTests {
  private static func plan(_ changes: String...) throws -> Plan {
    let files = BlockPlanTests.files(
      nodes: 12, perRack: 4, blocks: [1, 2, 1], ceilings: [6, 6, 6])
    let stated = try changes.map { try Scenario.Override(argument: $0) }
    return try ScenarioSource(files: files.all, in: "test").scenario(with: stated).plan()
  }

  private static let today = [
    "teams[t0].current_nodes=11", "teams[t1].current_nodes=5", "teams[t2].current_nodes=0",
  ]

  @Test("without today's nodes nothing is said of moves")
  func unknown() throws {
    let plan = try Self.plan()
    #expect(plan.teams.allSatisfy { $0.movedNodes == nil && $0.groupsCrossed != nil })
    #expect(plan.resources.allSatisfy { $0.placement?.moved == nil })
  }

  @Test("whoever has as many as before keeps them all")
  func kept() throws {
    let plan = try Self.plan(Self.today[0], Self.today[1], Self.today[2], "policy.move_cost=1000")
    for (team, node) in zip(plan.teams, [11, 5, 0]) where team.granted[0] > 0 {
      #expect(team.movedNodes == 0)
      #expect(team.placement.contains { $0.nodes.contains(node) })
    }
    #expect(plan.resources[0].placement?.moved == 0)
    #expect(plan.resources[0].placement?.isBest == true)
    #expect(plan.notes.allSatisfy { !$0.contains("Moving") })
  }

  @Test("a node that failed is left, and what that costs is said apart from the plan's worth")
  func failed() throws {
    let free = try Self.plan("clusters.big.failed_nodes=1")
    let plan = try Self.plan(
      Self.today[0], "policy.move_cost=1000", "clusters.big.failed_nodes=1")
    #expect(plan.teams[0].granted[0] > 0)
    #expect(plan.teams[0].movedNodes == 1)
    #expect(plan.teams[1].movedNodes == nil)
    #expect(plan.notes.contains { $0.contains("Moving teams off 1 node costs 1000 dollars") })
    #expect(plan.value.objectiveCents == free.value.objectiveCents)
  }

  private func checked(_ plan: Plan, _ change: (inout PlanClaim) -> Void = { _ in }) -> Check? {
    var claim = PlanClaim(
      status: plan.status, objective: plan.value.objective, bound: plan.value.bound,
      certifiedBound: plan.value.certifiedBound, releasePrices: ["h100": 0],
      rows: plan.resources.map {
        PlanClaim.Row(
          id: $0.id, capacity: $0.capacity, used: $0.used, cents: $0.certificatePrice,
          overcommit: $0.overcommit)
      },
      grants: plan.teams.map {
        PlanClaim.Grant(
          team: $0.id, gpus: ["h100": 8 * $0.granted[0]], stay: $0.stay, value: $0.value)
      }, offers: [])
    claim.places = plan.teams.flatMap { team in
      team.placement.map {
        PlanClaim.Place(
          team: team.id, pool: $0.pool, firstNode: $0.nodes.lowerBound, nodes: $0.nodes.count)
      }
    }
    change(&claim)
    return plan.scenario.checks(of: claim).first { $0.what == "placement" }
  }

  @Test("stated places are gone through: nodes once, in the pool, as many as granted, blocks whole")
  func verified() throws {
    let plan = try Self.plan()
    #expect(checked(plan)?.holds == true)
    #expect(checked(plan) { $0.places = nil } == nil)
    let last = try #require(plan.teams[1].placement.first)
    let index = try #require(
      plan.teams.flatMap(\.placement).firstIndex { $0.nodes == last.nodes })
    let wrongs: [((inout PlanClaim) -> Void, String)] = [
      ({ $0.places?.removeLast() }, "for a grant of"),
      ({ $0.places?[index].firstNode = -1 }, "lies beyond"),
      ({ $0.places?[index].nodes = .max }, "lies beyond"),
      ({ $0.places?[index].firstNode = 11 }, ""),
      ({ $0.places?[0].team = "somebody" }, "somebody"),
      ({ $0.places?[0].pool = "a100" }, "there is no pool"),
    ]
    for (change, words) in wrongs {
      let found = try #require(checked(plan, change))
      #expect(!found.holds)
      #expect(found.detail.contains(words), "\(found.detail)")
    }
  }

  @Test("a block across two racks is found")
  func broken() throws {
    let plan = try Self.plan()
    let found = checked(plan) { claim in
      // t1 as neighbours of which one block lies across the border of racks.
      let own = claim.places?.filter { $0.team == "t1" }.reduce(0) { $0 + $1.nodes } ?? 0
      claim.places?.removeAll { _ in true }
      claim.places?.append(PlanClaim.Place(team: "t1", pool: "h100", firstNode: 3, nodes: own))
    }
    #expect(found?.detail.contains("a block of h100 lies in two domains") == true)
  }
}
