extension Kernel {
  /// The best option of each claimant in the blocks of `range` when option o costs `penalties[o]`.
  ///
  /// The plain twin is ``PriceTable/reference(_:penalties:)``; every kernel gives its bits.
  /// - Parameters:
  ///   - table: Without uses of its own.
  ///   - penalties: `Σ_m price[m] · use[m, o]` of each option: `[O]`.
  ///   - range: Blocks of 32 claimants; the others are not looked at.
  ///   - result: Where to write; blocks outside the range keep what they have.
  package func findBestOptions(
    of table: PriceTable, penalties: [Float], range: Range<Int>, into result: BestOptions
  ) {
    precondition(penalties.count == table.options && table.resources == 0)
    precondition(range.lowerBound >= 0 && range.upperBound <= table.blocks)
    precondition(result.claimants == table.claimants)
    let first = range.lowerBound * PriceTable.blockWidth
    // Pointers do not keep their memory alive.
    withExtendedLifetime((table, result)) {
      unsafe penalties.withUnsafeBufferPointer { penalties in
        guard let start = penalties.baseAddress else { return }
        unsafe self.table.price(
          table.value.pointer + first * table.options, table.options, range.count, start,
          result.best.pointer + first, result.option + first)
      }
    }
  }

  /// The best option of each claimant in the blocks of `range` when resource m costs `prices[m]`.
  ///
  /// The plain twin is ``PriceTable/reference(_:options:uses:prices:)``; every kernel gives its bits.
  package func findBestOptions(
    of table: PriceTable, prices: [Float], range: Range<Int>, into result: BestOptions
  ) {
    precondition(prices.count == table.resources)
    precondition(range.lowerBound >= 0 && range.upperBound <= table.blocks)
    precondition(result.claimants == table.claimants)
    let first = range.lowerBound * PriceTable.blockWidth
    let charged = LaneBuffer(prices)
    withExtendedLifetime((table, result, charged)) {
      unsafe self.table.usePrice(
        table.value.pointer + first * table.options,
        table.use.pointer + first * table.resources * table.options, table.options,
        table.resources, range.count, charged.pointer, result.best.pointer + first,
        result.option + first)
    }
  }

  /// The best options of the claimants in the blocks of `range`, all by default, in room of their own.
  package func bestOptions(
    of table: PriceTable, penalties: [Float], range: Range<Int>? = nil
  ) -> BestOptions {
    let result = BestOptions(for: table)
    findBestOptions(
      of: table, penalties: penalties, range: range ?? 0..<table.blocks, into: result)
    return result
  }

  /// The same where every claimant has uses of its own.
  package func bestOptions(
    of table: PriceTable, prices: [Float], range: Range<Int>? = nil
  ) -> BestOptions {
    let result = BestOptions(for: table)
    findBestOptions(of: table, prices: prices, range: range ?? 0..<table.blocks, into: result)
    return result
  }
}
