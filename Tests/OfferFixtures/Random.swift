import Choice
import Units

/// Numbers that follow from a text.
public struct Random {
  private let stream: Philox
  private var next = 0

  /// The numbers of a text.
  public init(_ key: String) { stream = Philox(key: SHA256(of: key).prefix64) }

  /// Between 0 and 1.
  public mutating func uniform() -> Double {
    next += 1
    return stream.uniform(next)
  }

  /// Standard normal.
  public mutating func normal() -> Double { NormalDistribution.quantile(uniform()) }
}
