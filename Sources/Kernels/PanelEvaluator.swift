internal import Foundation

/// Room in which the likelihood of one person after another is worked out, and its derivatives.
///
/// Not to be shared by threads. The plain twin is ``PanelChoices/reference(tastes:lapse:)``.
package struct PanelEvaluator {
  /// K, the number of coefficients.
  package let coefficients: Int
  /// The coefficients of the person at work, `[K, R]`.
  package let beta: DrawRows
  /// `∂ ln P[r] / ∂ beta[k, r]`, `[K, R]`.
  package let score: DrawRows
  /// `∂ ln P[r] / ∂ lapse`, and `Σ_k beta[k, r] · score[k, r]`: `[2, R]`.
  package let shared: DrawRows
  private let chance: DrawRows
  private let parts: DrawRows
  private var scratch: DoubleBuffer
  private var sums: [Double]
  let table: KernelTable

  /// Which row of ``shared`` is which.
  package static let slipRow = 0
  package static let scaleRow = 1

  /// The likelihood of choices: its mean over the draws is `meanChance · 2^exponent`.
  package struct Mean: Sendable {
    /// The mean over the draws as a part of `2^exponent`; at most 2.
    package var meanChance: Double
    /// Of two, the power that the largest draw has.
    package var exponent: Double

    /// The logarithm of the mean.
    package var logLikelihood: Double { log(meanChance) + exponent * log(2) }
  }

  /// Room for so many coefficients and draws.
  package init(coefficients: Int, draws: Int, kernel: Kernel) {
    self.coefficients = coefficients
    table = kernel.table
    beta = DrawRows(count: draws, rows: coefficients)
    score = DrawRows(count: draws, rows: coefficients)
    shared = DrawRows(count: draws, rows: 2)
    // Chance and exponent.
    chance = DrawRows(count: draws, rows: 2)
    parts = DrawRows(count: draws, rows: 1)
    scratch = DoubleBuffer(zeros: 0)
    sums = [Double](repeating: 0, count: 16 * max(1, coefficients))
  }

  /// Makes one coefficient of standard draws: `f(centre + Σ weight · z[place]) · factor`.
  ///
  /// - Parameters:
  ///   - sign: 1 or -1 for `f = sign · exp`, 0 for the identity.
  ///   - factor: The number of another coefficient, already made; nil for ones.
  package func make(
    _ coefficient: Int, centre: Double, weights: [Double], places: [Int], of z: DrawRows,
    sign: Double = 0, times factor: Int? = nil
  ) {
    precondition(weights.count == places.count && places.allSatisfy { $0 >= 0 && $0 < z.rows })
    precondition(weights.isEmpty || z.count == beta.count)
    withExtendedLifetime((beta, z)) {
      let scale: UnsafePointer<Double>? = unsafe factor.map {
        unsafe UnsafePointer(beta.pointer($0))
      }
      unsafe table.drawRow(
        centre, weights, places, weights.count, z.values.pointer, z.stride, sign, scale,
        beta.padded, beta.pointer(coefficient))
    }
  }

  /// How likely `panel` is on the mean over the draws, at the coefficients as they were made.
  ///
  /// - Parameter withScores: Whether ``score`` is wanted too.
  package mutating func evaluate(
    _ panel: PackedPanel, lapse: Double, withScores: Bool
  ) -> Mean {
    precondition(panel.attributes == coefficients && (0..<1).contains(lapse))
    if panel.rows == 0 {
      // No task left a choice: certain.
      zero(withScores)
      return Mean(meanChance: 1, exponent: 0)
    }
    if scratch.count < panel.rows * 16 { scratch = DoubleBuffer(zeros: panel.rows * 16) }
    withExtendedLifetime((panel, beta, score, shared, chance, scratch)) {
      unsafe table.panel(
        panel.x.pointer, panel.rows, coefficients, panel.counts, panel.base, panel.mayLapse,
        panel.lapsed, panel.counts.count, lapse, beta.values.pointer, beta.stride, beta.padded,
        chance.pointer(0), chance.pointer(1), withScores ? score.values.pointer : nil,
        shared.pointer(Self.slipRow), scratch.pointer)
    }
    return weighted()
  }

  // What each draw has of the mean, and the mean itself.
  private mutating func weighted() -> Mean {
    var largest = 0.0
    withExtendedLifetime((chance, parts)) {
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        guard let start = sums.baseAddress else { return }
        unsafe largest = table.weight(
          chance.pointer(0), chance.pointer(1), beta.count, beta.padded, parts.pointer(0), start)
      }
    }
    return Mean(meanChance: Self.sum(sums) / Double(beta.count), exponent: largest)
  }

  private func zero(_ withScores: Bool) {
    withExtendedLifetime((score, shared, parts, chance)) {
      for r in 0..<beta.padded {
        unsafe chance.pointer(0)[r] = 1
        unsafe chance.pointer(1)[r] = 0
        unsafe parts.pointer(0)[r] = r < beta.count ? 1 : 0
        unsafe shared.pointer(Self.slipRow)[r] = 0
      }
      if withScores { for i in 0..<score.values.count { unsafe score.values.pointer[i] = 0 } }
    }
  }

  /// What somebody else worked out draw by draw, instead of a panel pass.
  ///
  /// - Parameter work: Given the coefficients of a draw, its `ln P` and its derivatives along them and
  ///   along the lapse.
  package mutating func evaluate(
    by work: (_ draw: Int, _ beta: [Double]) -> (log: Double, score: [Double], slip: Double)
  ) -> Mean {
    for r in 0..<beta.count {
      let found = work(r, (0..<coefficients).map { beta[$0, r] })
      let power = found.log / log(2)
      let whole = power.rounded(.down)
      chance.values[r] = exp2(power - whole)
      chance.values[chance.stride + r] = whole
      shared.values[Self.slipRow * shared.stride + r] = found.slip
      for k in 0..<coefficients { score.values[k * score.stride + r] = found.score[k] }
    }
    return weighted()
  }

  /// Writes `Σ_k beta[k, r] · score[k, r]` over some k to ``shared``: the derivative along the logarithm
  /// of a scale that they share.
  package func makeScaleScore(of range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= coefficients)
    if range.isEmpty { return }
    withExtendedLifetime((beta, score, shared)) {
      unsafe table.productSum(
        beta.pointer(range.lowerBound), score.pointer(range.lowerBound), range.count, beta.stride,
        beta.padded, shared.pointer(Self.scaleRow))
    }
  }

  /// Divides what ``makeScaleScore(of:)`` wrote by a coefficient.
  package func divideScaleScore(by coefficient: Int) {
    for r in 0..<beta.count {
      shared.values[Self.scaleRow * shared.stride + r] /= beta[coefficient, r]
    }
  }

  /// Multiplies one coefficient's scores by another coefficient.
  package func scaleScore(_ coefficient: Int, by factor: Int) {
    withExtendedLifetime((beta, score)) {
      unsafe table.drawRow(
        0, [1], [coefficient], 1, score.values.pointer, score.stride, 0, beta.pointer(factor),
        score.padded, score.pointer(coefficient))
    }
  }

  /// `1/R Σ_r part[r] · score[k, r]` for all k, as a part of the power of two of the last evaluation.
  package mutating func meanScores() -> [Double] {
    makeSums(nil)
    let scale = 1 / Double(beta.count)
    return (0..<coefficients).map { total($0) * scale }
  }

  /// `1/R Σ_r part[r] · row[r] · factor[r]`, as a part of the power of two of the last evaluation.
  package mutating func mean(
    of row: (rows: DrawRows, place: Int), times factor: (rows: DrawRows, place: Int)? = nil
  ) -> Double {
    precondition(row.rows.count == beta.count && factor?.rows.count ?? beta.count == beta.count)
    withExtendedLifetime((parts, row.rows, factor?.rows)) {
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        guard let start = sums.baseAddress else { return }
        let factors: UnsafePointer<Double>? = unsafe factor.map {
          unsafe UnsafePointer($0.rows.pointer($0.place))
        }
        unsafe table.weightedSum(
          parts.pointer(0), row.rows.pointer(row.place), factors, 1, beta.stride, beta.padded,
          start)
      }
    }
    return Self.sum(sums) / Double(beta.count)
  }

  /// What each draw has of the mean likelihood of the last evaluation, `[R]`; their sum is 1.
  package var weights: [Double] {
    let all = (0..<beta.count).map { parts[0, $0] }
    let total = all.reduce(0, +)
    return all.map { $0 / total }
  }

  /// `ln P[r]` of the last evaluation, `[R]`.
  package var logProbability: [Double] {
    (0..<beta.count).map { log(chance[0, $0]) + chance[1, $0] * log(2) }
  }

  /// Writes `Σ_r part[r] · score[k, r] · factor[k, r]` of all coefficients to the sums.
  mutating func makeSums(_ factor: DoubleBuffer?) {
    withExtendedLifetime((parts, score, factor)) {
      unsafe sums.withUnsafeMutableBufferPointer { sums in
        guard let start = sums.baseAddress else { return }
        let factors: UnsafePointer<Double>? = unsafe factor.map {
          unsafe UnsafePointer($0.pointer)
        }
        unsafe table.weightedSum(
          parts.pointer(0), score.values.pointer, factors, coefficients, score.stride,
          score.padded, start)
      }
    }
  }

  /// The k-th of the sums.
  func total(_ k: Int) -> Double { Self.sum(sums, from: 16 * k) }

  /// Sixteen sums, halved until one is left: the order does not depend on the kernel.
  private static func sum(_ sums: [Double], from first: Int = 0) -> Double {
    func pair(_ k: Int) -> Double { sums[first + k] + sums[first + k + 8] }
    let even = (pair(0) + pair(4)) + (pair(2) + pair(6))
    let odd = (pair(1) + pair(5)) + (pair(3) + pair(7))
    return even + odd
  }
}
