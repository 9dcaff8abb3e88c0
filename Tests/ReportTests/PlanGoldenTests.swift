import Foundation
import Planning
import Scenario
import Testing

@testable import Report

@Suite("The faces of a plan")
struct PlanGoldenTests {
  @Test("read as they were looked at", arguments: PlanGolden.allCases, PlanGolden.widths)
  func terminal(golden: PlanGolden, width: Int) throws {
    let text = TerminalPlan(try golden.plan(), width: width).text
    for line in text.split(separator: "\n") {
      #expect(line.count <= width && line.last != " ", "\(line)")
    }
    try PlanGolden.compare(text, with: "\(golden.rawValue)-\(width).txt")
  }

  @Test("of the lab as files read as they were looked at")
  func files() throws {
    let plan = try PlanGolden.lab.plan()
    let document = try PlanGolden.lab.document()
    try PlanGolden.compare(MarkdownPlan(plan, document: document).text, with: "lab.md")
    try PlanGolden.compare(CSVPlan(plan, document: document).text, with: "lab.csv")
  }

  @Test("every number is in the document", arguments: PlanGolden.allCases, PlanGolden.widths)
  func numbers(golden: PlanGolden, width: Int) throws {
    let plan = try golden.plan()
    let missing = try DocumentNumbers(golden.document())
      .missing(in: TerminalPlan(plan, width: width).text, ids: ids(plan))
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test(
    "every number of the analysis as Markdown is in the document", arguments: PlanGolden.allCases)
  func markdownNumbers(golden: PlanGolden) throws {
    let plan = try golden.plan()
    let text = MarkdownPlan(plan, document: try golden.document()).text
    let analysis = try #require(text.components(separatedBy: "## Facts").first)
    let missing = try DocumentNumbers(golden.document())
      .missing(in: analysis.replacing("\\", with: ""), ids: ids(plan))
    #expect(missing.isEmpty, "\(missing)")
  }

  @Test("a number that is not in the document is found")
  func wrongNumbers() throws {
    let numbers = try DocumentNumbers(PlanGolden.lab.document())
    for wrong in ["$176.7M", "$263,100", "0.771", "12,345", "$7.813M"] {
      #expect(numbers.missing(in: "worth \(wrong) a year", ids: []) == [wrong])
    }
  }

  @Test("the lab fits 60 lines of 80 columns, with what comes before and after an example")
  func length() throws {
    let text = TerminalPlan(
      try PlanGolden.lab.plan(), opening: "Built-in example.", closing: "Next."
    ).text
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 <= 60)
  }

  @Test("colour adds escape sequences and nothing else", arguments: PlanGolden.allCases)
  func colour(golden: PlanGolden) throws {
    let plan = try golden.plan()
    let plain = TerminalPlan(plan).text
    let coloured = TerminalPlan(plan, style: .colour).text
    #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == plain)
    #expect(coloured != plain && !plain.contains("\u{1B}"))
  }

  private func ids(_ plan: Plan) -> [String] {
    let scenario = plan.scenario
    let presets = ["compute-first", "cash-first"]
    let paths =
      plan.conflicts.flatMap(\.paths) + plan.conflicts.flatMap { $0.relaxations.map(\.path) }
    let overrides = plan.whatIfs.flatMap(\.overrides).map { "\($0.path)=\($0.value)" }
    return scenario.pools.map(\.id) + scenario.clusters.map(\.id) + plan.teams.map(\.id)
      + plan.offers.map(\.candidate) + presets + paths + overrides
      + ["\(scenario.horizonMonths)-month"]
  }
}
