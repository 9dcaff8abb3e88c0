internal import Choice
internal import Kernels
internal import Scenario
internal import Scoring

/// The kinds of people of a scenario, and how each of its packages looks to them.
struct People: Sendable {
  /// How probabilities are computed.
  enum Method: Sendable {
    case kernel(Kernel)
    /// The definition, in double precision, one package at a time.
    case reference
  }

  private let scenario: Scenario
  let method: Method
  /// H100-equivalents of the cluster that people ask about.
  let clusterGPUs: Double

  init(_ scenario: Scenario, _ method: Method) {
    self.scenario = scenario
    self.method = method
    clusterGPUs = scenario.weighedCluster.h100e
  }

  /// The coefficients of a segment at a stage; the scenario was checked to know the segment.
  func coefficients(of segment: String, _ stage: Segment.Stage) -> Coefficients {
    guard let coefficients = scenario.coefficients(of: segment, at: stage) else {
      preconditionFailure("a checked scenario names only its own segments")
    }
    return coefficients
  }

  /// The decision that a candidate faces.
  func situation(of candidate: Scenario.Candidate) -> ChoiceSituation {
    candidate.situation(with: coefficients(of: candidate.segment, candidate.stage))
  }

  /// A candidate deciding between a package of ours and everything else, at the scenario's draws.
  func contest(with candidate: Scenario.Candidate) -> Contest {
    let situation = situation(of: candidate)
    let draws = TasteDraws(
      of: candidate.id, coefficients: situation.coefficients, seed: scenario.seed,
      count: scenario.draws, attributes: axes(of: candidate))
    return Contest(situation, clusterGPUs: clusterGPUs, draws: draws)
  }

  /// The same, laid out for a kernel.
  ///
  /// - Parameters:
  ///   - candidate: Who decides.
  ///   - clusterGPUs: Our largest cluster, H100-equivalents; `nil` takes it as it is.
  ///   - replicate: Another one gives an independent scramble of the draws.
  func scorer(
    of candidate: Scenario.Candidate, clusterGPUs: Double? = nil, replicate: Int = 0
  ) -> PackageScorer {
    let situation = situation(of: candidate)
    return PackageScorer(
      situation, clusterGPUs: clusterGPUs ?? self.clusterGPUs,
      tastes: tastes(
        of: candidate.id, situation.coefficients, axes(of: candidate), replicate: replicate))
  }

  /// Taste draws of one person.
  ///
  /// - Parameter count: How many; `nil` takes the scenario's.
  func tastes(
    of person: String, _ coefficients: Coefficients, _ axes: Set<Int>, count: Int? = nil,
    replicate: Int = 0
  ) -> TasteTable {
    TasteTable(
      of: person, coefficients: coefficients, seed: scenario.seed, count: count ?? scenario.draws,
      attributes: axes, replicate: replicate, kernel: kernel)
  }

  // What is no part of the plan's proof is computed by a kernel even then.
  private var kernel: Kernel {
    switch method {
    case .kernel(let kernel): kernel
    case .reference: .best
    }
  }

  /// The axes of tastes that any alternative of a candidate, or a slope of its acceptance, touches.
  func axes(of candidate: Scenario.Candidate) -> Set<Int> {
    // The slopes of acceptance need these even where no alternative holds any.
    let always: Set = ["cluster_gpus", "equity", "guaranteed_gpus"]
    // By attribute, because the first alternative that is asked mostly answers.
    let ids = scenario.registry.attributes.lazy.map { $0.id }.filter { id in
      always.contains(id) || candidate.stay.levels[id] != nil
        || candidate.packages.contains { $0.alternative.levels[id] != nil }
        || candidate.beyondBudget.contains { $0.alternative.levels[id] != nil }
        || candidate.rivals.contains { $0.levels[id] != nil }
    }
    return Set(ids.compactMap(scenario.registry.index(of:)))
  }
}
