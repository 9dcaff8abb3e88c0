/// How far the dual rises at once when an optimal relaxation is divided in two.
///
/// One step of the dual method with long steps, from the node's optimum into either half: the ray on
/// which all ties but one stay, and its best vertex. No half is built for it, and no basis inverted.
/// Per division, two passes over the options.
/// Source: the penalties of Driebeek 1966 and Tomlin 1971.
struct BranchPenalties {
  private let descent: PriceDescent
  private var slope: [Double] = []

  init(_ descent: PriceDescent) { self.descent = descent }

  /// The rise where a claimant keeps the low half of its options alone, and the other alone.
  mutating func rises(_ fork: Fork) -> (low: Double, high: Double) {
    let first = descent.table.start[fork.claimant]
    let isKeyLow = fork.isLow[descent.keys[fork.claimant] - first]
    var direction = [Double](repeating: 0, count: descent.table.rows)
    for (position, column) in descent.basis.enumerated() {
      guard case .option(let option) = column,
        Int(descent.claimantOf[option]) == fork.claimant, fork.isLow[option - first] != isKeyLow
      else { continue }
      descent.inverse.add(isKeyLow ? 1 : -1, row: position, to: &direction)
    }
    descent.table.priced(direction, from: nil, into: &slope)
    // A charge on what is forbidden, as high as it must be: on the low half, then on the other.
    for (place, isLow) in fork.isLow.enumerated() where isLow { slope[first + place] += 1 }
    let high = rise(fork.lowShare, along: direction)
    for option in slope.indices { slope[option] = -slope[option] }
    for place in fork.isLow.indices { slope[first + place] += 1 }
    let low = rise(1 - fork.lowShare, along: direction.map { -$0 })
    return (low, high)
  }

  /// The rise where no more than the whole steps of a row are used, and where no fewer than one more.
  mutating func rises(_ partial: PartialRow) -> (low: Double, high: Double) {
    let direction = descent.inverse.row(partial.position)
    descent.table.priced(direction, from: nil, into: &slope)
    let low = rise(partial.share * partial.step, along: direction)
    for option in slope.indices { slope[option] = -slope[option] }
    let high = rise((1 - partial.share) * partial.step, along: direction.map { -$0 })
    return (low, high)
  }

  private func rise(_ climb: Double, along direction: [Double]) -> Double {
    var edge = PriceEdge(
      climb: climb, prices: descent.prices, direction: direction, table: descent.table,
      priced: descent.priced, slope: slope)
    for column in descent.basis {
      switch column {
      case .option(let option):
        edge.hold(claimant: Int(descent.claimantOf[option]), option: option)
      case .slack(let row): edge.hold(row: row)
      case .free: break
      }
    }
    var keys = descent.keys
    return edge.slide(keys: &keys) == nil ? .infinity : edge.rise
  }
}
