/// What one person's taste draws bring to the scoring of any package, laid out for the passes.
///
/// Acceptance at draw r is `Σ_m weight[m] / (1 + ratio[r,m] 2^(base[r] + Σ_k beta[r,k] x[k]))` with the
/// x of ``PackedPackages`` or ``PackedGrid``: one tier m per set of rivals that may survive a screen.
public struct PackedDraws: Sendable {
  /// Draws in a block of the sums, which are added in double precision block by block.
  static let blockDraws = 128

  /// R, the number of draws.
  public let count: Int
  /// K, the number of coefficients in a row.
  public let attributes: Int
  /// Draws with the padding that no sum notices; a multiple of 4.
  let padded: Int
  /// `[padded, K]`.
  let beta: LaneBuffer
  /// log2 of the sum over all alternatives that are not ours; `[padded]`.
  let base: LaneBuffer
  /// `2^(c_m − c_0)`, at most 1; `[padded, tiers]`.
  let ratios: LaneBuffer
  /// Chance of each tier; `[tiers]`.
  let weights: LaneBuffer
  /// Largest |beta| of each coefficient; `[K]`.
  let largest: [Float]
  /// Largest |base|.
  let largestBase: Float

  /// Packs draws that lie in rows of one table.
  ///
  /// - Parameters:
  ///   - count: R.
  ///   - coefficients: Where each coefficient's draws lie, in utils per unit of x; `[K]` rows of R.
  ///   - scale: A row that every coefficient is multiplied by, or `nil`.
  ///   - base: log2 of what competes in the first tier, a row of R.
  ///   - ratios: `2^(c_m − c_0)` of every tier, `[tiers]` rows of R; empty for one tier.
  ///   - weights: The chance of each tier; `[tiers]`.
  package init(
    count: Int, coefficients: [LaneRow], scaledBy scale: LaneRow? = nil, base: LaneRow,
    ratios: [LaneRow] = [], weights: [Float] = [1]
  ) {
    let padded = (count + 3) / 4 * 4
    let beta = LaneBuffer(zeros: padded * coefficients.count)
    let largest = coefficients.enumerated().map { k, row in
      row.copy(count, scaledBy: scale, to: beta, from: k, by: coefficients.count)
    }
    self.init(
      count: count, attributes: coefficients.count, beta, largest, base: base, ratios: ratios,
      weights: weights)
  }

  /// The same coefficients against something else that competes.
  package init(
    _ other: PackedDraws, base: LaneRow, ratios: [LaneRow] = [], weights: [Float] = [1]
  ) {
    self.init(
      count: other.count, attributes: other.attributes, other.beta, other.largest, base: base,
      ratios: ratios, weights: weights)
  }

  private init(
    count: Int, attributes: Int, _ beta: LaneBuffer, _ largest: [Float], base: LaneRow,
    ratios: [LaneRow], weights: [Float]
  ) {
    precondition(ratios.count == weights.count || weights.count == 1)
    let padded = (count + 3) / 4 * 4
    let packedBase = LaneBuffer(zeros: padded)
    let packedRatios = LaneBuffer(zeros: padded * weights.count)
    (self.count, self.attributes, self.padded) = (count, attributes, padded)
    self.weights = LaneBuffer(weights)
    self.largest = largest
    largestBase = base.copy(count, scaledBy: nil, to: packedBase, from: 0, by: 1)
    // 2^100 against us: a share of 8e-31 that no sum notices.
    for r in count..<padded { packedBase[r] = 100 }
    for m in weights.indices {
      if m < ratios.count {
        _ = ratios[m].copy(count, scaledBy: nil, to: packedRatios, from: m, by: weights.count)
      }
      for r in (m < ratios.count ? count : 0)..<padded { packedRatios[r * weights.count + m] = 1 }
    }
    self.beta = beta
    self.base = packedBase
    self.ratios = packedRatios
  }

  /// Packs draws of one person against one logsum.
  ///
  /// - Parameters:
  ///   - rows: Coefficients in utils per unit of x, `[R, K]` draw by draw.
  ///   - competition: Logsum of everything that is not ours, in utils; `[R]`.
  public init(rows: [Float], attributes: Int, competition: [Float]) {
    precondition(rows.count == competition.count * attributes)
    let columns = (0..<attributes).map { k in
      LaneRow((0..<competition.count).map { rows[$0 * attributes + k] })
    }
    self.init(
      count: competition.count, coefficients: columns,
      base: LaneRow(competition.map { $0 * -PackedPackages.scale }))
  }

  /// T, the number of tiers.
  public var tiers: Int { weights.count }

  /// The chance that any tier holds; no share is larger.
  package var weightSum: Float { (0..<tiers).reduce(0) { $0 + weights[$1] } }

  /// Blocks of draws, whose sums are added one after the other whoever computes them.
  package var blocks: Int { (padded + Self.blockDraws - 1) / Self.blockDraws }

  /// The draws of some blocks.
  func draws(of blocks: Range<Int>) -> Range<Int> {
    blocks.lowerBound * Self.blockDraws..<min(padded, blocks.upperBound * Self.blockDraws)
  }

  // Tiers weigh inside a pass; a single one's chance is left to the mean.
  var scale: Double { (tiers == 1 ? Double(weights[0]) : 1) / Double(count) }
}
