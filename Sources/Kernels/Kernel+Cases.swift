extension Kernel {
  /// Mean share of one package under many guesses, each with differences of its own.
  ///
  /// `mean_r Σ_m weight[m][s] / (1 + Σ_j e^(Σ_k beta[r,k] difference[j][s][k]))`, j over the first
  /// `counts[m]` alternatives.
  /// - Parameters:
  ///   - guesses: S.
  ///   - differences: What each alternative has more than the package; `[alternatives][S][K]`.
  ///   - counts: Alternatives of each tier, rising; `[tiers]`.
  ///   - weights: The chance of each tier under each guess; `[tiers][S]`.
  ///   - draws: The coefficients; its own logsum is not used.
  package func shares(
    under guesses: Int, differences: [[[Float]]], counts: [Int], weights: [[Float]],
    _ draws: PackedDraws
  ) -> [Double] {
    let (attributes, alternatives) = (draws.attributes, differences.count)
    precondition(counts.count == weights.count && counts.allSatisfy { $0 <= alternatives })
    guard guesses > 0, draws.count > 0 else { return Array(repeating: 0, count: guesses) }
    let tiles = (guesses + lanes - 1) / lanes
    let x = LaneBuffer(zeros: tiles * alternatives * attributes * lanes)
    let packedWeights = LaneBuffer(zeros: tiles * counts.count * lanes)
    for s in 0..<guesses {
      let (tile, lane) = (s / lanes, s % lanes)
      for j in 0..<alternatives {
        for k in 0..<attributes {
          x[((tile * alternatives + j) * attributes + k) * lanes + lane] =
            differences[j][s][k] * -PackedPackages.scale
        }
      }
      for m in counts.indices {
        packedWeights[(tile * counts.count + m) * lanes + lane] = weights[m][s]
      }
    }
    let row = tiles * lanes
    let blocks = (draws.count + PackedDraws.blockDraws - 1) / PackedDraws.blockDraws
    let sums = LaneBuffer(zeros: blocks * row)
    withExtendedLifetime((x, packedWeights, draws, sums)) {
      unsafe table.ensemble(
        x.pointer, attributes, alternatives, tiles, counts, packedWeights.pointer, counts.count,
        draws.beta.pointer, draws.count, PackedDraws.blockDraws, sums.pointer)
    }
    return means([sums], row, guesses, 1 / Double(draws.count))
  }

  /// Mean of `1 − 2^(−2^(level + slope · taste))` over the draws, for each case.
  ///
  /// - Parameters:
  ///   - levels: log2 of the hazard in powers of two at taste 0; `[cases]`.
  ///   - slopes: What it changes by per unit of taste; `[cases]`.
  ///   - tastes: At least `draws` numbers.
  package func exits(
    levels: [Float], slopes: [Float], tastes: LaneRow, draws: Int
  ) -> [Double] {
    precondition(levels.count == slopes.count && draws <= tastes.count)
    guard !levels.isEmpty, draws > 0 else { return Array(repeating: 0, count: levels.count) }
    let row = (levels.count + lanes - 1) / lanes * lanes
    let padding = [Float](repeating: 0, count: row - levels.count)
    let blocks = (draws + PackedDraws.blockDraws - 1) / PackedDraws.blockDraws
    let sums = LaneBuffer(zeros: blocks * row)
    withExtendedLifetime((tastes, sums)) {
      unsafe table.exit(
        levels + padding, slopes + padding, row / lanes, tastes.pointer, draws,
        PackedDraws.blockDraws, sums.pointer)
    }
    return means([sums], row, levels.count, 1 / Double(draws))
  }
}
