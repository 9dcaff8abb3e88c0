import Scenario
import ScenarioFixtures
import Testing

@testable import Allocation
@testable import Planning

@Suite("How far a yes or a no holds")
struct RobustnessTests {
  // Without promises of GPUs the release prices are nothing, whatever a hire is worth.
  @Test("an offer is made down to the stated worth, and not for much less", arguments: 0..<60)
  func offers(seed: UInt64) throws {
    var files = ScenarioFiles.random(seed)
    files.candidates = files.candidates.replacing("8|16", with: "0").replacing("0|8", with: "0")
    let plan = try files.scenario().plan()
    guard plan.status == .optimal else { return }
    for offer in plan.offers {
      guard let downTo = offer.keptDownTo else {
        #expect(!offer.isMade, "\(offer.candidate)")
        continue
      }
      func isMade(at value: Double) throws -> Bool? {
        try files.scenario("candidates[\(offer.candidate)].hire_value=\(value)")
          .plan(within: .quick).offers.first { $0.candidate == offer.candidate }?.isMade
      }
      #expect(offer.isMade)
      if downTo > 0 { #expect(try isMade(at: downTo) == true, "\(offer.candidate)") }
      if downTo > 0 { #expect(try isMade(at: downTo * 0.85) == false, "\(offer.candidate)") }
    }
  }

  @Test("the lab's offers hold for less than is stated")
  func lab() throws {
    let plan = try Planned.lab.get()
    for offer in plan.offers where offer.isMade {
      let value = try #require(
        plan.scenario.candidates.first { $0.id == offer.candidate }?.hireValue)
      let downTo = try #require(offer.keptDownTo)
      #expect(downTo > 0.5 * value && downTo <= value, "\(offer.candidate)")
    }
  }

  @Test(
    "just below the stated price a claimant would choose the alternative, just above it would not")
  func priceFlips() throws {
    let scenario = try Scenario(.lab)
    let table = OptionTable(scenario, threads: 2)
    let release = ReleasePrices(table)
    let plan = try #require(
      Replanning(table, release, solve(release.problem), SearchLimits.default))
    var known = 0
    for claimant in 0..<table.teams.count + table.candidates.count {
      let (options, chosen) = (plan.problem.claimants[claimant].options, plan.choice[claimant])
      // Any other grant or package stands in for a refused one.
      for option in stride(from: 0, to: options.count, by: max(1, options.count / 7)) {
        if option == chosen { continue }
        guard let flip = plan.priceFlip(of: claimant, to: option, isWanted: { $0 == option }),
          let pool = scenario.pools.firstIndex(where: { $0.id == flip.pool })
        else { continue }
        known += 1
        #expect(flip.needed < flip.present)
        let best = { (price: Double) -> Double in
          var prices = plan.prices
          prices[pool] = price * 100
          let nets = options.map { net(of: $0, at: prices) }
          return nets[option] - (nets.indices.filter { $0 != option }.map { nets[$0] }.max() ?? 0)
        }
        #expect(best(flip.needed) > -1)
        #expect(best(flip.needed * (1 + 1e-4)) < 1e-3)
      }
    }
    #expect(known > 0)
  }

  private func net(of option: Claimant.Option, at prices: [Double]) -> Double {
    zip(prices, option.use).reduce(Double(option.value)) { $0 - $1.0 * Double($1.1) }
  }
}
