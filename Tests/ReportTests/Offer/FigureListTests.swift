import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("Two briefs beside each other")
struct FigureListTests {
  private static func list(_ id: String, _ changes: [String] = []) throws -> FigureList {
    let overrides = try changes.map { try Scenario.Override(argument: $0) }
    let scenario = try Scenario(.lab, overrides: overrides)
    let brief = try #require(scenario.offerBrief(for: id, within: PlanningLimits(threads: 2)))
    return FigureList(OfferDocument(brief, version: "1", run: nil))
  }

  private static func difference(_ a: FigureList, _ b: FigureList) -> DifferenceDocument {
    DifferenceDocument(
      DifferenceDocument.Side(kind: "offer", source: "a", name: a.name),
      DifferenceDocument.Side(kind: "offer", source: "b", name: b.name), figures: a, b,
      version: "1")
  }

  @Test("a brief beside itself differs in nothing")
  func same() throws {
    let list = try Self.list("C-05")
    let difference = Self.difference(list, list)
    #expect(difference.equal && difference.figures == [])
    #expect(difference.sameFigures == list.figures.count)
    #expect(Set(list.figures.map(\.name)).count == list.figures.count)
  }

  @Test("acceptance before and after a rival grows, and what changed it")
  func rival() throws {
    let before = try Self.list("C-05")
    let after = try Self.list("C-05", ["rivals[C-05/openai-goodyear].cash=900k"])
    let difference = Self.difference(before, after)
    #expect(!difference.equal)
    #expect(difference.inputs.map(\.path) == ["--set rivals[C-05/openai-goodyear].cash"])
    let accepts = try #require(difference.figures?.first { $0.name == "C-05 accepts" })
    #expect(try #require(accepts.after) < #require(accepts.before))
    #expect(accepts.before == before.figures.first { $0.name == "C-05 accepts" }?.value)
    let text = TerminalDifference(difference).text
    #expect(text.contains("C-05 accepts") && text.contains("points"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let json = try difference.json()
    #expect(json.contains("\"figures\"") && json.contains("\"unit\" : \"share\""))
  }

  @Test("an amount that no longer does is none, not a number")
  func none() throws {
    let before = try Self.list("C-07")
    let after = try Self.list("C-07", ["clusters.bay-1.failed_nodes=3"])
    let difference = Self.difference(before, after)
    let cash = try #require(difference.figures?.first { $0.name == "C-07 cash for 50 %" })
    #expect(cash.before != nil && cash.after == nil)
    #expect(TerminalDifference(difference).text.contains("none"))
  }
}
