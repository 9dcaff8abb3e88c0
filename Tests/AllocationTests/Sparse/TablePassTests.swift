import Testing

@testable import Allocation

@Suite("passes over a table find what their definitions say") struct TablePassTests {
  /// Many patterns or few, side by side along a claimant's options or anywhere.
  static let shapes = [
    (claimants: 700, patterns: 20, isRun: true), (claimants: 700, patterns: 20, isRun: false),
    (claimants: 300, patterns: 400, isRun: true), (claimants: 2500, patterns: 3000, isRun: false),
    (claimants: 1, patterns: 7, isRun: false),
  ]

  static func problem(
    _ shape: (claimants: Int, patterns: Int, isRun: Bool), seed: UInt64, scale: Int64 = 1
  ) -> SparseProblem {
    var random = SplitMix(seed)
    var patterns = UsePatterns()
    for _ in 0..<shape.patterns {
      patterns.append(
        (0..<3).map { (row: $0, amount: Int64.random(in: -1...6, using: &random) * scale) })
    }
    var (start, value, pattern): ([Int], [Int64], [Int32]) = ([0], [], [])
    for _ in 0..<shape.claimants {
      let count = Int.random(in: 1...min(19, shape.patterns), using: &random)
      let first = Int.random(in: 0...(shape.patterns - count), using: &random)
      for option in 0..<count {
        value.append(Int64.random(in: -50...400, using: &random) * scale)
        let any = Int.random(in: 0..<shape.patterns, using: &random)
        pattern.append(Int32(shape.isRun ? first + option : any))
      }
      start.append(value.count)
    }
    return SparseProblem(
      resources: (0..<3).map {
        Resource(id: "r\($0)", capacity: 2 * Int64(shape.claimants) * scale)
      },
      claimants: (0..<shape.claimants).map { "c\($0 + 10_000)" }, start: start, value: value,
      pattern: pattern, patterns: patterns)
  }

  static func prices(_ seed: UInt64) -> [Double] {
    var random = SplitMix(seed)
    return (0..<3).map { _ in Double.random(in: 0...90, using: &random) }
  }

  @Test("demand is the sum of everybody's first best option", arguments: shapes, [1, 3])
  func demand(shape: (claimants: Int, patterns: Int, isRun: Bool), threads: Int) {
    let table = Self.problem(shape, seed: 1).table
    let prices = Self.prices(2)
    for sample in Set([table.claimants, (table.claimants + 6) / 7]) {
      let demand = table.demand(prices, sample: sample, threads: threads)
      var use = [Int64](repeating: 0, count: table.rows)
      var squares = use
      var worth: Int64 = 0
      for place in 0..<sample {
        let best = best(table, place * table.claimants / sample, table.pennies(prices)).option
        worth += table.value[best]
        for (row, amount) in amounts(table, best).enumerated() {
          use[row] += amount
          squares[row] += amount * amount
        }
      }
      #expect(demand.claimants == sample && demand.value == Double(worth))
      #expect(demand.use == use.map(Double.init))
      #expect(demand.squaredUse == squares.map(Double.init))
    }
  }

  @Test("the sieve keeps what may be best in the box, and settles the others", arguments: shapes)
  func sieve(shape: (claimants: Int, patterns: Int, isRun: Bool)) {
    let table = Self.problem(shape, seed: 3).table
    let center = Self.prices(4)
    for (share, margin) in [(0.0, 0.0), (1e-3, 0), (0.02, 3.5), (0.3, 0), (1e300, .infinity)] {
      let box = PriceBox(center: center, radius: center.map { share * $0 })
      let sieved = table.sieve(box, margin: margin, sample: table.claimants, threads: 2)
      var (claimants, options, decided): ([Int32], [Int32], [Int64]) = ([], [], [0, 0, 0])
      var worth: Int128 = 0
      let penalty = table.pennies(center)
      for claimant in 0..<table.claimants {
        let best = best(table, claimant, penalty)
        #expect(Int(sieved.best[claimant]) == best.option)
        let left = table.range(claimant).filter { option in
          let gain = Double(table.value[option]) - penalty[Int(table.pattern[option])]
          let spread = zip(amounts(table, option), amounts(table, best.option)).enumerated()
            .reduce(0) { $0 + box.radius[$1.offset] * Double(abs($1.element.0 - $1.element.1)) }
          // The sieve may keep a hair more than this.
          return gain + spread >= best.gain - margin
        }
        if let place = sieved.claimants.firstIndex(of: Int32(claimant)) {
          let kept = sieved.options[sieved.start[place]..<sieved.start[place + 1]]
          #expect(Set(left.map { Int32($0) }).isSubset(of: kept) && kept.count > 1)
          #expect(kept.count <= left.count + 1 && kept.elementsEqual(kept.sorted()))
          claimants.append(Int32(claimant))
          options += kept
        } else {
          #expect(left == [best.option])
          worth += Int128(table.value[best.option])
          for (row, amount) in amounts(table, best.option).enumerated() { decided[row] += amount }
        }
      }
      #expect(sieved.claimants == claimants && sieved.options == options)
      #expect(sieved.decided == decided && sieved.decidedValue == worth)
      if share == 0 && margin == 0 { #expect(options.count < table.options / 4) }
    }
  }

  @Test("the certificate is exact, however large prices are", arguments: shapes, [1, 2])
  func certificate(shape: (claimants: Int, patterns: Int, isRun: Bool), threads: Int) {
    for (seed, factor) in [(5, 1.0), (6, 0x1p-30), (7, 0x1p20), (8, 0x1p48), (9, 0x1p58)] {
      // Above 2^52 a use of several units no longer fits two words: the plain way is taken.
      let problem = Self.problem(shape, seed: UInt64(seed))
      let prices = Self.prices(10).map { Price(rounding: $0 / 90 * factor) }
      let bound = problem.certifiedBound(at: prices, threads: threads)
      #expect(bound == problem.certifiedBoundOneByOne(at: prices))
      #expect(bound == boundByDefinition(AllocationProblem(problem), at: prices))
    }
  }

  private func best(_ table: SparseTable, _ claimant: Int, _ penalty: [Double])
    -> (option: Int, gain: Double)
  {
    var best = (option: -1, gain: -Double.infinity)
    for option in table.range(claimant) {
      let gain = Double(table.value[option]) - penalty[Int(table.pattern[option])]
      if gain > best.gain { best = (option, gain) }
    }
    return best
  }

  private func amounts(_ table: SparseTable, _ option: Int) -> [Int64] {
    table.patterns.dense(Int(table.pattern[option]), rows: table.rows)
  }
}
