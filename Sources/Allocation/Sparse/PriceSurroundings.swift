/// What prices not far away leave open, in boxes one inside the other.
struct PriceSurroundings {
  /// Of each price, about how large it is; of one that is nothing, what it may become.
  private(set) var sizes: [Double] = []
  /// Passes over the whole table.
  var passes = 0
  /// Parts of the table, the largest first.
  private var parts: [ReducedTable] = []
  /// The greatest margin that is of use, in cents.
  private var margin = 0.0

  /// How far each part's box reaches, as a share of each price, and how many times the margin asked for
  /// its own is.
  private static let levels: [(width: Double, room: Double)] = [(0.12, 4), (0.03, 2)]

  /// The smallest part.
  var nearest: ReducedTable? { parts.last }

  /// Forgets all parts.
  mutating func restart(sizes: [Double], margin: Double) {
    self.sizes = sizes
    self.margin = margin
    parts = []
  }

  /// Takes other capacities of the whole table.
  mutating func replaceCapacities(_ whole: SparseTable) {
    for place in parts.indices { parts[place].replaceCapacities(whole) }
  }

  /// The smallest part around a box, made where there is none; nil where the box is too large.
  mutating func around(_ box: PriceBox, _ whole: SparseTable, margin: Double, threads: Int)
    -> ReducedTable?
  {
    while let part = parts.last, !part.box.contains(box) { parts.removeLast() }
    if parts.count == Self.levels.count { return parts.last }
    // A part is made of the next larger one, in whose box its own must lie.
    let next = self.box(box.center, Self.levels[parts.count].width)
    if let part = parts.last, !part.box.contains(next) { parts.removeLast() }
    for level in Self.levels[parts.count...] {
      let larger = self.box(box.center, level.width)
      if !larger.contains(box) { break }
      let margin = min(level.room * margin, parts.last?.margin ?? self.margin)
      if let outer = parts.last {
        parts.append(ReducedTable(outer, larger, margin: margin))
      } else {
        parts.append(ReducedTable(whole, larger, margin: margin, threads: threads))
        passes += 1
      }
    }
    return parts.last
  }

  /// Prices up to a share of their size from a centre.
  func box(_ center: [Double], _ reach: Double) -> PriceBox {
    let largest = sizes.reduce(0, max)
    return PriceBox(
      center: center,
      radius: center.indices.map { reach * max(center[$0], sizes[$0], 0x1p-20 * largest) })
  }
}
