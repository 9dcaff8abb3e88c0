import Documents
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

@Suite("Where a sweep tips")
struct TippingPointTests {
  private static let levels = [0.25, 0.5, 0.75]

  /// The point at one number of the only axis, by itself.
  private func point(_ sweep: Sweep, _ value: Double) throws -> SweepPoint {
    try #require(try sweep.points(at: [value]).first)
  }

  private func check(_ swept: Swept, _ tipping: TippingPoint) throws {
    let axis = swept.sweep.grid.axes[0]
    let candidate = try #require(
      swept.sweep.grid.base.candidates.firstIndex { $0.id == tipping.candidate })
    func holds(_ value: Double) throws -> Bool? {
      TippingPoint.holds(tipping.kind, of: candidate, at: try point(swept.sweep, value))
    }
    #expect(try holds(tipping.value) == tipping.isUpward)
    #expect(try holds(tipping.before) == !tipping.isUpward)
    if !tipping.isRough {
      #expect(tipping.value - tipping.before <= axis.unit * (1 + 1e-6))
      #expect(axis.middle(of: tipping.before, tipping.value) == nil)
    }
    if let sides = tipping.acceptances {
      #expect(try sides[0] == point(swept.sweep, tipping.before).offers[candidate].acceptance)
      #expect(try sides[1] == point(swept.sweep, tipping.value).offers[candidate].acceptance)
    }
  }

  @Test(
    "agrees with the points one unit to either side",
    arguments: [
      "cluster_gpus=256..65536*1.5", "clusters.bay-1.nodes=20..9000:6",
      "candidates[C-02].cash=500k..4M:5", "assumptions.lapse=0..50%:4",
      "rivals[C-02/xai-colossus].cluster_gpus=1k..500k*5", "candidates[C-03].cutoff_gpus=0..2k:5",
    ])
  func fixed(range: String) throws {
    let swept = try Swept(Swept.quickLab, [range], changes: Swept.quick, mode: .fixed)
    let found = try #require(
      try swept.sweep.tippingPoints(among: swept.points, levels: Self.levels))
    #expect(!found.isEmpty)
    for tipping in found {
      #expect(!tipping.isRough)
      try check(swept, tipping)
    }
    // Nothing is missed between neighbouring points.
    for (low, high) in zip(swept.points, swept.points.dropFirst()) {
      for (index, candidate) in swept.sweep.grid.base.candidates.enumerated() {
        for level in Self.levels {
          let sides = [low, high].map { $0.offers[index].acceptance >= level }
          let own = found.filter {
            $0.candidate == candidate.id && $0.kind == .level(level)
              && $0.before >= low.values[0] && $0.value <= high.values[0]
          }
          #expect(own.count == (sides[0] == sides[1] ? 0 : 1))
        }
      }
    }
  }

  @Test("the lab's screens open at 1,000 and 10,000 GPUs exactly")
  func screens() throws {
    let swept = try Swept(
      Swept.quickLab, ["cluster_gpus=256..65536*1.5"], changes: Swept.quick, mode: .fixed)
    let screens = try #require(try swept.sweep.tippingPoints(among: swept.points, levels: []))
    #expect(screens.map(\.candidate) == ["C-03", "C-07"])
    #expect(screens.map(\.value) == [10_000, 1_000])
    #expect(screens.allSatisfy { $0.kind == .screen && $0.isUpward && $0.acceptances?[0] == 0 })
  }

  @Test("planning anew it also finds where offers begin and end, within its plans")
  func planned() throws {
    let swept = try Swept(
      Swept.quickLab, ["clusters.bay-1.nodes=121..131:3"], changes: Swept.quick, mode: .planned)
    let found = try #require(try swept.sweep.tippingPoints(among: swept.points, levels: [0.5]))
    let begins = try #require(found.first { $0.candidate == "C-07" && $0.kind == .offer })
    #expect(begins.value == 125 && begins.before == 124 && begins.isUpward)
    for tipping in found { try check(swept, tipping) }
    let wide = try Swept(
      Swept.quickLab, ["cluster_gpus=1k..200k:3"], changes: Swept.quick, mode: .planned)
    let rough = try #require(try wide.sweep.tippingPoints(among: wide.points, levels: Self.levels))
    for tipping in rough { try check(wide, tipping) }
    #expect(rough.contains { $0.isRough } && rough.contains { !$0.isRough })
  }

  @Test("a screen is found where there is no plan on one side of it")
  func screenWithoutPlan() throws {
    let swept = try Swept(
      Swept.quickLab, ["cluster_gpus=256..3000:2"], changes: Swept.quick, mode: .planned)
    #expect(swept.points.map(\.status) == [.infeasible, .optimal])
    let found = try #require(
      try swept.sweep.tippingPoints(among: swept.points, levels: Self.levels))
    #expect(found.map(\.candidate) == ["C-07"] && found.map(\.value) == [1_000])
    #expect(found[0].kind == .screen && !found[0].isRough && found[0].acceptances == nil)
  }

  @Test("two axes have none")
  func two() throws {
    let swept = try Swept(
      Swept.quickLab, ["cluster_gpus=256..9k:2", "assumptions.lapse=0..1:2"],
      changes: Swept.quick, mode: .fixed)
    #expect(try #require(try swept.sweep.tippingPoints(among: swept.points, levels: [0.5])).isEmpty)
  }
}
