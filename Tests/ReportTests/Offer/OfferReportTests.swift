import Foundation
import Planning
import Scenario
import ScenarioFixtures
import Testing

@testable import Report

@Suite("A brief, as it is shown")
struct OfferReportTests {
  private static let briefs = Dictionary(
    uniqueKeysWithValues: ((try? Scenario(.lab)).map { scenario in
      scenario.candidates.compactMap { candidate in
        scenario.offerBrief(for: candidate.id, within: PlanningLimits(threads: 2))
          .map { (candidate.id, $0) }
      }
    }) ?? [])

  private func brief(_ id: String) throws -> OfferBrief { try #require(Self.briefs[id]) }

  private func document(_ id: String) throws -> OfferDocument {
    OfferDocument(try brief(id), version: "1", run: nil)
  }

  @Test(
    "reads as it did: an offer, a closed screen, a refusal", arguments: ["C-02", "C-03", "C-08"],
    [60, 80, 120])
  func golden(id: String, width: Int) throws {
    let text = TerminalOffer(try brief(id), width: width).text
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
    #expect(!text.contains("\u{1B}"))
    try PlanGolden.compare(text, with: "offer-\(id)-\(width).txt")
  }

  @Test("fits one screen of 80 columns for everybody of the lab")
  func screen() throws {
    for (id, brief) in Self.briefs {
      let lines = TerminalOffer(brief).text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 66 && lines.allSatisfy { $0.count <= 80 }, "\(id) \(lines.count)")
    }
  }

  @Test("the document holds the brief: contributions add up, ranges enclose, keys are plain")
  func documents() throws {
    for id in Self.briefs.keys.sorted() {
      let document = try document(id)
      let back = try JSONDecoder().decode(OfferDocument.self, from: Data(document.json().utf8))
      #expect(back == document)
      for comparison in document.against {
        let sum = comparison.contributions.reduce(0) { $0 + $1.worth }
        #expect(abs(sum - comparison.utilityDifference) < 1e-9)
      }
      #expect(document.acceptLow <= document.accept && document.accept <= document.acceptHigh)
      for point in document.clusterCurve + document.cashCurve {
        #expect(point.acceptLow <= point.accept && point.accept <= point.acceptHigh)
      }
      let json = try document.json()
      let keys = json.matches(of: /"([A-Za-z_0-9.\-]+)" :/).map { String($0.1) }
      #expect(keys.allSatisfy { $0 == $0.lowercased() && !$0.contains("-") }, "\(id)")
    }
  }

  @Test("the refused have a reason, the offered none")
  func reasons() throws {
    #expect(try document("C-02").whyNot == nil)
    #expect(try document("C-03").whyNot?.hasPrefix("wants a cluster of 10,000 GPUs") ?? false)
    #expect(try document("C-03").screenedBy == "cluster_gpus")
    #expect(try document("C-03").opensAt?.nodes == 1250)
    #expect(try document("C-08").whyNot?.contains("engineering") ?? false)
  }

  @Test("says nothing that the package does not hold, and never more than may be promised")
  func advice() throws {
    for (id, brief) in Self.briefs {
      let advice = OfferAdvice(brief)
      #expect((1...3).contains(advice.say.count), "\(id)")
      #expect(
        advice.say.contains { $0.contains("yours by name") }
          == (brief.package.guaranteedGPUs > 0 && brief.origin == .plan))
      if let promise = brief.promise, brief.origin == .plan, brief.package.guaranteedGPUs > 0 {
        #expect(advice.never.contains(NumberFormat.grouped(brief.package.guaranteedGPUs)))
        #expect(promise.likely >= brief.package.guaranteedGPUs)
      }
    }
  }

  @Test("Markdown has every table whole, and every number of the curves")
  func markdown() throws {
    for id in ["C-02", "C-03", "C-08"] {
      let brief = try brief(id)
      let text = MarkdownOffer(brief, document: try document(id)).text
      var columns: Int?
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        guard line.hasPrefix("|") else {
          columns = nil
          continue
        }
        let count = line.count { $0 == "|" }
        #expect(columns == nil || columns == count, "\(line)")
        columns = count
      }
      for point in brief.clusterCurve {
        #expect(
          text.contains(
            "| \(NumberFormat.count(point.level)) | \(NumberFormat.percent(point.acceptance)) |"))
      }
      #expect(text.hasSuffix("reviewed by: \\_\\_\\_\\_\n"))
    }
  }
}
