extension SparseProblem {
  /// The bound that `prices` prove, in whole cents: exact, one pass over the options.
  ///
  /// - Parameter prices: One per resource, in the caller's order.
  /// - Returns: `floor(sum_i max_o (value - price . use) + price . capacity)`; the greatest number
  ///   there is, which is true and useless, where prices are too large for 128 bits.
  public func certifiedBound(at prices: [Price]) -> Int128 {
    precondition(prices.count == resources.count, "one price per resource")
    let sorted = table.rowOrder.map { prices[$0] }
    for (price, greatest) in zip(sorted, table.greatestPrices) where price.cents > greatest {
      return .max
    }
    let numerators = sorted.map(\.numerator)
    let penalty = table.penalties(numerators)
    var total: Int128 = 0
    for (price, capacity) in zip(numerators, table.capacity) { total += price * Int128(capacity) }
    for claimant in 0..<table.claimants {
      var most = Int128.min
      for option in table.range(claimant) {
        most = max(most, Int128(table.value[option]) << 32 - penalty[Int(table.pattern[option])])
      }
      total += most
    }
    return total >> 32
  }
}

extension SparseTable {
  /// What every pattern costs at prices in 2^-32 cent, exactly.
  func penalties(_ prices: [Int128]) -> [Int128] {
    (0..<patterns.count).map { pattern in
      var sum: Int128 = 0
      for entry in patterns.entries(pattern) {
        let price = prices[Int(patterns.row[entry])]
        if price != 0 { sum += price * Int128(patterns.amount[entry]) }
      }
      return sum
    }
  }
}
