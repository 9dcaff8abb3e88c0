internal import Kernels

/// How large a scoring job is.
package struct MeasuredShape: Hashable, Sendable {
  /// C.
  package let candidates: Int
  /// P.
  package let packages: Int
  /// R.
  package let draws: Int
  /// K.
  package let attributes: Int
  /// Candidates in one sample; the others take their turn in the next.
  package let timed: Int

  /// A job.
  package init(candidates: Int, packages: Int, draws: Int, attributes: Int, timed: Int) {
    self.candidates = candidates
    self.packages = packages
    self.draws = draws
    self.attributes = attributes
    self.timed = timed
  }

  /// One offer, then more and more people.
  package static let usual = [
    MeasuredShape(candidates: 1, packages: 64, draws: 1000, attributes: 16, timed: 1),
    MeasuredShape(candidates: 100, packages: 256, draws: 500, attributes: 16, timed: 50),
    MeasuredShape(candidates: 1000, packages: 1024, draws: 200, attributes: 16, timed: 32),
    MeasuredShape(candidates: 10_000, packages: 256, draws: 64, attributes: 12, timed: 314),
  ]

  /// Elements of one candidate: packages times draws.
  var elements: Double { Double(packages * draws) }
}

/// Made-up tastes and packages of a shape; equal for equal shapes.
struct ShapeInputs: Sendable {
  let shape: MeasuredShape
  /// `[P, K]`.
  let rows: [Float]
  /// One of each candidate that is in memory.
  let draws: [PackedDraws]
  /// The coefficients of the first candidate; `[K]`.
  let coefficients: [LaneRow]

  /// - Parameter candidates: How many to keep in memory.
  init(_ shape: MeasuredShape, candidates: Int) {
    self.shape = shape
    var state: UInt64 = 42
    func numbers(_ count: Int, _ scale: Float) -> [Float] {
      (0..<count).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (Float(state >> 40) / Float(1 << 23) - 1) * scale
      }
    }
    rows = numbers(shape.packages * shape.attributes, 1)
    // Each candidate reads the same numbers from another place on.
    let tastes = LaneBuffer(numbers(shape.draws * shape.attributes + 4096, 0.5))
    let bases = LaneBuffer(numbers(shape.draws + 4096, 3))
    func coefficients(_ candidate: Int) -> [LaneRow] {
      (0..<shape.attributes).map { k in
        LaneRow(tastes, from: candidate * 31 % 4096 + k * shape.draws, count: shape.draws)
      }
    }
    self.coefficients = coefficients(0)
    draws = (0..<candidates).map { candidate in
      PackedDraws(
        count: shape.draws, coefficients: coefficients(candidate),
        base: LaneRow(bases, from: candidate * 17 % 4096, count: shape.draws))
    }
  }
}
