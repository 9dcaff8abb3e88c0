internal import Foundation

/// The logit whose coefficients are the same for everybody: its likelihood, gradient and exact Hessian.
///
/// Source: Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §3.7.1 and §8.
struct LogitCurvature: Sendable {
  // Attributes less the mean choice's, `[rows][K]`, and where situations begin.
  private let rows: [[Double]]
  private let starts: [Int]

  /// - Precondition: The model has fixed coefficients alone.
  init(_ model: ChoiceModel, _ data: ChoiceData) {
    let layout = ChoiceUnitLayout(model, data)
    var (rows, starts): ([[Double]], [Int]) = ([], [0])
    for situation in data.situations {
      let x = situation.options.map(layout.attributes)
      let mean = model.coefficients.indices.map { k in
        zip(x, situation.options).reduce(0) { $0 + $1.0[k] * $1.1.share }
      }
      rows += x.map { zip($0, mean).map { $0 - $1 } }
      starts.append(rows.count)
    }
    (self.rows, self.starts) = (rows, starts)
  }

  /// Everything at coefficients, `[K]`.
  func evaluate(
    at beta: [Double]
  ) -> (logLikelihood: Double, gradient: [Double], hessian: SymmetricMatrix) {
    let size = beta.count
    var total = 0.0
    var gradient = [Double](repeating: 0, count: size)
    var hessian = [Double](repeating: 0, count: size * size)
    var mean = [Double](repeating: 0, count: size)
    for t in 0..<starts.count - 1 {
      let range = starts[t]..<starts[t + 1]
      var top = -Double.infinity
      let utilities = range.map { row in
        let x = rows[row]
        var u = 0.0
        for k in 0..<size { u += x[k] * beta[k] }
        top = max(top, u)
        return u
      }
      let powers = utilities.map { exp($0 - top) }
      let sum = powers.reduce(0, +)
      total -= top + log(sum)
      for k in 0..<size { mean[k] = 0 }
      for (row, power) in zip(range, powers) {
        let x = rows[row]
        let p = power / sum
        for k in 0..<size {
          mean[k] += p * x[k]
          let weighted = p * x[k]
          for l in 0...k { hessian[k * size + l] -= weighted * x[l] }
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

  /// Attributes of the options of a situation, less the mean choice's.
  func rows(of situation: Int) -> ArraySlice<[Double]> {
    rows[starts[situation]..<starts[situation + 1]]
  }

  /// The chance of each option, `[T][J]`.
  func chances(at beta: [Double]) -> [[Double]] {
    (0..<starts.count - 1).map { t in
      let utilities = rows(of: t).map { x in
        var u = 0.0
        for k in beta.indices { u += x[k] * beta[k] }
        return u
      }
      let top = utilities.max() ?? 0
      let powers = utilities.map { exp($0 - top) }
      let sum = powers.reduce(0, +)
      return powers.map { $0 / sum }
    }
  }

  /// Whether the likelihood rises for ever along a direction: no choice speaks against it, and at least
  /// one for it.
  func isSeparated(along direction: [Double]) -> Bool {
    let length = direction.reduce(0) { max($0, abs($1)) }
    guard length > 0 else { return false }
    var some = false
    for x in rows {
      var u = 0.0
      var size = 0.0
      for k in direction.indices {
        u += x[k] * direction[k]
        size += abs(x[k] * direction[k])
      }
      if u > 1e-6 * max(size, 1e-300) { return false }
      if u < -1e-6 * size { some = true }
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
      var next = evaluate(at: beta)
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
