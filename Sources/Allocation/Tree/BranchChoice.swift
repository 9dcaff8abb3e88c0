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
