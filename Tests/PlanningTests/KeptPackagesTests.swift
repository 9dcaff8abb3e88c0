import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Packages that a sweep keeps")
struct KeptPackagesTests {
  private func fixed(_ range: String, _ changes: [String] = []) throws -> [SweepPoint] {
    try Swept(Swept.quickLab, [range], changes: Swept.quick + changes, mode: .fixed).points
  }

  @Test("pay goes on rising in what a rule or the budget forbids, and P with it")
  func pruned() throws {
    for (range, changes) in [
      ("candidates[C-02].cash=2M..12M:6", [String]()),
      (
        "candidates[C-02].cash=2M..6M:5", ["candidates[C-02].cash_most=3M"]
      ),
    ] {
      let points = try fixed(range, changes)
      let made = try #require(points.first?.offers.first { $0.candidate == "C-02" })
      for (low, high) in zip(points, points.dropFirst()) {
        #expect(
          try #require(low.acceptance(of: "C-02")) < #require(high.acceptance(of: "C-02")))
        #expect(high.offers.first { $0.candidate == "C-02" }?.package == made.package)
      }
      #expect(points.last?.status == .exceeds)
    }
  }

  @Test("the rule that forbids a kept package is told, without a sum of money")
  func rules() throws {
    let cap = try fixed("candidates[C-02].cash_most=[1000, 100M]").map(\.conflict)
    #expect(cap == ["C-02: the package is against the limits of the row", nil])
    let gpus = try fixed("candidates[C-02].gpus_most=[0, 1000]")
    #expect(gpus[1].conflict == nil)
    #expect(gpus[0].acceptance(of: "C-02") == gpus[1].acceptance(of: "C-02"))
    let budget = try fixed("budget.cash=[1, 100M]")
    #expect(budget[0].conflict == "the offers take more cash than there is")
    #expect(budget[0].offers == budget[1].offers)
  }

  @Test("a package of the menu is the same with pruning and without", arguments: [false, true])
  func named(isPruned: Bool) throws {
    let changes = (Swept.quick + (isPruned ? ["budget.cash=1000"] : []))
      .map { try! Scenario.Override(argument: $0) }
    let free = try ScenarioGrid(
      Swept.quickLab, overrides: Swept.quick.map { try Scenario.Override(argument: $0) }
    ).base
    let grid = try ScenarioGrid(Swept.quickLab, overrides: changes)
    for candidate in free.candidates {
      for package in candidate.packages {
        let found = grid.pruned(named: [candidate.id: package.id], in: grid.base)
        #expect(found[candidate.id]?.package == package)
        #expect(found[candidate.id]?.reason == nil)
      }
    }
    #expect(grid.pruned(named: ["C-02": "no-such"], in: grid.base).isEmpty)
  }
}
