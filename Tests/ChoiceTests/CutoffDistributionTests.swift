import Choice
import Foundation
import Testing

@Suite("cut-offs on the cluster") struct CutoffDistributionTests {
  static let frontier = CutoffDistribution(neverShare: 0.5, median: 10_000, logSD: 1)

  @Test("the frontier's cut-offs run from 1.9k to 52k") func interval() {
    func share(_ size: Double) -> Double { (Self.frontier.cumulative(size) - 0.5) / 0.5 }
    #expect(abs(share(1930) - 0.05) < 5e-4)
    #expect(abs(share(51_800) - 0.95) < 5e-4)
    #expect(isClose(share(10_000), 0.5, within: 1e-14))
  }

  @Test("no cluster admits those without a cut-off, and only them") func edges() {
    #expect(Self.frontier.cumulative(0) == 0.5)
    #expect(Self.frontier.cumulative(-1) == 0)
    #expect(isClose(Self.frontier.cumulative(1e-300), 0.5, within: 1e-15))
    #expect(Self.frontier.cumulative(1e300) == 1)
    #expect(Self.frontier.density(0) == 0)
  }

  @Test("the density is the slope of the share", arguments: [100.0, 2000, 10_000, 70_000])
  func density(size: Double) {
    let step = size * 1e-5
    let slope =
      (Self.frontier.cumulative(size + step) - Self.frontier.cumulative(size - step)) / (2 * step)
    #expect(isClose(Self.frontier.density(size), slope, within: 1e-6))
  }

  @Test("a stated cut-off replaces the distribution") func stated() {
    #expect(Screen.stated(100).passing(99.999) == 0)
    #expect(Screen.stated(100).passing(100) == 1)
    #expect(Screen.distributed(Self.frontier).passing(0) == 0.5)
  }

  @Test("cut-offs that all agree are a step", arguments: [0.0, 0.5])
  func agreed(neverShare: Double) {
    let agreed = CutoffDistribution(neverShare: neverShare, median: 1000, logSD: 0)
    #expect(agreed.cumulative(999) == neverShare)
    #expect(agreed.cumulative(1000) == 1)
    #expect(agreed.cumulative(1001) == 1)
    for size in [999.0, 1000, 1001] { #expect(agreed.density(size) == 0) }
  }
}
