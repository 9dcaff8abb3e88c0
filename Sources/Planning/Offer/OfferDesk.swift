internal import Choice
internal import Foundation
internal import Scenario
internal import Scoring

/// One candidate across the table: what she answers to any package, at any size of our cluster.
///
/// Holds the person's taste draws, so that every question asks the same people and a curve has no
/// noise of its own. Packages need not be on the menu.
struct OfferDesk: Sendable {
  let scenario: Scenario
  let candidate: Scenario.Candidate
  let situation: ChoiceSituation
  /// H100-equivalents of the cluster that people ask about.
  let clusterGPUs: Double
  private let tastes: TasteTable
  /// At our cluster as it is.
  private let scorer: PackageScorer

  /// Attributes that questions vary, whether or not an alternative holds any.
  static let asked = ["autonomy", "data", "gpu_wait_days", "publication"]

  init(_ candidate: Scenario.Candidate, in scenario: Scenario, _ people: People) {
    self.scenario = scenario
    self.candidate = candidate
    situation = people.situation(of: candidate)
    clusterGPUs = people.clusterGPUs
    let axes = people.axes(of: candidate)
      .union(Self.asked.compactMap(scenario.registry.index(of:)))
    tastes = people.tastes(of: candidate.id, situation.coefficients, axes)
    scorer = PackageScorer(situation, clusterGPUs: people.clusterGPUs, tastes: tastes)
  }

  /// P(accept) of each package.
  func probabilities(of packages: [Scenario.Package]) -> [Double] {
    scorer.probabilities(of: packages.map(\.alternative))
  }

  /// P(accept) of one package.
  func probability(of package: Scenario.Package) -> Double {
    probabilities(of: [package])[0]
  }

  /// P(accept) of one package if our cluster had another size, in H100-equivalents.
  func probability(of package: Scenario.Package, atCluster gpus: Double) -> Double {
    PackageScorer(situation, clusterGPUs: gpus, tastes: tastes)
      .probabilities(of: [package.alternative])[0]
  }

  /// P(accept) of each package with its derivatives in the levels of `attributes`, `[attributes][P]`.
  func slopes(
    of packages: [Scenario.Package], in attributes: [String]
  ) -> (probabilities: [Double], slopes: [[Double]]) {
    let found = scorer.derivatives(of: packages.map(\.alternative), in: attributes)
    return (found.probabilities, found.derivatives)
  }

  /// P(accept) of one package with its derivatives in cash, guarantee and cluster.
  func acceptance(of package: Scenario.Package) -> Acceptance {
    scorer.acceptance(of: package.alternative)
  }

  /// The most that any package can reach: who lapses refuses, and who is screened never listens.
  var ceiling: Double { passing * (1 - situation.coefficients.assumptions.lapse) }

  /// The chance that our cluster passes the screen.
  var passing: Double { scorer.passing }

  /// What the person counts as pay of a package, dollars a year.
  func pay(of package: Scenario.Package) -> Double { situation.pay(of: package.alternative) }
}

extension Scenario.Package {
  /// The same with other cash, dollars a year; the difference is base pay.
  func paying(_ dollars: Double) -> Scenario.Package {
    var package = self
    for year in package.years.indices { package.years[year].base += dollars - cash }
    package.cash = dollars
    package.alternative.cash = dollars
    return package
  }

  /// The same with whole units of a pool guaranteed; none where `units` is 0.
  func guaranteeing(_ units: Int, of pool: Int, in scenario: Scenario) -> Scenario.Package {
    var package = self
    let gpus = units * scenario.pools[pool].gpusPerUnit
    package.pool = units == 0 ? nil : pool
    package.units = units
    package.guaranteedGPUs = gpus
    package.guaranteedH100e = Double(gpus) * scenario.pools[pool].h100ePerGPU
    package.alternative.levels["guaranteed_gpus"] = package.guaranteedH100e
    return package
  }

  /// The same with a number of GPUs of a pool that need not fill units.
  func guaranteeing(gpus: Double, of pool: Int, in scenario: Scenario) -> Scenario.Package {
    var package = guaranteeing(0, of: pool, in: scenario)
    package.guaranteedH100e = gpus * scenario.pools[pool].h100ePerGPU
    package.alternative.levels["guaranteed_gpus"] = package.guaranteedH100e
    return package
  }

  /// The same with another level of an attribute; what more data access or freedom costs follows.
  func holding(_ level: Double, of attribute: String, in scenario: Scenario) -> Scenario.Package {
    var package = self
    package.levels[attribute] = level
    package.alternative.levels[attribute] = level
    let exceeds = level > (scenario.organisation[attribute] ?? 0)
    if attribute == "data" { package.dataAccessCost = exceeds ? scenario.dataAccessCost : 0 }
    if attribute == "autonomy" {
      package.autonomyCostShare = exceeds ? scenario.assumptions.autonomyCostShare : 0
    }
    return package
  }
}

extension Scenario {
  /// The pool whose GPUs a guarantee is of: the package's own, else the largest that may carry one of
  /// the candidate's.
  func guaranteePool(of package: Package, for candidate: Candidate) -> Int? {
    package.pool
      ?? Set(candidate.packages.compactMap(\.pool)).max {
        (pools[$0].inServiceH100e, $1) < (pools[$1].inServiceH100e, $0)
      }
  }
}
