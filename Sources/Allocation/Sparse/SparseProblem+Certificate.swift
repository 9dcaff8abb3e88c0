internal import Kernels

extension SparseProblem {
  /// The bound that `prices` prove, in whole cents: exact, one pass over the options.
  ///
  /// - Parameters:
  ///   - prices: One per resource, in the caller's order.
  ///   - threads: How many threads share the pass.
  /// - Returns: `floor(sum_i max_o (value - price . use) + price . capacity)`; the greatest number
  ///   there is, which is true and useless, where prices are too large for 128 bits.
  public func certifiedBound(at prices: [Price], threads: Int = 1) -> Int128 {
    guard let numerators = numerators(prices) else { return .max }
    guard let penalty = ExactPenalties(table.penalties(numerators)) else {
      return certifiedBoundOneByOne(at: prices)
    }
    let parts = ClaimantChunks(count: table.claimants, threads: threads).map { claimants in
      Kernel.best.exactGain(of: table.ragged, claimants: claimants, penalty: penalty)
    }
    return (parts.reduce(room(numerators), +)) >> 32
  }

  /// The same, and its definition: every option in turn, in whole numbers of 128 bits.
  public func certifiedBoundOneByOne(at prices: [Price]) -> Int128 {
    guard let numerators = numerators(prices) else { return .max }
    let penalty = table.penalties(numerators)
    var total = room(numerators)
    for claimant in 0..<table.claimants {
      var most = Int128.min
      for option in table.range(claimant) {
        most = max(most, Int128(table.value[option]) << 32 - penalty[Int(table.pattern[option])])
      }
      total += most
    }
    return total >> 32
  }

  /// Prices in 2^-32 cent, sorted; nil where they are too large.
  private func numerators(_ prices: [Price]) -> [Int128]? {
    precondition(prices.count == resources.count, "one price per resource")
    let sorted = table.rowOrder.map { prices[$0] }
    for (price, greatest) in zip(sorted, table.greatestPrices) where price.cents > greatest {
      return nil
    }
    return sorted.map(\.numerator)
  }

  /// What the capacities are worth, in 2^-32 cent.
  private func room(_ numerators: [Int128]) -> Int128 {
    zip(numerators, table.capacity).reduce(0) { $0 + $1.0 * Int128($1.1) }
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
