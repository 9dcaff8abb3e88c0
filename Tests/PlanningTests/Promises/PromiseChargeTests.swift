import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("What a promise that may be refused takes of a pool")
struct PromiseChargeTests {
  /// Near a plan that promises the largest packages of the hospital.
  private static func charge(_ changes: [String]) throws -> (PromiseCharge, pool: Int) {
    let table = OptionTable(
      try ScenarioSource(files: ScenarioFiles(.hospital).all, in: "test").scenario(
        with: (changes + ["draws=256", "parameter_draws=16"]).map {
          try Scenario.Override(argument: $0)
        }), threads: 1)
    let choice =
      table.teams.map { _ in 0 }
      + table.offered.map { offered in
        (offered.indices.max { offered[$0].units < offered[$1].units } ?? -1) + 1
      }
    return (PromiseCharge(table, near: choice), 0)
  }

  private static let shares = ["1", "0.6"]

  @Test(
    "is never more than the promise itself, and its last unit takes what one acceptance costs",
    arguments: ["5%", "30%"], shares)
  func marginal(overcommit: String, drawDown: String) throws {
    let (charge, pool) = try Self.charge([
      "policy.overbooking=chance", "policy.overcommit=\(overcommit)",
      "policy.draw_down=\(drawDown)",
    ])
    var compared = 0
    for p in [0.1, 0.4, 0.7, 0.95] {
      for units in stride(from: 0.5, through: 6, by: 0.5) {
        let use = charge.use(of: units, pool: pool, accepted: p)
        #expect(use >= 0 && use <= units)
        let step = 1e-4
        let more = charge.use(of: units + step, pool: pool, accepted: p)
        let less = charge.use(of: units - step, pool: pool, accepted: p)
        // Where all of it counts, the price of a unit is that of a unit.
        guard more < (units + step) * (Double(drawDown) ?? 1) else { continue }
        let last = (more - less) / (2 * step)
        let kappa = charge.perAcceptance(of: units, pool: pool, accepted: p)
        #expect(abs(last - p * kappa) < 1e-6, "\(units) at \(p)")
        compared += 1
      }
    }
    #expect(compared > 10)
  }

  @Test("kept in full it is what a refusal does not give back", arguments: [0.0, 0.3, 1])
  func inFull(p: Double) {
    let charge = PromiseCharge(releaseShare: 0.9)
    #expect(charge.use(of: 8, pool: 0, accepted: p) == 8 * (1 - 0.9 * (1 - p)))
    #expect(charge.cents(of: 8, row: 0, accepted: p, price: 3) == 24)
  }
}
