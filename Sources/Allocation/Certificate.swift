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
    let sorted = order.resources.map { prices[$0] }
    for (price, greatest) in zip(sorted, canonical.greatestPrices) where price.cents > greatest {
      return .max
    }
    let numerators = sorted.map(\.numerator)
    let gains = canonical.gains(at: numerators)
    var total: Int128 = 0
    for (price, capacity) in zip(numerators, canonical.capacity) {
      total += price * Int128(capacity)
    }
    for claimant in 0..<canonical.claimants {
      total += gains[canonical.range(claimant)].max() ?? 0
    }
    return total >> 32
  }
}

extension CanonicalProblem {
  /// What every option is worth beyond what it uses, in 2^-32 cent; O(M O).
  ///
  /// - Parameter prices: In 2^-32 cent per unit, one per row, within ``greatestPrices``.
  func gains(at prices: [Int128]) -> [Int128] {
    var gains = value.map { Int128($0) << 32 }
    for row in 0..<rows where prices[row] != 0 {
      let price = prices[row]
      for (option, use) in self.row(row).enumerated() where use != 0 {
        gains[option] -= price * Int128(use)
      }
    }
    return gains
  }
}
