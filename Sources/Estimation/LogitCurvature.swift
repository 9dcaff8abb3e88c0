internal import Foundation

/// The logit whose coefficients are the same for everybody: its likelihood, gradient and exact Hessian.
///
/// Source: Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §3.7.1 and §8.
struct LogitCurvature: Sendable {
  // Attributes less the mean choice's, `[rows, K]` in one piece, and at which row situations begin.
  private let rows: [Double]
  private let starts: [Int]
  private let size: Int
  // The most options of a situation.
  private let widest: Int

  /// - Precondition: The model has fixed coefficients alone.
  init(_ model: ChoiceModel, _ data: ChoiceData) {
    let layout = ChoiceUnitLayout(model, data)
    var (rows, starts): ([Double], [Int]) = ([], [0])
    for situation in data.situations {
      let x = situation.options.map(layout.attributes)
      let mean = model.coefficients.indices.map { k in
        zip(x, situation.options).reduce(0) { $0 + $1.0[k] * $1.1.share }
      }
      for option in x { for k in mean.indices { rows.append(option[k] - mean[k]) } }
      starts.append((starts.last ?? 0) + x.count)
    }
    (self.rows, self.starts) = (rows, starts)
    size = model.coefficients.count
    widest = data.situations.reduce(0) { max($0, $1.options.count) }
  }

  /// Everything at coefficients, `[K]`.
  func evaluate(
    at beta: [Double]
  ) -> (logLikelihood: Double, gradient: [Double], hessian: SymmetricMatrix) {
    var total = 0.0
    var gradient = [Double](repeating: 0, count: size)
    var hessian = [Double](repeating: 0, count: size * size)
    var mean = [Double](repeating: 0, count: size)
    var powers = [Double](repeating: 0, count: widest)
    for t in 0..<starts.count - 1 {
      let first = starts[t]
      let (top, sum) = raise(&powers, in: t, at: beta)
      total -= top + log(sum)
      for k in 0..<size { mean[k] = 0 }
      for row in first..<starts[t + 1] {
        let p = powers[row - first] / sum
        for k in 0..<size {
          let weighted = p * rows[row * size + k]
          mean[k] += weighted
          for l in 0...k { hessian[k * size + l] -= weighted * rows[row * size + l] }
        }
      }
      for k in 0..<size {
        gradient[k] -= mean[k]
        for l in 0...k { hessian[k * size + l] += mean[k] * mean[l] }
      }
    }
    var matrix = SymmetricMatrix(size: size)
    for k in 0..<size {
      for l in 0...k { matrix[k, l] = hessian[k * size + l] }
    }
    return (total, gradient, matrix)
  }

  // Exponentials of a situation's utilities less the largest of them, which is given with their sum.
  private func raise(
    _ powers: inout [Double], in situation: Int, at beta: [Double]
  ) -> (top: Double, sum: Double) {
    let first = starts[situation]
    let count = starts[situation + 1] - first
    var top = -Double.infinity
    for j in 0..<count {
      var u = 0.0
      for k in 0..<size { u += rows[(first + j) * size + k] * beta[k] }
      powers[j] = u
      top = max(top, u)
    }
    var sum = 0.0
    for j in 0..<count {
      powers[j] = exp(powers[j] - top)
      sum += powers[j]
    }
    return (top, sum)
  }

  /// The chance of each option, `[T][J]`.
  func chances(at beta: [Double]) -> [[Double]] {
    var powers = [Double](repeating: 0, count: widest)
    return (0..<starts.count - 1).map { t in
      let sum = raise(&powers, in: t, at: beta).sum
      return powers[..<(starts[t + 1] - starts[t])].map { $0 / sum }
    }
  }

  /// The gradient of each situation's logarithm, `[T][K]`.
  func scores(at beta: [Double]) -> [[Double]] {
    var powers = [Double](repeating: 0, count: widest)
    return (0..<starts.count - 1).map { t in
      let sum = raise(&powers, in: t, at: beta).sum
      var score = [Double](repeating: 0, count: size)
      for row in starts[t]..<starts[t + 1] {
        let p = powers[row - starts[t]] / sum
        for k in 0..<size { score[k] -= p * rows[row * size + k] }
      }
      return score
    }
  }

  /// Whether the likelihood rises for ever along a direction: no choice speaks against it, and at least
  /// one for it.
  func isSeparated(along direction: [Double]) -> Bool {
    let length = direction.reduce(0) { max($0, abs($1)) }
    guard length > 0 else { return false }
    var some = false
    for row in 0..<(starts.last ?? 0) {
      var u = 0.0
      var reach = 0.0
      for k in 0..<size {
        let part = rows[row * size + k] * direction[k]
        u += part
        reach += abs(part)
      }
      if u > 1e-6 * max(reach, 1e-300) { return false }
      if u < -1e-6 * reach { some = true }
    }
    return some
  }
}

extension LogitCurvature {
  /// The maximum of the likelihood by Newton's steps, or the way along which it has none.
  ///
  /// - Returns: Where the search ended, and the direction in which the likelihood rises for ever if it
  ///   does.
  func maximum(from start: [Double]) -> (beta: [Double], escape: [Double]?) {
    var beta = start
    var current = evaluate(at: beta)
    for step in 0..<200 {
      var information = current.hessian.scaled(by: -1)
      var move = information.inverse?.times(current.gradient)
      if move == nil {
        for k in beta.indices { information[k, k] += 1e-8 * (1 + information[k, k]) }
        move = information.inverse?.times(current.gradient)
      }
      guard let move else { break }
      let promise = zip(move, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      // Where a choice is certain, each step of Newton's goes about one further along the way.
      if step > 3, isSeparated(along: move) || isSeparated(along: beta) {
        return (beta, isSeparated(along: move) ? move : beta)
      }
      if promise < 1e-18 * max(1, abs(current.logLikelihood)) { break }
      var length = 1.0
      var next = current
      repeat {
        let there = zip(beta, move).map { $0 + length * $1 }
        next = evaluate(at: there)
        if next.logLikelihood >= current.logLikelihood || length < 1e-12 {
          beta = there
          break
        }
        length /= 2
      } while true
      if length < 1e-12 { break }
      current = next
    }
    return (beta, nil)
  }
}
