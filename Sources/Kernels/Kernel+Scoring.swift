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
    score(packages, draws, slopes: nil).shares
  }

  /// Mean shares with derivatives along `slopes`, coefficients of their own; `[A][R]`.
  package func derivatives(
    of packages: PackedPackages, _ draws: PackedDraws, slopes: [LaneRow]
  ) -> ScoredPackages {
    if slopes.isEmpty { return score(packages, draws, slopes: nil) }
    let padded = (slopes.count + 3) / 4 * 4
    let rows = LaneBuffer(zeros: draws.padded * padded)
    for (a, slope) in slopes.enumerated() {
      _ = slope.copy(draws.count, scaledBy: nil, to: rows, from: a, by: padded)
    }
    var result = score(packages, draws, slopes: (rows, padded))
    result.derivatives.removeLast(padded - slopes.count)
    return result
  }

  private func score(
    _ packages: PackedPackages, _ draws: PackedDraws, slopes: (rows: LaneBuffer, count: Int)?
  ) -> ScoredPackages {
    precondition(packages.kernel == self && packages.attributes == draws.attributes)
    let count = slopes?.count ?? 0
    guard packages.count > 0, draws.count > 0 else {
      return ScoredPackages(
        shares: Array(repeating: 0, count: packages.count),
        derivatives: Array(repeating: Array(repeating: 0, count: packages.count), count: count))
    }
    let width = table.scoringTileWidth
    let row = packages.tiles * width
    let sums = LaneBuffer(zeros: draws.blocks * row)
    let derivatives = LaneBuffer(zeros: draws.blocks * row * count)
    let scratch = LaneBuffer(
      zeros: (4 + (count > 0 ? PackedDraws.blockDraws : 0)) * width)
    let isClamped = Self.mayOverflow(packages.largest, draws)
    // Pointers do not keep their memory alive.
    withExtendedLifetime((packages, draws, slopes?.rows, sums, derivatives, scratch)) {
      if draws.tiers > 1 {
        unsafe table.tiered(
          packages.x.pointer, packages.attributes, packages.tiles, draws.beta.pointer,
          draws.base.pointer, draws.padded, PackedDraws.blockDraws, isClamped,
          draws.ratios.pointer,
          draws.weights.pointer, draws.tiers, slopes?.rows.pointer ?? sums.pointer, count,
          sums.pointer, derivatives.pointer, scratch.pointer)
      } else if let slopes {
        unsafe table.slopes(
          packages.x.pointer, packages.attributes, packages.tiles, draws.beta.pointer,
          draws.base.pointer, draws.padded, PackedDraws.blockDraws, isClamped, slopes.rows.pointer,
          count, sums.pointer, derivatives.pointer, scratch.pointer)
      } else {
        unsafe table.scoring(
          packages.x.pointer, packages.attributes, packages.tiles, draws.beta.pointer,
          draws.base.pointer, draws.padded, PackedDraws.blockDraws, isClamped, sums.pointer,
          scratch.pointer)
      }
    }
    // Tiers weigh inside the pass; a single one's chance is left to here.
    let single = draws.tiers == 1 ? Double(draws.weights[0]) : 1
    let scale = single / Double(draws.count)
    return ScoredPackages(
      shares: Self.means(sums, blocks: draws.blocks, row: row, packages.count, scale),
      derivatives: (0..<count).map { a in
        // [blocks, tiles, slopes, width]
        var result = [Double](repeating: 0, count: packages.count)
        for block in 0..<draws.blocks {
          for p in 0..<packages.count {
            let tile = block * packages.tiles + p / width
            result[p] += Double(derivatives[(tile * count + a) * width + p % width])
          }
        }
        return result.map { $0 * scale }
      })
  }

  /// Sums over blocks, added in double precision in the blocks' order.
  static func means(
    _ sums: LaneBuffer, blocks: Int, row: Int, _ count: Int, _ scale: Double
  ) -> [Double] {
    var result = [Double](repeating: 0, count: count)
    for block in 0..<blocks {
      for p in 0..<count { unsafe result[p] += Double(sums.pointer[block * row + p]) }
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
