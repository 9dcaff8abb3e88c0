import Choice
import Kernels
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

/// Scenarios that questions are asked about, and the definition that answers are held against.
enum QuestionCase {
  /// The shipped examples and some random ones, those without a plan left out.
  static func scenarios() throws -> [Scenario] {
    try BuiltinScenario.allCases.map { example in
      try Scenario(
        example,
        overrides: ["draws=256", "parameter_draws=16"].map { try Scenario.Override(argument: $0) })
    } + (0..<12).map { try ScenarioFiles.random($0).scenario() }
  }

  /// The candidate of that id.
  static func candidate(_ id: String, in scenario: Scenario) -> Scenario.Candidate? {
    scenario.candidates.first { $0.id == id }
  }
}

/// P(accept) of one candidate by the definition, in double precision.
struct ReferenceDesk {
  private let situation: ChoiceSituation
  private let draws: TasteDraws
  private let contest: Contest

  init(_ candidate: Scenario.Candidate, in scenario: Scenario) {
    situation = People(scenario, .reference).situation(of: candidate)
    draws = TasteDraws(
      of: candidate.id, coefficients: situation.coefficients, seed: scenario.seed,
      count: scenario.draws, attributes: Set(scenario.registry.attributes.indices))
    contest = Contest(situation, clusterGPUs: scenario.weighedCluster.h100e, draws: draws)
  }

  init(_ id: String, in scenario: Scenario) throws {
    self.init(try #require(QuestionCase.candidate(id, in: scenario)), in: scenario)
  }

  func callAsFunction(_ package: Scenario.Package) -> Double {
    contest.probability(of: package.alternative)
  }

  /// The same with our cluster of another size.
  func callAsFunction(_ package: Scenario.Package, atCluster h100e: Double) -> Double {
    Contest(situation, clusterGPUs: h100e, draws: draws).probability(of: package.alternative)
  }
}

extension Answered {
  /// The answer, if there is a plan.
  var found: Answer? {
    if case .answer(let answer) = self { answer } else { nil }
  }
}
