import Documents
import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("A plan as a table")
struct CSVPlanTests {
  private static func rows(_ plan: Plan) throws -> (text: String, rows: [[String]]) {
    let document = PlanDocument(plan, version: "1", run: nil)
    let text = CSVPlan(plan, document: document).text
    let table = try CSVTable(csv: InputText(text, file: "plan.csv"))
    #expect(
      table.header.map(\.text)
        == ["section", "id", "figure", "value", "low", "high", "unit", "text"])
    return (text, table.rows.map { $0.map(\.text) })
  }

  @Test(
    "has eight cells in every row, whatever is in it", arguments: ScenarioFiles.extremes.map(\.name)
  )
  func shape(name: String) throws {
    let files = try #require(ScenarioFiles.extremes.first { $0.name == name }).files
    let plan = try files.scenario("draws=256", "parameter_draws=16").plan()
    let (text, rows) = try Self.rows(plan)
    #expect(rows.allSatisfy { $0.count == 8 })
    #expect(text.hasSuffix("\r\n") && !text.replacing("\r\n", with: "").contains("\r"))
  }

  @Test("its numbers are the document's, digit for digit", arguments: PlanGolden.allCases)
  func numbers(golden: PlanGolden) throws {
    let json = try golden.document().json()
    let digits = Set(
      json.matches(of: /: (-?[0-9][-+.0-9e]*)/).map { String($0.1) })
    for row in try Self.rows(golden.plan()).rows {
      for cell in row[3...5] where !cell.isEmpty {
        #expect(digits.contains(cell), "\(row)")
      }
    }
  }

  @Test("keeps the terminal's order")
  func order() throws {
    let plan = try PlanGolden.lab.plan()
    var seen: [String] = []
    let rows = try Self.rows(plan).rows
    for row in rows where ["team", "offer", "no_offer"].contains(row[0]) && seen.last != row[1] {
      seen.append(row[1])
    }
    let order = PlanOrder(plan)
    #expect(
      seen == order.teams.map(\.id) + order.made.map(\.candidate) + order.refused.map(\.candidate))
  }

  @Test(
    "a spreadsheet takes no text for a formula, and every number for a number",
    arguments: [
      "=1+1", "+a", "-a", "@a", "\ta", "\ra", "=HYPERLINK(\"http://a\",\"b\")", "a,\"b\"\nc",
    ])
  func formulas(name: String) throws {
    var plan = try PlanGolden.tiny.plan()
    plan.scenario.name = name
    plan.teams[0].leavers = -0.25
    let document = PlanDocument(plan, version: "1", run: nil)
    let text = CSVPlan(plan, document: document).text
    let isFormula = "=+-@\t\r".contains(name.prefix(1))
    let cell = (isFormula ? "'" : "") + name
    let needsQuotes = cell.contains { ["\"", ",", "\r", "\n"].contains($0) }
    let quoted = needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    #expect(text.contains("\r\nplan,\(quoted),status,"))
    #expect(text.contains(",leavers,-0.25,"))
  }
}
