import Kernels
import Testing

@Suite("distributions convolved by vectors") struct ConvolutionRowTests {
  @Test(
    "every kernel agrees with the plain loop", arguments: Kernel.supported, [1, 15, 16, 17, 900])
  func agrees(kernel: Kernel, count: Int) {
    var random = SplitMix(UInt64(count))
    var row = ConvolutionRow(count: count, reach: 80)
    var plain = row
    for step in 0..<30 {
      let first = (
        chance: Double.random(in: 0...1, using: &random),
        amount: Int.random(in: 0...40, using: &random)
      )
      let second =
        step % 7 == 0
        ? (chance: 0.0, amount: 0)
        : (
          chance: [0, 1, 0.5].randomElement(using: &random) ?? 0,
          amount: Int.random(in: 0...40, using: &random)
        )
      row.add(first, second, sums: 0..<count, by: kernel)
      plain.addReference(first, second)
    }
    for (found, expected) in zip(row.chances, plain.chances) {
      #expect(abs(found - expected) <= 1e-13 * expected)
    }
  }
}
