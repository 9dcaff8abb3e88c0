import Planning
import Scenario
import ScenarioFixtures
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

  private static func hospital(_ changes: [String]) throws -> Plan {
    try ScenarioSource(files: ScenarioFiles(.hospital).all, in: "test").scenario(
      with: (changes + ["draws=256", "parameter_draws=16"]).map {
        try Scenario.Override(argument: $0)
      }
    ).plan(within: PlanningLimits(threads: 2, explains: false))
  }

  @Test("periods in which promises stand the same are one sentence, at the price of all of them")
  func periods() throws {
    let changes = ["policy.overbooking=cost", "policy.recourse_per_gpu_hour=0.3"]
    let plan = try Self.hospital(
      changes + ["clusters.clinic.deliveries.3=2", "clusters.clinic.deliveries.5=1"])
    let rows = plan.resources.filter { $0.kind == .pool }
    #expect(rows.count == 3 && rows.allSatisfy { $0.overcommit > 0 && $0.promise?.room == 0 })
    let sentences = PromiseText(plan).sentences
    #expect(sentences.count(where: { $0.hasPrefix("We promise") }) == 1)
    let most = rows.compactMap { $0.promise?.rentCost }.reduce(0, +)
    #expect(sentences[0].contains("19 times in 20, \(NumberFormat.money(most)))"))
    let text =
      TerminalPlan(plan).text
      + MarkdownPlan(plan, document: PlanDocument(plan, version: "1", run: nil)).text
    #expect(text.contains("NODES FROM MONTH") && text.contains("h100 nodes from month 3 |"))
    #expect(!text.contains("@"))
  }

  @Test("what is not all used is promised more than once, and the sentence says that it is assumed")
  func drawDown() throws {
    let plan = try Self.hospital([
      "policy.overbooking=chance", "policy.overcommit=60%", "policy.draw_down=60%",
      "clusters.clinic.deliveries.3=1",
    ])
    let row = try #require(plan.resources.first { ($0.promise?.promised ?? 0) > 0 }?.promise)
    #expect(row.promised > row.room)
    #expect(PromiseText(plan).sentences[0].contains("60 % of what is accepted is taken to be used"))
    var kept = plan
    for index in kept.resources.indices { kept.resources[index].promise?.overcommit = 0 }
    kept.risk?.overcommit = 0
    let sure = PromiseText(kept).sentences[0]
    #expect(sure.contains("they fit whoever accepts, because 60 %"))
    let risk = RiskText(try #require(kept.risk), offers: 2, in: kept).sentence
    #expect(risk.hasSuffix("accepted promises fit as far as they are taken to be used"))
  }

  @Test(
    "a brief promises what the plan promises, and says how often it does not fit",
    arguments: ["chance", "cost"])
  func brief(mode: String) throws {
    let scenario = try ScenarioFiles(.hospital).scenario(
      "policy.overbooking=\(mode)", "policy.recourse_per_gpu_hour=0.3", "draws=256",
      "parameter_draws=16")
    let brief = try #require(
      scenario.offerBrief(for: "C-01", within: PlanningLimits(threads: 2)))
    let gpus = brief.package.guaranteedGPUs
    #expect(brief.origin == .plan && gpus > 0)
    let promise = OfferHeadline(brief).promise
    #expect(promise.hasPrefix("\(gpus) h100, as planned: "))
    let breach = try #require(brief.promise?.breach)
    #expect(
      breach == 0
        ? promise.contains("fit whoever else accepts")
        : promise.contains("in \(PromiseText.years(breach)), and what is missing is rented"))
    let advice = OfferAdvice(brief)
    #expect(advice.say.first?.hasPrefix("\(gpus) h100 are yours by name") ?? false)
    #expect(advice.never.contains("more than \(gpus) h100"))
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
