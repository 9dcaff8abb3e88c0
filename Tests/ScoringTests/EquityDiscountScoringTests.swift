import Choice
import Scoring
import Testing
import Units

@Suite("Equity discounts in the kernel")
struct EquityDiscountScoringTests {
  private static func packages(_ discount: Double?) -> [Alternative] {
    PackageScorerTests.packages.map {
      var package = $0
      package.equityDiscount = discount
      return package
    }
  }

  private static var situation: ChoiceSituation {
    var situation = PackageScorerTests.situation(Segment.shipped[2], cutoff: nil)
    situation.rivals[0].equityDiscount = 0.2
    situation.rivals[1].equityDiscount = 1
    return situation
  }

  @Test(
    "probabilities and slopes are the definition's", arguments: [nil, 0, 0.25, 1] as [Double?])
  func agrees(discount: Double?) {
    let situation = Self.situation
    let coefficients = situation.coefficients
    let contest = Contest(
      situation, clusterGPUs: 1000,
      draws: TasteDraws(of: "C-1", coefficients: coefficients, seed: Seed(7), count: 512))
    let scorer = PackageScorer(
      situation, clusterGPUs: 1000,
      tastes: TasteTable(of: "C-1", coefficients: coefficients, seed: Seed(7), count: 512))
    let packages = Self.packages(discount)
    for (package, score) in zip(packages, scorer.probabilities(of: packages)) {
      #expect(abs(score - contest.probability(of: package)) < 1e-6)
    }
    let slopes = scorer.derivatives(of: packages, in: ["cash", "equity"]).derivatives
    for (index, package) in packages.enumerated() {
      let difference = { (move: (inout Alternative, Double) -> Void) in
        let ends = [10.0, -10].map { step in
          var moved = package
          move(&moved, step)
          return contest.probability(of: moved)
        }
        return (ends[0] - ends[1]) / 20
      }
      let expected = [difference { $0.cash += $1 }, difference { $0.equity += $1 }]
      for (slope, expected) in zip(slopes, expected) {
        #expect(abs(slope[index] - expected) <= 1e-4 * abs(expected) + 1e-13, "\(package.id)")
      }
    }
  }
}
