import Choice
import Scenario
import Scoring
import Testing

@testable import Planning

// What each shipped case claims at its head, to the digits that it prints there.
@Suite("The four cases that ship with the program")
struct BuiltinCasesTests {
  @Test("each plans to a proven optimum", arguments: BuiltinScenario.allCases)
  func plans(example: BuiltinScenario) throws {
    let plan = try Scenario(example).plan()
    #expect(plan.status == .optimal)
    #expect(!plan.scenario.inputs.isEmpty && plan.scenario.name == example.name)
  }

  @Test(
    "the cases show every package, the lab none: it has too many",
    arguments: BuiltinScenario.allCases)
  func menus(example: BuiltinScenario) throws {
    let plan = try Scenario(example).plan(within: .quick)
    for (offer, candidate) in zip(plan.offers, plan.scenario.candidates) {
      let isShort = (2...6).contains(candidate.packages.count)
      #expect(offer.menu.map(\.package) == (isShort ? candidate.packages : []))
      let shown = offer.menu.first { $0.package == offer.package }
      #expect(shown == nil || shown?.acceptance == offer.acceptance)
    }
  }

  @Test("lower cash wins: less pay than the rival, more than a half, and better than more cash")
  func lowerCashWins() throws {
    let plan = try Scenario(.lowerCashWins).plan()
    let offer = try #require(plan.offer("C-05"))
    let package = try #require(offer.package)
    #expect(offer.isMade && package.id == "with-gpus" && package.guaranteedGPUs == 32)
    #expect(abs(offer.acceptance - 0.60) < 0.01)
    let candidate = plan.scenario.candidates[0]
    let rival = try #require(candidate.rivals.first)
    let discount = plan.scenario.behaviour.equityDiscount
    let pay = { (alternative: Alternative) in alternative.cash + discount * alternative.equity }
    #expect(abs(pay(package.alternative) - 735_000) < 1e-6 && abs(pay(rival) - 860_000) < 1e-6)
    let cash = try #require(candidate.packages.first { $0.id == "cash-only" })
    #expect(pay(cash.alternative) > pay(rival) && cash.guaranteedGPUs == 0)
    let other = try acceptance(of: cash, to: candidate, in: plan.scenario)
    #expect(abs(other - 0.53) < 0.01 && other < offer.acceptance)
  }

  @Test("no cash opens it: exactly nothing for every package, and a larger cluster does")
  func noCashOpensIt() throws {
    let scenario = try Scenario(.noCashOpensIt)
    let candidate = scenario.candidates[0]
    #expect(candidate.packages.map(\.cash).max() == 100_000_000)
    #expect(scenario.cashBudget > 100_000_000)
    for package in candidate.packages {
      #expect(try acceptance(of: package, to: candidate, in: scenario) == 0)
    }
    let offer = try #require(scenario.plan().offer("C-03"))
    #expect(!offer.isMade && offer.acceptance == 0)
    #expect(offer.refusal == .screened(cutoff: 10_000, cluster: 1016))
    let larger = try Scenario(
      .noCashOpensIt,
      overrides: [Scenario.Override(path: "clusters.bay-1.nodes", value: "1250")])
    #expect(try #require(larger.plan().offer("C-03")).acceptance > 0.3)
  }

  @Test("data beats GPUs: the data is offered, and wins more often than a node would")
  func dataBeatsGPUs() throws {
    let plan = try Scenario(.dataBeatsGPUs).plan()
    let offer = try #require(plan.offer("C-09"))
    #expect(offer.isMade && offer.package?.id == "data" && offer.pool == nil)
    #expect(abs(offer.acceptance - 0.32) < 0.01)
    let candidate = plan.scenario.candidates[0]
    let node = try #require(candidate.packages.first { $0.id == "gpus" })
    #expect(node.guaranteedGPUs == 8 && node.cash == offer.package?.cash)
    #expect(abs(try acceptance(of: node, to: candidate, in: plan.scenario) - 0.29) < 0.01)
  }

  @Test("a net negative hire: brings 845k, costs the team 1.55 million, and is not made")
  func netNegativeHire() throws {
    let plan = try Scenario(.netNegativeHire).plan()
    let offer = try #require(plan.offer("C-05"))
    #expect(!offer.isMade && offer.package?.guaranteedGPUs == 32)
    #expect(abs(offer.acceptance - 0.60) < 0.01)
    #expect(abs(offer.expectedValue - 845_000) < 10_000)
    #expect(plan.team("interpretability")?.granted == [6, 4])
    let whyNot = try #require(offer.whyNot)
    #expect(abs(whyNot.gain - 845_000) < 10_000 && abs(whyNot.loss - 700_000) < 20_000)
    #expect(whyNot.payers.map(\.id) == ["interpretability"])
    // The same four nodes, out of service: what the team loses is then all that is lost.
    let without = try Scenario(
      .netNegativeHire,
      overrides: [Scenario.Override(path: "clusters.bay-1.nodes", value: "123")]
    ).plan()
    let team = try #require(without.team("interpretability"))
    #expect(team.granted == [6, 0])
    let loss = team.presentValue - team.value
    #expect(abs(loss - 1_552_000) < 10_000)
    #expect(abs(offer.expectedValue - loss + 700_000) < 20_000)
  }

  private func acceptance(
    of package: Scenario.Package, to candidate: Scenario.Candidate, in scenario: Scenario
  ) throws -> Double {
    let coefficients = try #require(
      scenario.coefficients(of: candidate.segment, at: candidate.stage))
    let draws = TasteDraws(
      of: candidate.id, coefficients: coefficients, seed: scenario.seed, count: scenario.draws)
    return Contest(
      candidate.situation(with: coefficients), clusterGPUs: scenario.weighedCluster.h100e,
      draws: draws
    ).probability(of: package.alternative)
  }
}
