extension PriceTable {
  /// The plain twin of the price pass: `max_o (value − penalty)`, the first option that reaches it.
  ///
  /// In single precision, as one subtraction is all there is to round. Not a number is never chosen.
  /// - Parameters:
  ///   - rows: `[N, O]`.
  ///   - penalties: `[O]`.
  package static func reference(
    _ rows: [Float], penalties: [Float]
  ) -> (values: [Float], options: [Int]) {
    let options = penalties.count
    return best(claimants: rows.count / options, options) { n, o in
      rows[n * options + o] - penalties[o]
    }
  }

  /// The plain twin of the pass with uses: products rounded, and subtracted resource by resource.
  ///
  /// - Parameters:
  ///   - rows: `[N, O]`.
  ///   - uses: `[M][N, O]`.
  ///   - prices: `[M]`.
  package static func reference(
    _ rows: [Float], options: Int, uses: [[Float]], prices: [Float]
  ) -> (values: [Float], options: [Int]) {
    best(claimants: rows.count / options, options) { n, o in
      var value = rows[n * options + o]
      for (use, price) in zip(uses, prices) { value -= price * use[n * options + o] }
      return value
    }
  }

  private static func best(
    claimants: Int, _ options: Int, _ offer: (Int, Int) -> Float
  ) -> (values: [Float], options: [Int]) {
    var result = (values: [Float](), options: [Int]())
    for n in 0..<claimants {
      var (value, option) = (-Float.infinity, 0)
      for o in 0..<options where offer(n, o) > value { (value, option) = (offer(n, o), o) }
      result.values.append(value)
      result.options.append(option)
    }
    return result
  }
}
