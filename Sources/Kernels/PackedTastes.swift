/// One person's taste draws, or factors of theirs: draws side by side, padded to 16.
package struct PackedTastes: Sendable {
  /// R, the number of draws.
  package let count: Int
  /// K, the number of attributes.
  package let attributes: Int
  /// Draws with the padding, a multiple of 16.
  package let padded: Int
  /// Numbers from one attribute's first draw to the next one's.
  package let stride: Int
  /// `[K, stride]`; a pass that makes draws may write here.
  package let values: LaneBuffer

  /// Zeros, to be written.
  package init(count: Int, attributes: Int) {
    precondition(count >= 1 && attributes >= 1)
    self.count = count
    self.attributes = attributes
    padded = (count + 15) / 16 * 16
    // Rows a power of two apart would all want the same few places of the first cache.
    stride = padded.isMultiple(of: 256) ? padded + 16 : padded
    values = LaneBuffer(zeros: attributes * stride)
  }

  /// Packs `rows`, `[K][R]`.
  package init(_ rows: [[Float]]) {
    self.init(count: rows.first?.count ?? 0, attributes: rows.count)
    for (k, row) in rows.enumerated() {
      precondition(row.count == count)
      for (r, value) in row.enumerated() { values[k * stride + r] = value }
    }
  }
}
