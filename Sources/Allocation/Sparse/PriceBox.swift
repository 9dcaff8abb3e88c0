/// Prices within some distance of a centre, row by row; in cents.
struct PriceBox {
  let center: [Double]
  let radius: [Double]

  /// All prices there are.
  static func everywhere(rows: Int) -> PriceBox {
    PriceBox(
      center: [Double](repeating: 0, count: rows), radius: [Double](repeating: 1e100, count: rows))
  }

  /// The same, larger by a factor.
  func scaled(_ factor: Double) -> PriceBox {
    PriceBox(center: center, radius: radius.map { factor * $0 })
  }

  /// Prices that are as good as certain.
  static func at(_ prices: [Double]) -> PriceBox {
    PriceBox(center: prices, radius: [Double](repeating: 0x1p-30, count: prices.count))
  }

  /// Whether prices lie inside, where a price of nothing is never outside for being low.
  func contains(_ prices: [Double]) -> Bool {
    prices.indices.allSatisfy { row in
      let distance = abs(prices[row] - center[row])
      return distance < radius[row] * (1 - 1e-9) || distance == 0
        || (prices[row] == 0 && center[row] <= radius[row])
    }
  }
}

/// How far the price of one pattern and that of another may move apart inside a box.
struct PatternSpread {
  /// `[pattern, pattern]`, where patterns are few; otherwise empty.
  let table: [Float]
  private let patterns: UsePatterns
  private let radius: [Double]
  /// Patterns of which a table is made.
  static let most = 256

  init(_ patterns: UsePatterns, _ box: PriceBox, tabulates: Bool) {
    self.patterns = patterns
    radius = box.radius
    let count = patterns.count
    guard tabulates && count <= Self.most else {
      table = []
      return
    }
    var table = [Float](repeating: 0, count: count * count)
    var base = [Double](repeating: 0, count: box.radius.count)
    for pattern in 0..<count {
      let reach = Self.open(pattern, patterns, box.radius, &base)
      for other in 0..<count {
        // Rounded up: an option too many does no harm.
        table[pattern * count + other] =
          Float(Self.spread(other, patterns, box.radius, base, reach)) * (1 + 0x1p-20)
      }
      Self.close(pattern, patterns, &base)
    }
    self.table = table
  }

  /// Writes a pattern's amounts into `base`; returns how far its own price may move.
  @inline(__always)
  static func open(
    _ pattern: Int, _ patterns: UsePatterns, _ radius: [Double], _ base: inout [Double]
  ) -> Double {
    var reach = 0.0
    for entry in patterns.entries(pattern) {
      let row = Int(patterns.row[entry])
      base[row] = Double(patterns.amount[entry])
      reach += radius[row] * abs(base[row])
    }
    return reach
  }

  static func close(_ pattern: Int, _ patterns: UsePatterns, _ base: inout [Double]) {
    for entry in patterns.entries(pattern) { base[Int(patterns.row[entry])] = 0 }
  }

  /// How far a pattern's price may move from that of the pattern written in `base`.
  @inline(__always)
  static func spread(
    _ pattern: Int, _ patterns: UsePatterns, _ radius: [Double], _ base: [Double], _ reach: Double
  ) -> Double {
    var sum = reach
    for entry in patterns.entries(pattern) {
      let row = Int(patterns.row[entry])
      sum += radius[row] * (abs(Double(patterns.amount[entry]) - base[row]) - abs(base[row]))
    }
    return max(0, sum)
  }
}
