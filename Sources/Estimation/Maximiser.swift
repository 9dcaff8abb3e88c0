internal import Foundation

/// Something to be made as large as possible.
protocol Maximand: Sendable {
  /// The value and its gradient.
  func evaluate(at x: [Double]) -> (value: Double, gradient: [Double])
  /// A positive definite matrix that is like the negative Hessian, to begin with.
  func information(at x: [Double]) -> SymmetricMatrix?
}

extension Maximand {
  /// The Hessian, from differences of the gradient: exact to about eight digits.
  func hessian(at x: [Double]) -> SymmetricMatrix {
    var result = SymmetricMatrix(size: x.count)
    let columns = x.indices.map { i in
      let step = 1e-4 * max(1, abs(x[i]))
      func gradient(_ by: Double) -> [Double] {
        var moved = x
        moved[i] += by
        return evaluate(at: moved).gradient
      }
      let (up, down) = (gradient(step), gradient(-step))
      let (further, back) = (gradient(2 * step), gradient(-2 * step))
      // Four points: the error is of the fourth order of the step.
      return x.indices.map {
        (8 * (up[$0] - down[$0]) - (further[$0] - back[$0])) / (12 * step)
      }
    }
    for i in x.indices {
      for j in 0...i { result[i, j] = (columns[i][j] + columns[j][i]) / 2 }
    }
    return result
  }
}

/// Looks for a maximum from one start: quasi-Newton steps, then Newton's own.
///
/// Source: Nocedal, Wright, *Numerical Optimization*, 2nd ed. 2006, chapters 3 and 6; the outer product
/// of people's gradients as a first Hessian: Berndt, Hall, Hall, Hausman 1974.
struct Maximiser {
  /// Where a search ended.
  struct Result: Sendable {
    var x: [Double]
    var value: Double
    var gradient: [Double]
    /// The Hessian at the end.
    var hessian: SymmetricMatrix
    /// Times that value and gradient were worked out, those of the Hessian left out.
    var evaluations: Int
    /// Whether the gradient vanishes and the Hessian is negative definite.
    var isMaximum: Bool
  }

  /// Quasi-Newton steps at most.
  var steps = 300

  /// The maximum near `start`.
  func maximise(_ maximand: some Maximand, from start: [Double]) -> Result {
    var (x, evaluations) = (start, 0)
    var current = climb(maximand, &x, &evaluations)
    var hessian = maximand.hessian(at: x)
    for _ in 0..<20 {
      guard let step = Self.newtonStep(hessian, current.gradient) else { break }
      // What the step promises; below rounding there is nothing to win.
      let promise = zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      if promise < 1e-14 * max(1, abs(current.value)) {
        // One more step costs one evaluation and brings the gradient to rounding.
        let last = zip(x, step).map { $0 + $1 }
        let next = maximand.evaluate(at: last)
        if next.value >= current.value - 1e-12 * abs(current.value),
          Self.largest(next.gradient) <= Self.largest(current.gradient)
        {
          (x, current) = (last, next)
        }
        break
      }
      guard let next = Self.search(maximand, x, current, step, &evaluations) else { break }
      (x, current) = next
      hessian = maximand.hessian(at: x)
    }
    let isDefinite = hessian.scaled(by: -1).inverse != nil
    // The gradient in units of what a parameter's standard error moves.
    let isLevel = zip(current.gradient, hessian.diagonal).allSatisfy {
      abs($0) <= 1e-5 * max(1, abs($1).squareRoot())
    }
    return Result(
      x: x, value: current.value, gradient: current.gradient, hessian: hessian,
      evaluations: evaluations, isMaximum: isDefinite && isLevel && current.value.isFinite)
  }

