/// Where prices went as capacities moved, and so where they are likely to be next.
struct PriceTrail {
  /// Optimal prices of some capacities.
  private struct Place {
    var capacity: [Int64]
    var prices: [Double]
  }

  private var last: Place?
  private var before: Place?
  /// By how much of their size prices have lately been mistaken.
  private var mistake = PriceTrail.first

  /// A mistake to begin with, and the least that is allowed for.
  private static let first = 0.02
  private static let least = 0.0015

  /// The last prices.
  var prices: [Double]? { last?.prices }

  /// Prices of other capacities: along the line through the last two places, no farther than twice as
  /// far as these are apart.
  func prices(at capacity: [Int64]) -> [Double]? {
    guard let last else { return nil }
    guard let before else { return last.prices }
    var (product, square) = (0.0, 0.0)
    for row in capacity.indices {
      let step = Double(last.capacity[row]) - Double(before.capacity[row])
      product += step * (Double(capacity[row]) - Double(last.capacity[row]))
      square += step * step
    }
    let distance = square == 0 ? 0 : max(-2, min(2, product / square))
    return last.prices.indices.map { row in
      max(0, last.prices[row] + distance * (last.prices[row] - before.prices[row]))
    }
  }

  /// How far around them to look, as a share of each price.
  var reach: Double { max(Self.least, 2 * mistake) }

  /// Goes to where prices were found.
  ///
  /// - Parameter size: What a price is compared with where it is nothing.
  mutating func append(_ prices: [Double], at capacity: [Int64], sizes: [Double]) {
    if let expected = self.prices(at: capacity), last != nil {
      var most = 0.0
      for row in prices.indices {
        most = max(most, abs(prices[row] - expected[row]) / max(sizes[row], prices[row]))
      }
      mistake = max(most, mistake / 2)
    }
    before = last
    last = Place(capacity: capacity, prices: prices)
  }
}
