internal import Foundation

extension Scenario {
  /// Over how many years pay is looked at, and how it is made one number a year.
  public struct PayTerms: Hashable, Sendable {
    /// How long an offer's pay is laid out, years; grants vest within it.
    public var years = 4
    /// By how much less a dollar counts a year later, as a share.
    ///
    /// Nobody measured it here: an assumption, believable from 0 to 15 %. Pay that is the same every
    /// year does not depend on it.
    public var discountRate = 0.08
    /// What money in the files is in: three letters, such as `USD`.
    ///
    /// A label: nothing is converted.
    public var currency = "USD"

    /// The terms of a scenario that states none.
    public init() {}

    /// The amount that is worth as much every year of the term as these amounts are, by present value.
    ///
    /// `Σ a_t v^t / Σ v^t` with `v = 1 / (1 + rate)`; whether amounts fall due at the beginning or the
    /// end of a year cancels. Amounts that are all the same give that same number, bit for bit.
    /// - Parameter amounts: By year, the first first; not empty.
    public func levelAmount(of amounts: [Double]) -> Double {
      let first = amounts[0]
      guard amounts.contains(where: { $0 != first }) else { return first }
      var (weight, weights, sum) = (1.0, 0.0, 0.0)
      for amount in amounts {
        weights += weight
        sum += weight * (amount - first)
        weight /= 1 + discountRate
      }
      return first + sum / weights
    }
  }

  /// What one year of an employment pays, dollars.
  public struct PayYear: Hashable, Sendable {
    /// Base pay.
    public var base: Double
    /// Target bonus.
    public var bonus: Double
    /// What is paid once for signing; in the first year only.
    public var signOn: Double
    /// Equity that vests, at face value.
    public var equity: Double

    /// All that is paid in cash.
    public var cash: Double { base + bonus + signOn }
    /// Cash, and equity at face value.
    public var total: Double { cash + equity }
  }
}
