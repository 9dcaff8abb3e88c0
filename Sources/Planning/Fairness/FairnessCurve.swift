/// The price of fairness: what plans that treat teams more evenly are worth less, dollars a year.
///
/// From the most valuable plan, by floors on what every team puts out, to the highest floor that all can
/// keep; the plan of the greatest Nash welfare beside it. All are plans of the same scenario without its
/// floors of output, at the same release prices.
/// Source: Bertsimas, Farias, Trichakis, "The price of fairness", 2011.
public struct FairnessCurve: Hashable, Sendable {
  /// The most valuable plan, which keeps the first floor for nothing; then by ascending floor.
  public var floors: [Floor]
  /// The plan of the greatest Nash welfare; nil where it is not proven.
  public var nash: Point?
  /// The most valuable of the plans whose worst-off team is best off; nil where it is not proven.
  public var maxMin: Point?
  /// The floor of the curve's knee, beyond which fairness gets dear; nil where the curve has none.
  public var knee: Double?

  /// A plan on the curve.
  public struct Point: Hashable, Sendable {
    /// What it is worth less than the most valuable plan, dollars a year.
    public var price: Double
    /// The smallest utility, at whatever time that is.
    public var minimum: Double
    /// The 10 % quantile of the teams' smallest utilities.
    public var tenthPercentile: Double
    /// Jain's index of them.
    public var jain: Double
    /// Teams that get nothing in it.
    public var zeroGrants: Int
    /// Offers that it makes.
    public var offers: Int
  }

  /// The best plan that leaves no team below a share of its present output.
  public struct Floor: Hashable, Sendable {
    /// The share.
    public var share: Double
    /// Its plan; nil where none is proven.
    public var point: Point?

    /// What it is worth less, dollars a year.
    public var price: Double? { point?.price }
    /// Whether the price is proven.
    public var isProven: Bool { point != nil }
  }
}

extension FairnessCurve {
  /// The floor at which a curve of floors is farthest below the straight line between its ends.
  ///
  /// Both axes are scaled to 1; nil where the curve stays within a tenth of the line.
  /// Source: Satopää, Albrecht, Irwin, Raghavan, "Finding a 'kneedle' in a haystack", 2011.
  static func knee(of floors: [Floor]) -> Double? {
    let points = floors.compactMap { floor in floor.price.map { (floor.share, $0) } }
    guard let first = points.first, let last = points.last, last.0 > first.0, last.1 > first.1
    else { return nil }
    var best = (depth: 0.1, share: Double?.none)
    for (share, price) in points {
      let depth = (share - first.0) / (last.0 - first.0) - (price - first.1) / (last.1 - first.1)
      if depth > best.depth { best = (depth, share) }
    }
    return best.share
  }

  /// Shares between the most valuable plan's minimum and the highest floor: round ones, at most ten.
  static func shares(from minimum: Double, to highest: Double) -> [Double] {
    for percent in [1, 2, 5, 10, 20, 50, 100, 200] {
      let (low, high) = (minimum * 100, highest * 100)
      guard (high - low) / Double(percent) <= 10 else { continue }
      let steps =
        Int(
          (low / Double(percent)).rounded(.up))...max(
          Int((low / Double(percent)).rounded(.up)), Int((high / Double(percent)).rounded(.down)))
      return steps.map { Double($0 * percent) / 100 }.filter { $0 > minimum && $0 < highest }
    }
    return []
  }
}
