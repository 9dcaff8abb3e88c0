import Foundation
import Testing

@testable import Kernels

@Suite("panel passes") struct PanelPassTests {
  struct Shape: CustomTestStringConvertible {
    var tasks: Int, alternatives: Int, attributes: Int, draws: Int
    var scale = 1.0
    var lapse = 0.0
    var isShared = false
    var testDescription: String {
      "T \(tasks) J \(alternatives) K \(attributes) R \(draws) scale \(scale) lapse \(lapse)"
        + (isShared ? " shares" : "")
    }
  }

  static let shapes: [Shape] =
    [1, 3].flatMap { t in
      [1, 2, 5, 17].flatMap { j in
        [1, 3, 16].flatMap { k in
          [1, 15, 16, 17, 200].map { Shape(tasks: t, alternatives: j, attributes: k, draws: $0) }
        }
      }
    }
    + [1, 2, 5].flatMap { j in
      [0.01, 0.5].map { Shape(tasks: 7, alternatives: j, attributes: 6, draws: 100, lapse: $0) }
    }
    + [2, 5].map { Shape(tasks: 4, alternatives: $0, attributes: 3, draws: 33, isShared: true) }
    + [Shape(tasks: 2, alternatives: 4, attributes: 27, draws: 256)]

  /// Utilities of about ±100 and ±10⁴: some draws of a vector need care, or all.
  static let steepShapes: [Shape] = [30, 3000].flatMap { scale in
    [2, 5, 17].flatMap { j in
      [0, 0.1].map {
        Shape(tasks: 3, alternatives: j, attributes: 4, draws: 67, scale: scale, lapse: $0)
      }
    }
  }

  static func example(_ shape: Shape) -> (choices: PanelChoices, tastes: [[Double]]) {
    var numbers = ScoringPassTests.Numbers(state: 42)
    func array(_ count: Int, _ scale: Float) -> [Double] {
      numbers.array(count, scale).map(Double.init)
    }
    let tasks = (0..<shape.tasks).map { t in
      // Not every task has every alternative.
      let alternatives = max(1, shape.alternatives - t % 2)
      let x = (0..<alternatives).map { _ in array(shape.attributes, 1) }
      var shares = [Double](repeating: 0, count: alternatives)
      if shape.isShared && alternatives > 1 {
        let parts = array(alternatives, 1).map { abs($0) + 0.1 }
        let total = parts.reduce(0, +)
        shares = parts.map { $0 / total }
      } else {
        shares[(t * 7 + 1) % alternatives] = 1
      }
      return PanelChoices.Task(
        x: x, shares: shares, lapse: shape.lapse > 0 && t % 3 != 2 ? alternatives - 1 : nil)
    }
    let tastes = (0..<shape.attributes).map { _ in
      array(shape.draws, 2 * Float(shape.scale))
    }
    return (PanelChoices(tasks, attributes: shape.attributes), tastes)
  }

  /// Writes tastes into an evaluator as they are.
  static func evaluator(_ tastes: [[Double]], _ kernel: Kernel) -> PanelEvaluator {
    let evaluator = PanelEvaluator(
      coefficients: tastes.count, draws: tastes[0].count, kernel: kernel)
    let rows = DrawRows(tastes)
    for k in tastes.indices {
      evaluator.make(k, centre: 0, weights: [1], places: [k], of: rows)
    }
    return evaluator
  }

  static func sum(_ a: [Double], _ b: [Double]) -> Double {
    zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
  }

