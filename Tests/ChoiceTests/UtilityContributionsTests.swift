import Testing
import Units

@testable import Choice

@Suite("What one alternative has more than another, attribute by attribute")
struct UtilityContributionsTests {
  private static let package = Alternative(
    id: "ours", cash: 900_000, equity: 200_000,
    levels: [
      "guaranteed_gpus": 32, "data": 0.9, "publication": 0.5, "mission": 0.3, "autonomy": 0.4,
      "gpu_wait_days": 2,
    ])
  private static let rival = Alternative(
    id: "rival", cash: 1_100_000, equity: 500_000,
    levels: ["guaranteed_gpus": 16, "cluster_gpus": 100_000, "team_quality": 1, "data": 0.1])

  private static func situation(
    _ segment: String, _ preset: Preset, forfeited: Double = 0
  ) throws -> ChoiceSituation {
    let segment = try #require(Segment.shipped.first { $0.id == segment })
    return ChoiceSituation(
      person: "C-01", coefficients: Coefficients(of: segment, at: .offer, preset: preset),
      staying: Alternative(id: "stay", cash: 700_000, levels: ["cluster_gpus": 5000]),
      rivals: [rival], forfeited: forfeited)
  }

  /// Mean over people of utility in log-pay, by the draws themselves.
  private static func drawn(
    _ alternative: Alternative, in situation: ChoiceSituation, forfeited: Double, staying: Bool
  ) -> Double {
    let draws = TasteDraws(
      of: "C-01", coefficients: situation.coefficients, seed: Seed(7), count: 16_384)
    let features = Features(alternative, situation.coefficients, forfeited: forfeited)
    var sum = 0.0
    for r in 0..<draws.count {
      var utility = features.logPay + (staying ? draws.staying[r] : 0)
      for (k, x) in features.x.enumerated() where x != 0 {
        utility += x * draws.partWorths[k][r]
      }
      sum += utility
    }
    return sum / Double(draws.count)
  }

  @Test(
    "the terms add up to the difference of mean utilities, as drawn people have it",
    arguments: Segment.shipped.map(\.id), Preset.shipped)
  func sums(segment: String, preset: Preset) throws {
    let situation = try Self.situation(segment, preset, forfeited: 50_000)
    var ours = Self.package
    ours.levels["cluster_gpus"] = 1016
    for theirs in [Self.rival, nil] {
      let found = UtilityContributions(
        of: Self.package, against: theirs, in: situation, clusterGPUs: 1016)
      let drawn =
        Self.drawn(ours, in: situation, forfeited: 50_000, staying: false)
        - Self.drawn(
          theirs ?? situation.staying, in: situation, forfeited: theirs == nil ? 0 : 50_000,
          staying: theirs == nil)
      #expect(abs(found.total - drawn) < 2e-3, "\(found.total) against \(drawn)")
      #expect(abs(found.total - found.terms.reduce(0) { $0 + $1.worth }) < 1e-9)
    }
  }

  @Test("the sum is the difference of utilities at mean tastes, to nine digits")
  func exact() throws {
    let situation = try Self.situation("frontier", .undecided)
    let coefficients = situation.coefficients
    var ours = Self.package
    ours.levels["cluster_gpus"] = 1016
    func utility(_ alternative: Alternative) -> Double {
      let features = Features(alternative, coefficients, forfeited: 0)
      return features.logPay
        + zip(features.x, coefficients.partWorths).reduce(0) { $0 + $1.0 * $1.1.mean }
    }
    let found = UtilityContributions(
      of: Self.package, against: Self.rival, in: situation, clusterGPUs: 1016)
    #expect(abs(found.total - (utility(ours) - utility(Self.rival))) < 1e-9)
  }

  @Test("the other way round the sign turns, and an alternative has nothing more than itself")
  func antisymmetric() throws {
    let situation = try Self.situation("applied", .computeFirst)
    let forth = UtilityContributions(
      of: Self.package, against: Self.rival, in: situation, clusterGPUs: 100_000)
    var ours = Self.package
    ours.levels["cluster_gpus"] = 100_000
    let back = UtilityContributions(
      of: Self.rival, against: ours, in: situation, clusterGPUs: 100_000)
    #expect(abs(forth.total + back.total) < 1e-12)
    let same = UtilityContributions(
      of: ours, against: ours, in: situation, clusterGPUs: 100_000)
    #expect(same.terms.map(\.attribute) == ["pay"] && same.total == 0)
  }

  @Test("the mean of a distribution is that of many of its quantiles")
  func means() {
    let spreads: [Attribute.Spread] = [
      .lognormal(sd: 0.7), .normal(sd: 0.25), .zeroOrLognormal(zeroShare: 0.35, sd: 0.68),
    ]
    for spread in spreads {
      let distribution = MixingDistribution(centre: 0.3, spread: spread)
      let count = 200_000
      let sum = (0..<count).reduce(0.0) {
        $0 + distribution.value(at: (Double($1) + 0.5) / Double(count))
      }
      #expect(abs(distribution.mean - sum / Double(count)) < 2e-4)
    }
  }
}
