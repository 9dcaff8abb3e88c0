/// A proof that no plan is worth more than `bound`: one price per resource.
///
/// Anybody can recheck it in one pass over the options with whole numbers:
/// `bound = floor(sum_i max_o (value - price . use) + price . capacity)`. Every price of at least zero
/// gives a valid bound (weak Lagrangian duality: Everett 1963; Geoffrion 1974).
public struct Certificate: Hashable, Sendable {
  /// One price per resource, in the caller's order.
  public var prices: [Price]
  /// No plan is worth more, in cents.
  public var bound: Int128

  /// A claimed bound and the prices that prove it.
  public init(prices: [Price], bound: Int128) {
    self.prices = prices
    self.bound = bound
  }
}

extension AllocationProblem {
  /// The bound that `prices` prove, in whole cents: exact, O(options x resources).
  ///
  /// - Parameter prices: One per resource, in the caller's order.
  /// - Returns: `floor(sum_i max_o (value - price . use) + price . capacity)`; the greatest number
  ///   there is, which is true and useless, where prices are too large for 128 bits.
  public func certifiedBound(at prices: [Price]) -> Int128 {
    precondition(prices.count == resources.count, "one price per resource")
    for (price, greatest) in zip(prices, greatestPrices) where price.cents > greatest {
      return .max
    }
    let numerators = prices.map(\.numerator)
    var total: Int128 = 0
    for (row, resource) in resources.enumerated() {
      total += numerators[row] * Int128(resource.capacity)
    }
    for claimant in claimants {
      var best: Int128?
      for option in claimant.options {
        var gain = Int128(option.value) << 32
        for (row, amount) in option.use.enumerated() where amount != 0 {
          gain -= numerators[row] * Int128(amount)
        }
        best = best.map { max($0, gain) } ?? gain
      }
      total += best ?? 0
    }
    return total >> 32
  }
}
