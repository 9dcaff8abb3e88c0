import Kernels
import Scoring
import Testing

@Suite("draws split over threads") struct KernelThreadsTests {
  @Test(
    "any number of threads gives the same bits", arguments: [0, 1, 2, 3, 64],
    [0, 1, 128, 129, 5000])
  func sameBits(threads: Int, draws count: Int) {
    var state: UInt64 = 1
    func numbers(_ count: Int) -> [Float] {
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Float(state >> 40) / Float(1 << 23) - 1
      }
    }
    let draws = PackedDraws(
      rows: numbers(count * 5), attributes: 5, competition: numbers(count))
    for kernel in Kernel.supported {
      let packages = PackedPackages(numbers(70 * 5), attributes: 5, for: kernel)
      #expect(
        kernel.shares(of: packages, draws, threads: threads)
          == kernel.shares(of: packages, draws))
      let grid = PackedGrid(
        PackedGrid.Group(rows: numbers(2 * 24), count: 24, attributes: 2),
        by: PackedGrid.Group(rows: numbers(3 * 40), count: 40, attributes: 3), for: kernel)
      #expect(
        kernel.shares(of: grid, draws, threads: threads) == kernel.shares(of: grid, draws))
    }
  }
}
