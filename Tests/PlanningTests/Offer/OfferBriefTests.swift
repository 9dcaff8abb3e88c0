import Scenario
import ScenarioFixtures
import Testing

@testable import Allocation
@testable import Choice
@testable import Planning

@Suite("The brief of a candidate")
struct OfferBriefTests {
  @Test("says of an offer what the plan says", arguments: ["C-01", "C-02", "C-05", "C-09", "C-11"])
  func asPlanned(id: String) throws {
    let brief = try Briefs.of(id)
    let plan = brief.scenario.plan(within: PlanningLimits(threads: 2, explains: false))
    let offer = try #require(plan.offers.first { $0.candidate == id })
    #expect(brief.origin == .plan && brief.refusal == nil && brief.package == offer.package)
    #expect(abs(brief.acceptance.probability - offer.acceptance) < 1e-6)
    let interval = try #require(offer.acceptanceInterval)
    #expect(abs(brief.acceptance.interval.lowerBound - interval.lowerBound) < 1e-6)
    #expect(abs(brief.acceptance.interval.upperBound - interval.upperBound) < 1e-6)
    #expect(brief.acceptance.simulationError == offer.simulationError)
    let leverage = try #require(offer.leverage)
    #expect(abs((brief.compute?.here.hiring ?? 0) - (leverage.hiring ?? 0)) < 1e-4)
    let belief = try #require(brief.beliefs.first { $0.preset == "undecided" })
    #expect(abs(belief.acceptance - offer.acceptance) < 1e-6)
    #expect(abs((belief.leverage?.returns ?? 0) - (leverage.returns ?? 0)) < 1e-4)
  }

  @Test(
    "gives the plan's reason and alternative where none is made",
    arguments: ["C-04", "C-08", "C-10"])
  func asRefused(id: String) throws {
    let brief = try Briefs.of(id)
    let plan = brief.scenario.plan(within: PlanningLimits(threads: 2))
    let offer = try #require(plan.offers.first { $0.candidate == id })
    let whyNot = try #require(offer.whyNot)
    #expect(brief.origin == .nearest && brief.package == whyNot.package)
    #expect(brief.whyNot?.gain == whyNot.gain && brief.whyNot?.loss == whyNot.loss)
    #expect(brief.whyNot?.payers == whyNot.payers)
  }

