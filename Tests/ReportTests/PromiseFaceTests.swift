import Planning
import Scenario
import Testing

@testable import Report

@Suite("The faces of a plan whose promises may be refused")
struct PromiseFaceTests {
  private static let plan = Result {
    try Scenario(
      .lab,
      overrides: [
        Scenario.Override(path: "policy.overbooking", value: "chance"),
        Scenario.Override(path: "policy.overcommit", value: "5%"),
      ]
    ).plan(within: PlanningLimits(threads: 2))
  }

  @Test("read as they were looked at", arguments: PlanGolden.widths)
  func terminal(width: Int) throws {
    let text = TerminalPlan(try Self.plan.get(), width: width).text
    for line in text.split(separator: "\n") {
      #expect(line.count <= width && line.last != " ", "\(line)")
    }
    try PlanGolden.compare(text, with: "lab-overbooked-\(width).txt")
  }

  @Test("say the risk in a sentence whose numbers are the document's")
  func sentence() throws {
    let plan = try Self.plan.get()
    let document = PlanDocument(plan, version: "1", run: nil)
    #expect(document.overbooking == "chance" && document.certificate == nil)
    let sentences = try #require(document.risk?.promises)
    for row in document.resources where row.kind == "pool" {
      #expect(row.epsilon == 0.05 && row.overcommitProbability <= 0.05)
      guard row.overcommitProbability > 0, let share = row.promisedShare,
        let short = row.expectedShortfall
      else { continue }
      let sentence = try #require(sentences.first { $0.contains(row.id) })
      #expect(sentence.contains("We promise \(NumberFormat.fixed(share, 2)) times"))
      #expect(sentence.contains(PromiseText.years(row.overcommitProbability)))
      #expect(sentence.contains(NumberFormat.fixed(short / row.overcommitProbability, 1)))
    }
    let markdown = MarkdownPlan(plan, document: document).text
    let csv = CSVPlan(plan, document: document).text
    #expect(sentences.allSatisfy { csv.contains($0) } && markdown.contains("We promise"))
    #expect(try PlanDocument(json: document.json()) == document)
  }

  @Test(
    "round a chance to years that can be said",
    arguments: [
      (0.0454, "5 years of 100"), (0.012, "1 year of 100"), (0.004, "4 years of 1,000"),
      (0.00012, "1 year of 10,000"), (3e-6, "3 years of 1,000,000"),
      (1e-9, "less than 1 year of 1,000,000"), (1.0, "100 years of 100"),
    ])
  func years(probability: Double, text: String) {
    #expect(PromiseText.years(probability) == text)
  }
}
