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
      for entry in entries { divisor = commonDivisor(divisor, patterns.amount[entry].magnitude) }
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

  /// Of one claimant's options, those that are cheapest at some prices, ascending.
  ///
  /// In binary64, for the search of prices alone: where three options lie on a line up to rounding, any
  /// two of them will do.
  func hull(_ options: Range<Int>, _ table: SparseTable, into kept: inout HullChain) {
    kept.removeAll()
    for option in options {
      let pattern = Int(table.pattern[option])
      let value = Double(table.value[option])
      if ray[pattern] < 0 {
        kept.offerIdle(value, Int32(truncatingIfNeeded: option))
      } else {
        kept.points.append(
          HullChain.Point(
            ray: ray[pattern], length: length[pattern], value: value,
            option: Int32(truncatingIfNeeded: option)))
      }
    }
    kept.close(isCostly)
  }
}

/// The upper hulls of one claimant's options, ray by ray; room that is used again and again.
struct HullChain {
  /// One option on its ray.
  struct Point {
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

  /// What is offered.
  var points: [Point] = []
  /// The options on a hull, ascending.
  private(set) var options: [Int32] = []
  private var chain: [Point] = []
  private var idle: Point?

  mutating func removeAll() {
    points.removeAll(keepingCapacity: true)
    options.removeAll(keepingCapacity: true)
    idle = nil
  }

  /// Offers what uses nothing: of several only the best can win.
  mutating func offerIdle(_ value: Double, _ option: Int32) {
    if value > idle?.value ?? -.infinity {
      idle = Point(ray: -1, length: 0, value: value, option: option)
    }
  }

  /// Finds the hulls; `isCostly` says of each ray whether more of it can never cost less.
  mutating func close(_ isCostly: [Bool]) {
    for (before, after) in zip(points, points.dropFirst()) where !before.precedes(after) {
      points.sort { $0.precedes($1) }
      break
    }
    if let idle { options.append(idle.option) }
    for index in points.indices {
      let point = points[index]
      if index == 0 || points[index - 1].ray != point.ray {
        keepChain()
        if let idle { chain.append(idle) }
      }
      extend(point, isCostly: isCostly[Int(point.ray)])
    }
    keepChain()
    options.sort()
  }

  /// Adds a longer point of the same ray; those under the line to it leave.
  private mutating func extend(_ point: Point, isCostly: Bool) {
    if let last = chain.last {
      if last.length == point.length { return }
      // More of what costs, for less.
      if isCostly && point.value <= last.value { return }
    }
    while chain.count > 1 {
      let (a, b) = (chain[chain.count - 2], chain[chain.count - 1])
      let turn =
        (b.value - a.value) * (point.length - a.length)
        - (point.value - a.value) * (b.length - a.length)
      if turn > 0 { break }
      chain.removeLast()
    }
    chain.append(point)
  }

  private mutating func keepChain() {
    for point in chain where point.ray >= 0 { options.append(point.option) }
    chain.removeAll(keepingCapacity: true)
  }
}
