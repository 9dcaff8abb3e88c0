internal import Allocation
internal import Scenario

extension WhyNot {
  /// The price of a pool from which on a claimant itself would choose the alternative.
  ///
  /// All other prices stay; the pool's price moves in all periods alike. At it the alternative is the
  /// best of all that was refused, which one pass over the claimant's options has confirmed.
  public struct PriceFlip: Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Dollars a year per unit, as the plan has it.
    public var present: Double
    /// What it would have to be.
    public var needed: Double
  }
}

extension Replanning {
  /// From which price of a pool on a claimant would choose an alternative; nil where it takes no more
  /// of any pool, or where no price does.
  ///
  /// - Parameters:
  ///   - claimant: Its index in the problem.
  ///   - option: The alternative.
  ///   - isWanted: Which options would do as well as the alternative.
  func priceFlip(
    of claimant: Int, to option: Int, isWanted: (Int) -> Bool
  ) -> WhyNot.PriceFlip? {
    let options = problem.claimants[claimant].options
    // What a pool's units cost in all periods, and all else.
    func split(_ option: Claimant.Option, _ pool: Int) -> (pool: Double, net: Double) {
      var (own, net) = (0.0, Double(option.value))
      for (row, use) in option.use.enumerated() where use != 0 {
        if case .pool(pool, _) = table.rows.rows[row].kind {
          own += prices[row] * Double(use)
        } else {
          net -= prices[row] * Double(use)
        }
      }
      return (own, net)
    }
    let chosen = options[choice[claimant]]
    let dearest = scenario.pools.indices.map { pool in
      split(options[option], pool).pool - split(chosen, pool).pool
    }.enumerated().max { ($0.element, $1.offset) < ($1.element, $0.offset) }
    guard let dearest, dearest.element > 0 else { return nil }
    let pool = dearest.offset
    let wanted = split(options[option], pool)
    var (least, most) = (0.0, 1.0)
    for other in options.indices where !isWanted(other) {
      let refused = split(options[other], pool)
      let (more, gain) = (wanted.pool - refused.pool, wanted.net - refused.net)
      if more > 0 {
        most = min(most, gain / more)
      } else if more < 0 {
        least = max(least, gain / more)
      } else if gain < 0 {
        return nil
      }
    }
    guard least <= most, most < 1, let row = table.rows[.pool(pool, period: 0)] else { return nil }
    let present = prices[row] / 100 / table.rows.rows[row].share(in: scenario)
    return WhyNot.PriceFlip(
      pool: scenario.pools[pool].id, present: present, needed: most * present)
  }
}
