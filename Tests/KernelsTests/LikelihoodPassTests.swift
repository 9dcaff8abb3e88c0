import Foundation
import Kernels
import Testing

@Suite("likelihood pass") struct LikelihoodPassTests {
  struct Shape: CustomTestStringConvertible {
    var tasks: Int, alternatives: Int, attributes: Int, draws: Int
    var scale: Float = 1
    var missing = false
    var testDescription: String {
      "T \(tasks) J \(alternatives) K \(attributes) R \(draws) scale \(scale) missing \(missing)"
    }
  }

  static let shapes: [Shape] =
    [1, 3].flatMap { t in
      [1, 2, 5, 17].flatMap { j in
        [1, 3, 16].flatMap { k in
          [1, 15, 16, 17, 200].map {
            Shape(tasks: t, alternatives: j, attributes: k, draws: $0)
          }
        }
      }
    }
    + [1, 5, 17].map {
      Shape(tasks: 12, alternatives: $0, attributes: 6, draws: 100, missing: true)
    }
    + [Shape(tasks: 2, alternatives: 4, attributes: 27, draws: 256)]

  /// Utilities of about ±100 and ±10⁴: some draws of a vector need care, or all.
  static let steepShapes: [Shape] = [30, 3000].flatMap { scale in
    [2, 5, 17].map {
      Shape(
        tasks: 3, alternatives: $0, attributes: 4, draws: 67, scale: scale, missing: true)
    }
  }

  static func example(_ shape: Shape) -> (PanelChoices, [[Float]]) {
    var numbers = ScoringPassTests.Numbers(state: 42)
    let chosen = (0..<shape.tasks).map { ($0 * 7 + 1) % shape.alternatives }
    var offsets = numbers.array(shape.tasks * shape.alternatives, 1)
    if shape.missing {
      for i in offsets.indices {
        let (task, alternative) = i.quotientAndRemainder(dividingBy: shape.alternatives)
        // Task 2 offers nothing at all.
        let isMissing = numbers.next() > 0.3 && alternative != chosen[task]
        if isMissing || task == 2 { offsets[i] = -.infinity }
      }
    }
    let choices = PanelChoices(
      x: numbers.array(shape.tasks * shape.alternatives * shape.attributes, 1),
      offsets: offsets, chosen: chosen, attributes: shape.attributes)
    let tastes = (0..<shape.attributes).map { _ in numbers.array(shape.draws, 2 * shape.scale) }
    return (choices, tastes)
  }

