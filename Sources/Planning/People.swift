internal import Choice
internal import Scenario

/// The kinds of people of a scenario, and how each of its packages looks to them.
struct People: Sendable {
  private let scenario: Scenario
  /// H100-equivalents of the cluster that people ask about.
  let clusterGPUs: Double

  init(_ scenario: Scenario) {
    self.scenario = scenario
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
  ///
  /// - Parameters:
  ///   - candidate: Who decides.
  ///   - clusterGPUs: Our largest cluster, H100-equivalents; nil takes it as it is.
  func contest(
    with candidate: Scenario.Candidate, clusterGPUs: Double? = nil
  ) -> Contest {
    let situation = situation(of: candidate)
    let draws = TasteDraws(
      of: candidate.id, coefficients: situation.coefficients, seed: scenario.seed,
      count: scenario.draws, attributes: axes(of: candidate))
    return Contest(situation, clusterGPUs: clusterGPUs ?? self.clusterGPUs, draws: draws)
  }

  /// The axes of tastes that any alternative of a candidate, or a slope of its acceptance, touches.
  func axes(of candidate: Scenario.Candidate) -> Set<Int> {
    // The slopes of acceptance need these even where no alternative holds any.
    let always: Set = ["cluster_gpus", "equity", "guaranteed_gpus"]
    // By attribute, because the first alternative that is asked mostly answers.
    let ids = scenario.registry.attributes.lazy.map { $0.id }.filter { id in
      always.contains(id) || candidate.stay.levels[id] != nil
        || candidate.packages.contains { $0.alternative.levels[id] != nil }
        || candidate.rivals.contains { $0.levels[id] != nil }
    }
    return Set(ids.compactMap(scenario.registry.index(of:)))
  }
}
