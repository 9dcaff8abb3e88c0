import Documents
import Scenario
import Testing

@Suite("What may be risked with promises, as a scenario says it")
struct PromisingTests {
  private func read(_ policy: String) throws(Diagnostics) -> Scenario {
    var small = SmallScenario()
    small.replace(
      "packages:\n", with: "policy: \(policy)\npackages:\n", in: "scenario.yaml")
    return try small.read()
  }

  @Test("is read with its defaults")
  func defaults() throws {
    let hard = try read("{overbooking: hard}")
    #expect(hard.policy.promising == Scenario.Promising())
    #expect(!hard.facts.contains { $0.what == "draw_down" })
    let chance = try read("{overbooking: chance}")
    #expect(chance.policy.overbooking == .chance && chance.policy.promising.overcommit == 0.05)
    for what in ["draw_down", "acceptance_correlation"] {
      let fact = try #require(chance.facts.first { $0.what == what })
      #expect(fact.isAssumption && fact.source.contains("range"))
    }
  }

  @Test("is read in full, and what is left of a market happens otherwise")
  func full() throws {
    let found = try read(
      """
      {overbooking: chance, overcommit: 1%, overcommit_year: 3%, draw_down: 85%,
        market: {rival: {probability: 20%, odds_factor: 0.5, segments: {infra: 0}},
                 boom: {probability: 0.3, log_odds: 0.4}},
        recourse: delay, recourse_per_gpu_hour: $3.10}
      """
    ).policy.promising
    #expect(found.overcommit == 0.01 && found.overcommitYear == 0.03 && found.drawDown == 0.85)
    #expect(found.recourse == .delay && found.recoursePerGPUHour == 3.1)
    #expect(found.market.map(\.id) == ["boom", "otherwise", "rival"])
    #expect(abs(found.market.reduce(0) { $0 + $1.probability } - 1) < 1e-12)
    #expect(found.market[1].logOdds == 0 && abs(found.market[1].probability - 0.5) < 1e-12)
    #expect(abs(found.market[2].logOdds + 0.693147) < 1e-6)
    #expect(found.market[2].segments == ["infra": 0])
  }

  @Test("says what means nothing in its mode")
  func idle() throws {
    let notes = try read("{overbooking: hard, overcommit: 5%, draw_down: 0.8}").notes
    #expect(
      notes.contains(
        "policy.overcommit, policy.draw_down mean nothing where policy.overbooking is hard."))
    #expect(try read("{overbooking: cost, overcommit: 5%}").notes.contains { $0.contains("cost.") })
  }

  @Test(
    "is refused where it cannot be",
    arguments: [
      ("{overbooking: maybe}", "is not one of hard, chance, cost"),
      ("{overbooking: chance, overcommit: 100%}", "policy.overcommit: is outside 0 to 0.99"),
      ("{overbooking: chance, overcommit: -1%}", "policy.overcommit: is below 0"),
      ("{overbooking: chance, overcommit_year: 2}", "policy.overcommit_year: is outside"),
      ("{overbooking: chance, draw_down: 0}", "policy.draw_down: is not above 0"),
      ("{overbooking: chance, acceptance_correlation: 1}", "is outside 0 to 0.95"),
      (
        "{overbooking: chance, market: {a: {log_odds: 1}}}",
        "policy.market.a.probability: is missing"
      ),
      (
        "{overbooking: chance, market: {a: {probability: 0.6}, b: {probability: 0.6}}}",
        "add up to 120"
      ),
      (
        "{overbooking: chance, market: {otherwise: {probability: 0.6}}}", "add up to 60"
      ),
      (
        "{overbooking: chance, market: {a: {probability: 0.6, log_odds: 1, odds_factor: 2}}}",
        "says the same as log_odds"
      ),
      (
        "{overbooking: chance, market: {a: {probability: 0.6, segments: {infrs: 1}}}}",
        "did you mean infra?"
      ),
      (
        "{overbooking: chance, acceptance_correlation: 0.1, market: {a: {probability: 1}}}",
        "both say how answers go together"
      ),
      ("{overbooking: chance, recourse: hope}", "is not one of rent, delay, shrink"),
      ("{overbooking: chance, recourse_per_gpu_hour: -1}", "is below 0"),
    ])
  func refused(policy: String, problem: String) {
    do throws(Diagnostics) {
      _ = try read(policy)
      Issue.record("read without a complaint: \(policy)")
    } catch {
      #expect("\(error)".contains(problem), "\(error)")
    }
  }

  @Test("needs a price for what is missing where that is what limits promises")
  func unpriced() throws {
    var small = SmallScenario()
    small.replace(
      "prices:\n  h100: {rent_per_gpu_hour: 2.35}\n", with: "policy: {overbooking: cost}\n",
      in: "scenario.yaml")
    #expect(throws: Diagnostics.self) { try small.read() }
    small.replace(
      "{overbooking: cost}", with: "{overbooking: cost, recourse_per_gpu_hour: 2}",
      in: "scenario.yaml")
    #expect(try small.read().policy.promising.recoursePerGPUHour == 2)
  }
}
