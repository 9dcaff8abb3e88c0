import Kernels
import Testing

@Suite("grid pass") struct GridPassTests {
  struct Shape: CustomTestStringConvertible {
    var first: Int, second: Int
    var firstAttributes = 2
    var secondAttributes = 3
    var draws = 130
    var tiers = 1
    var scale: Float = 1
    var testDescription: String {
      "\(first) x \(second), K \(firstAttributes) + \(secondAttributes), R \(draws), T \(tiers), "
        + "scale \(scale)"
    }
  }

  static let shapes: [Shape] =
    [0, 1, 3, 4, 5, 15, 16, 17, 33].flatMap { first in
      [0, 1, 8, 16, 19].map { Shape(first: first, second: $0) }
    }
    + [0, 1, 3, 4, 127, 128, 129, 513].map { Shape(first: 7, second: 9, draws: $0) }
    + [1, 2, 5].map { Shape(first: 7, second: 9, tiers: $0) }
    + [(0, 3), (3, 0), (0, 0), (1, 15)].map {
      Shape(first: 6, second: 18, firstAttributes: $0.0, secondAttributes: $0.1)
    }
    // Utilities of a hundred and more: shares that need the cap, and factors that leave the range.
    + [8, 40, 300, 10_000].map { Shape(first: 9, second: 20, tiers: 2, scale: $0) }

  struct Example {
    var draws: PackedDraws
    var first: PackedGrid.Group
    var second: PackedGrid.Group
    /// Every cell as a package of its own.
    var rows: [Float]
  }

  static func example(_ shape: Shape) -> Example {
    var numbers = ScoringPassTests.Numbers(state: 7)
    let attributes = shape.firstAttributes + shape.secondAttributes
    let draws = PackedDraws(
      count: shape.draws,
      coefficients: (0..<attributes).map { _ in
        LaneRow(numbers.array(shape.draws, shape.scale))
      },
      base: LaneRow(numbers.array(shape.draws, 3 * shape.scale)),
      ratios: (0..<shape.tiers).map { m in
        LaneRow(numbers.array(shape.draws, 0.5).map { m == 0 ? 1 : 0.5 + abs($0) })
      },
      weights: (0..<shape.tiers).map { _ in abs(numbers.next()) / Float(shape.tiers) })
    let first = numbers.array(shape.first * shape.firstAttributes, 1)
    let second = numbers.array(shape.second * shape.secondAttributes, 1)
    var rows: [Float] = []
    for i in 0..<shape.first {
      for j in 0..<shape.second {
        rows += first[i * shape.firstAttributes..<(i + 1) * shape.firstAttributes]
        rows += second[j * shape.secondAttributes..<(j + 1) * shape.secondAttributes]
      }
    }
    return Example(
      draws: draws,
      first: PackedGrid.Group(
        rows: first, count: shape.first, attributes: shape.firstAttributes),
      second: PackedGrid.Group(
        rows: second, count: shape.second, attributes: shape.secondAttributes), rows: rows)
  }

  @Test("every cell is the package that it stands for", arguments: shapes, Kernel.supported)
  func agrees(shape: Shape, kernel: Kernel) {
    let example = Self.example(shape)
    let grid = PackedGrid(example.first, by: example.second, for: kernel)
    let cells = Array(0..<shape.first * shape.second)
    let found = kernel.shares(of: grid, at: cells, example.draws)
    let expected = example.draws.reference(
      example.rows, shape.firstAttributes + shape.secondAttributes, count: cells.count, slopes: [])
    #expect(found.count == cells.count)
    for (a, b) in zip(found, expected.shares) {
      #expect(abs(a - b) <= 1e-6 * max(1, Double(shape.scale)))
      #expect(a >= 0 && a <= Double(example.draws.weightSum) * (1 + 1e-6))
    }
    // Some cells, in any order.
    let some = cells.filter { $0 % 3 == 1 }.reversed()
    #expect(kernel.shares(of: grid, at: Array(some), example.draws) == some.map { found[$0] })
  }

  @Test("AVX2 and AVX-512 give the same bits", arguments: shapes) func sameBits(shape: Shape) {
    let example = Self.example(shape)
    let results = Kernel.supported.filter { $0 != .baseline }.map { kernel in
      kernel.shares(
        of: PackedGrid(example.first, by: example.second, for: kernel),
        at: Array(0..<shape.first * shape.second),
        example.draws)
    }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }
}
