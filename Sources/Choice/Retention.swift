internal import Foundation

/// Who leaves a team when its compute changes: the same tastes that decide offers.
///
/// `q = E[1 − exp(−h₀ · exp(−η · Δm))]`, a complementary log-log hazard on Δm, the change of utility
/// in log-pay; compute enters by the guarantee's part-worth at the team's compute per head.
/// Source: Kalbfleisch, Prentice, *The Statistical Analysis of Failure Time Data*, 2nd ed. 2002,
/// §2.4.2; the quit elasticity: Economic Policy Institute, "Unequal Power", 2022 (range 2-3).
public struct Retention: Sendable {
  private let hazard: ExitHazard
  private let partWorth: [Double]

  /// The retention of a team.
  /// - Parameters:
  ///   - twoYearRetention: Share of people still there after two years at present compute, `0...1`.
  ///   - coefficients: Tastes of the team's segment.
  ///   - draws: Taste draws of the team, with the guarantee's axis.
  public init(twoYearRetention: Double, coefficients: Coefficients, draws: TasteDraws) {
    hazard = ExitHazard(twoYearRetention: twoYearRetention, coefficients: coefficients)
    partWorth = draws.partWorths[AttributeRegistry.guaranteeIndex]
  }

  /// The axis of the taste draws that retention needs.
  public static var attributes: Set<Int> { [AttributeRegistry.guaranteeIndex] }

  /// The chance that one person leaves within a year.
  /// - Parameters:
  ///   - perHead: H100-equivalents per head from now on.
  ///   - before: H100-equivalents per head at present.
  ///   - parameters: A guess at the unknown medians; `nil` takes them as believed.
  public func annualExit(
    perHead: Double, before: Double, parameters: ParameterDraw? = nil
  ) -> Double {
    let factor = parameters?.factor[AttributeRegistry.guaranteeIndex] ?? 1
    let shift = parameters?.shift[AttributeRegistry.guaranteeIndex] ?? 0
    let slope = hazard.slope(perHead: perHead, before: before)
    if slope == 0 { return -expm1(-hazard.base) }
    var sum = 0.0
    for taste in partWorth {
      let hazard = hazard.base * exp(slope * (taste * factor + shift))
      // The same to fourteen digits, and half as long for hazards that people have.
      sum += hazard > 0.01 ? 1 - exp(-hazard) : -expm1(-hazard)
    }
    return sum / Double(partWorth.count)
  }
}

/// How often people leave at present, and how much that moves with their taste for compute.
package struct ExitHazard: Sendable {
  /// h₀, a year.
  package let base: Double
  private let elasticity: Double
  private let halfSaturation: Double
  private let guarantee: Attribute

  package init(twoYearRetention: Double, coefficients: Coefficients) {
    base = -log(twoYearRetention) / 2
    elasticity = coefficients.assumptions.quitElasticity
    halfSaturation = coefficients.halfSaturation
    guarantee = coefficients.registry.attributes[AttributeRegistry.guaranteeIndex]
  }

  /// −η times the gain in compute: what the logarithm of the hazard changes by, per unit of taste.
  package func slope(perHead: Double, before: Double) -> Double {
    let gain =
      guarantee.feature(of: perHead, halfSaturation: halfSaturation)
      - guarantee.feature(of: before, halfSaturation: halfSaturation)
    return gain == 0 ? 0 : -elasticity * gain
  }
}
