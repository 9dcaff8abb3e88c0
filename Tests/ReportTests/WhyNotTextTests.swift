import Scenario
import Testing

@testable import Planning
@testable import Report

@Suite("Why not, in a sentence")
struct WhyNotTextTests {
  private func sentence(
    gain: Double, loss: Double, payers: [Double] = [], flip: WhyNot.Flip? = nil
  ) throws -> String {
    var plan = try PlanGolden.tiny.plan()
    plan.teams[0].whyNot = WhyNot(
      units: [0], gain: gain, loss: loss,
      payers: payers.enumerated().map {
        WhyNot.Payer(id: "p\($0.offset)", isTeam: true, loss: $0.element, units: [1])
      }, flip: flip)
    return try #require(WhyNotText(plan.teams[0], in: plan)).sentence
  }

  @Test("says what it brings, costs whom, and what would flip it")
  func whole() throws {
    let flip = WhyNot.Flip(path: "teams[imaging].value", present: 2_000_000, needed: 2_220_000)
    #expect(
      try sentence(gain: 188_000, loss: 19_000, payers: [150_000, 57_000], flip: flip)
        == "having no nodes brings $188k, costs others $207k (p0 $150k, 1 more); granted if worth $2.22M, not $2M"
    )
  }

  @Test("a tie is a tie, and amounts that round alike are told apart")
  func close() throws {
    #expect(try sentence(gain: 5_000, loss: 0.2).hasSuffix("as much as it costs others: a tie"))
    #expect(
      try sentence(gain: 1_001_000, loss: 1_200).hasSuffix(
        "brings $1M, costs others $1,002,000"))
  }

  @Test("others gain, too: what they lose together is net")
  func net() throws {
    #expect(
      try sentence(gain: 100_000, loss: 50_000, payers: [900_000]).hasSuffix(
        "costs others $150k net (p0 $900k)"))
  }
}
