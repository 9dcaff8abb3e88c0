import Foundation
import Kernels
import Scenario
import ScenarioFixtures
import Testing

@testable import Choice
@testable import Planning

@Suite("More of a good thing")
struct OfferMonotonicityTests {
  private static let ids = ["C-01", "C-02", "C-04", "C-05", "C-06", "C-07", "C-08", "C-09", "C-11"]

  /// Attributes of which nobody wants less.
  private static let sure = ["data", "autonomy", "publication", "stability"]

  @Test(
    "never lowers the chance: cash, GPUs, and every attribute that all agree on", arguments: ids)
  func ours(id: String) throws {
    let lab = try Scenario(.lab)
    let desk = try Briefs.desk(id, in: lab)
    let package = try #require(desk.candidate.packages.last)
    func rises(_ packages: [Scenario.Package]) -> Bool {
      let chances = desk.probabilities(of: packages)
      return zip(chances, chances.dropFirst()).allSatisfy { $1 >= $0 - 1e-7 }
    }
    #expect(rises((1...60).map { package.paying(Double($0) * 100_000) }))
    for pool in lab.pools.indices {
      #expect(rises((0...60).map { package.guaranteeing($0, of: pool, in: lab) }))
    }
    for attribute in Self.sure where lab.registry.index(of: attribute) != nil {
      #expect(
        rises((0...20).map { package.holding(Double($0) / 20, of: attribute, in: lab) }),
        "\(attribute)")
    }
    let sizes = (1...40).map { 50 * exp(Double($0) / 4) }
    let chances = sizes.map { desk.probability(of: package, atCluster: $0) }
    #expect(zip(chances, chances.dropFirst()).allSatisfy { $1 >= $0 - 1e-7 })
  }

  @Test(
    "of a rival's never raises ours: pay, GPUs, cluster", arguments: ids,
    ["cash", "guaranteed_gpus", "cluster_gpus"])
  func theirs(id: String, column: String) throws {
    let lab = try Scenario(.lab)
    let candidate = try #require(lab.candidates.first { $0.id == id })
    let rival = try #require(candidate.rivals.first)
    var before = 1.0
    for factor in [0.5, 1, 2, 5] {
      var stronger = lab
      let index = try #require(lab.candidates.firstIndex { $0.id == id })
      if column == "cash" {
        stronger.candidates[index].rivals[0].cash = rival.cash * factor
      } else {
        stronger.candidates[index].rivals[0].levels[column] =
          (rival.levels[column] ?? 0) * factor
      }
      let package = try #require(candidate.packages.last)
      let chance = try Briefs.desk(id, in: stronger).probability(of: package)
      #expect(chance <= before + 1e-7)
      before = chance
    }
  }

  @Test(
    "a twin of a rival takes less from us than independence of irrelevant alternatives would have")
  func twin() throws {
    let lab = try Scenario(.lab)
    for id in ["C-02", "C-05", "C-09"] {
      let index = try #require(lab.candidates.firstIndex { $0.id == id })
      let package = try Briefs.of(id).package
      var twinned = lab
      var twin = lab.candidates[index].rivals[0]
      twin.id += "-twin"
      twinned.candidates[index].rivals.append(twin)
      let before = try Briefs.desk(id, in: lab).probability(of: package)
      let after = try Briefs.desk(id, in: twinned).probability(of: package)
      // Plain logit with the same shares: odds against us grow by the twin's share.
      let people = People(lab, .reference)
      let situation = people.situation(of: lab.candidates[index])
      let shares = ChoiceShares(
        of: package.alternative, in: situation, clusterGPUs: people.clusterGPUs,
        draws: TasteDraws(
          of: id, coefficients: situation.coefficients, seed: lab.seed, count: lab.draws))
      let plain = before / (1 + shares.rivals[0])
      #expect(after < before && after > plain, "\(id): \(before) > \(after), plain logit \(plain)")
    }
  }

  @Test("forfeited pay raises the cash that is needed one for one", arguments: [0.3, 0.5])
  func forfeited(level: Double) throws {
    var lab = try Scenario(.lab)
    let index = try #require(lab.candidates.firstIndex { $0.id == "C-05" })
    let package = try #require(lab.candidates[index].packages.first)
    lab.candidates[index].rivals = []
    let before = try #require(
      try Briefs.desk("C-05", in: lab).cash(for: level, with: package))
    // All-cash packages, so that equity's share of pay does not move as well.
    func needed(_ forfeited: Double) throws -> Double {
      lab.candidates[index].forfeited = forfeited
      var plain = package
      plain.equity = 0
      plain.alternative.equity = 0
      return try #require(try Briefs.desk("C-05", in: lab).cash(for: level, with: plain))
    }
    #expect(before > 0)
    #expect(abs(try needed(80_000) - needed(0) - 80_000) < 1)
  }
}
