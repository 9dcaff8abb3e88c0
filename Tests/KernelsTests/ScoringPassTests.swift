import Kernels
import Testing

@Suite("scoring pass") struct ScoringPassTests {
  /// Numbers in -1...1 that depend on nothing but the seed.
  struct Numbers {
    var state: UInt64
    mutating func next() -> Float {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) / Float(1 << 23) - 1
    }
    mutating func array(_ count: Int, _ scale: Float) -> [Float] {
      (0..<count).map { _ in next() * scale }
    }
  }

  struct Shape: CustomTestStringConvertible {
    var draws: Int, packages: Int, attributes: Int, tiers: Int, slopes: Int
    var scale: Float = 1
    var testDescription: String {
      "R \(draws) P \(packages) K \(attributes) T \(tiers) A \(slopes) scale \(scale)"
    }
  }

  static let shapes: [Shape] =
    [0, 1, 2, 3, 4, 5, 127, 128, 129, 500].map {
      Shape(draws: $0, packages: 17, attributes: 5, tiers: 1, slopes: 0)
    }
    + [0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 129, 1000].map {
      Shape(draws: 37, packages: $0, attributes: 6, tiers: 1, slopes: 2)
    }
    + [1, 2, 3, 4, 7, 8, 12, 15, 16, 17, 20, 33].map {
      Shape(draws: 131, packages: 70, attributes: $0, tiers: 1, slopes: 0)
    }
    + [1, 2, 3, 7].flatMap { tiers in
      [0, 1, 4, 5].map {
        Shape(draws: 261, packages: 66, attributes: 9, tiers: tiers, slopes: $0)
      }
    }
    + [8, 30, 1000, 10_000].map {
      Shape(draws: 64, packages: 33, attributes: 4, tiers: 2, slopes: 1, scale: $0)
    }

  static func example(_ shape: Shape) -> (PackedDraws, [Float], [LaneRow]) {
    var numbers = Numbers(state: 42)
    let coefficients = (0..<shape.attributes).map { _ in
      LaneRow(numbers.array(shape.draws, shape.scale))
    }
    let draws = PackedDraws(
      count: shape.draws, coefficients: coefficients,
      base: LaneRow(numbers.array(shape.draws, 3 * shape.scale)),
      ratios: (0..<shape.tiers).map { m in
        LaneRow(numbers.array(shape.draws, 0.5).map { m == 0 ? 1 : 0.5 + abs($0) })
      },
      weights: numbers.array(shape.tiers, 1).map { abs($0) / Float(shape.tiers) })
    let rows = numbers.array(shape.packages * shape.attributes, 1)
    return (draws, rows, (0..<shape.slopes).map { _ in LaneRow(numbers.array(shape.draws, 1)) })
  }

  @Test("every kernel agrees with the definition", arguments: shapes, Kernel.supported)
  func agrees(shape: Shape, kernel: Kernel) {
    let (draws, rows, slopes) = Self.example(shape)
    let packages = PackedPackages(rows, attributes: shape.attributes, for: kernel)
    let found = kernel.derivatives(
      of: packages, draws, slopes: PackedSlopes(slopes, for: draws))
    let expected = draws.reference(rows, shape.attributes, slopes: slopes)
    #expect(found.shares.count == shape.packages)
    #expect(found.derivatives.count == shape.slopes)
    // A utility of a thousand has an ulp of 6e-5, which its share feels where it is undecided.
    let tolerance = 1e-6 * max(1, Double(shape.scale))
    for (a, b) in zip(found.shares, expected.shares) {
      #expect(abs(a - b) <= tolerance)
      #expect(a >= 0 && a <= Double(draws.weightSum) * (1 + 1e-6))
    }
    for (a, b) in zip(found.derivatives, expected.derivatives) {
      for (x, y) in zip(a, b) { #expect(abs(x - y) <= 3 * tolerance) }
    }
    let plain = kernel.shares(of: packages, draws)
    #expect(kernel.shares(of: packages, each: [draws, draws][...]) == plain + plain)
    #expect(kernel.shares(of: packages, each: []).isEmpty)
    #expect(plain.count == shape.packages)
    for (a, b) in zip(plain, expected.shares) { #expect(abs(a - b) <= tolerance) }
  }

  @Test("AVX2 and AVX-512 give the same bits", arguments: shapes) func sameBits(shape: Shape) {
    let wide = Kernel.supported.filter { $0 != .baseline }
    let (draws, rows, slopes) = Self.example(shape)
    let results = wide.map { kernel in
      kernel.derivatives(
        of: PackedPackages(rows, attributes: shape.attributes, for: kernel), draws,
        slopes: PackedSlopes(slopes, for: draws))
    }
    for result in results.dropFirst() {
      #expect(result.shares == results[0].shares)
      #expect(result.derivatives == results[0].derivatives)
    }
  }
}
