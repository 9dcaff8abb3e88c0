/// What each package is worth before any price, and which is best.
///
/// `P · worth − effort`, outside the loop over draws: one number per package.
public struct ExpectedValues: Hashable, Sendable {
  /// In the unit of worth; `[P]`.
  public let values: [Double]
  /// The available package of the largest value, the first of equals; `nil` where none is available.
  public let best: Int?

  /// - Parameters:
  ///   - shares: P(accept); `[P]`.
  ///   - worth: What an accepted package brings less what it costs; `[P]`.
  ///   - effort: What making an offer costs, whatever the answer.
  ///   - isAvailable: Which packages may be offered; all, if `nil`.
  public init(shares: [Double], worth: [Double], effort: Double, isAvailable: [Bool]? = nil) {
    precondition(shares.count == worth.count)
    let values = zip(shares, worth).map { $0 * $1 - effort }
    self.values = values
    var best: Int?
    for (index, value) in values.enumerated() where isAvailable?[index] ?? true {
      if best.map({ value > values[$0] }) ?? true { best = index }
    }
    self.best = best
  }
}
