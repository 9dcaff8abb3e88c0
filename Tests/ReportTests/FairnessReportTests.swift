import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite("Fairness in reports")
struct FairnessReportTests {
  static let rules = [
    "policy.objective=value", "policy.objective=nash", "policy.objective=max_min",
    "policy.utility_floor=95%",
  ]

  private static func plan(_ rule: String) throws -> Plan {
    try ScenarioFiles.hospital.scenario("draws=256", "parameter_draws=16", rule)
      .plan(within: PlanningLimits(threads: 2, explains: false, pricesFairness: true))
  }

  @Test("every face shows the same price, and only where there is one", arguments: rules)
  func price(rule: String) throws {
    let plan = try Self.plan(rule)
    let document = PlanDocument(plan, version: "1", run: nil)
    let fairness = try #require(document.fairness)
    #expect(try PlanDocument(json: document.json()) == document)
    let isPlain = rule == Self.rules[0]
    #expect((fairness.priceOfFairness == nil) == isPlain)
    #expect((document.worth == nil) == !rule.hasSuffix("nash"))
    let terminal = TerminalPlan(plan).text
    #expect(terminal.split(separator: "\n").allSatisfy { $0.count <= 80 })
    let words = terminal.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let markdown = MarkdownPlan(plan, document: document).text
    let cost = isPlain ? nil : FairnessText.price(try #require(plan.fairness))
    #expect(words.contains("against the most valuable plan") == !isPlain)
    for text in [words, markdown] where cost != nil { #expect(text.contains(cost ?? "")) }
    let rows = CSVPlan(plan, document: document).text
    #expect(rows.contains(",price_of_fairness,") == !isPlain)
    #expect(words.contains(NumberFormat.money(plan.value.worth)))
  }

  @Test("the curve is in the terminal, the document and the picture, with Nash welfare and max-min")
  func curve() throws {
    let plan = try Self.plan(Self.rules[0])
    let curve = try #require(plan.fairness?.curve)
    let document = try #require(PlanDocument(plan, version: "1", run: nil).fairness)
    #expect(document.curve?.map(\.share) == curve.floors.map(\.share))
    #expect(document.curve?.map(\.price) == curve.floors.map(\.price))
    #expect(document.nash?.price == curve.nash?.price && document.maxMin != nil)
    let terminal = TerminalPlan(plan).text
    let svg = try #require(FairnessDrawing(plan)).svg
    for floor in curve.floors {
      let cost = FairnessText.cost(try #require(floor.price))
      #expect(terminal.contains(FairnessText.share(floor.share) + " of now"))
      #expect(terminal.contains(cost))
    }
    for name in ["Nash welfare", "max-min"] { #expect(svg.contains(name)) }
    #expect(terminal.contains("greatest Nash welfare") && terminal.contains("Jain"))
    let parser = XMLParser(data: Data(svg.utf8))
    #expect(parser.parse() && parser.parserError == nil)
    let circles = svg.components(separatedBy: "<circle").count - 1
    #expect(circles >= curve.floors.count + 2)
  }

  @Test("a plan that was not asked for the curve has no picture of it")
  func noCurve() throws {
    #expect(FairnessDrawing(try PlanGolden.tiny.plan()) == nil)
  }

  @Test(
    "a share of now has a tenth where a whole number would say more than is so",
    arguments: [(1, "100 %"), (1.0013, "100.1 %"), (0.87004, "87.0 %"), (0.9, "90 %"), (0, "0 %")])
  func share(share: Double, text: String) {
    #expect(FairnessText.share(share) == text)
  }

  @Test("a floor that does not fit is answered with the one that does")
  func lowered() throws {
    let plan = try ScenarioFiles.hospital.scenario("draws=256", "policy.utility_floor=130%").plan()
    #expect(plan.status == .infeasible)
    let document = PlanDocument(plan, version: "1", run: nil)
    let floor = try #require(document.conflicts[0].floors?.first)
    #expect(floor.path == "policy.utility_floor" && floor.present == 1.3 && floor.needed < 1.3)
    let words = TerminalPlan(plan).text.split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    #expect(words.contains(floor.sentence))
    #expect(MarkdownPlan(plan, document: document).text.contains("lower policy.utility\\_floor"))
    #expect(CSVPlan(plan, document: document).text.contains(floor.sentence))
  }
}
