import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("A plan on a terminal")
struct TerminalPlanTests {
  @Test("fits its columns, whatever is in it", arguments: ScenarioFiles.extremes.map(\.name))
  func width(name: String) throws {
    let files = try #require(ScenarioFiles.extremes.first { $0.name == name }).files
    let plan = try files.scenario("draws=256", "parameter_draws=16").plan()
    #expect(plan.status == (name.hasSuffix("infeasible") ? .infeasible : .optimal))
    for width in [60, 80, 120, 200] {
      let text = TerminalPlan(plan, width: width).text
      for line in text.split(separator: "\n") {
        #expect(line.count <= width, "\(line)")
        #expect(line.last != " ")
      }
      #expect(text.hasSuffix("\n"))
      #expect(!text.contains("nan") && !text.contains("inf\n") && !text.contains("-$0"))
      // Nothing is lost: every id is there, broken over lines at worst.
      let joined = text.filter { !$0.isWhitespace }
      for id in plan.teams.map(\.id) + plan.offers.map(\.candidate) {
        #expect(joined.contains(id))
      }
    }
  }

  @Test("of random scenarios fits 80 columns", arguments: UInt64(1)...30)
  func random(seed: UInt64) throws {
    let text = TerminalPlan(try ScenarioFiles.random(seed).scenario().plan()).text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    // One of a thing is one thing, and no line begins with what belongs to the number before it.
    #expect(!text.contains(#/[ (]1 (jobs|nodes|offers|people|rules) /#))
    #expect(!text.contains(#/\n *%/#))
  }

  @Test("rules between offers go by the names that the scenario gives them, each once")
  func rules() throws {
    let plan = try ScenarioFiles(.hospital).scenario(
      "rules.need.offer=C-01", "rules.need.only_with=[C-02, C-03]", "rules.one.at_most=1",
      "rules.one.of=[C-02, C-03]", "draws=256", "parameter_draws=16"
    ).plan()
    let rows = plan.resources.filter { $0.kind == .rule }
    #expect(rows.count > 2 && rows.contains { $0.price > 0 })
    let document = PlanDocument(plan, version: "1", run: nil)
    let markdown = MarkdownPlan(plan, document: document).text
    #expect(markdown.contains("| rule need (C-02) |") && !markdown.contains("| rules.need"))
    let text = try #require(CapacityText(plan).rules)
    #expect(!text.contains("[") && !text.contains("rules.") && text.contains("$"))
    for rule in ["need", "one"] {
      #expect(text.matches(of: try Regex("\\(\(rule)\\)")).count <= 1)
    }
  }

  @Test("what is kept back for a failure is said", arguments: ["node", "domain"])
  func survives(failure: String) throws {
    let plan = try ScenarioFiles(.hospital).scenario(
      "policy.survives=\(failure)", "draws=256", "parameter_draws=16"
    ).plan()
    let kept = plan.scenario.pools[0].reservedUnits
    #expect(kept > 0)
    let text = TerminalPlan(plan).text
    #expect(text.contains("kept back beside the spares") && text.contains("\(kept) h100 node"))
  }

  @Test("a loss of less than a dollar is a tie")
  func tie() throws {
    let plan = try ScenarioFiles.hospital.scenario("draws=256", "parameter_draws=16").plan()
    let tie = RefusalText(.tooDear(loss: 0.4), in: plan).sentence
    #expect(tie == "as good as what is chosen: a tie at these prices")
    #expect(
      RefusalText(.tooDear(loss: 2), in: plan).sentence
        == "costs others about $2 a year more than it brings, by the prices")
  }

  @Test("one offer is one offer")
  func singular() throws {
    let text = TerminalPlan(
      try ScenarioFiles.hospital.scenario("role_slots.engineering=0").plan()
    ).text
    #expect(text.contains("· 1 offer, 0.7 hires expected"))
    #expect(text.filter { !$0.isWhitespace }.contains("thereisnoengineeringslot"))
  }

  @Test("a plan without a proof says how far it may be from the best")
  func unproven() throws {
    let plan = try Scenario(.lab).plan(within: PlanningLimits(threads: 2, nodes: 0))
    let words = TerminalPlan(plan).text.split(whereSeparator: \.isWhitespace)
    #expect(words.prefix(20).joined(separator: " ").contains("% of the best, not proven"))
  }
}
