internal import Choice
internal import Foundation

/// The distribution of thresholds at parameters, with its derivatives.
struct CutoffParameters: Sendable {
  var logMedian = 0.0
  var sd = 1.0
  /// Log-odds of having no threshold.
  var never = 0.0
  var medianPlace = 0
  var sdPlace = 0
  var neverPlace = 0

  /// The share of people whose threshold lies above `lower` and at most at `upper`, and its derivatives
  /// along the logarithm of the median, that of the spread, and the log-odds of having none.
  func share(
    from lower: Double?, to upper: Double?, oddsOfNone: Double = 0
  ) -> (share: Double, slopes: [(place: Int, slope: Double)]) {
    let above = lower.map(tail) ?? (tail: 1, median: 0, sd: 0)
    let below = upper.map(tail) ?? (tail: 0, median: 0, sd: 0)
    // The difference of upper tails: exact also far out.
    let part = above.tail - below.tail
    let isFirst = lower == nil
    let never = 1 / (1 + exp(-(never + oddsOfNone)))
    let share = (1 - never) * part + (isFirst ? never : 0)
    let slope = never * (1 - never)
    return (
      share,
      [
        (medianPlace, (1 - never) * (above.median - below.median)),
        (sdPlace, (1 - never) * (above.sd - below.sd)),
        (neverPlace, slope * ((isFirst ? 1 : 0) - part)),
      ]
    )
  }

  // The share of those who have a threshold whose one is above a level, and its derivatives.
  private func tail(_ level: Double) -> (tail: Double, median: Double, sd: Double) {
    guard level > 0 else { return (1, 0, 0) }
    let z = (log(level) - logMedian) / sd
    let density = NormalDistribution.density(z)
    return (NormalDistribution.cumulative(-z), density / sd, density * z)
  }
}
