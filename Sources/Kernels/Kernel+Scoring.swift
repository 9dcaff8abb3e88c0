/// Coefficients along which derivatives are wanted, laid out beside the draws that they belong to.
package struct PackedSlopes: Sendable {
  /// A, how many derivatives.
  package let count: Int
  /// A rounded up to 4.
  let padded: Int
  /// `[draws, padded]`; zero for padded draws and slopes.
  let rows: LaneBuffer

  /// Packs `[A]` rows of as many numbers as there are draws.
  package init(_ slopes: [LaneRow], for draws: PackedDraws) {
    count = slopes.count
    let padded = (slopes.count + 3) / 4 * 4
    let rows = LaneBuffer(zeros: draws.padded * padded)
    for (a, slope) in slopes.enumerated() {
      _ = slope.copy(draws.count, scaledBy: nil, to: rows, from: a, by: padded)
    }
    self.padded = padded
    self.rows = rows
  }
}

/// P(accept) of packages and, if asked for, how it moves.
package struct ScoredPackages: Sendable {
  /// Mean share over the draws, weighted over the tiers; `[P]`.
  package var shares: [Double]
  /// `mean_r slope[r,a] Σ_m weight[m] s (1 − s)`; `[A][P]`.
  package var derivatives: [[Double]]
}

extension Kernel {
  /// Mean shares of `packages` against what competes in `draws`; `[P]`.
  ///
  /// The plain twin is ``PackedDraws/referenceShares(of:attributes:)``.
  public func shares(of packages: PackedPackages, _ draws: PackedDraws) -> [Double] {
    shares(of: packages, draws, [blockSums(of: packages, draws, blocks: 0..<draws.blocks)])
  }

  /// Mean shares from the sums of all blocks, which may come in several parts, in order.
  package func shares(
    of packages: PackedPackages, _ draws: PackedDraws, _ parts: [LaneBuffer]
  ) -> [Double] {
    if draws.count == 0 { return Array(repeating: 0, count: packages.count) }
    let row = packages.tiles * table.scoringTileWidth
    return Self.means(parts, row: row, packages.count, draws.scale)
  }

  /// Sums over the draws of some blocks, for each block and package; `[blocks, tiles, width]`.
  package func blockSums(
    of packages: PackedPackages, _ draws: PackedDraws, blocks: Range<Int>
  ) -> LaneBuffer {
    precondition(packages.kernel == self && packages.attributes == draws.attributes)
    precondition(blocks.lowerBound >= 0 && blocks.upperBound <= draws.blocks)
    let width = table.scoringTileWidth
    let sums = LaneBuffer(unwritten: blocks.count * packages.tiles * width)
    if sums.count == 0 { return sums }
    let scratch = LaneBuffer(unwritten: 4 * width)
    let isClamped = Self.mayOverflow(packages.largest, draws)
    let range = draws.draws(of: blocks)
    let k = packages.attributes
    // Pointers do not keep their memory alive.
    withExtendedLifetime((packages, draws, sums, scratch)) {
      if draws.tiers > 1 {
        unsafe table.tiered(
          packages.x.pointer, k, packages.tiles, draws.beta.pointer + range.lowerBound * k,
          draws.base.pointer + range.lowerBound, range.count, PackedDraws.blockDraws, isClamped,
          draws.ratios.pointer + range.lowerBound * draws.tiers, draws.weights.pointer,
          draws.tiers, sums.pointer, 0, sums.pointer, sums.pointer, scratch.pointer)
      } else {
        unsafe table.scoring(
          packages.x.pointer, k, packages.tiles, draws.beta.pointer + range.lowerBound * k,
          draws.base.pointer + range.lowerBound, range.count, PackedDraws.blockDraws, isClamped,
          sums.pointer, scratch.pointer)
      }
    }
    return sums
  }

  /// Mean shares with derivatives along `slopes`, coefficients of their own; `[A][R]`.
  package func derivatives(
    of packages: PackedPackages, _ draws: PackedDraws, slopes: PackedSlopes
  ) -> ScoredPackages {
    precondition(packages.kernel == self && packages.attributes == draws.attributes)
    guard packages.count > 0, draws.count > 0, slopes.count > 0 else {
      return ScoredPackages(
        shares: shares(of: packages, draws),
        derivatives: Array(
          repeating: Array(repeating: 0, count: packages.count), count: slopes.count))
    }
    precondition(slopes.rows.count == draws.padded * slopes.padded)
    let (count, rows) = (slopes.padded, slopes.rows)
    let width = table.scoringTileWidth
    let row = packages.tiles * width
    let sums = LaneBuffer(unwritten: draws.blocks * row)
    let derivatives = LaneBuffer(unwritten: draws.blocks * row * count)
    let scratch = LaneBuffer(unwritten: (4 + PackedDraws.blockDraws) * width)
    let isClamped = Self.mayOverflow(packages.largest, draws)
    withExtendedLifetime((packages, draws, rows, sums, derivatives, scratch)) {
      if draws.tiers > 1 {
        unsafe table.tiered(
          packages.x.pointer, packages.attributes, packages.tiles, draws.beta.pointer,
          draws.base.pointer, draws.padded, PackedDraws.blockDraws, isClamped,
          draws.ratios.pointer, draws.weights.pointer, draws.tiers, rows.pointer, count,
          sums.pointer, derivatives.pointer, scratch.pointer)
      } else {
        unsafe table.slopes(
          packages.x.pointer, packages.attributes, packages.tiles, draws.beta.pointer,
          draws.base.pointer, draws.padded, PackedDraws.blockDraws, isClamped, rows.pointer,
          count, sums.pointer, derivatives.pointer, scratch.pointer)
      }
    }
    return ScoredPackages(
      shares: Self.means([sums], row: row, packages.count, draws.scale),
      derivatives: (0..<slopes.count).map { a in
        // [blocks, tiles, slopes, width]
        var result = [Double](repeating: 0, count: packages.count)
        withExtendedLifetime(derivatives) {
          for part in 0..<draws.blocks * packages.tiles {
            let first = part % packages.tiles * width
            let from = unsafe derivatives.pointer + (part * count + a) * width
            for p in first..<min(first + width, packages.count) {
              unsafe result[p] += Double(from[p - first])
            }
          }
        }
        for p in result.indices { result[p] *= draws.scale }
        return result
      })
  }

  /// Sums over blocks, added in double precision in the blocks' order.
  static func means(
    _ parts: [LaneBuffer], row: Int, _ count: Int, _ scale: Double
  ) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for sums in parts {
      withExtendedLifetime(sums) {
        for block in stride(from: 0, to: sums.count, by: max(1, row)) {
          for p in 0..<count { unsafe result[p] += Double(sums.pointer[block + p]) }
        }
      }
    }
    for p in 0..<count { result[p] *= scale }
    return result
  }

  // Whether an exponent could leave the range in which the exponential needs no bounds.
  static func mayOverflow(_ largest: [Float], _ draws: PackedDraws) -> Bool {
    var bound = draws.largestBase
    for (x, beta) in zip(largest, draws.largest) { bound += x * beta }
    return !(bound < 120)
  }
}
