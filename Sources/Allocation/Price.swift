/// The price of one unit of a resource, in cents a year: never negative, and exact.
///
/// A whole multiple of 2^-32 cent that binary64 also holds exactly, so that the same price can be
/// printed, read back and used in whole-number arithmetic.
public struct Price: Hashable, Comparable, Sendable {
  /// The price in cents, exactly.
  public let cents: Double

  /// The nearest price to `cents`; not-a-number and negative numbers give zero.
  ///
  /// Prices end at 2^60 cents, far beyond any value the solver accepts.
  public init(rounding cents: Double) {
    let bounded = cents > 0 ? min(cents, 0x1p60) : 0
    self.cents = (bounded * 0x1p32).rounded(.toNearestOrEven) * 0x1p-32
  }

  /// The price in units of 2^-32 cent, exactly.
  public var numerator: Int128 { Int128(cents * 0x1p32) }

  /// No price: the resource is not scarce.
  public static let zero = Price(rounding: 0)

  /// By amount.
  public static func < (left: Price, right: Price) -> Bool { left.cents < right.cents }
}
