/// A promise that may or may not be called in.
public struct Promise: Hashable, Sendable {
  /// The chance that it is called in, in `0...1`; independent of all others in any one market.
  public var probability: Double
  /// What it then uses, in whole units, not negative.
  public var amount: Int64
  /// Whom a state of the market may concern in particular, such as a segment.
  public var group: String?

  /// A promise of `amount` units that is called in with `probability`.
  public init(probability: Double, amount: Int64, group: String? = nil) {
    self.probability = probability
    self.amount = amount
    self.group = group
  }
}

/// The chance that the promises called in need more than there is room for.
///
/// The exact tail of the weighted Poisson-binomial distribution. What passes the room is added up as it
/// passes, so that small tails keep their relative accuracy and no probability is ever subtracted; what
/// is below 1e-290 counts as nothing. Amounts are counted in their greatest common divisor. With more
/// than a million sums, amounts are rounded up to a millionth of the room: the answer is then an upper
/// bound, within a fraction of the truth.
/// - Parameters:
///   - promises: Any order; the answer does not depend on it.
///   - room: What there is, in whole units.
/// - Returns: A probability, exactly 0 when all promises fit together.
/// Source: the model, Hoeffding 1956; recursion, Barlow and Heidtmann 1984.
public func overcommitProbability(of promises: [Promise], room: Int64) -> Double {
  let live = LivePromises(promises)
  if room < 0 { return 1 }
  if live.total <= room { return 0 }
  return min(1, live.tail(above: room))
}
