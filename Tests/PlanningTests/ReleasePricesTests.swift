import Allocation
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Release prices")
struct ReleasePricesTests {
  @Test("twelve times halfway from nothing to the prices of the relaxation")
  func steps() throws {
    let table = OptionTable(try ScenarioFiles(.lab).scenario("draws=256"), threads: 2)
    var prices = [0.0, 0]
    for _ in 0..<12 {
      let dual = relaxation(of: table.problem(releasingAt: prices)).prices
      prices = prices.indices.map { (prices[$0] + dual[$0] / 100) / 2 }
    }
    let release = ReleasePrices(table)
    #expect(release.dollars == prices)
    #expect(release.problem == table.problem(releasingAt: prices))
  }

  @Test("are the lab's own prices, but for the last of twelve halvings")
  func fixedPoint() throws {
    let plan = try Planned.lab.get()
    for (row, price) in zip(plan.resources, plan.value.releasePrices) {
      #expect(abs(price - row.price) < 0.001 * row.price)
    }
    let credit = plan.offers.filter(\.isMade).reduce(0) { sum, offer in
      guard let package = offer.package, let pool = package.pool else { return sum }
      return sum + 0.9 * (1 - offer.acceptance) * plan.value.releasePrices[pool]
        * Double(package.units)
    }
    #expect(abs(credit - plan.value.released) < 1)
    let inForce =
      plan.teams.reduce(0) { $0 + $1.value }
      + plan.offers.filter(\.isMade).reduce(0) { $0 + $1.expectedValue }
    #expect(abs(inForce + credit - plan.value.objective) < 1)
    #expect(abs(inForce - 173.5399e6) < 0.005e6)
  }

  @Test("nobody to promise to, nothing to release", arguments: [true, false])
  func without(candidates: Bool) throws {
    var files = ScenarioFiles.hospital
    if candidates {
      files.candidates = files.candidates.replacing("|8|16|24", with: "").replacing("|8", with: "")
    } else {
      files.candidates = String(files.candidates.prefix { $0 != "\n" }) + "\n"
      files.rivals = String(files.rivals.prefix { $0 != "\n" }) + "\n"
    }
    let plan = try files.scenario().plan()
    #expect(plan.status == .optimal)
    #expect(plan.value.releasePrices == [0])
    #expect(plan.value.released == 0)
    #expect(try #require(plan.row("h100")).price > 0)
  }
}
