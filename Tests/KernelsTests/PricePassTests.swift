import Kernels
import Testing

@Suite("price pass") struct PricePassTests {
  struct Shape: CustomTestStringConvertible {
    var claimants: Int, options: Int
    var resources = 0
    var testDescription: String { "N \(claimants) O \(options) M \(resources)" }
  }

  static let shapes = [0, 1, 31, 32, 33, 1000].flatMap { n in
    [1, 2, 63, 64, 65].map { Shape(claimants: n, options: $0) }
  }

  static let used = [(0, 3), (1, 1), (33, 2), (100, 65)].flatMap { n, o in
    [0, 1, 2, 7].map { Shape(claimants: n, options: o, resources: $0) }
  }

  /// Half of the shapes' values are whole numbers of which many are equal; one in eight is missing.
  static func values(_ shape: Shape, whole: Bool) -> [Float] {
    var numbers = ScoringPassTests.Numbers(state: UInt64(shape.claimants * 100 + shape.options))
    return numbers.array(shape.claimants * shape.options, 4).map { value in
      if numbers.next() > 0.75 { return -.infinity }
      return whole ? value.rounded() : value
    }
  }

  @Test(
    "every kernel finds the twin's options and bits", arguments: shapes, [false, true])
  func agrees(shape: Shape, whole: Bool) {
    let rows = Self.values(shape, whole: whole)
    var numbers = ScoringPassTests.Numbers(state: 3)
    let penalties = numbers.array(shape.options, 2).map { whole ? $0.rounded() : $0 }
    let table = PriceTable(rows, options: shape.options)
    let expected = PriceTable.reference(rows, penalties: penalties)
    #expect(expected.options.count == shape.claimants)
    for kernel in Kernel.supported {
      let found = kernel.bestOptions(of: table, penalties: penalties)
      #expect(found.values == expected.values)
      #expect(found.options == expected.options)
    }
  }

  @Test("uses of the claimants' own are charged as the twin does", arguments: used)
  func agrees(shape: Shape) {
    var numbers = ScoringPassTests.Numbers(state: 11)
    let rows = Self.values(shape, whole: false)
    let uses = (0..<shape.resources).map { _ in
      numbers.array(rows.count, 3).map { abs($0) }
    }
    let prices = numbers.array(shape.resources, 1).map { abs($0) }
    let table = PriceTable(rows, options: shape.options, uses: uses)
    let expected = PriceTable.reference(
      rows, options: shape.options, uses: uses, prices: prices)
    for kernel in Kernel.supported {
      let found = kernel.bestOptions(of: table, prices: prices)
      #expect(found.values == expected.values)
      #expect(found.options == expected.options)
    }
  }

  @Test("the first of equal options wins, wherever it stands", arguments: Kernel.supported)
  func ties(kernel: Kernel) {
    // Claimant n is worth 7 after the penalty by option n % 5 and by every later multiple of it.
    let (claimants, options) = (70, 40)
    let penalties = (0..<options).map { Float($0) }
    var rows = [Float](repeating: 0, count: claimants * options)
    for n in 0..<claimants {
      for o in n % 5..<options where o == n % 5 || o % 3 == 0 {
        rows[n * options + o] = 7 + penalties[o]
      }
    }
    let found = kernel.bestOptions(
      of: PriceTable(rows, options: options), penalties: penalties)
    #expect(found.options == (0..<claimants).map { $0 % 5 })
    #expect(found.values.allSatisfy { $0 == 7 })
  }

  @Test("what is missing is never chosen", arguments: Kernel.supported)
  func missing(kernel: Kernel) {
    // Ragged rows: the last option of each is all that is worth its price.
    let rows = (0..<50).map { n in
      (0..<n % 7).map { $0 + 1 == n % 7 ? -5 : -Float.infinity }
    }
    let table = PriceTable(rows: rows)
    let found = kernel.bestOptions(
      of: table, penalties: Array(repeating: 100, count: table.options))
    for n in 0..<50 {
      #expect(found.option(of: n) == max(0, n % 7 - 1))
      #expect(found.value(of: n) == (n % 7 == 0 ? -.infinity : -105))
    }
  }

  @Test("not a number and an infinite price are never chosen", arguments: Kernel.supported)
  func indefinite(kernel: Kernel) {
    let rows: [Float] = (0..<40).flatMap { _ in [.nan, 9, -.infinity, 1, .nan] }
    let found = kernel.bestOptions(
      of: PriceTable(rows, options: 5), penalties: [0, .infinity, -.infinity, 0, 0])
    #expect(found.options == Array(repeating: 3, count: 40))
    #expect(found.values == Array(repeating: 1, count: 40))
  }

  @Test(
    "ranges of blocks add up to the whole and leave the rest alone", arguments: Kernel.supported)
  func ranges(kernel: Kernel) {
    let shape = Shape(claimants: 200, options: 9)
    let rows = Self.values(shape, whole: false).map { max($0, -100) }
    let penalties = (0..<9).map { Float($0) / 9 }
    let table = PriceTable(rows, options: 9)
    let whole = kernel.bestOptions(of: table, penalties: penalties)
    let parts = BestOptions(for: table)
    kernel.findBestOptions(of: table, penalties: penalties, range: 3..<7, into: parts)
    #expect(Array(parts.values[..<96]) == Array(repeating: 0, count: 96))
    #expect(Array(parts.values[96...]) == Array(whole.values[96...]))
    kernel.findBestOptions(of: table, penalties: penalties, range: 0..<2, into: parts)
    kernel.findBestOptions(of: table, penalties: penalties, range: 2..<2, into: parts)
    #expect(parts.values[64] == 0)
    kernel.findBestOptions(of: table, penalties: penalties, range: 2..<3, into: parts)
    #expect(parts.values == whole.values)
    #expect(parts.options == whole.options)
  }
}
