/// How likely one person's choices are on the mean over her taste draws, and what moves that.
package struct PanelLikelihood: Sendable {
  /// `ln (1/R Σ_r exp(logProbability[r]))`.
  package let logLikelihood: Double
  /// R, the number of draws.
  package let draws: Int
  /// K, the number of attributes.
  package let attributes: Int
  /// `Σ_t ln P[t, r]`, `[padded]`; of no meaning beyond R.
  package let logProbability: LaneBuffer
  /// `∂ logProbability[r] / ∂ beta[k, r]`, `[K, stride]` with the stride of the tastes.
  package let score: LaneBuffer
  /// Likelihoods as parts of the largest, `[padded]`, and their sum.
  let parts: LaneBuffer
  let total: Double
  let stride: Int
  let kernel: Kernel

  /// What each draw has of the mean likelihood, `[R]`; their sum is 1.
  package var weights: [Double] { (0..<draws).map { Double(parts[$0]) / total } }

  /// `Σ_r weight[r] · score[k, r] · factor[k, r]` for each k, in double precision and one order.
  ///
  /// With the factors `∂ beta[k, r] / ∂ θ[k]` this is the derivative of the log likelihood along θ: ones
  /// (nil) for a centre, the standard draw z for a spread; for a lognormal taste
  /// `centre · exp(spread · z)` the factors are `exp(spread · z)` and `beta · z`.
  package func gradient(factors: PackedTastes? = nil) -> [Double] {
    let padded = parts.count
    precondition(factors.map { $0.count == draws && $0.attributes == attributes } ?? true)
    var sums = [Double](repeating: 0, count: 16 * attributes)
    // Pointers do not keep their memory alive.
    withExtendedLifetime((parts, score, factors)) {
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        guard let start = sums.baseAddress else { return }
        unsafe kernel.table.weightedSum(
          parts.pointer, score.pointer, factors?.values.pointer, attributes, stride, padded,
          start)
      }
    }
    return (0..<attributes).map { k in
      Self.sum(sums[16 * k..<16 * k + 16]) / total
    }
  }

  /// Sixteen sums, halved until one is left: the order does not depend on the kernel.
  static func sum(_ sums: ArraySlice<Double>) -> Double {
    var sums = Array(sums)
    while sums.count > 1 {
      let half = sums.count / 2
      sums = (0..<half).map { sums[$0] + sums[$0 + half] }
    }
    return sums[0]
  }
}
