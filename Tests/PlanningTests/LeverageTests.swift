import Scenario
import ScenarioFixtures
import Testing

@testable import Choice
@testable import Planning

@Suite("A dollar of compute against a dollar of cash")
struct LeverageTests {
  private func leverage(
    p: Double = 0.4, perDollar: Double = 4e-7, unitPrice: Double = 264_000, cashPrice: Double = 0.5,
    release: Double = 0.9, marginal: Double? = 50_000
  ) throws -> Leverage {
    let lab = try Scenario(.lab)
    let acceptance = Acceptance(
      probability: p, perDollar: perDollar, perGuaranteedGPU: 0.004, perClusterGPU: 0)
    return Leverage(
      acceptance, pool: lab.pools[1], unitPrice: unitPrice, cashPrice: cashPrice,
      releaseShare: release, marginalOutput: marginal)
  }

  @Test("by hand: 33,000 a GPU, credited for refusals, over P, net of scarce cash")
  func byHand() throws {
    let found = try leverage()
    let price = 33_000 * (1 - 0.9 * 0.6) / 0.4
    let net = price / (1 + 0.5 / 0.4)
    #expect(abs(try #require(found.willingnessToPay) - 10_000) < 1e-9)
    #expect(abs(found.computePrice - price) < 1e-9)
    #expect(abs(try #require(found.hiring) - 10_000 / net) < 1e-12)
    #expect(abs(try #require(found.returns) - 60_000 / net) < 1e-12)
    #expect(!found.isFree)
  }

  @Test("an A100 costs its share of an H100")
  func secondPool() throws {
    let lab = try Scenario(.lab)
    let acceptance = Acceptance(
      probability: 0.5, perDollar: 1e-6, perGuaranteedGPU: 0.01, perClusterGPU: 0)
    let found = Leverage(
      acceptance, pool: lab.pools[0], unitPrice: 80_000, cashPrice: 0, releaseShare: 0,
      marginalOutput: 0)
    #expect(abs(found.computePrice - 10_000 / (312.0 / 989) / 0.5) < 1e-9)
    #expect(found.hiring == found.returns)
  }

  @Test("a pool without a price is free, never infinitely good")
  func free() throws {
    let found = try leverage(unitPrice: 0)
    #expect(found.isFree)
    #expect(found.hiring == nil && found.returns == nil)
  }

  @Test("undefined figures are left out: no slope in cash, no GPU in hand")
  func undefined() throws {
    let flat = try leverage(perDollar: 0)
    #expect(flat.willingnessToPay == nil && flat.hiring == nil && flat.returns == nil)
    let first = try leverage(marginal: nil)
    #expect(first.hiring != nil && first.returns == nil)
  }

  @Test("certain acceptance costs the pool's price, whatever the release share")
  func certain() throws {
    #expect(abs(try leverage(p: 1, release: 0.3).computePrice - 33_000) < 1e-9)
  }
}
