public import Kernels

extension Kernel {
  /// Mean shares of one person's packages with the draws split over threads; `[P]`.
  ///
  /// Blocks of draws are summed in the same order whoever computes them, so the bits do not depend on
  /// the threads. Many people are better split by person, see ``concurrentMap(_:threads:_:)``.
  public func shares(
    of packages: PackedPackages, _ draws: PackedDraws, threads: Int
  ) -> [Double] {
    shares(
      of: packages, draws,
      Self.parts(of: draws, elements: packages.count, threads).map {
        blockSums(of: packages, draws, blocks: $0)
      })
  }

  /// Mean shares of the cells of a grid with the draws split over threads; `[I, J]`.
  public func shares(of grid: PackedGrid, _ draws: PackedDraws, threads: Int) -> [Double] {
    grid.isBounded(draws)
      ? shares(
        of: grid, draws,
        // A cell costs a sixth of a package in a list.
        Self.parts(of: draws, elements: grid.firstCount * grid.secondCount / 6, threads).map {
          blockSums(of: grid, draws, blocks: $0)
        })
      : shares(of: grid, draws)
  }

  private struct Parts {
    let ranges: [Range<Int>]
    let threads: Int

    func map(_ sums: @Sendable (Range<Int>) -> LaneBuffer) -> [LaneBuffer] {
      concurrentMap(ranges.count, threads: threads) { sums(ranges[$0]) }
    }
  }

  // Waking a thread takes as long as scoring tens of thousands of elements: with less than this for
  // each, one thread is quicker.
  private static let leastElements = 1 << 17

  private static func parts(
    of draws: PackedDraws, elements: Int, _ threads: Int
  ) -> Parts {
    let worthwhile = elements * draws.count / leastElements
    let count = max(1, min(threads, draws.blocks, worthwhile))
    return Parts(
      ranges: (0..<count).map { draws.blocks * $0 / count..<draws.blocks * ($0 + 1) / count },
      threads: threads)
  }
}
