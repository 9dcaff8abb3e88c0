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

/// Which of several ways to divide a node leaves the least to do.
///
/// Each is rated by the product of what its halves lose at once, as shares of what may be lost: a way
/// with an idle half is no progress. Where even the best one says little, since many prices are as good
/// as one another, what is at stake decides.
/// Source of the product: Linderoth and Savelsbergh 1999; Achterberg 2007, §5.2.
enum BranchChoice {
  case claimant(Fork, lowFirst: Bool)
  case row(PartialRow, lowFirst: Bool)

  /// A rating below which penalties say nothing: 2.2 % of what may be lost, in both halves.
  private static let leastRating = 5e-4

  /// The best of `forks` and `partial`; nil where there is none.
  ///
  /// - Parameter room: How much more a better plan may lose than the node's optimum.
  init?(_ forks: [Fork], _ partial: PartialRow?, _ descent: PriceDescent, room: Double) {
    var best: BranchChoice?
    if forks.count + (partial == nil ? 0 : 1) > 1 {
      var penalties = BranchPenalties(descent)
      var most = Self.leastRating
      func isBest(_ rises: (low: Double, high: Double)) -> Bool {
        // Behind twice the room nothing is left to do.
        let rating = [rises.low, rises.high]
          .reduce(1) { $0 * max(1e-6, min($1 / max(room, 1e-300), 2)) }
        if rating <= most { return false }
        most = rating
        return true
      }
      if let partial {
        let rises = penalties.rises(partial)
        if isBest(rises) { best = .row(partial, lowFirst: rises.low <= rises.high) }
      }
      for fork in forks {
        let rises = penalties.rises(fork)
        if isBest(rises) { best = .claimant(fork, lowFirst: rises.low <= rises.high) }
      }
    }
    if let best {
      self = best
    } else if let partial {
      self = .row(partial, lowFirst: partial.share <= 0.5)
    } else if let fork = forks.max(by: { $0.stake < $1.stake }) {
      self = .claimant(fork, lowFirst: fork.lowShare >= 0.5)
    } else {
      return nil
    }
  }
}
