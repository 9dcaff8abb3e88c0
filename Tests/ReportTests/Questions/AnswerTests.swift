import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("Answers in words and as data")
struct AnswerTests {
  /// Every question that has an answer for a scenario.
  private static func answers(_ scenario: Scenario) -> [Answer] {
    func found<Found>(_ answered: Answered<Found>) -> Found? {
      if case .answer(let found) = answered { found } else { nil }
    }
    let prices = scenario.candidates.indices.prefix(2).compactMap {
      found(scenario.priceAnswer(forCandidate: $0)).flatMap(\.self)
    }
    let single = scenario.candidates.isEmpty ? nil : found(scenario.dataAnswer(forCandidate: 0))
    return [
      found(scenario.clusterAnswer()).map { Answer($0) },
      found(scenario.dataAnswer()).map { Answer($0) }, single.map { Answer($0) },
      found(scenario.gpuAnswer()).map { Answer($0) },
      found(scenario.rivalAnswer()).map { Answer($0) },
      found(scenario.buyAnswer()).map { Answer($0) },
      found(scenario.offersAnswer()).map { Answer($0) },
    ].compactMap(\.self) + prices.map { Answer($0) }
  }

  @Test(
    "fit any width, whatever the scenario", arguments: ScenarioFiles.extremes.map(\.name),
    [60, 80, 120])
  func widths(name: String, width: Int) throws {
    let files = try #require(ScenarioFiles.extremes.first { $0.name == name }).files
    let scenario = try files.scenario("draws=256", "parameter_draws=16")
    let answers = Self.answers(scenario)
    #expect(answers.isEmpty == name.contains("infeasible"))
    for answer in answers {
      let text = TerminalAnswer(answer, width: width).text
      #expect(text.hasSuffix("\n") && !text.contains("\n\n\n") && !text.contains("nan"))
      for line in text.split(separator: "\n") {
        #expect(line.count <= width && line.last != " ", "\(answer.question): \(line)")
      }
      let coloured = TerminalAnswer(answer, width: width, style: .colour).text
      #expect(coloured.replacing(/\u{1B}\[[0-9]+m/, with: "") == text)
    }
  }

  @Test("money that is no dollars says so", arguments: ["USD", "EUR"])
  func currency(code: String) throws {
    let scenario = try ScenarioFiles.hospital.scenario(
      "draws=256", "parameter_draws=16", "pay_terms.currency=\(code)")
    for answer in Self.answers(scenario) {
      let isSaid = TerminalAnswer(answer).text.contains("\nMoney is in EUR: $ stands for it\n")
      #expect(isSaid == (code == "EUR"))
    }
  }

  @Test("a price's rows keep their columns, and marks are explained", arguments: [66, 80])
  func price(width: Int) throws {
    let scenario = try Scenario(
      .lab,
      overrides: [
        "policy.pay_bands.L7.most=3M", "candidates[C-02].gpus_most=96",
        "candidates[C-02].cash_most=9M", "policy.peer_pay_limit=130%",
        "candidates[C-02].peer_pay=3M",
      ].map { try Scenario.Override(argument: $0) })
    let index = try #require(scenario.candidates.firstIndex { $0.id == "C-02" })
    guard
      case .answer(let found?) = scenario.priceAnswer(forCandidate: index, levels: [0.4, 0.8])
    else {
      Issue.record("there is a plan")
      return
    }
    let text = TerminalAnswer(Answer(found), width: width).text
    #expect(text.contains("\n40 %    cash alone") && text.contains("\n80 %    cash alone"))
    #expect(!text.contains(" · "))
    let marks = Set(text.matches(of: /\ !([a-z]+)\n/).flatMap { String($0.output.1) })
    let explained = Set(text.matches(of: /\n!([a-z])\s/).compactMap { $0.output.1.first })
    #expect(marks == explained && marks.isSuperset(of: "blpcw"))
  }

  @Test(
    "as a document hold what every document holds", arguments: ScenarioFiles.extremes.map(\.name))
  func documents(name: String) throws {
    let files = try #require(ScenarioFiles.extremes.first { $0.name == name }).files
    for answer in Self.answers(try files.scenario("draws=256", "parameter_draws=16")) {
      let json = try AnswerDocument(answer, version: "1", run: nil).json()
      let object = try #require(
        try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
      let keys: Set = [
        "schema", "version", "name", "question", "sentence", "seed", "inputs", "overrides",
        "preset", "draws", "assumptions", "answer", "currency",
      ]
      #expect(Set(object.keys) == keys)
      #expect(!json.contains("null") && json.hasSuffix("}\n"))
      #expect((object["overrides"] as? [[String: Any]])?.count == 2)
    }
  }

  // In a table whatever is a chance has its range; levels that were asked for stand in the head.
  @Test("every chance that a table shows has its range")
  func ranges() throws {
    for answer in Self.answers(try Scenario(.lab)) {
      for row in answer.blocks.flatMap({ $0.rows.dropFirst() }) {
        for cell in row.dropFirst() {
          for chance in cell.matches(of: /(<?[0-9]+|>99) %( \(|)/) {
            let isNothing = chance.output.1 == "0" || cell.hasSuffix("100 %")
            #expect(chance.output.2 == " (" || isNothing, "\(answer.question): \(cell)")
          }
        }
      }
    }
  }
}
