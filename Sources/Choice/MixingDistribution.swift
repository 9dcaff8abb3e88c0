internal import Foundation

/// How one coefficient is distributed over people, around the median of their segment.
public struct MixingDistribution: Hashable, Sendable {
  /// Median, or mean where the spread is normal; carries the sign.
  public let centre: Double
  /// How people differ around it.
  public let spread: Attribute.Spread

  /// A distribution.
  public init(centre: Double, spread: Attribute.Spread) {
    self.centre = centre
    self.spread = spread
  }

  /// The mean over people.
  package var mean: Double {
    switch spread {
    case .lognormal(let sd): centre * exp(sd * sd / 2)
    case .normal: centre
    case .zeroOrLognormal(let zeroShare, let sd): (1 - zeroShare) * centre * exp(sd * sd / 2)
    }
  }

  /// The coefficient of the person at quantile `u` of the population.
  public func value(at u: Double) -> Double {
    switch spread {
    case .lognormal(let sd): centre * exp(sd * NormalDistribution.quantile(u))
    case .normal(let sd): centre + sd * NormalDistribution.quantile(u)
    case .zeroOrLognormal(let zeroShare, let sd):
      u <= zeroShare
        ? 0 : centre * exp(sd * NormalDistribution.quantile((u - zeroShare) / (1 - zeroShare)))
    }
  }
}
