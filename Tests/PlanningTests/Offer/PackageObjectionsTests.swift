import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Limits of ours that a package exceeds")
struct PackageObjectionsTests {
  @Test("whatever is on a menu keeps all limits", arguments: 0..<20 as Range<UInt64>)
  func menu(seed: UInt64) throws {
    let scenario = try ScenarioFiles.random(seed).scenario()
    for candidate in scenario.candidates {
      for package in candidate.packages {
        #expect(scenario.limits(of: package, for: candidate).isEmpty)
      }
      for package in candidate.beyondBudget {
        #expect(
          scenario.limits(of: package, for: candidate) == [.cashBudget(scenario.cashBudget)])
      }
    }
  }

  @Test("each limit holds to its last cent or GPU", arguments: [-0.01, 0, 0.01])
  func edges(cent: Double) throws {
    let scenario = try Scenario(
      .lab,
      overrides: [
        "policy.pay_bands.L7.least=2M", "policy.pay_bands.L7.most=3M",
        "policy.peer_pay_limit=125%", "candidates[C-02].peer_pay=2.6M",
        "candidates[C-02].cash_most=3.5M", "candidates[C-02].gpus_most=64",
      ].map { try Scenario.Override(argument: $0) })
    let candidate = try #require(QuestionCase.candidate("C-02", in: scenario))
    let package = try #require(candidate.packages.first { $0.guaranteedGPUs == 0 })
      .holding(0, of: "data", in: scenario)
    func limits(_ cash: Double, costing cost: Double? = nil) -> [PackageLimit] {
      scenario.limits(of: package.paying(cash + cent), for: candidate, costing: cost)
    }
    let isAbove = cent > 0
    #expect(limits(2_500_000).isEmpty)
    #expect(
      limits(2_000_000) == (cent < 0 ? [.belowPayBand(level: "L7", least: 2_000_000)] : []))
    #expect(
      limits(3_000_000) == (isAbove ? [.abovePayBand(level: "L7", most: 3_000_000)] : []))
    #expect(limits(3_250_000).contains(.peerPay(multiple: 1.25)) == isAbove)
    #expect(limits(3_500_000).contains(.cashMost(3_500_000)) == isAbove)
    #expect(
      limits(scenario.cashBudget).contains(.cashBudget(scenario.cashBudget)) == isAbove)
    #expect(
      limits(2_500_000, costing: candidate.hireValue + cent)
        == (isAbove ? [.hireValue(candidate.hireValue)] : []))
    let pool = try #require(scenario.pools.firstIndex { $0.id == "h100" })
    for units in [8, 9] {
      let guaranteed = package.paying(2_500_000).guaranteeing(units, of: pool, in: scenario)
      #expect(
        scenario.limits(of: guaranteed, for: candidate) == (units > 8 ? [.gpusMost(64)] : []))
    }
  }
}