  @Test("whom the offer costs: all others together lose what the plan without it says")
  func payers() throws {
    let brief = try Briefs.of("C-02")
    let scenario = brief.scenario
    let table = OptionTable(scenario, threads: 2)
    let release = ReleasePrices(table)
    let plan = try #require(
      Replanning(table, release, solve(release.problem, within: .default), .default))
    let index = try #require(scenario.candidates.firstIndex { $0.id == "C-02" })
    let claimant = table.teams.count + index
    let without = try #require(
      plan.optimum(binding: claimant, to: [0], in: plan.problem))
    let gains = plan.problem.claimants.indices.filter { $0 != claimant }.map {
      plan.dollars($0, without.choice[$0]) - plan.dollars($0, plan.choice[$0])
    }
    #expect(
      abs(
        try #require(brief.payers).reduce(0) { $0 + $1.loss } - gains.filter { $0 > 0 }.reduce(0, +)
      ) < 1)
    #expect(try #require(brief.payers).allSatisfy { $0.loss > 0 && ($0.stay == nil) == !$0.isTeam })
    for payer in try #require(brief.payers) {
      guard let stay = payer.stay else { continue }
      #expect(stay.interval.contains(stay.with))
      #expect(stay.with <= stay.without + 1e-12 || payer.units.allSatisfy { $0 <= 0 })
    }
  }

  @Test("intervals hold the probability, and knowing what compute is worth narrows them")
  func intervals() throws {
    for (id, brief) in Briefs.lab.sorted(by: { $0.key < $1.key }) {
      let outlook = brief.acceptance
      #expect(outlook.interval.contains(outlook.probability) || outlook.passing == 0, "\(id)")
      func width(_ range: ClosedRange<Double>) -> Double { range.upperBound - range.lowerBound }
      #expect(width(outlook.intervalWithKnownCompute) <= width(outlook.interval) + 0.02)
      #expect(outlook.probability <= outlook.ceiling)
      for ranked in brief.packages {
        #expect(ranked.interval.contains(ranked.acceptance) || ranked.acceptance == 0)
      }
      #expect(brief.packages.contains { $0.package.id == brief.package.id })
      #expect(brief.packages.map(\.net) == brief.packages.map(\.net).sorted(by: >))
    }
  }

  @Test("the cheapest mix is the cheapest of all contents, each at the cash it needs")
  func cheapest() throws {
    let scenario = try Scenario(.lab)
    for id in ["C-05", "C-09"] {
      let brief = try Briefs.of(id)
      let desk = try Briefs.desk(id, in: scenario)
      let mix = try #require(brief.needed.first { $0.level == 0.5 }?.mix)
      var best = Double.infinity
      for package in desk.candidate.packages {
        guard let cash = desk.cash(for: 0.5, with: package) else { continue }
        let units = package.pool.map { brief.prices.units[$0] * Double(package.units) } ?? 0
        let cost =
          cash + package.equity + package.dataAccessCost
          + desk.candidate.hireValue * package.autonomyCostShare
          + units * (1 - scenario.policy.releaseShare * 0.5) / 0.5
        best = min(best, cost)
      }
      #expect(abs(mix.cost / best - 1) < 1e-6)
      #expect(abs(desk.probability(of: mix.package) - 0.5) < 1e-6)
    }
  }

  @Test("prices that exceed a limit of ours say so: the budget, the worth of the hire")
  func limits() throws {
    let brief = try Briefs.of("C-02")
    for needed in brief.needed {
      if let cash = needed.cash {
        #expect(
          needed.cashLimits.contains(.cashBudget(brief.scenario.cashBudget))
            == (cash + brief.package.dataAccessCost > brief.scenario.cashBudget))
      }
      if let mix = needed.mix {
        #expect(
          mix.limits.contains(.hireValue(brief.candidate.hireValue))
            == (mix.cost > brief.candidate.hireValue))
      }
    }
    let capped = try Scenario(
      .lab, overrides: [Scenario.Override(path: "candidates[C-02].cash_most", value: "2.9M")])
    let found = try #require(capped.offerBrief(for: "C-02"))
    #expect(try #require(found.needed.first).cashLimits.contains(.cashMost(2_900_000)))
  }

  @Test("the whole menu is ranked where that is asked for, each package with its range")
  func wholeMenu() throws {
    let scenario = try Scenario(.lab)
    let brief = try #require(
      scenario.offerBrief(for: "C-10", packages: .max, within: PlanningLimits(threads: 2)))
    #expect(brief.packages.count == brief.packageCount)
    #expect(
      brief.packages.prefix(4).map(\.net)
        == Array(try Briefs.of("C-10").packages.map(\.net).prefix(4)))
    for ranked in brief.packages { #expect(ranked.interval.contains(ranked.acceptance)) }
  }

  @Test("a mix for a higher level is never cheaper")
  func mixesRise() {
    for brief in Briefs.lab.values {
      let costs = brief.needed.compactMap { $0.mix?.cost }
      #expect(costs == costs.sorted())
    }
  }

  @Test("whom an asked package costs is told against a plan without any offer to her")
  func askedPayers() throws {
    let scenario = try Scenario(.lab)
    let own = try Briefs.of("C-05")
    let same = try #require(scenario.offerBrief(for: "C-05", package: own.package.id))
    #expect(same.origin == .plan && same.payers == own.payers)
    let other = try #require(
      scenario.offerBrief(for: "C-05", package: "1.3x_64-h100_autonomy-0.4_data-0.9"))
    #expect(try #require(other.payers).contains { $0.isTeam && $0.units.contains { $0 > 0 } })
    // A package that is worth nothing is in no plan: nobody knows whom it would cost.
    let poor = try Scenario(
      .lab, overrides: [Scenario.Override(path: "candidates[C-10].hire_value", value: "500000")])
    let brief = try #require(
      poor.offerBrief(for: "C-10", package: "1.5x_8-h100_autonomy-0.9_data-0.9"))
    #expect(brief.payers == nil)
  }

  @Test("amounts have no end that a currency could reach, and forfeiture none that traps")
  func largeAmounts() throws {
    var lab = try Scenario(.lab)
    let index = try #require(lab.candidates.firstIndex { $0.id == "C-05" })
    let factor = 1e5
    lab.candidates[index].rivals = lab.candidates[index].rivals.map { rival in
      var rival = rival
      (rival.cash, rival.equity) = (rival.cash * factor, rival.equity * factor)
      return rival
    }
    lab.candidates[index].stay.cash *= factor
    lab.candidates[index].forfeited = 3e10
    lab.candidates[index].packages = lab.candidates[index].packages.map {
      $0.paying($0.cash * factor)
    }
    let desk = try Briefs.desk("C-05", in: lab)
    let package = try #require(desk.candidate.packages.first)
    let cash = try #require(desk.cash(for: 0.7, with: package))
    #expect(abs(desk.probability(of: package.paying(cash)) - 0.7) < 1e-6)
  }

  @Test("a package asked for by name is the one discussed; an unknown one is none")
  func asked() throws {
    let scenario = try Scenario(.lab)
    let id = "1.3x_64-h100_autonomy-0.4_data-0.9"
    let brief = try #require(scenario.offerBrief(for: "C-05", package: id))
    #expect(brief.origin == .asked && brief.package.id == id)
    #expect(brief.promise?.pool == brief.package.pool)
    #expect(scenario.offerBrief(for: "C-05", package: "gold") == nil)
    #expect(scenario.offerBrief(for: "C-99") == nil)
  }

  @Test("any number of threads says the same")
  func threads() throws {
    let scenario = try Scenario(.lab)
    let one = scenario.offerBrief(for: "C-05", within: PlanningLimits(threads: 1))
    #expect(one == scenario.offerBrief(for: "C-05", within: PlanningLimits(threads: 3)))
  }

  @Test(
    "every small scenario has a brief for each candidate, or nothing to offer", arguments: 0..<40)
  func random(seed: UInt64) throws {
    guard let scenario = try? ScenarioFiles.random(seed).scenario() else { return }
    for candidate in scenario.candidates {
      guard let brief = scenario.offerBrief(for: candidate.id) else { continue }
      #expect(brief.acceptance.probability <= brief.acceptance.ceiling + 1e-9)
      for needed in brief.needed {
        let desk = try Briefs.desk(candidate.id, in: scenario)
        guard let cash = needed.cash else { continue }
        let p = desk.probability(of: brief.package.paying(cash))
        #expect(abs(p - needed.level) < 1e-6 || (cash <= 2 && p >= needed.level))
      }
      if let promise = brief.promise {
        #expect(promise.certain <= promise.likely)
      }
    }
  }
}

