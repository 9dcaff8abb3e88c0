import Choice
import Foundation
import Testing

@Suite("how a coefficient varies") struct MixingDistributionTests {
  /// The 10 %, 50 % and 90 % quantiles of the standard normal distribution.
  static let quantiles = [(0.1, -1.2815515655446004), (0.5, 0), (0.9, 1.2815515655446004)]

  @Test("a lognormal keeps the sign of its median", arguments: [-0.05, 0, 0.57])
  func lognormal(centre: Double) {
    let mixing = MixingDistribution(centre: centre, spread: .lognormal(sd: 0.6))
    for (u, z) in Self.quantiles {
      #expect(isClose(mixing.value(at: u), centre * exp(0.6 * z), within: 1e-14))
    }
  }

  @Test("a normal is centred on its mean") func normal() {
    let mixing = MixingDistribution(centre: 0.049, spread: .normal(sd: 0.08))
    for (u, z) in Self.quantiles {
      #expect(isClose(mixing.value(at: u), 0.049 + 0.08 * z, within: 1e-14))
    }
  }

  @Test("a share does not care, the rest are lognormal") func zeroOrLognormal() {
    let mixing = MixingDistribution(
      centre: 0.35, spread: .zeroOrLognormal(zeroShare: 0.35, sd: 0.68))
    #expect(mixing.value(at: 0.3499999) == 0)
    #expect(mixing.value(at: 1e-12) == 0)
    for (v, z) in Self.quantiles {
      #expect(isClose(mixing.value(at: 0.35 + 0.65 * v), 0.35 * exp(0.68 * z), within: 1e-13))
    }
    #expect(mixing.value(at: 0.35.nextUp) > 0)
    #expect(mixing.value(at: 1 - 0x1p-53).isFinite)
  }

  @Test("everybody or nobody may care", arguments: [0.0, 1]) func edges(zeroShare: Double) {
    let mixing = MixingDistribution(
      centre: 0.35, spread: .zeroOrLognormal(zeroShare: zeroShare, sd: 0.68))
    for u in [0x1p-33, 0.5, 1 - 0x1p-33] {
      #expect(mixing.value(at: u) == 0 ? zeroShare == 1 : zeroShare == 0)
    }
  }

  @Test("the very edge of the share is a number") func edge() {
    let mixing = MixingDistribution(
      centre: 0.35, spread: .zeroOrLognormal(zeroShare: 0.35, sd: 0.68))
    #expect(mixing.value(at: 0.35).isFinite)
  }
}
