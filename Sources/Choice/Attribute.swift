internal import Foundation

/// Something about an alternative that people weigh, and how tastes for it vary.
///
/// A part-worth is stored as a log-pay equivalent: `a` is worth `exp(a) − 1` of pay for one step of
/// the transformed level.
public struct Attribute: Hashable, Sendable {
  /// How a level enters utility; the reference level always gives zero.
  public enum Transform: Hashable, Sendable {
    /// The level itself.
    case linear
    /// `ln(1 + x / scale)`.
    case log1p(scale: Double)
    /// `x / (x + h)`, h the half-saturation of the segment: it has a ceiling.
    case hill
    /// Pay: enters as `ln(pay / $1M)`, outside the sum over attributes.
    case pay
    /// The share of pay that is equity, derived from the alternative's cash and equity.
    case equityShare
  }

  /// How people differ around the segment's median.
  public enum Spread: Hashable, Sendable {
    /// Sign-sure: `median · exp(sd · z)`.
    case lognormal(sd: Double)
    /// `mean + sd · z`.
    case normal(sd: Double)
    /// A share of people does not care at all; the rest are lognormal.
    case zeroOrLognormal(zeroShare: Double, sd: Double)
  }

  /// The name in files and reports.
  public let id: String
  /// The unit of a level, as printed.
  public let unit: String
  /// The levels that are accepted.
  public let range: ClosedRange<Double>
  /// How a level enters utility.
  public let transform: Transform
  /// The level that an alternative has when nothing is said of it.
  public let reference: Double
  /// The median part-worth (the mean, where the spread is normal) of a segment that sets none.
  public let partWorth: Double
  /// How people differ.
  public let spread: Spread
  /// How little we know the median: the standard deviation of its logarithm.
  public let ignorance: Double
  /// Where the part-worth comes from.
  public let provenance: Provenance

  /// An attribute.
  public init(
    id: String, unit: String, range: ClosedRange<Double>, transform: Transform,
    reference: Double = 0, partWorth: Double, spread: Spread, ignorance: Double,
    provenance: Provenance
  ) {
    self.id = id
    self.unit = unit
    self.range = range
    self.transform = transform
    self.reference = reference
    self.partWorth = partWorth
    self.spread = spread
    self.ignorance = ignorance
    self.provenance = provenance
  }

  /// The transformed level, zero at the reference.
  /// - Parameters:
  ///   - level: In the attribute's unit, inside `range`.
  ///   - halfSaturation: The h of a Hill transform, in H100-equivalents.
  public func feature(of level: Double, halfSaturation: Double) -> Double {
    transformed(level, halfSaturation) - transformed(reference, halfSaturation)
  }

  /// The derivative of ``feature(of:halfSaturation:)`` in the level.
  public func slope(at level: Double, halfSaturation h: Double) -> Double {
    switch transform {
    case .linear: 1
    case .log1p(let scale): 1 / (scale + level)
    case .hill: h / ((level + h) * (level + h))
    case .pay, .equityShare: 0
    }
  }

  private func transformed(_ level: Double, _ h: Double) -> Double {
    switch transform {
    case .linear: level
    case .log1p(let scale): log1p(level / scale)
    case .hill: level / (level + h)
    case .pay, .equityShare: 0
    }
  }
}
