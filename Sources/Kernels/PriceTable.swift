/// What every claimant would gain by every option, laid out for the price pass: 32 claimants side by side.
///
/// The layout is the same for every kernel, and takes `4 N O (1 + M)` bytes.
package struct PriceTable: Sendable {
  /// Claimants in a block.
  package static let blockWidth = 32

  /// N, the number of claimants.
  package let claimants: Int
  /// O, the number of options of each, missing ones included.
  package let options: Int
  /// M, the number of resources of which each claimant has uses of its own.
  package let resources: Int
  /// `[blocks, O, 32]`; minus infinity where there is no option or no claimant.
  let value: LaneBuffer
  /// `[blocks, M, O, 32]`.
  let use: LaneBuffer

  /// Packs `values`, `[N, O]` row by row, minus infinity where an option is missing.
  ///
  /// - Parameters:
  ///   - values: What options are worth before prices.
  ///   - options: O, at least 1.
  ///   - uses: What options take of each resource, `[M][N, O]`; empty where a price per option says it.
  package init(_ values: [Float], options: Int, uses: [[Float]] = []) {
    precondition(options >= 1 && values.count.isMultiple(of: options))
    precondition(uses.allSatisfy { $0.count == values.count })
    claimants = values.count / options
    self.options = options
    resources = uses.count
    let blocks = (claimants + Self.blockWidth - 1) / Self.blockWidth
    let plane = options * Self.blockWidth
    value = LaneBuffer(zeros: blocks * plane)
    use = LaneBuffer(zeros: blocks * resources * plane)
    // The last block's places without a claimant.
    if blocks > 0 {
      for i in (blocks - 1) * plane..<blocks * plane { unsafe value.pointer[i] = -.infinity }
    }
    Self.pack(values, options, into: value, from: 0, by: plane)
    for (m, use) in uses.enumerated() {
      Self.pack(use, options, into: self.use, from: m * plane, by: resources * plane)
    }
  }

  /// Packs ragged `rows`, `[N][options of the claimant]`.
  package init(rows: [[Float]]) {
    let options = max(1, rows.map(\.count).max() ?? 1)
    var values: [Float] = []
    values.reserveCapacity(rows.count * options)
    for row in rows {
      values += row
      values += repeatElement(-.infinity, count: options - row.count)
    }
    self.init(values, options: options)
  }

  /// A table in memory that somebody else found the place for and filled.
  ///
  /// - Parameter values: `[blocks, O, 32]`, minus infinity where there is no option or no claimant.
  package init(claimants: Int, options: Int, packed values: LaneBuffer) {
    let blocks = (claimants + Self.blockWidth - 1) / Self.blockWidth
    precondition(options >= 1 && values.count == blocks * options * Self.blockWidth)
    self.claimants = claimants
    self.options = options
    resources = 0
    value = values
    use = LaneBuffer(zeros: 0)
  }

  /// How many blocks of 32 claimants there are: what threads may share out.
  package var blocks: Int { (claimants + Self.blockWidth - 1) / Self.blockWidth }

  private static func pack(
    _ rows: [Float], _ options: Int, into buffer: LaneBuffer, from first: Int, by stride: Int
  ) {
    unsafe rows.withUnsafeBufferPointer { rows in
      for n in 0..<rows.count / options {
        let place = first + n / blockWidth * stride + n % blockWidth
        for o in 0..<options {
          unsafe buffer.pointer[place + o * blockWidth] = rows[n * options + o]
        }
      }
    }
  }
}