  static func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
    abs(a - b) <= tolerance * max(1, abs(b))
  }

  @Test("every kernel agrees with the definition", arguments: shapes, Kernel.supported)
  func agrees(shape: Shape, kernel: Kernel) {
    let (choices, tastes) = Self.example(shape)
    let factors = tastes.map { row in row.map { exp($0 / 4) } }
    let found = kernel.panel(PackedPanel(choices), PackedTastes(tastes))
    let expected = choices.reference(tastes: tastes.map { $0.map(Double.init) })
    #expect(Self.isClose(found.logLikelihood, expected.logLikelihood, 1e-5))
    let ones = tastes.map { $0.map { _ in 1.0 } }
    for (a, b) in zip(found.gradient(), expected.gradient(factors: ones)) {
      #expect(Self.isClose(a, b, 1e-5))
    }
    let gradient = found.gradient(factors: PackedTastes(factors))
    #expect(gradient.count == shape.attributes)
    let doubles = factors.map { $0.map(Double.init) }
    for (a, b) in zip(gradient, expected.gradient(factors: doubles)) {
      #expect(Self.isClose(a, b, 1e-5))
    }
    #expect(found.weights.count == shape.draws)
    #expect(abs(found.weights.reduce(0, +) - 1) < 1e-12)
    for r in 0..<shape.draws {
      #expect(abs(found.weights[r] - expected.weights[r]) <= 1e-5)
      #expect(Self.isClose(Double(found.logProbability[r]), expected.logProbability[r], 1e-5))
      for k in 0..<shape.attributes {
        let score = found.score[k * PackedTastes(tastes).stride + r]
        #expect(Self.isClose(Double(score), expected.score[k][r], 1e-5))
      }
    }
  }

  @Test("the twin's gradient is the slope of its log likelihood", arguments: [false, true])
  func gradient(missing: Bool) {
    let shape = Shape(tasks: 4, alternatives: 5, attributes: 3, draws: 40, missing: missing)
    let (choices, z) = Self.example(shape)
    let draws = z.map { $0.map(Double.init) }
    let (centres, spreads) = ([0.3, -0.8, 1.1], [0.5, 0.2, 0.9])
    // The last taste is lognormal.
    func taste(_ k: Int, _ centre: Double, _ spread: Double) -> [Double] {
      draws[k].map { k == 2 ? centre * exp(spread * $0) : centre + spread * $0 }
    }
    func logLikelihood(_ k: Int, _ centre: Double, _ spread: Double) -> Double {
      var tastes = (0..<3).map { taste($0, centres[$0], spreads[$0]) }
      tastes[k] = taste(k, centres[k] + centre, spreads[k] + spread)
      return choices.reference(tastes: tastes).logLikelihood
    }
    let tastes = (0..<3).map { taste($0, centres[$0], spreads[$0]) }
    let along = (
      centre: (0..<3).map { k in draws[k].map { k == 2 ? exp(spreads[2] * $0) : 1 } },
      spread: (0..<3).map { k in
        zip(draws[k], tastes[k]).map { z, beta in k == 2 ? beta * z : z }
      }
    )
    let twin = choices.reference(tastes: tastes)
    let h = 1e-5
    for k in 0..<3 {
      let centre = (logLikelihood(k, h, 0) - logLikelihood(k, -h, 0)) / (2 * h)
      let spread = (logLikelihood(k, 0, h) - logLikelihood(k, 0, -h)) / (2 * h)
      #expect(abs(twin.gradient(factors: along.centre)[k] - centre) < 1e-8)
      #expect(abs(twin.gradient(factors: along.spread)[k] - spread) < 1e-8)
      #expect(abs(centre) > 1e-3 && abs(spread) > 1e-3)
    }
    for kernel in Kernel.supported {
      let found = kernel.panel(
        PackedPanel(choices), PackedTastes(tastes.map { $0.map { Float($0) } }))
      let spreads = found.gradient(
        factors: PackedTastes(along.spread.map { $0.map { Float($0) } }))
      for (a, b) in zip(spreads, twin.gradient(factors: along.spread)) {
        #expect(Self.isClose(a, b, 1e-5))
      }
    }
  }

  @Test("utilities of ten thousand overflow nothing", arguments: steepShapes, Kernel.supported)
  func steep(shape: Shape, kernel: Kernel) {
    let (choices, tastes) = Self.example(shape)
    let found = kernel.panel(PackedPanel(choices), PackedTastes(tastes))
    let expected = choices.reference(tastes: tastes.map { $0.map(Double.init) })
    #expect(found.logLikelihood.isFinite && found.logLikelihood <= 0)
    #expect(found.gradient().allSatisfy { $0.isFinite })
    // An ulp of a utility of ten thousand is 1e-3, which a probability feels where it is undecided.
    let tolerance = 1e-6 * Double(shape.scale)
    for r in 0..<shape.draws {
      let (a, b) = (Double(found.logProbability[r]), expected.logProbability[r])
      #expect(Self.isClose(a, b, tolerance))
      for k in 0..<shape.attributes {
        let score = Double(found.score[k * PackedTastes(tastes).stride + r])
        #expect(abs(score - expected.score[k][r]) <= 3 * tolerance)
      }
    }
  }

  @Test("what was not available has no influence", arguments: Kernel.supported)
  func masked(kernel: Kernel) {
    let shape = Shape(tasks: 3, alternatives: 5, attributes: 4, draws: 50)
    let (choices, tastes) = Self.example(shape)
    func likelihood(_ x: [Float], _ offsets: [Float]) -> PanelLikelihood {
      let changed = PanelChoices(x: x, offsets: offsets, chosen: choices.chosen, attributes: 4)
      return kernel.panel(PackedPanel(changed), PackedTastes(tastes))
    }
    var (x, offsets) = (choices.x, choices.offsets)
    let last = 2 * 5 + 4
    let all = likelihood(x, offsets).logLikelihood
    offsets[last] = -.infinity
    let without = likelihood(x, offsets)
    #expect(without.logLikelihood > all)
    for k in 0..<4 { x[last * 4 + k] = 1e30 }
    let wild = likelihood(x, offsets)
    #expect(wild.logLikelihood == without.logLikelihood)
    #expect(wild.gradient() == without.gradient())
    // Nothing available at all: the other tasks alone speak.
    for j in 10..<15 { offsets[j] = -.infinity }
    let two = PanelChoices(
      x: Array(x[..<40]), offsets: Array(offsets[..<10]), chosen: Array(choices.chosen[..<2]),
      attributes: 4)
    let fewer = kernel.panel(PackedPanel(two), PackedTastes(tastes))
    #expect(likelihood(x, offsets).logLikelihood == fewer.logLikelihood)
    // And nothing anywhere is certain.
    let none = likelihood(x, offsets.map { _ in -.infinity })
    #expect(none.logLikelihood == 0)
    #expect(none.gradient() == [0, 0, 0, 0])
  }

  @Test(
    "one alternative beside a certain one is the logistic function", arguments: Kernel.supported)
  func logistic(kernel: Kernel) {
    for u in stride(from: -200, through: 200, by: 0.37) as StrideThrough<Float> {
      let choices = PanelChoices(x: [0, 1], offsets: [0, 0], chosen: [0], attributes: 1)
      let found = kernel.panel(PackedPanel(choices), PackedTastes([[u]]))
      #expect(Self.isClose(found.logLikelihood, -log1p(exp(Double(u))), 1e-6))
      #expect(abs(found.gradient()[0] + 1 / (1 + exp(-Double(u)))) < 1e-6)
    }
  }

  @Test("a taste that is not a number is not hidden", arguments: Kernel.supported, [0, 33])
  func indefinite(kernel: Kernel, draw: Int) {
    for scale in [1, 1000] as [Float] {
      var shape = Shape(tasks: 2, alternatives: 3, attributes: 2, draws: 40)
      shape.scale = scale
      var (choices, tastes) = Self.example(shape)
      tastes[1][draw] = .nan
      let found = kernel.panel(PackedPanel(choices), PackedTastes(tastes))
      #expect(found.logLikelihood.isNaN)
      #expect(found.gradient().allSatisfy { $0.isNaN })
      #expect(found.logProbability[draw].isNaN && found.logProbability[draw + 1].isFinite)
      choices = PanelChoices(
        x: choices.x, offsets: choices.offsets.map { _ in -.infinity }, chosen: choices.chosen,
        attributes: 2)
      // Nobody asked for it.
      #expect(kernel.panel(PackedPanel(choices), PackedTastes(tastes)).logLikelihood == 0)
    }
  }

  @Test("AVX2 and AVX-512 give the same bits", arguments: shapes + steepShapes)
  func sameBits(shape: Shape) {
    let (choices, tastes) = Self.example(shape)
    let packed = PackedTastes(tastes)
    let results = Kernel.supported.filter { $0 != .baseline }.map { kernel in
      kernel.panel(PackedPanel(choices), packed)
    }
    for result in results.dropFirst() {
      #expect(result.logLikelihood == results[0].logLikelihood)
      #expect(result.gradient() == results[0].gradient())
      #expect(result.gradient(factors: packed) == results[0].gradient(factors: packed))
      #expect(result.weights == results[0].weights)
      for i in 0..<result.score.count {
        #expect(result.score[i].bitPattern == results[0].score[i].bitPattern)
      }
      for r in 0..<shape.draws { #expect(result.logProbability[r] == results[0].logProbability[r]) }
    }
  }
}
