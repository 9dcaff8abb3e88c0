/// What coefficients are made of where each has at most one standard draw, and nothing else to it.
///
/// Laid out so that a person's evaluation touches few places: people are many and their choices few.
package final class SimpleCoefficients: Sendable {
  let centres: [Double]
  let spreads: [Double]
  let rows: [Int]
  let signs: [Double]
  // Whether coefficient k has draw k: the sums over draws then are one pass.
  let isDiagonal: Bool

  /// Coefficients `f(centre + spread · z[row])`, f the identity, or `sign · exp` where the sign is not 0.
  ///
  /// - Parameter rows: -1 where a coefficient is the same for everybody.
  package init(centres: [Double], spreads: [Double], rows: [Int], signs: [Double]) {
    precondition(centres.count == spreads.count && spreads.count == rows.count)
    precondition(rows.count == signs.count && rows.allSatisfy { $0 >= -1 })
    self.centres = centres
    self.spreads = spreads
    self.rows = rows
    self.signs = signs
    isDiagonal = rows == Array(rows.indices)
  }
}

extension PanelEvaluator {
  /// ``make(_:centre:weights:places:of:sign:times:)`` of all coefficients, and
  /// ``evaluate(_:lapse:withScores:)``.
  package mutating func evaluate(
    _ simple: SimpleCoefficients, of z: DrawRows, _ panel: PackedPanel, lapse: Double,
    withScores: Bool
  ) -> Mean {
    precondition(simple.rows.count == coefficients && simple.rows.allSatisfy { $0 < z.rows })
    precondition(z.rows == 0 || z.count == beta.count)
    withExtendedLifetime((beta, z, simple)) {
      unsafe simple.spreads.withUnsafeBufferPointer { spreads in
        unsafe simple.rows.withUnsafeBufferPointer { rows in
          guard let spread = spreads.baseAddress, let row = rows.baseAddress else { return }
          for k in 0..<coefficients {
            unsafe table.drawRow(
              simple.centres[k], spread + k, row + k, row[k] < 0 ? 0 : 1, z.values.pointer,
              z.stride, simple.signs[k], nil, beta.padded, beta.pointer(k))
          }
        }
      }
    }
    return evaluate(panel, lapse: lapse, withScores: withScores)
  }

  /// Adds the mean's derivatives along centres and spreads, each times a factor.
  ///
  /// Scores of coefficients with a sign are along their logarithm afterwards.
  /// - Parameters:
  ///   - places: Where in `gradient` the centre of each coefficient is, and its spread; -1 for none.
  package mutating func addMeans(
    _ simple: SimpleCoefficients, of z: DrawRows, times factor: Double, to gradient: inout [Double],
    at places: [(centre: Int, spread: Int)]
  ) {
    for k in 0..<coefficients where simple.signs[k] != 0 { scaleScore(k, by: k) }
    let scale = factor / Double(beta.count)
    withExtendedLifetime((score, z)) {
      makeSums(nil)
      for k in 0..<coefficients { gradient[places[k].centre] += total(k) * scale }
      if simple.isDiagonal {
        makeSums(z.values)
        for k in 0..<coefficients { gradient[places[k].spread] += total(k) * scale }
      } else {
        for k in 0..<coefficients where simple.rows[k] >= 0 {
          let mean = mean(of: (score, k), times: (z, simple.rows[k]))
          gradient[places[k].spread] += mean * factor
        }
      }
    }
  }
}
