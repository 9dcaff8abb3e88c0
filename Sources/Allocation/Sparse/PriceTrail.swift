/// Where prices went as capacities moved, and so where they are likely to be next.
struct PriceTrail {
  /// Optimal prices of some capacities.
  private struct Place {
    var capacity: [Int64]
    var prices: [Double]
  }

  /// The last places, oldest first.
  private var places: [Place] = []
  /// By how much of their size prices have lately been mistaken.
  private var mistake = PriceTrail.first

  /// Places to which a line is fitted.
  private static let most = 5
  /// A mistake to begin with, and the least that is allowed for.
  private static let first = 0.02
  private static let least = 0.001

  /// The last prices.
  var prices: [Double]? { places.last?.prices }

  /// How far around expected prices to look, as a share of each.
  var reach: Double { max(Self.least, 1.6 * mistake) }

  /// Prices of other capacities: on the line that comes nearest to the last places.
  ///
  /// Optimal prices jump from vertex to vertex, which a line through several places evens out. It is
  /// not followed much farther than it is long.
  func prices(at capacity: [Int64]) -> [Double]? {
    guard let oldest = places.first, let last = places.last else { return nil }
    let direction = zip(last.capacity, oldest.capacity).map { Double($0) - Double($1) }
    let square = direction.reduce(0) { $0 + $1 * $1 }
    if square == 0 { return last.prices }
    let along = { (capacity: [Int64]) -> Double in
      let steps = zip(capacity, oldest.capacity).map { Double($0) - Double($1) }
      return zip(steps, direction).reduce(0) { $0 + $1.0 * $1.1 } / square
    }
    let distances = places.map { along($0.capacity) }
    let distance = max(-1, min(2, along(capacity)))
    let middle = distances.reduce(0, +) / Double(distances.count)
    let spread = distances.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
    return last.prices.indices.map { row in
      var (mean, slope) = (0.0, 0.0)
      for (place, distance) in zip(places, distances) {
        mean += place.prices[row] / Double(places.count)
        slope += place.prices[row] * (distance - middle) / spread
      }
      return max(0, mean + slope * (distance - middle))
    }
  }

  /// Goes to where prices were found.
  ///
  /// - Parameters:
  ///   - prices: The prices, in cents.
  ///   - capacity: Of which they are the prices.
  ///   - sizes: What each is compared with where it is nothing.
  mutating func append(_ prices: [Double], at capacity: [Int64], sizes: [Double]) {
    if let expected = self.prices(at: capacity) {
      let mistakes = prices.indices.map {
        abs(prices[$0] - expected[$0]) / max(sizes[$0], prices[$0])
      }
      mistake = max(mistakes.max() ?? 0, 0.7 * mistake)
    }
    if places.count == Self.most { places.removeFirst() }
    places.append(Place(capacity: capacity, prices: prices))
  }

  /// Begins anew where prices were found by other means.
  mutating func restart(_ prices: [Double], at capacity: [Int64]) {
    places = [Place(capacity: capacity, prices: prices)]
    mistake = Self.first
  }
}
