import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("Where two documents differ")
struct DocumentDifferenceTests {
  private let document: PlanDocument

  init() throws {
    let scenario = try ScenarioFiles.hospital.scenario("draws=256", "parameter_draws=16")
    document = PlanDocument(scenario.plan(), version: "1", run: nil)
  }

  @Test("the last digits of another processor are no difference, a millionth is")
  func tolerance() {
    var other = document
    other.teams[0].value *= 1 + 1e-9
    other.version = "2"
    #expect(DocumentDifference(document, other).paths.isEmpty)
    other.teams[0].value *= 1 + 1e-5
    other.offers[0].accept += 1e-5
    #expect(DocumentDifference(document, other).paths == ["offers[0].accept", "teams[0].value"])
  }

  @Test("missing keys, lists of other lengths and words are differences")
  func shapes() {
    var other = document
    other.objective = nil
    other.teams.removeLast()
    other.notes = ["else"]
    #expect(DocumentDifference(document, other).paths == ["notes[0]", "objective", "teams"])
  }
}
