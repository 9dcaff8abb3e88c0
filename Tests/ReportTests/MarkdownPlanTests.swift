import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("A plan as Markdown")
struct MarkdownPlanTests {
  private static func text(_ files: ScenarioFiles, _ changes: String...) throws -> String {
    let overrides = try changes.map { try Scenario.Override(argument: $0) }
    let scenario = try ScenarioSource(files: files.all, in: "test").scenario(with: overrides)
    let plan = scenario.plan()
    return MarkdownPlan(plan, document: PlanDocument(plan, version: "1", run: nil)).text
  }

  /// Cells of a row; a bar after a backslash is a letter.
  private static func cells(_ line: Substring) -> [String] {
    var cells = [""]
    var isEscaped = false
    for character in line.dropFirst().dropLast() {
      if character == "|", !isEscaped {
        cells.append("")
      } else {
        cells[cells.count - 1].append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    return cells.map { $0.trimmingCharacters(in: .whitespaces) }
  }

  /// Tables as lists of rows, after a check that each is one.
  private static func tables(in text: String) throws -> [[[String]]] {
    var tables: [[[String]]] = []
    var rows: [[String]] = []
    let lines: [Substring] = text.split(separator: "\n", omittingEmptySubsequences: false)
    for line in lines + [Substring()] {
      if line.hasPrefix("|") {
        rows.append(cells(line))
      } else if !rows.isEmpty {
        try #require(rows.count > 2)
        #expect(rows[1].allSatisfy { $0 == "---" || $0 == "---:" })
        #expect(rows.allSatisfy { $0.count == rows[0].count }, "\(rows)")
        #expect(line.isEmpty)
        tables.append(rows)
        rows = []
      }
    }
    return tables
  }

  @Test("every table is one, whatever is in it", arguments: ScenarioFiles.extremes.map(\.name))
  func tables(name: String) throws {
    let files = try #require(ScenarioFiles.extremes.first { $0.name == name }).files
    let text = try Self.text(files, "draws=256", "parameter_draws=16")
    #expect(try !Self.tables(in: text).isEmpty)
    #expect(!text.contains("\n\n\n") && text.hasSuffix("reviewed by: \\_\\_\\_\\_\n"))
  }

  @Test("bars, lines, markup and tags in a name are letters")
  func hostile() throws {
    var plan = try PlanGolden.tiny.plan()
    plan.scenario.name = "a|b `c` <script>alert(1)</script> *d* [e](http://f) \u{1B}[2J\n# g"
    plan.notes.append("- <b>x</b>")
    let text = MarkdownPlan(plan, document: PlanDocument(plan, version: "1", run: nil)).text
    let first = try #require(text.split(separator: "\n").first)
    #expect(
      first.hasPrefix(
        ##"# a\|b \`c\` \<script>alert(1)\</script> \*d\* \[e\](http://f) \\u{1b}\[2J # g ·"##))
    #expect(!text.contains("\u{1B}") && !text.contains("\n# g"))
    #expect(text.matches(of: /<[a-z\/]/).allSatisfy { text[..<$0.range.lowerBound].last == "\\" })
    _ = try Self.tables(in: text)
  }

  @Test(
    "what would begin a block at the start of a line does not",
    arguments: [
      ("# a", ##"\# a"##), ("- a", #"\- a"#), ("+ a", #"\+ a"#), ("1. a", #"1\. a"#),
      ("12) a", #"12\) a"#), ("> a", #"\> a"#), ("1.5 a", "1.5 a"), ("a - b", "a - b"),
      ("=", #"\="#), ("2026 a", "2026 a"), ("1.", #"1\."#), ("", ""),
    ])
  func start(text: String, escaped: String) {
    #expect(MarkdownText.escaped(text) == escaped)
  }

  @Test("has the plan's teams and offers, with intervals, in the terminal's order")
  func contents() throws {
    let plan = try PlanGolden.lab.plan()
    let text = MarkdownPlan(plan, document: try PlanGolden.lab.document()).text
    let tables = try Self.tables(in: text)
    let teams = try #require(tables.first { $0[0][0] == "team" })
    #expect(teams.dropFirst(2).map { $0[0] } == PlanOrder(plan).teams.map(\.id))
    let offers = try #require(tables.first { $0[0].contains("P(accept)") })
    #expect(offers.dropFirst(2).map { $0[0] } == PlanOrder(plan).made.map(\.candidate))
    #expect(offers.dropFirst(2).allSatisfy { $0[2].contains("-") && $0[2].hasSuffix("%") })
    let facts = try #require(tables.first { $0[0].contains("source") })
    #expect(facts.count - 2 == plan.scenario.facts.count)
    for input in plan.scenario.inputs { #expect(text.contains("\(input.sha256)")) }
  }
}
