public import Choice
internal import Foundation

/// P(accept) of many packages of ours for one person, as ``Choice/Contest`` defines it.
///
/// Packages that differ only in pay share one sum over attributes, so a package costs two
/// multiplications, an exponential and a division per draw: about `8·R` bytes read per array, three
/// arrays. The plain twin is ``Choice/Contest/probability(of:)``.
public struct PackageScorer: Sendable {
  private let contest: Contest

  /// A scorer for the person and cluster of `contest`.
  public init(_ contest: Contest) { self.contest = contest }

  /// P(accept) of each package, in order.
  public func probabilities(of packages: [Alternative]) -> [Double] {
    var probabilities = [Double](repeating: 0, count: packages.count)
    if contest.intervals.isEmpty { return probabilities }
    let features = packages.map(contest.features(of:))
    for group in Self.groups(features) {
      let sum = weightedSum(features[group[0]])
      for package in group { probabilities[package] = probability(features[package], sum) }
    }
    return probabilities
  }

  // Packages with the same transformed levels, equity aside; in order of first appearance.
  private static func groups(_ features: [Features]) -> [[Int]] {
    var groups: [[Int]] = []
    var known: [[Double]: Int] = [:]
    for (package, feature) in features.enumerated() {
      var levels = feature.x
      levels[AttributeRegistry.equityIndex] = 0
      if let group = known[levels] {
        groups[group].append(package)
      } else {
        known[levels] = groups.count
        groups.append([package])
      }
    }
    return groups
  }

  // `Σ_k a_k[r] x_k` without equity, in log-pay; `[R]`.
  private func weightedSum(_ features: Features) -> [Double] {
    var sum = [Double](repeating: 0, count: contest.draws.count)
    for (k, x) in features.x.enumerated() where x != 0 && k != AttributeRegistry.equityIndex {
      let partWorth = contest.draws.partWorths[k]
      for r in 0..<sum.count { sum[r] += partWorth[r] * x }
    }
    return sum
  }

  private func probability(_ features: Features, _ sum: [Double]) -> Double {
    let draws = contest.draws
    let share = features.x[AttributeRegistry.equityIndex]
    let equity = share == 0 ? sum : draws.partWorths[AttributeRegistry.equityIndex]
    var total = 0.0
    for interval in contest.intervals {
      var accepted = 0.0
      for r in 0..<draws.count {
        let utility = draws.payScale[r] * (features.logPay + (sum[r] + share * equity[r]))
        accepted += 1 / (1 + exp(interval.competition[r] - utility))
      }
      total += interval.weight * accepted
    }
    return (1 - contest.situation.coefficients.assumptions.lapse) * total / Double(draws.count)
  }
}
