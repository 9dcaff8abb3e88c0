import Kernels
import Testing

@Suite("what the machine does at most") struct MachinePassTests {
  @Test("products of registers follow their recurrence", arguments: Kernel.supported, [0, 1, 2, 9])
  func products(kernel: Kernel, rounds: Int) {
    let loops = MachineLoops(kernel, attributes: 4)
    func number(_ i: Int) -> Double { 0.5 + Double(i % 31) / 64 }
    var expected = 0.0
    for accumulator in 0..<12 {
      var value = number(accumulator)
      for _ in 0..<rounds { value = value * number(12) + number(13) }
      expected += value * Double(kernel.lanes)
    }
    let found = Double(loops.multiply(rounds: rounds))
    #expect(abs(found - expected) <= 1e-5 * expected)
    #expect(loops.flopsPerRound == 24 * kernel.lanes)
  }

  @Test(
    "the blend of operations adds a quotient per vector", arguments: Kernel.supported, [12, 16])
  func issue(kernel: Kernel, attributes: Int) {
    let loops = MachineLoops(kernel, attributes: attributes)
    let vectors = loops.elementsPerRound / kernel.lanes
    #expect(vectors == (kernel == .avx512 ? 16 : 8))
    // A half by the sum that returns to where it was, once per vector of elements, beside the rest,
    // which has come to rest after so many rounds.
    let quotient = Double(kernel.lanes) * 0.5 / (0.5 + 3.0 / 64)
    let (first, later) = (loops.issue(rounds: 50), loops.issue(rounds: 60))
    let expected = 10 * Double(vectors) * quotient / Double(kernel.lanes)
    #expect(abs(Double(later - first) - expected) < 1e-3 * expected)
  }

  @Test(
    "the product of matrices alone is the utility of the last draws", arguments: Kernel.supported,
    [(1, 1, 1), (4, 64, 16), (7, 65, 12), (130, 200, 16), (257, 16, 3)])
  func utilities(kernel: Kernel, size: (draws: Int, packages: Int, attributes: Int)) {
    var numbers = ScoringPassTests.Numbers(state: 7)
    let coefficients = (0..<size.attributes).map { _ in numbers.array(size.draws, 1) }
    let base = numbers.array(size.draws, 3)
    let rows = numbers.array(size.packages * size.attributes, 1)
    let draws = PackedDraws(
      count: size.draws, coefficients: coefficients.map { LaneRow($0) }, base: LaneRow(base))
    let found = ProductLoop(PackedPackages(rows, attributes: size.attributes, for: kernel)).run(
      draws)
    let width = found.count / 4
    let firstDraw = (size.draws - 1) / 4 * 4
    let firstPackage = (size.packages - 1) / width * width
    for r in firstDraw..<size.draws {
      for p in firstPackage..<size.packages {
        var utility = 0.0
        for k in 0..<size.attributes {
          utility += Double(coefficients[k][r]) * Double(rows[p * size.attributes + k])
        }
        let expected = Double(base[r]) - 1.442695040888963 * utility
        let value = Double(found[(r - firstDraw) * width + p - firstPackage])
        #expect(abs(value - expected) < 1e-5)
      }
    }
  }

  @Test("reading adds every number once", arguments: Kernel.supported)
  func reading(kernel: Kernel) {
    let buffer = LaneBuffer((0..<1024).map { Float($0) })
    #expect(kernel.sum(of: buffer, 0..<1024) == 1023 * 512)
    #expect(kernel.sum(of: buffer, 128..<256) == 128 * 128 + 127 * 64)
    #expect(kernel.sum(of: buffer, 512..<512) == 0)
  }
}
