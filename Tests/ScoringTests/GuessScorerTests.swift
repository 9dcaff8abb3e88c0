import Choice
import Kernels
import Scoring
import Testing
import Units

@Suite("guesses and exits") struct GuessScorerTests {
  @Test(
    "guesses agree with the definition", arguments: [nil, 900, 1001] as [Double?],
    Kernel.supported)
  func guesses(cutoff: Double?, kernel: Kernel) {
    for (segment, count) in zip(Segment.shipped, [0, 1, 15, 16, 17, 40]) {
      let situation = PackageScorerTests.situation(segment, cutoff: cutoff)
      let coefficients = situation.coefficients
      let guesses = ParameterDraw.draws(count, of: coefficients, seed: Seed(5))
      let plain = TasteDraws(of: "C-1", coefficients: coefficients, seed: Seed(7), count: 200)
      let scorer = GuessScorer(
        situation, clusterGPUs: 1000,
        tastes: TasteTable(
          of: "C-1", coefficients: coefficients, seed: Seed(7), count: 200, kernel: kernel))
      for package in PackageScorerTests.packages.prefix(7) {
        let found = scorer.probabilities(of: package, under: guesses)
        let expected = guesses.map {
          Contest(situation, clusterGPUs: 1000, draws: plain, parameters: $0)
            .probability(of: package)
        }
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) { #expect(abs(a - b) < 1e-6) }
      }
    }
  }

  @Test("exits agree with the definition", arguments: [0.999, 0.8, 0.2, 1], Kernel.supported)
  func exits(twoYearRetention: Double, kernel: Kernel) {
    for segment in Segment.shipped {
      let coefficients = Coefficients(of: segment, at: .offer)
      let tastes = TasteDraws(
        of: "T", coefficients: coefficients, seed: Seed(7), count: 300,
        attributes: Retention.attributes)
      let retention = Retention(
        twoYearRetention: twoYearRetention, coefficients: coefficients, draws: tastes)
      let scorer = ExitScorer(
        twoYearRetention: twoYearRetention, coefficients: coefficients,
        tastes: TasteTable(
          of: "T", coefficients: coefficients, seed: Seed(7), count: 300,
          attributes: Retention.attributes, kernel: kernel))
      let compute = [0, 0.5, 8, 8.0001, 40, 1e5]
      for (perHead, exit) in zip(compute, scorer.annualExits(perHead: compute, before: 8)) {
        #expect(abs(exit - retention.annualExit(perHead: perHead, before: 8)) < 1e-6)
        #expect(exit >= 0 && exit <= 1)
      }
      let guesses = ParameterDraw.draws(33, of: coefficients, seed: Seed(1))
      for (guess, exit) in zip(
        guesses, scorer.annualExits(perHead: 2, before: 8, under: guesses))
      {
        let expected = retention.annualExit(perHead: 2, before: 8, parameters: guess)
        #expect(abs(exit - expected) < 1e-6)
      }
    }
  }
}
