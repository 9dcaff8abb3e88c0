/// How far the year may differ from its expectation by people's answers alone.
public struct PlanRisk: Hashable, Sendable {
  /// Hires on average.
  public var expectedHires: Double
  /// The 5 % and 95 % quantiles of the number of hires, given every P.
  public var hires: ClosedRange<Int>
  /// The chance that nobody accepts; 1 where nobody is asked.
  public var nobody: Double
  /// The largest P(accepted promises do not fit) of all rows.
  public var overcommit: Double
  /// P(accepted promises do not fit) in any pool in any period; nil where all are kept in full.
  public var overcommitYear: Double?

  /// The risk of independent answers.
  ///
  /// The number of hires is Poisson binomial; its distribution is exact, O(offers²).
  /// Source: Wang, "On the number of successes in independent trials", 1993.
  /// - Parameters:
  ///   - acceptances: P of every offer that is made.
  ///   - overcommits: P(over) of every row.
  public init(acceptances: [Double], overcommits: [Double]) {
    var chance = [1.0]
    for p in acceptances {
      var next = [Double](repeating: 0, count: chance.count + 1)
      for (hires, value) in chance.enumerated() {
        next[hires] += value * (1 - p)
        next[hires + 1] += value * p
      }
      chance = next
    }
    func quantile(_ share: Double) -> Int {
      var sum = 0.0
      for (hires, value) in chance.enumerated() {
        sum += value
        if sum >= share { return hires }
      }
      return acceptances.count
    }
    expectedHires = acceptances.reduce(0, +)
    hires = quantile(0.05)...quantile(0.95)
    nobody = chance[0]
    overcommit = overcommits.max() ?? 0
  }
}
