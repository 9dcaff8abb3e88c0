/// Patterns that are multiples of one another: the same resources in the same proportions.
///
/// Along a ray only the upper hull of (amount, value) can win, whatever the prices are.
struct UseRays: Sendable {
  /// The ray of each pattern; -1 where it uses nothing.
  private(set) var ray: [Int32] = []
  /// How many times the ray's unit each pattern is.
  private(set) var length: [Double] = []
  /// Whether more of a ray can never cost less, by ray.
  private(set) var isCostly: [Bool] = []

  /// The patterns of one problem; O(entries).
  init(_ patterns: UsePatterns) {
    var known: [[Int64]: Int32] = [:]
    ray.reserveCapacity(patterns.count)
    length.reserveCapacity(patterns.count)
    for pattern in 0..<patterns.count {
      let entries = patterns.entries(pattern)
      var divisor: UInt64 = 0
      for entry in entries { divisor = gcd(divisor, patterns.amount[entry].magnitude) }
      length.append(Double(divisor))
      if divisor == 0 {
        ray.append(-1)
        continue
      }
      var unit: [Int64] = []
      for entry in entries {
        unit.append(Int64(patterns.row[entry]))
        unit.append(patterns.amount[entry] / Int64(divisor))
      }
      if let number = known[unit] {
        ray.append(number)
      } else {
        let number = Int32(isCostly.count)
        known[unit] = number
        ray.append(number)
        isCostly.append(entries.allSatisfy { patterns.amount[$0] > 0 })
      }
    }
  }

  private func gcd(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// One option on its ray.
  private struct Point {
    var ray: Int32
    var length: Double
    var value: Double
    var option: Int32

    func precedes(_ other: Point) -> Bool {
      if ray != other.ray { return ray < other.ray }
      if length != other.length { return length < other.length }
      return value > other.value || (value == other.value && option < other.option)
    }
  }

  /// Of one claimant's options, those that are cheapest at some prices, ascending.
  ///
  /// In binary64, for the search of prices alone: where three options lie on a line up to rounding, any
  /// two of them will do.
  func hull(_ options: some Sequence<Int32>, _ table: SparseTable) -> [Int32] {
    var points: [Point] = []
    var kept: [Int32] = []
    var idle = -Double.infinity
    for option in options {
      let pattern = Int(table.pattern[Int(option)])
      let value = Double(table.value[Int(option)])
      if ray[pattern] < 0 {
        // Of several that use nothing only the best can win.
        if value > idle {
          idle = value
          kept = [option]
        }
        continue
      }
      points.append(
        Point(ray: ray[pattern], length: length[pattern], value: value, option: option))
    }
    if !zip(points, points.dropFirst()).allSatisfy({ $0.precedes($1) }) {
      points.sort { $0.precedes($1) }
    }
    var from = 0
    while from < points.count {
      var to = from
      while to < points.count && points[to].ray == points[from].ray { to += 1 }
      appendHull(points[from..<to], above: idle, to: &kept)
      from = to
    }
    return kept.sorted()
  }

  /// The upper hull of the points of one ray, which begins at nothing if `idle` is finite.
  private func appendHull(_ points: ArraySlice<Point>, above idle: Double, to kept: inout [Int32]) {
    var chain: [(length: Double, value: Double, option: Int32)] = []
    if idle > -.infinity { chain.append((0, idle, -1)) }
    for point in points {
      if let last = chain.last {
        if last.length == point.length { continue }
        // More of what costs, for less.
        if isCostly[Int(point.ray)] && point.value <= last.value { continue }
      }
      while chain.count > 1 {
        let (a, b) = (chain[chain.count - 2], chain[chain.count - 1])
        let turn =
          (b.value - a.value) * (point.length - a.length)
          - (point.value - a.value) * (b.length - a.length)
        if turn > 0 { break }
        chain.removeLast()
      }
      chain.append((point.length, point.value, point.option))
    }
    for point in chain where point.option >= 0 { kept.append(point.option) }
  }
}