@Suite("How many GPUs may be promised")
struct PromiseBoundTests {
  /// P(the others' accepted units exceed the room), by trying every set of answers.
  private func breach(_ others: [(units: Int, chance: Double)], room: Int) -> Double {
    (0..<(1 << others.count)).reduce(0.0) { sum, set in
      var (units, chance) = (0, 1.0)
      for (index, other) in others.enumerated() {
        let accepts = set & (1 << index) != 0
        units += accepts ? other.units : 0
        chance *= accepts ? other.chance : 1 - other.chance
      }
      return sum + (units > room ? chance : 0)
    }
  }

  @Test("the largest promise holds with 95 %, and one node more does not, by trying all answers")
  func bruteForce() throws {
    let lab = try Scenario(.lab)
    let plan = lab.plan(within: PlanningLimits(threads: 2, explains: false))
    for offer in plan.offers where offer.isMade {
      guard let pool = offer.package?.pool, let units = offer.package?.units else { continue }
      let bound = try #require(try Briefs.of(offer.candidate).promise)
      let others = plan.offers.filter {
        $0.isMade && $0.candidate != offer.candidate && $0.package?.pool == pool
      }.map { ($0.package?.units ?? 0, $0.acceptance) }
      let granted = plan.teams.reduce(0) { $0 + $1.granted[pool] }
      let room = lab.pools[pool].capacity - granted
      let likely = bound.likely / lab.pools[pool].gpusPerUnit
      #expect(breach(others, room: room - likely) <= 0.05)
      #expect(likely == room || breach(others, room: room - likely - 1) > 0.05)
      #expect(bound.certain >= units * lab.pools[pool].gpusPerUnit)
      #expect(bound.breach == 0)
    }
  }
}
