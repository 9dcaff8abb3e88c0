/// What one person's taste draws bring to the scoring of any package, laid out for the passes.
///
/// Acceptance at draw r is `1 / (1 + 2^(base[r] + Σ_k beta[r,k] x[k]))` with the x of
/// ``PackedPackages``; several logsums (tiers) have their weights and their ratio to the first.
package struct PackedDraws: Sendable {
  /// Draws in a block of the sums, which are added in double precision block by block.
  static let blockDraws = 128

  /// R, the number of draws.
  package let count: Int
  /// K, the number of coefficients in a row.
  package let attributes: Int
  /// Draws with the padding that no sum notices; a multiple of 4.
  let padded: Int
  /// `[padded, K]`.
  let beta: LaneBuffer
  /// log2 of the sum over all alternatives that are not ours; `[padded]`.
  let base: LaneBuffer
  /// `2^(c_m − c_0)`, at most 1; `[padded, tiers]`, `nil` for one tier.
  let ratios: LaneBuffer?
  /// Chance of each tier; `[tiers]`.
  let weights: LaneBuffer
  /// Largest |beta| of each coefficient, `[K]`, and largest |base|.
  let largest: [Float]
  let largestBase: Float

  /// Packs draws of one person.
  ///
  /// - Parameters:
  ///   - coefficients: In utils per unit of x, `[K][R]`.
  ///   - base: log2 of what competes in the first tier, `[R]`.
  ///   - ratios: `2^(c_m − c_0)` of every tier, `[tiers][R]`; empty for one tier.
  ///   - weights: The chance of each tier, `[tiers]`.
  package init(
    count: Int, coefficients: [ArraySlice<Float>], base: ArraySlice<Float>,
    ratios: [ArraySlice<Float>] = [], weights: [Float] = [1]
  ) {
    let attributes = coefficients.count
    let padded = (count + 3) / 4 * 4
    let beta = LaneBuffer(zeros: padded * attributes)
    let packedBase = LaneBuffer(zeros: padded)
    self.count = count
    self.attributes = attributes
    self.padded = padded
    self.beta = beta
    self.base = packedBase
    self.weights = LaneBuffer(weights)
    largest = coefficients.enumerated().map { k, coefficient in
      Self.copy(coefficient, count, to: beta, from: k, by: attributes)
    }
    largestBase = Self.copy(base, count, to: packedBase, from: 0, by: 1)
    // 2^100 against us: a share of 8e-31 that no sum notices.
    for r in count..<padded { unsafe packedBase.pointer[r] = 100 }
    if weights.count > 1 {
      let tiers = weights.count
      let packed = LaneBuffer(zeros: padded * tiers)
      for (m, ratio) in ratios.enumerated() {
        _ = Self.copy(ratio, count, to: packed, from: m, by: tiers)
      }
      // A tier's ratio of 1 keeps the padding's shares at nothing.
      for r in count * tiers..<padded * tiers { unsafe packed.pointer[r] = 1 }
      self.ratios = packed
    } else {
      self.ratios = nil
    }
  }

  // Copies `count` numbers to every `stride`-th place and returns the largest magnitude.
  private static func copy(
    _ row: ArraySlice<Float>, _ count: Int, to buffer: LaneBuffer, from first: Int, by stride: Int
  ) -> Float {
    precondition(row.count >= count)
    precondition(count == 0 || first + (count - 1) * stride < buffer.count)
    return unsafe row.withUnsafeBufferPointer { row in
      var largest: Float = 0
      for r in 0..<count {
        unsafe buffer.pointer[first + r * stride] = row[r]
        unsafe largest = max(largest, abs(row[r]))
      }
      return largest
    }
  }

  /// T, the number of tiers.
  var tiers: Int { weights.count }

  var blocks: Int { (padded + Self.blockDraws - 1) / Self.blockDraws }
}

extension PackedDraws {
  /// The chance that any tier holds; at most this is a share.
  package var weightSum: Float { (0..<tiers).reduce(0) { $0 + weights[$1] } }
}
