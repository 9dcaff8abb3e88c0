internal import Glibc

/// A number that the user knows only roughly: `256..512` is its 90 % interval.
///
/// The numbers are lognormal when both ends are above zero and normal otherwise, and 5 % lie below
/// ``low`` and 5 % above ``high``. A plan uses the ``median``; sweeps and printed ranges use draws.
public struct Interval: Hashable, Sendable {
  /// 5 % lie below.
  public let low: Double
  /// 5 % lie above.
  public let high: Double

  /// An interval; `low` is below `high`.
  public init(low: Double, high: Double) {
    precondition(low < high, "an interval runs upwards")
    self.low = low
    self.high = high
  }

  /// Whether the logarithm, rather than the number, is normal.
  public var isLognormal: Bool { low > 0 }

  /// The geometric mean of the ends if lognormal, else their mean.
  public var median: Double {
    isLognormal ? low.squareRoot() * high.squareRoot() : low + (high - low) / 2
  }

  /// The number at a standard normal deviate `z`; 0 gives the median.
  public func value(at z: Double) -> Double {
    if isLognormal {
      let middle = (log(low) + log(high)) / 2
      return exp(middle + z * (log(high) - log(low)) / (2 * Self.deviateOf95))
    }
    return median + z * (high - low) / (2 * Self.deviateOf95)
  }

  // The standard normal quantile of 0.95.
  private static let deviateOf95 = 1.6448536269514722
}

/// An interval with the path of the value that it stands for.
public struct UncertainValue: Hashable, Sendable {
  /// The path, as `--set` takes it.
  public let path: String
  /// What was given.
  public let interval: Interval

  /// An interval at a path.
  public init(path: String, interval: Interval) {
    self.path = path
    self.interval = interval
  }
}
