import Allocation
import Choice
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Questions about what a plan is worth")
struct QuestionWorthTests {
  // Planned from files in which the change is written down.
  @Test(
    "money is worth what the changed scenario is planned to be worth",
    arguments: [(BuyAnswer.Kind.cash, 3e6), (.buy, 1e6), (.buy, 3e6)])
  func money(kind: BuyAnswer.Kind, dollars: Double) throws {
    let scenario = try Scenario(.lab)
    let answer = try #require(scenario.buyAnswer(dollars: dollars).found)
    let limits = PlanningLimits(explains: false)
    let present = scenario.plan(within: limits).value
    for way in answer.ways where way.kind == kind {
      let nodes = ["h100": ("bay-1", 127), "a100": ("bay-2", 64)][way.pool ?? ""]
      let change =
        nodes.map { "clusters.\($0.0).nodes=\($0.1 + way.units)" }
        ?? "budget.cash=\(7.4e6 + dollars)"
      let changed = try Scenario(.lab, overrides: [Scenario.Override(argument: change)])
      // At the same release prices: otherwise the two would differ by the credit as well.
      let found = solve(
        OptionTable(changed, threads: 1).problem(releasingAt: present.releasePrices))
      let worth = Double(found.objective) / 100 - present.objective
      #expect(abs((way.worth ?? .nan) - worth) < 1, "\(change)")
      #expect(way.cost <= dollars)
      if let perGPU = way.dollarsPerGPU {
        #expect(dollars - way.cost < 8 * perGPU)
        #expect(abs(way.cost - perGPU * 8 * Double(way.units)) < 1e-6 * dollars)
      }
    }
  }