  // Quasi-Newton steps until the promise of a step is small.
  private func climb(
    _ maximand: some Maximand, _ x: inout [Double], _ evaluations: inout Int
  ) -> (value: Double, gradient: [Double]) {
    var current = maximand.evaluate(at: x)
    evaluations += 1
    var inverse = (maximand.information(at: x).flatMap(\.inverse)) ?? Self.unit(x.count)
    var isFresh = true
    for _ in 0..<steps {
      let step = inverse.times(current.gradient)
      let promise = zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      if !promise.isFinite { break }
      if promise < 1e-9 * max(1, abs(current.value)) {
        if isFresh || promise >= 0 { break }
      }
      guard promise > 0, let next = Self.search(maximand, x, current, step, &evaluations) else {
        if isFresh { break }
        // The picture of the curvature is wrong: begin it anew.
        inverse = (maximand.information(at: x).flatMap(\.inverse)) ?? Self.unit(x.count)
        isFresh = true
        continue
      }
      let move = zip(next.0, x).map { $0 - $1 }
      let turn = zip(current.gradient, next.1.gradient).map { $0 - $1 }
      Self.update(&inverse, move, turn)
      (x, current) = next
      isFresh = false
    }
    return current
  }

  // A point along a step that is better in earnest; nil if there is none.
  private static func search(
    _ maximand: some Maximand, _ x: [Double], _ current: (value: Double, gradient: [Double]),
    _ step: [Double], _ evaluations: inout Int
  ) -> ([Double], (value: Double, gradient: [Double]))? {
    let slope = zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
    // No parameter goes farther than this at once: working scales are logarithms and the like.
    let reach = largest(step)
    var length = min(1, 3 / max(reach, 1e-300))
    for _ in 0..<40 {
      let there = zip(x, step).map { $0 + length * $1 }
      let found = maximand.evaluate(at: there)
      evaluations += 1
      if found.value.isFinite, found.value >= current.value + 1e-4 * length * slope {
        return (there, found)
      }
      // The parabola through both values and the slope.
      let drop = current.value + length * slope - found.value
      let better = found.value.isFinite && drop > 0 ? 0.5 * slope * length * length / drop : 0
      length = min(0.5 * length, max(0.1 * length, better))
      if length * reach < 1e-14 { break }
    }
    return nil
  }

  // Broyden, Fletcher, Goldfarb, Shanno: the inverse's update, left out where it would not stay positive.
  private static func update(_ inverse: inout SymmetricMatrix, _ s: [Double], _ y: [Double]) {
    let sy = zip(s, y).reduce(0) { $0 + $1.0 * $1.1 }
    let size = (zip(s, s).reduce(0) { $0 + $1.0 * $1.1 } * zip(y, y).reduce(0) { $0 + $1.0 * $1.1 })
      .squareRoot()
    if !(sy > 1e-10 * size) { return }
    let hy = inverse.times(y)
    let yhy = zip(y, hy).reduce(0) { $0 + $1.0 * $1.1 }
    for i in s.indices {
      for j in 0...i {
        inverse[i, j] +=
          (1 + yhy / sy) * s[i] * s[j] / sy - (hy[i] * s[j] + s[i] * hy[j]) / sy
      }
    }
  }

  // Newton's step; where the Hessian is not negative definite, one that goes up all the same.
  private static func newtonStep(_ hessian: SymmetricMatrix, _ gradient: [Double]) -> [Double]? {
    if let inverse = hessian.scaled(by: -1).inverse { return inverse.times(gradient) }
    let (values, vectors) = hessian.eigen
    guard let top = values.map(abs).max(), top > 0, top.isFinite else { return nil }
    var step = [Double](repeating: 0, count: gradient.count)
    for (value, vector) in zip(values, vectors) {
      let part = zip(vector, gradient).reduce(0) { $0 + $1.0 * $1.1 }
      for i in step.indices { step[i] += part / max(abs(value), 1e-8 * top) * vector[i] }
    }
    return step
  }

  private static func unit(_ size: Int) -> SymmetricMatrix {
    var matrix = SymmetricMatrix(size: size)
    for i in 0..<size { matrix[i, i] = 1 }
    return matrix
  }

  private static func largest(_ v: [Double]) -> Double { v.reduce(0) { max($0, abs($1)) } }
}
