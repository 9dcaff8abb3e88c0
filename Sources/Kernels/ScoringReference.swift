internal import Foundation

extension PackedDraws {
  /// The plain twin of the scoring passes: shares of `rows` (`[P, K]`) in double precision.
  package func referenceShares(of rows: [Float], attributes: Int) -> [Double] {
    reference(rows, attributes, slopes: []).shares
  }

  /// Shares and derivatives in double precision; `slopes` `[A][R]`.
  package func reference(
    _ rows: [Float], _ attributes: Int, count packages: Int? = nil, slopes: [LaneRow]
  ) -> ScoredPackages {
    let packages = packages ?? (attributes == 0 ? 0 : rows.count / attributes)
    var result = ScoredPackages(
      shares: Array(repeating: 0, count: packages),
      derivatives: Array(repeating: Array(repeating: 0, count: packages), count: slopes.count))
    for p in 0..<packages {
      for r in 0..<count {
        var utility = 0.0
        for k in 0..<attributes {
          utility += Double(beta[r * attributes + k]) * Double(rows[p * attributes + k])
        }
        let competition = Double(base[r]) - utility * M_LOG2E
        var steepness = 0.0
        for m in 0..<tiers {
          let ratio = Double(ratios[r * tiers + m])
          let share = 1 / (1 + ratio * exp2(competition))
          let weight = Double(weights[m])
          result.shares[p] += weight * share / Double(count)
          steepness += weight * share * (1 - share) / Double(count)
        }
        for (a, slope) in slopes.enumerated() {
          result.derivatives[a][p] += Double(slope[r]) * steepness
        }
      }
    }
    return result
  }
}
