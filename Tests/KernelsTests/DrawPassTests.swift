import Foundation
import Kernels
import Testing

@Suite("passes over draws") struct DrawPassTests {
  @Test(
    "logsums and their parts, also of utilities that overflow", arguments: Kernel.supported,
    [1, 10, 1000, 10_000] as [Float])
  func logsums(kernel: Kernel, scale: Float) {
    var numbers = ScoringPassTests.Numbers(state: 3)
    for alternatives in [1, 2, 5] {
      let stride = 48
      let utilities = LaneBuffer(numbers.array(alternatives * stride, scale))
      let counts = Array(Set([alternatives, (alternatives + 1) / 2, 1])).sorted(by: >)
      let (base, ratios, smallest) = kernel.logsums(
        of: utilities, stride: stride, counts: counts)
      var least = 1.0
      for r in 0..<stride {
        let values = (0..<alternatives).map { Double(utilities[$0 * stride + r]) }
        let top = values.max() ?? 0
        let parts = counts.map { values[..<$0].reduce(0) { $0 + exp2(max($1 - top, -125)) } }
        let expected = top + log2(parts[0])
        #expect(abs(Double(base[r]) - expected) <= 3e-7 * max(1, abs(expected)))
        for (ratio, part) in zip(ratios, parts) {
          #expect(abs(Double(ratio[r]) * parts[0] / part - 1) < 1e-6)
          least = min(least, part / parts[0])
        }
      }
      #expect(abs(Double(smallest) / least - 1) < 1e-6)
    }
  }

  @Test(
    "the exponential and the logarithm behind them, over their whole range",
    arguments: Kernel.supported)
  func logarithmOfPower(kernel: Kernel) {
    // Two alternatives u and 0: log2(2^u + 1) goes through both functions.
    let stride = 16 * 1024
    let utilities = LaneBuffer(zeros: 2 * stride)
    for r in 0..<stride { utilities[r] = -125 * Float(r) / Float(stride) }
    let (base, _, _) = kernel.logsums(of: utilities, stride: stride, counts: [2])
    for r in 0..<stride {
      let expected = log2(1 + exp2(Double(utilities[r])))
      #expect(abs(Double(base[r]) - expected) < 2.5e-7)
    }
  }

  @Test("utilities are what the formula says", arguments: Kernel.supported, [0, 1, 5])
  func utilities(kernel: Kernel, attributes: Int) {
    var numbers = ScoringPassTests.Numbers(state: 9)
    let stride = 32
    let tastes = LaneBuffer(numbers.array(max(1, attributes) * stride, 1))
    let (pay, own) = (
      LaneRow(numbers.array(stride, 2)), LaneRow(numbers.array(stride, 1))
    )
    let x = numbers.array(attributes, 1)
    for isOwn in [false, true] {
      let row = LaneRow(LaneBuffer(zeros: stride), count: stride)
      kernel.utilities(
        tastes: tastes, stride: stride, x: x, constant: 0.3, own: isOwn ? own : nil, pay: pay,
        to: row)
      for r in 0..<stride {
        var sum = 0.3 + (isOwn ? Double(own[r]) : 0)
        for k in 0..<attributes { sum += Double(x[k]) * Double(tastes[k * stride + r]) }
        #expect(abs(Double(row[r]) - Double(pay[r]) * M_LOG2E * sum) < 2e-6)
      }
    }
  }

  @Test("guesses: AVX2 and AVX-512 give the same bits, and so do their exits and draws")
  func sameBits() {
    let wide = Kernel.supported.filter { $0 != .baseline }
    let results = wide.map { kernel in
      var numbers = ScoringPassTests.Numbers(state: 5)
      let draws = PackedDraws(
        count: 300, coefficients: (0..<4).map { _ in LaneRow(numbers.array(300, 1)) },
        base: LaneRow(numbers.array(300, 1)))
      let differences = (0..<3).map { _ in (0..<37).map { _ in numbers.array(4, 1) } }
      let weights = (0..<2).map { _ in numbers.array(37, 1).map(abs) }
      let row = LaneRow(LaneBuffer(zeros: 320), count: 320)
      let directions = (0..<32).map { UInt32(1) << UInt32(31 - $0) }
      kernel.draw(
        SobolPoints(directions: directions, shift: 12345),
        Mixing(centre: 2, spread: 0.6, isLognormal: true, zeroShare: 0.35), to: row)
      return [
        kernel.shares(
          under: 37, differences: differences, counts: [1, 3], weights: weights, draws),
        kernel.exits(
          levels: numbers.array(21, 5), slopes: numbers.array(21, 1), tastes: row, draws: 317),
        (0..<320).map { Double(row[$0]) },
      ]
    }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }
}
