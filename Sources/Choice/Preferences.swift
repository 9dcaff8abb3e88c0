internal import Foundation

/// What data of one's own say about people's tastes: a posterior around the shipped medians.
///
/// Every number is on the scale on which tastes are unsure: of pay, part-worths, the median cut-off and the
/// quit elasticity the logarithm of a factor on the undecided median; of staying an amount of log-pay; of
/// the never-share and the lapse log-odds beside the shipped ones. What is not named is as it was
/// believed before.
public struct Preferences: Hashable, Sendable {
  /// What is known by a name of its own, beside the ids of attributes.
  public static let others = [
    "pay", "staying", "never_share", "cutoff_median", "lapse", "quit_elasticity",
  ]

  /// One number.
  public struct Entry: Hashable, Sendable {
    /// The id of an attribute, or one of ``others``.
    public var name: String
    /// Posterior mean, 0 where the data agree with what was believed.
    public var mean: Double
    /// Posterior standard deviation.
    public var sd: Double
    /// How much of what is known comes from the belief: 0 all data, 1 all prior.
    public var priorShare: Double

    /// A number.
    public init(name: String, mean: Double, sd: Double, priorShare: Double) {
      self.name = name
      self.mean = mean
      self.sd = sd
      self.priorShare = priorShare
    }
  }

  /// The numbers, by name.
  public let entries: [Entry]
  /// How they go together, `[entries][entries]`, 1 on the diagonal.
  public let correlations: [[Double]]
  /// How many decisions they rest on.
  public let decisions: Int
  private let places: [String: Int]
  // The lower Cholesky factor of the covariance.
  private let factor: [[Double]]

  /// A posterior; nil if the correlations are none.
  ///
  /// - Parameter correlations: In the order of `entries`, which is then sorted by name.
  public init?(entries: [Entry], correlations: [[Double]], decisions: Int) {
    let order = entries.indices.sorted { entries[$0].name < entries[$1].name }
    let size = entries.count
    guard correlations.count == size, correlations.allSatisfy({ $0.count == size }),
      Set(entries.map(\.name)).count == size,
      entries.allSatisfy({ $0.sd >= 0 && $0.sd.isFinite && $0.mean.isFinite })
    else { return nil }
    self.entries = order.map { entries[$0] }
    self.correlations = order.map { row in order.map { correlations[row][$0] } }
    self.decisions = decisions
    places = Dictionary(
      uniqueKeysWithValues: self.entries.enumerated().map { ($0.element.name, $0.offset) })
    guard let lower = Self.cholesky(self.correlations) else { return nil }
    factor = zip(self.entries, lower).map { entry, row in row.map { $0 * entry.sd } }
  }

  /// The posterior of one number; nil where there is none.
  public subscript(name: String) -> Entry? { places[name].map { entries[$0] } }

  /// One guess at all numbers, as deviations from their means, of standard draws by name.
  func deviations(_ normal: (String) -> Double) -> [String: Double] {
    let z = entries.map { normal($0.name) }
    var found: [String: Double] = [:]
    for (entry, row) in zip(entries, factor) {
      found[entry.name] = zip(row, z).reduce(0) { $0 + $1.0 * $1.1 }
    }
    return found
  }

  private static func cholesky(_ matrix: [[Double]]) -> [[Double]]? {
    let size = matrix.count
    var lower = [[Double]](repeating: [Double](repeating: 0, count: size), count: size)
    for i in 0..<size {
      guard abs(matrix[i][i] - 1) < 1e-6 else { return nil }
      for j in 0...i {
        guard abs(matrix[i][j] - matrix[j][i]) < 1e-6 else { return nil }
        var sum = matrix[i][j]
        for k in 0..<j { sum -= lower[i][k] * lower[j][k] }
        if i == j {
          // Rounded correlations may be a little beyond what correlations can be.
          if sum < -1e-4 { return nil }
          lower[i][i] = max(sum, 0).squareRoot()
        } else if lower[j][j] > 1e-4 {
          lower[i][j] = sum / lower[j][j]
        } else if abs(sum) > 1e-3 {
          // What is nothing but others' sum cannot go its own way.
          return nil
        }
      }
    }
    return lower
  }
}
