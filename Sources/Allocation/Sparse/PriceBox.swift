internal import Kernels

/// Prices within some distance of a centre, row by row; in cents.
struct PriceBox {
  let center: [Double]
  let radius: [Double]

  /// All prices there are.
  static func everywhere(rows: Int) -> PriceBox {
    PriceBox(
      center: [Double](repeating: 0, count: rows), radius: [Double](repeating: 0x1p300, count: rows)
    )
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
  /// `[pattern, pattern]`, where patterns are few.
  let table: PatternRises?
  /// Patterns of which a table is made.
  static let most = 256

  init(_ patterns: UsePatterns, _ box: PriceBox, tabulates: Bool) {
    let count = patterns.count
    guard tabulates && count > 0 && count <= Self.most else {
      table = nil
      return
    }
    var table = [Float](repeating: 0, count: count * count)
    var scratch = Scratch(rows: box.radius.count)
    for pattern in 0..<count {
      scratch.open(pattern, patterns)
      for other in 0..<count {
        // Rounded up: an option too many does no harm.
        let spread = Float(scratch.spread(other, patterns, box.radius))
        table[pattern * count + other] = spread * (1 + 0x1p-20)
      }
      scratch.close(patterns)
    }
    self.table = PatternRises(table, patterns: count)
  }

  /// One pattern's amounts, written out, to be compared with those of others.
  struct Scratch {
    private var base: [Double]
    private var pattern = 0
    /// Which comparison last met a row.
    private var met: [Int]
    private var comparison = 0

    init(rows: Int) {
      base = [Double](repeating: 0, count: rows)
      met = [Int](repeating: 0, count: rows)
    }

    /// Writes a pattern's amounts.
    @inline(__always)
    mutating func open(_ pattern: Int, _ patterns: UsePatterns) {
      self.pattern = pattern
      for entry in patterns.entries(pattern) {
        base[Int(patterns.row[entry])] = Double(patterns.amount[entry])
      }
    }

    mutating func close(_ patterns: UsePatterns) {
      for entry in patterns.entries(pattern) { base[Int(patterns.row[entry])] = 0 }
    }

    /// How far the price of another pattern may move from that of the one written.
    ///
    /// Row by row, because prices of some rows may be anything.
    @inline(__always)
    mutating func spread(_ other: Int, _ patterns: UsePatterns, _ radius: [Double]) -> Double {
      comparison += 1
      var sum = 0.0
      for entry in patterns.entries(other) {
        let row = Int(patterns.row[entry])
        sum += radius[row] * abs(Double(patterns.amount[entry]) - base[row])
        met[row] = comparison
      }
      for entry in patterns.entries(pattern) {
        let row = Int(patterns.row[entry])
        if met[row] != comparison { sum += radius[row] * abs(base[row]) }
      }
      return sum
    }
  }
}
