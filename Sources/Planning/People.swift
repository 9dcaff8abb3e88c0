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

  /// The axes of tastes that any alternative of a candidate, or a slope of its acceptance, touches.
  func axes(of candidate: Scenario.Candidate) -> Set<Int> {
    let alternatives =
      [candidate.stay] + candidate.rivals + candidate.packages.map(\.alternative)
    var ids = Set(alternatives.flatMap(\.levels.keys))
    // The slopes of acceptance need these even where no alternative holds any.
    ids.formUnion(["cluster_gpus", "equity", "guaranteed_gpus"])
    return Set(ids.compactMap(scenario.registry.index(of:)))
  }
}
