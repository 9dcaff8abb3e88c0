internal import Foundation

/// Below which cluster size people will not talk: mass `neverShare` at zero, the rest lognormal.
///
/// A screen is non-compensatory: no pay makes up for a cluster below the cut-off.
public struct CutoffDistribution: Hashable, Sendable {
  /// Share of people without a cut-off.
  public var neverShare: Double
  /// Median cut-off of the others, in H100-equivalents.
  public var median: Double
  /// Log-sd of the cut-offs of the others; zero puts them all at the median.
  public var logSD: Double

  /// A distribution.
  public init(neverShare: Double, median: Double, logSD: Double) {
    self.neverShare = neverShare
    self.median = median
    self.logSD = logSD
  }

  /// F(S): the share of people whose cut-off is at most `size`.
  public func cumulative(_ size: Double) -> Double {
    guard size > 0 else { return size == 0 ? neverShare : 0 }
    guard logSD > 0 else { return size >= median ? 1 : neverShare }
    return neverShare + (1 - neverShare) * NormalDistribution.cumulative(log(size / median) / logSD)
  }

  /// The density of cut-offs at `size`, per H100-equivalent; zero where they form a step.
  public func density(_ size: Double) -> Double {
    guard size > 0, logSD > 0 else { return 0 }
    let z = log(size / median) / logSD
    return (1 - neverShare) * NormalDistribution.density(z) / (logSD * size)
  }
}

/// What is known of one person's cut-off.
public enum Screen: Hashable, Sendable {
  /// Nothing in particular: the segment's distribution.
  case distributed(CutoffDistribution)
  /// The person named it, in H100-equivalents: a point mass that replaces the whole distribution.
  case stated(Double)

  /// The chance that a cluster of `size` passes.
  public func passing(_ size: Double) -> Double {
    switch self {
    case .distributed(let cutoffs): cutoffs.cumulative(size)
    case .stated(let cutoff): size >= cutoff ? 1 : 0
    }
  }
}
