/// Packages laid out for the scoring pass of one kernel: tiles of neighbours, scaled by −log2(e).
package struct PackedPackages: Sendable {
  /// P, the number of packages.
  package let count: Int
  /// K, the number of attributes.
  package let attributes: Int
  /// Whose layout it is.
  let kernel: Kernel
  let tiles: Int
  /// `[tiles, K, width]`; packages beyond P are zero.
  let x: LaneBuffer
  /// Largest |x| of each attribute, scaled; `[K]`.
  let largest: [Float]

  /// Packs `rows`, `[P, K]` row by row.
  package init(_ rows: [Float], attributes: Int, for kernel: Kernel) {
    precondition(attributes == 0 ? rows.isEmpty : rows.count.isMultiple(of: attributes))
    self.init(
      rows, count: attributes == 0 ? 0 : rows.count / attributes, attributes: attributes,
      for: kernel)
  }

  /// Packs `count` packages of `rows`, which may have no attribute that tells them apart.
  package init(_ rows: [Float], count: Int, attributes: Int, for kernel: Kernel) {
    let width = kernel.table.scoringTileWidth
    self.count = count
    self.attributes = attributes
    self.kernel = kernel
    tiles = (count + width - 1) / width
    x = LaneBuffer(zeros: tiles * attributes * width)
    var largest = [Float](repeating: 0, count: attributes)
    for p in 0..<count {
      let place = p / width * attributes * width + p % width
      for k in 0..<attributes {
        let value = rows[p * attributes + k] * Self.scale
        unsafe x.pointer[place + k * width] = value
        largest[k] = max(largest[k], abs(value))
      }
    }
    self.largest = largest
  }

  /// −log2(e): utilities become powers of two, with the sign of an alternative's advantage.
  static let scale: Float = -1.442695040888963
}
