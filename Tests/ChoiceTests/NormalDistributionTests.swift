import Choice
import Foundation
import Testing

@Suite("the standard normal distribution") struct NormalDistributionTests {
  /// `scipy.special.ndtri`, confirmed by Newton's method in 60 digits (mpmath), to 17 digits.
  @Test(
    "quantiles",
    arguments: [
      (2.5e-308, -37.516276341499841), (1e-300, -37.047096299361199), (1e-200, -30.205594179579643),
      (1e-100, -21.273453560965324), (1e-50, -14.933337534788489), (1e-20, -9.2623400897984076),
      (1e-16, -8.2220822161304356), (1e-10, -6.3613409024040562), (1e-5, -4.2648907939228246),
      (0.001, -3.0902323061678135), (0.01, -2.3263478740408411), (0.025, -1.9599639845400542),
      (0.05, -1.6448536269514727), (0.074, -1.4466320671589785), (0.075, -1.4395314709384559),
      (0.076, -1.4325027208258116), (0.1, -1.2815515655446004), (0.25, -0.67448975019608174),
      (0.35, -0.38532046640756764), (0.4999, -0.00025066283008800749), (0.5, 0),
      (0.500001, 2.5066282747057052e-6), (0.75, 0.67448975019608174),
      (0.925, 1.4395314709384562), (0.9250001, 1.4395321773759005), (0.975, 1.9599639845400539),
      (0.999, 3.0902323061678133), (0.9999999, 5.1993375822906611),
      (1 - 0x1p-33, 6.3379577545537893), (1 - 0x1p-53, 8.2095361516013869),
    ])
  func quantile(p: Double, z: Double) {
    #expect(isClose(NormalDistribution.quantile(p), z, within: 2e-15))
  }

  /// Seventeen digits by mpmath; a rounding of z costs z² of p, relatively.
  @Test(
    "cumulative",
    arguments: [
      (0.0, 0.5), (1, 0.84134474606854295), (-1, 0.15865525393145705), (-5, 2.8665157187919391e-7),
      (-10, 7.6198530241605261e-24), (-37, 5.7255712225245768e-300), (8, 0.99999999999999938),
    ])
  func cumulative(z: Double, p: Double) {
    #expect(isClose(NormalDistribution.cumulative(z), p, within: 1e-15 + 2 * z * z * 0x1p-53))
  }

  @Test("the quantile undoes the cumulative") func inverse() {
    for z in stride(from: -8.0, through: 5, by: 0.03125) where z != 0 {
      let p = NormalDistribution.cumulative(z)
      // Above zero, p itself is rounded near one: allow what that costs in z.
      let rounding = z > 0 ? 0x1p-53 / NormalDistribution.density(z) / z : 0
      #expect(isClose(NormalDistribution.quantile(p), z, within: 1e-14 + rounding))
    }
    for exponent in 1...307 {
      let p = pow(10, -Double(exponent))
      let found = NormalDistribution.cumulative(NormalDistribution.quantile(p))
      // A rounding of z costs z² of p, relatively; two of the quantile, two inside the cumulative.
      let z = NormalDistribution.quantile(p)
      #expect(isClose(found, p, within: 1e-14 + 8 * z * z * 0x1p-53))
    }
  }

  @Test("the quantile rises, and mirrors at a half") func monotone() {
    var last = -Double.infinity
    for step in 1..<4096 {
      let p = Double(step) / 4096
      let z = NormalDistribution.quantile(p)
      #expect(z > last)
      #expect(NormalDistribution.quantile(1 - p) == -z)
      last = z
    }
  }

  @Test("the density is the slope of the cumulative", arguments: [-6.0, -1.5, 0, 0.3, 2, 4])
  func density(z: Double) {
    let step = 1e-4
    let slope =
      (NormalDistribution.cumulative(z + step) - NormalDistribution.cumulative(z - step))
      / (2 * step)
    #expect(isClose(NormalDistribution.density(z), slope, within: 1e-7))
  }
}
