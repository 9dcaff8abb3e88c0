import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Another package than the plan's")
struct OfferReplacementTests {
  @Test("exceeds what it does with the other offers in full, and then cannot leave them all")
  func replaced() throws {
    let limits = PlanningLimits(explains: false)
    for scenario in try QuestionCase.scenarios() {
      let plan = scenario.plan(within: limits)
      for index in scenario.candidates.indices {
        let candidate = scenario.candidates[index]
        guard let package = candidate.packages.last,
          let found = scenario.replacement(offering: package.id, toCandidate: index)
        else { continue }
        let others = plan.offers.filter { $0.isMade && $0.candidate != candidate.id }
          .compactMap(\.package)
        for pool in scenario.pools.indices where package.pool == pool {
          let promised = (others + [package]).filter { $0.pool == pool }.reduce(0) { $0 + $1.units }
          let floors = scenario.teams.reduce(0) { $0 + $1.least(of: pool) }
          #expect(
            found.exceeded.contains(scenario.pools[pool].id)
              == (promised + floors > scenario.pools[pool].capacity))
        }
        let cash = (others + [package]).reduce(0) { $0 + $1.cash + $1.dataAccessCost }
        #expect(found.exceeded.contains("cash") == (cash > scenario.cashBudget + 0.005))
        #expect(!found.changed.contains(candidate.id))
        // What exceeds a row together with the others cannot leave them all as they are.
        if found.isProven && !found.exceeded.isEmpty { #expect(!found.changed.isEmpty) }
      }
    }
  }

  @Test("the plan's own package replaces nothing")
  func own() throws {
    for scenario in try QuestionCase.scenarios() {
      let plan = scenario.plan(within: PlanningLimits(explains: false))
      for (index, offer) in plan.offers.enumerated() where offer.isMade {
        let package = try #require(offer.package)
        #expect(scenario.replacement(offering: package.id, toCandidate: index) == nil)
      }
    }
  }
}
