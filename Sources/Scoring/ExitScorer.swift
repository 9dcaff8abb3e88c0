public import Choice
internal import Foundation
internal import Kernels

/// Who leaves a team at many grants, or under many guesses at the medians, by a kernel.
///
/// The plain twin is ``Choice/Retention``, from which it differs by less than 1e-6.
public struct ExitScorer: Sendable {
  private let hazard: ExitHazard
  private let tastes: TasteTable

  /// The retention of a team.
  /// - Parameters:
  ///   - twoYearRetention: Share of people still there after two years at present compute, `0...1`.
  ///   - coefficients: Tastes of the team's segment.
  ///   - tastes: Taste draws of the team, with the guarantee's axis.
  public init(twoYearRetention: Double, coefficients: Coefficients, tastes: TasteTable) {
    hazard = ExitHazard(twoYearRetention: twoYearRetention, coefficients: coefficients)
    self.tastes = tastes
  }

  /// The chance that one person leaves within a year, for each amount of compute.
  /// - Parameters:
  ///   - perHead: H100-equivalents per head from now on.
  ///   - before: H100-equivalents per head at present.
  public func annualExits(perHead: [Double], before: Double) -> [Double] {
    exits(perHead.map { (hazard.slope(perHead: $0, before: before), 0) })
  }

  /// The chance that one person leaves within a year under each guess at the medians.
  public func annualExits(
    perHead: Double, before: Double, under guesses: [ParameterDraw]
  ) -> [Double] {
    let slope = hazard.slope(perHead: perHead, before: before)
    let guarantee = AttributeRegistry.guaranteeIndex
    return exits(guesses.map { (slope * $0.factor[guarantee], slope * $0.shift[guarantee]) })
  }

  // One case per slope in the taste and shift of the logarithm of the hazard.
  private func exits(_ cases: [(slope: Double, shift: Double)]) -> [Double] {
    let moving = cases.indices.filter { cases[$0] != (0, 0) }
    var exits = [Double](repeating: -expm1(-hazard.base), count: cases.count)
    // Nobody leaves a team that keeps everybody, whatever its compute.
    guard hazard.base > 0, !moving.isEmpty else { return exits }
    let level = log2(hazard.base * M_LOG2E)
    let leaving = tastes.kernel.exits(
      levels: moving.map { Float(level + cases[$0].shift * M_LOG2E) },
      slopes: moving.map { Float(cases[$0].slope * M_LOG2E) },
      tastes: tastes.row(AttributeRegistry.guaranteeIndex), draws: tastes.count)
    for (place, index) in moving.enumerated() { exits[index] = leaving[place] }
    return exits
  }
}
