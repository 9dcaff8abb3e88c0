import Choice
import Foundation
import Testing
import Units

@Suite("guesses at the medians") struct ParameterDrawTests {
  @Test("the identity changes nothing", arguments: Situations.kinds) func identity(
    kind: Situations.Kind
  ) {
    let coefficients = kind.coefficients
    let draws = Situations.draws(coefficients, count: 64)
    let situation = Situations.situation(coefficients)
    let identity = ParameterDraw(count: coefficients.registry.count)
    let believed = Contest(situation, clusterGPUs: 5000, draws: draws)
    let guessed = Contest(situation, clusterGPUs: 5000, draws: draws, parameters: identity)
    let (found, expected) = (
      guessed.acceptance(of: Situations.package), believed.acceptance(of: Situations.package)
    )
    #expect(isClose(found.probability, expected.probability, within: 1e-14))
    #expect(isClose(found.perClusterGPU, expected.perClusterGPU, within: 1e-14))
  }

  @Test("a guess depends on seed, number and coefficient, not on the person", arguments: 0..<4)
  func keyed(index: Int) {
    let coefficients = Situations.frontier
    let guess = ParameterDraw(index, of: coefficients, seed: Seed(1))
    #expect(guess == ParameterDraw(index, of: coefficients, seed: Seed(1)))
    #expect(guess != ParameterDraw(index + 1, of: coefficients, seed: Seed(1)))
    #expect(guess != ParameterDraw(index, of: coefficients, seed: Seed(2)))
    // Another segment is mistaken in the same direction, by the same factor.
    let applied = Coefficients(of: Segment.shipped[0], at: .cold)
    #expect(ParameterDraw(index, of: applied, seed: Seed(1)).factor == guess.factor)
  }

  @Test("an attribute that a user adds changes no shipped guess") func adding() {
    let coefficients = Coefficients(
      of: Situations.frontierSegment, at: .offer,
      registry: AttributeRegistry(adding: [AttributeRegistryTests.attribute("zeal")]))
    let before = ParameterDraw(3, of: Situations.frontier, seed: Seed(1))
    let after = ParameterDraw(3, of: coefficients, seed: Seed(1))
    #expect(Array(after.factor.dropLast()) == before.factor)
    #expect(Array(after.shift.dropLast()) == before.shift)
    #expect((after.payScale, after.staying) == (before.payScale, before.staying))
  }

  /// Log-sds of ignorance by index; normal coefficients shift by mean · (factor − 1).
  @Test("guesses are as wide as our ignorance") func widths() {
    let coefficients = Situations.frontier
    let guesses = (0..<4096).map { ParameterDraw($0, of: coefficients, seed: Seed(1)) }
    func sd(_ values: [Double]) -> Double {
      let mean = values.reduce(0, +) / Double(values.count)
      return (values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(values.count))
        .squareRoot()
    }
    let tolerance = 0.05  // 4.5 standard errors of a standard deviation.
    #expect(isClose(sd(guesses.map { log($0.payScale) }), 0.14, within: tolerance))
    #expect(isClose(sd(guesses.map(\.staying)), 0.08, within: tolerance))
    #expect(isClose(sd(guesses.map(\.neverShare)), 0.8, within: tolerance))
    let lognormal = [2: 0.70, 3: 0.74, 4: 0.5, 5: 0.5, 6: 0.35, 8: 0.35, 13: 0.5, 15: 0.6]
    for (k, expected) in lognormal {
      #expect(isClose(sd(guesses.map { log($0.factor[k]) }), expected, within: tolerance))
      #expect(guesses.allSatisfy { $0.shift[k] == 0 })
    }
    let normal = [
      7: (0.5, log(1.05)), 9: (0.5, log(1.06)), 10: (0.5, log(1.04)), 11: (0.5, log(1.02)),
      12: (0.5, log(1.03)), 14: (0.2, 0.077),
    ]
    for (k, (expected, mean)) in normal {
      let logs = guesses.map { log(1 + $0.shift[k] / mean) }
      #expect(isClose(sd(logs), expected, within: tolerance))
      #expect(guesses.allSatisfy { $0.factor[k] == 1 })
    }
    #expect(guesses.allSatisfy { $0.factor[1] == 1 && $0.shift[1] == 0 })
  }

  @Test("a named preset narrows the ignorance of compute, and of nothing else")
  func presets() {
    let undecided = ParameterDraw(5, of: Situations.frontier, seed: Seed(1))
    for preset in [Preset.computeFirst, .cashFirst] {
      let coefficients = Coefficients(of: Situations.frontierSegment, at: .offer, preset: preset)
      let named = ParameterDraw(5, of: coefficients, seed: Seed(1))
      #expect(isClose(log(named.factor[2]), log(undecided.factor[2]) * 0.2 / 0.70, within: 1e-12))
      #expect(isClose(log(named.factor[3]), log(undecided.factor[3]) * 0.2 / 0.74, within: 1e-12))
      #expect(Array(named.factor[4...]) == Array(undecided.factor[4...]))
      #expect(named.shift == undecided.shift)
    }
  }

  @Test("a guess at a median equals a segment with that median", arguments: [2, 3, 4, 6, 7, 12])
  func equivalent(k: Int) {
    let coefficients = Situations.frontier
    let id = coefficients.registry.attributes[k].id
    let base = coefficients.partWorths[k].centre
    var guess = ParameterDraw(count: coefficients.registry.count)
    if case .normal = coefficients.partWorths[k].spread {
      guess.shift[k] = 0.7 * base
    } else {
      guess.factor[k] = 1.7
    }
    var partWorths = Situations.frontierSegment.partWorths
    partWorths[id] = 1.7 * base
    let segment = Segment(
      id: "s", partWorths: partWorths, halfSaturation: 32,
      neverShare: Situations.frontierSegment.neverShare, cutoffMedian: 10_000)
    let other = Coefficients(of: segment, at: .offer)
    let guessed = Contest(
      Situations.situation(coefficients), clusterGPUs: 5000, draws: Situations.draws(coefficients),
      parameters: guess
    ).acceptance(of: Situations.package)
    let believed = Contest(
      Situations.situation(other), clusterGPUs: 5000, draws: Situations.draws(other)
    ).acceptance(of: Situations.package)
    #expect(isClose(guessed.probability, believed.probability, within: 1e-12))
    #expect(isClose(guessed.perDollar, believed.perDollar, within: 1e-12))
    #expect(isClose(guessed.perGuaranteedGPU, believed.perGuaranteedGPU, within: 1e-12))
    #expect(isClose(guessed.perClusterGPU, believed.perClusterGPU, within: 1e-12))
  }

  @Test("the never-share moves on the logit scale", arguments: [-1.6, 0.8, 3])
  func neverShare(shift: Double) {
    var guess = ParameterDraw(count: Situations.frontier.registry.count)
    guess.neverShare = shift
    let contest = Contest(
      Situations.situation(Situations.frontier), clusterGPUs: 0,
      draws: Situations.draws(Situations.frontier, count: 8), parameters: guess)
    // At no cluster at all, only those without a cut-off pass.
    let odds = contest.passing / (1 - contest.passing)
    #expect(isClose(log(odds), log(0.85 / 0.15) + shift, within: 1e-12))
  }
}