  static func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
  }

  @Test("every kernel agrees with the definition", arguments: shapes, Kernel.supported)
  func agrees(shape: Shape, kernel: Kernel) {
    let (choices, tastes) = Self.example(shape)
    let factors = tastes.map { row in row.map { exp($0 / 4) } }
    var evaluator = Self.evaluator(tastes, kernel)
    let found = evaluator.evaluate(PackedPanel(choices), lapse: shape.lapse, withScores: true)
    let expected = choices.reference(tastes: tastes, lapse: shape.lapse)
    #expect(Self.isClose(found.logLikelihood, expected.logLikelihood, 1e-13))
    let ones = tastes.map { $0.map { _ in 1.0 } }
    for (a, b) in zip(evaluator.meanScores(), expected.gradient(factors: ones)) {
      #expect(Self.isClose(a / found.meanChance, b, 1e-12))
    }
    let rows = DrawRows(factors)
    for (k, b) in expected.gradient(factors: factors).enumerated() {
      let a = evaluator.mean(of: (evaluator.score, k), times: (rows, k))
      #expect(Self.isClose(a / found.meanChance, b, 1e-12))
    }
    evaluator.makeScaleScore(of: 0..<shape.attributes)
    let common = evaluator.mean(of: (evaluator.shared, PanelEvaluator.scaleRow))
    let scaled = expected.gradient(factors: tastes).reduce(0, +)
    #expect(Self.isClose(common / found.meanChance, scaled, 1e-11))
    if shape.lapse > 0 {
      let slip = evaluator.mean(of: (evaluator.shared, PanelEvaluator.slipRow))
      let mean = Self.sum(expected.weights, expected.slipScore)
      #expect(Self.isClose(slip / found.meanChance, mean, 1e-12))
    }
    let weights = evaluator.weights
    #expect(abs(weights.reduce(0, +) - 1) < 1e-12)
    for r in 0..<shape.draws {
      #expect(abs(weights[r] - expected.weights[r]) <= 1e-13)
      #expect(Self.isClose(evaluator.logProbability[r], expected.logProbability[r], 1e-13))
      for k in 0..<shape.attributes {
        #expect(Self.isClose(evaluator.score[k, r], expected.score[k][r], 1e-12))
      }
    }
  }

  @Test("the twin's derivatives are slopes of its log likelihood", arguments: [0, 0.1, 0.4])
  func gradient(lapse: Double) {
    let shape = Shape(tasks: 6, alternatives: 5, attributes: 3, draws: 40, lapse: lapse)
    let (choices, tastes) = Self.example(shape)
    let twin = choices.reference(tastes: tastes, lapse: lapse)
    let h = 1e-6
    for k in 0..<3 {
      func moved(_ by: Double) -> Double {
        var tastes = tastes
        tastes[k] = tastes[k].map { $0 + by }
        return choices.reference(tastes: tastes, lapse: lapse).logLikelihood
      }
      let slope = (moved(h) - moved(-h)) / (2 * h)
      let ones = tastes.map { $0.map { _ in 1.0 } }
      let found = twin.gradient(factors: ones)[k]
      #expect(abs(found - slope) < 1e-8 && abs(slope) > 1e-3)
    }
    if lapse > 0 {
      func moved(_ by: Double) -> Double {
        choices.reference(tastes: tastes, lapse: lapse + by).logLikelihood
      }
      let slope = (moved(h) - moved(-h)) / (2 * h)
      let mean = Self.sum(twin.weights, twin.slipScore)
      #expect(abs(mean - slope) < 1e-7)
    }
  }

  @Test("utilities of ten thousand overflow nothing", arguments: steepShapes, Kernel.supported)
  func steep(shape: Shape, kernel: Kernel) {
    let (choices, tastes) = Self.example(shape)
    var evaluator = Self.evaluator(tastes, kernel)
    let found = evaluator.evaluate(PackedPanel(choices), lapse: shape.lapse, withScores: true)
    let expected = choices.reference(tastes: tastes, lapse: shape.lapse)
    #expect(found.logLikelihood.isFinite && found.logLikelihood <= 0)
    #expect(Self.isClose(found.logLikelihood, expected.logLikelihood, 1e-12))
    for r in 0..<shape.draws {
      #expect(Self.isClose(evaluator.logProbability[r], expected.logProbability[r], 1e-12))
      for k in 0..<shape.attributes {
        #expect(abs(evaluator.score[k, r] - expected.score[k][r]) <= 1e-11 * shape.scale)
      }
    }
  }

  @Test("a situation without a choice is certain", arguments: Kernel.supported)
  func certain(kernel: Kernel) {
    let alone = PanelChoices([.init(x: [[3, 4]], shares: [1])], attributes: 2)
    var evaluator = Self.evaluator([[1, 2, 3], [4, 5, 6]], kernel)
    let found = evaluator.evaluate(PackedPanel(alone), lapse: 0.1, withScores: true)
    #expect(found.logLikelihood == 0 && evaluator.meanScores() == [0, 0])
    let third = 1.0 / 3
    #expect(evaluator.weights == [third, third, third])
  }

  @Test(
    "one alternative beside a certain one is the logistic function", arguments: Kernel.supported)
  func logistic(kernel: Kernel) {
    let choices = PanelChoices([.init(x: [[0], [1]], shares: [1, 0])], attributes: 1)
    for u in stride(from: -900.0, through: 900, by: 3.7) {
      var evaluator = Self.evaluator([[u]], kernel)
      let found = evaluator.evaluate(PackedPanel(choices), lapse: 0, withScores: true)
      let expected: Double = u > 30 ? -u : -log1p(exp(u))
      #expect(Self.isClose(found.logLikelihood, expected, 1e-13))
      let share: Double = 1 / (1 + exp(-u))
      let slope = evaluator.meanScores()[0] / found.meanChance
      #expect(abs(slope + share) < 1e-14)
    }
  }

  @Test("a taste that is not a number is not hidden", arguments: Kernel.supported, [0, 33])
  func indefinite(kernel: Kernel, draw: Int) {
    for scale in [1.0, 1000] {
      var (choices, tastes) = Self.example(
        Shape(tasks: 2, alternatives: 3, attributes: 2, draws: 40, scale: scale))
      tastes[1][draw] = .nan
      var evaluator = Self.evaluator(tastes, kernel)
      let found = evaluator.evaluate(PackedPanel(choices), lapse: 0, withScores: true)
      #expect(found.logLikelihood.isNaN)
      #expect(evaluator.meanScores().allSatisfy { $0.isNaN })
      #expect(evaluator.logProbability[draw].isNaN && evaluator.logProbability[draw + 1].isFinite)
      choices = PanelChoices([.init(x: [[1, 1]], shares: [1])], attributes: 2)
      // Nobody asked for it.
      #expect(evaluator.evaluate(PackedPanel(choices), lapse: 0, withScores: true).meanChance == 1)
    }
  }

  @Test("coefficients are made of standard draws", arguments: Kernel.supported)
  func coefficients(kernel: Kernel) {
    var numbers = ScoringPassTests.Numbers(state: 9)
    let z = (0..<3).map { _ in numbers.array(37, 3).map(Double.init) }
    let rows = DrawRows(z)
    let evaluator = PanelEvaluator(coefficients: 3, draws: 37, kernel: kernel)
    evaluator.make(0, centre: 0.5, weights: [2, -1], places: [2, 0], of: rows)
    evaluator.make(1, centre: -0.2, weights: [0.7], places: [1], of: rows, sign: -1)
    evaluator.make(2, centre: 1, weights: [1], places: [0], of: rows, times: 1)
    for r in 0..<37 {
      let first = 0.5 + 2 * z[2][r] - z[0][r]
      let second = -exp(-0.2 + 0.7 * z[1][r])
      let third: Double = (1 + z[0][r]) * second
      #expect(Self.isClose(evaluator.beta[0, r], first, 1e-15))
      let (a, b) = (evaluator.beta[1, r], evaluator.beta[2, r])
      #expect(abs(a - second) < 1e-15 * abs(second))
      #expect(abs(b - third) < 4e-15 * abs(second))
    }
  }

  @Test("AVX2 and AVX-512 give the same bits", arguments: shapes + steepShapes)
  func sameBits(shape: Shape) {
    let (choices, tastes) = Self.example(shape)
    let panel = PackedPanel(choices)
    let results = Kernel.supported.filter { $0 != .baseline }.map { kernel in
      var evaluator = Self.evaluator(tastes, kernel)
      let found = evaluator.evaluate(panel, lapse: shape.lapse, withScores: true)
      evaluator.makeScaleScore(of: 0..<shape.attributes)
      var numbers = [found.meanChance, found.exponent]
      numbers += evaluator.meanScores()
      numbers += evaluator.weights
      numbers += evaluator.logProbability
      numbers += evaluator.shared.numbers(PanelEvaluator.scaleRow)
      if shape.lapse > 0 { numbers += evaluator.shared.numbers(PanelEvaluator.slipRow) }
      for k in tastes.indices { numbers += evaluator.score.numbers(k) }
      return numbers
    }
    for result in results.dropFirst() { #expect(result == results[0]) }
  }
}