  @Test("a bought GPU costs a year of its price and a year of power")
  func cost() throws {
    var terms = PurchaseTerms()
    #expect(abs((terms.dollarsPerGPUYear("h100") ?? 0) - (37_700 / 4 + 1.43 * 8_760 * 0.08)) < 1e-9)
    terms.price["h100"] = 30_000
    terms.years = 5
    terms.dollarsPerKilowattHour = 0.1
    terms.powerUsageEffectiveness = 1.5
    #expect(
      abs((terms.dollarsPerGPUYear("h100") ?? 0) - (6_000 + 1.43 * 8_760 * 0.1 * 1.5)) < 1e-9)
    #expect(terms.dollarsPerGPUYear("abacus") == nil)
    #expect(
      terms.facts(of: ["h100"]).allSatisfy { $0.isAssumption == $0.what.hasPrefix("power of") })
    #expect(PurchaseTerms().facts(of: ["h100", "a100"]).allSatisfy { $0.isAssumption })
  }

  @Test("half of an offer's GPUs cost what a plan with that package alone is worth less")
  func halved() throws {
    for scenario in try QuestionCase.scenarios() {
      guard let answer = scenario.gpuAnswer().found else { continue }
      let table = OptionTable(scenario, threads: 1)
      let release = ReleasePrices(table)
      let best = solve(release.problem, within: .default)
      for offer in answer.offers {
        guard let half = offer.halved, let loss = half.loss else { continue }
        let place = try #require(
          scenario.candidates.firstIndex { $0.id == offer.candidate })
        let package = offer.package.guaranteeing(half.units, of: offer.pool, in: scenario)
        #expect(half.units == offer.package.units / 2 && half.gpus == package.guaranteedGPUs)
        var alone = scenario
        alone.candidates[place].packages = [package]
        let changed = OptionTable(alone, threads: 1)
        let problem = changed.problem(releasingAt: release.dollars)
        let claimant = scenario.teams.count + place
        // Worth nothing by itself, it would never be offered, and there is nothing to compare.
        guard problem.claimants[claimant].options.count == 2 else { continue }
        let bound = problem.replacingOptions(
          ofClaimant: claimant, with: [problem.claimants[claimant].options[1]])
        let forced = solve(bound, within: .default)
        #expect(abs(Double(best.objective - forced.objective) / 100 - loss) < 1)
      }
      #expect(answer.offers.map(\.net) == answer.offers.map(\.net).sorted(by: >))
    }
  }

  @Test("half of an overbooked offer is accepted as often as the smaller package")
  func halvedPromises() throws {
    let scenario = try Scenario(
      .hospital,
      overrides: [
        Scenario.Override(path: "policy.overbooking", value: "chance"),
        Scenario.Override(path: "policy.overcommit", value: "20%"),
      ])
    let answer = try #require(scenario.gpuAnswer().found)
    let table = OptionTable(scenario, threads: 1)
    let best = table.solved(table.unreleased, within: .promises)
    var seen = 0
    for offer in answer.offers {
      guard let half = offer.halved, let loss = half.loss else { continue }
      let place = try #require(scenario.candidates.firstIndex { $0.id == offer.candidate })
      var alone = scenario
      alone.candidates[place].packages = [
        offer.package.guaranteeing(half.units, of: offer.pool, in: scenario)
      ]
      let changed = OptionTable(alone, threads: 1)
      let claimant = scenario.teams.count + place
      let options = changed.unreleased.claimants[claimant].options
      if options.count != 2 { continue }
      let forced = changed.solved(
        changed.unreleased.replacingOptions(ofClaimant: claimant, with: [options[1]]),
        within: .promises)
      #expect(abs(Double(best.objective - forced.objective) / 100 - loss) < 1)
      seen += 1
    }
    #expect(seen > 0)
  }

  @Test("the next node brings what the definition says")
  func nextNode() throws {
    for scenario in try QuestionCase.scenarios() {
      guard let answer = scenario.gpuAnswer().found else { continue }
      for offer in answer.offers {
        let candidate = try #require(QuestionCase.candidate(offer.candidate, in: scenario))
        let worth = HireWorth(candidate, in: scenario)
        let reference = ReferenceDesk(candidate, in: scenario)
        func value(_ units: Int) -> Double {
          let package = offer.package.guaranteeing(units, of: offer.pool, in: scenario)
          return worth.expectedValue(of: package, acceptance: reference(package))
        }
        let gain = value(offer.package.units + 1) - value(offer.package.units)
        #expect(abs(offer.gain - gain) < 4e-6 * candidate.hireValue)
      }
      for refused in answer.refused {
        #expect(refused.whyNot.loss > -1)
        #expect(!answer.offers.contains { $0.candidate == refused.candidate })
      }
    }
  }

  // Without a chance of its own the question keeps to the policy: promises count in full.
  @Test(
    "both tails of offers are those of every subset counted", arguments: [1, 2, 3],
    [nil, 0.8, 0.99])
  func tails(wanted: Int, keeping: Double?) throws {
    for scenario in try QuestionCase.scenarios() {
      let answered = scenario.offersAnswer(
        accepting: wanted, confidence: 0.8, keeping: keeping)
      guard let answer = answered.found else { continue }
      #expect(answer.keeping == keeping ?? 1)
      let tolerated = keeping.map { 1 - $0 + 1e-12 } ?? 0
      var out: [OffersAnswer.Step] = []
      for step in answer.steps {
        if step.skipped == nil { out.append(step) }
        #expect(step.offers == out.count)
        let chances = out.map(\.chance.probability)
        let enough = Self.probability(of: chances) { $0.count { $0 } >= wanted }
        #expect(abs(step.success.probability - enough) < 1e-12)
        let shown = step.skipped == nil ? out : out + [step]
        for breach in step.breaches where breach.row == "cash" {
          let cash = shown.map { $0.package.cash + $0.package.dataAccessCost }
          let over = Self.probability(of: shown.map(\.chance.probability)) { accepts in
            zip(accepts, cash).reduce(0) { $0 + ($1.0 ? $1.1 : 0) } > scenario.cashBudget + 0.005
          }
          #expect(abs(breach.probability - over) < 1e-12)
        }
        for breach in step.breaches where step.skipped == nil {
          #expect(breach.probability <= tolerated, "\(breach.row)")
        }
        for slot in scenario.roleSlots {
          #expect(
            out.count {
              QuestionCase.candidate($0.candidate, in: scenario)?.slot == slot.id
            } <= slot.count)
        }
      }
      let first = out.first { $0.success.probability >= 0.8 }?.offers
      #expect(answer.enough == first)
      let values = answer.steps.map(\.value)
      #expect(values == values.sorted(by: >))
    }
  }

  /// The chance of an event over all ways in which independent people answer.
  private static func probability(
    of chances: [Double], _ happens: ([Bool]) -> Bool
  ) -> Double {
    (0..<(1 << chances.count)).reduce(0) { sum, bits in
      let accepts = chances.indices.map { bits >> $0 & 1 == 1 }
      guard happens(accepts) else { return sum }
      return sum + zip(accepts, chances).reduce(1) { $0 * ($1.0 ? $1.1 : 1 - $1.1) }
    }
  }
}
