import Choice
import Scoring
import Testing
import Units

@Suite("package scorer") struct PackageScorerTests {
  static func situation(_ segment: Segment, cutoff: Double?) -> ChoiceSituation {
    ChoiceSituation(
      person: "C-1", coefficients: Coefficients(of: segment, at: .offer),
      staying: Alternative(id: "stay", cash: 400_000, levels: ["cluster_gpus": 500]),
      rivals: [
        Alternative(
          id: "small", cash: 450_000, equity: 50_000,
          levels: ["cluster_gpus": 300, "guaranteed_gpus": 8, "data": 0.5]),
        Alternative(
          id: "large", cash: 600_000, equity: 200_000,
          levels: ["cluster_gpus": 90_000, "publication": 0.2]),
      ], statedCutoff: cutoff, forfeited: 20_000)
  }

  static var packages: [Alternative] {
    [0.8, 1, 1.5].flatMap { cash in
      [0.0, 8, 64].flatMap { gpus in
        [0, 100_000.0].map { equity in
          Alternative(
            id: "\(cash) \(gpus) \(equity)", cash: cash * 400_000, equity: equity,
            levels: ["guaranteed_gpus": gpus, "autonomy": 0.4, "mission": -1])
        }
      }
    }
  }

  @Test(
    "agrees with the definition", arguments: Segment.shipped, [nil, 900, 1001] as [Double?])
  func agrees(segment: Segment, cutoff: Double?) {
    let situation = Self.situation(segment, cutoff: cutoff)
    for count in [1, 15, 4096] {
      let draws = TasteDraws(
        of: "C-1", coefficients: situation.coefficients, seed: Seed(7), count: count)
      let contest = Contest(situation, clusterGPUs: 1000, draws: draws)
      let scores = PackageScorer(contest).probabilities(of: Self.packages)
      #expect(scores.count == Self.packages.count)
      for (package, score) in zip(Self.packages, scores) {
        #expect(abs(score - contest.probability(of: package)) < 1e-13, "\(package.id)")
      }
      #expect((scores.max() ?? 0 > 0) == (cutoff != 1001))
    }
  }
}
