import Choice
import Testing

@testable import Report

@Suite("Levels in a letter")
struct LetterLevelsTests {
  private static let stated = AttributeRegistry.shipped.filter {
    !["cash", "equity", "guaranteed_gpus", "cluster_gpus"].contains($0.id)
  }

  private static func sentences(_ levels: [String: Double]) -> [String] {
    let words = LetterLevels(levels, AttributeRegistry())
    return [words.wait(isGuaranteed: false)].compactMap(\.self) + words.terms + words.judgements
  }

  private static let judged = [
    "mission", "team_quality", "leadership", "product_reach", "safety_culture", "stability",
  ]

  @Test(
    "each attribute that is set has one sentence; no data, and what speaks against us, has none",
    arguments: stated)
  func oneEach(attribute: Attribute) {
    let (low, high) = (attribute.range.lowerBound, attribute.range.upperBound)
    for step in 0...40 {
      let level = low + (high - low) * Double(step) / 40
      let sentences = Self.sentences([attribute.id: level])
      let isSilent =
        attribute.id == "data" && level <= 0
        || Self.judged.contains(attribute.id) && level < attribute.reference
      #expect(sentences.count == (isSilent ? 0 : 1), "\(level)")
      guard !isSilent, !sentences.isEmpty else { continue }
      #expect(sentences[0].hasSuffix("."))
      // Shares of work and days are numbers with words; a level on a scale of ours never is.
      let isCounted = ["gpu_wait_days", "publication", "remote"].contains(attribute.id)
      #expect(sentences[0].contains(/[0-9]/) == false || isCounted, "\(sentences)")
      #expect(!sentences[0].contains(/(^| )0\.[0-9]/) || attribute.id == "remote", "\(sentences)")
    }
    #expect(Self.sentences([:]).isEmpty)
  }

  @Test("the ends of a scale read otherwise", arguments: stated)
  func ends(attribute: Attribute) {
    let ends = [attribute.range.lowerBound, attribute.range.upperBound]
    #expect(Self.sentences([attribute.id: ends[0]]) != Self.sentences([attribute.id: ends[1]]))
  }

  @Test(
    "waiting is in days, or in hours where it is less",
    arguments: [
      (0, "A job of yours starts at once."), (1, "A job of yours waits about 1 day before"),
      (2, "waits about 2 days before"), (2.5, "waits about 2.5 days before"),
      (0.5, "waits about 12 hours before"), (0.01, "waits about 1 hour before"),
      (365, "waits about 365 days before"),
    ])
  func waiting(days: Double, words: String) {
    #expect(LetterLevels.wait(days, isGuaranteed: false).contains(words))
    let beyond = LetterLevels.wait(days, isGuaranteed: true)
    #expect(beyond.hasPrefix("A job of yours beyond the guarantee "))
    #expect(
      beyond.replacing(" beyond the guarantee", with: "")
        == LetterLevels.wait(days, isGuaranteed: false))
  }

  @Test("an attribute of the scenario's own is shown with its unit, or in words")
  func own() {
    func attribute(_ unit: String) -> Attribute {
      Attribute(
        id: "quiet-rooms", unit: unit, range: 0...10, transform: .linear, partWorth: 0.1,
        spread: .lognormal(sd: 0.5), ignorance: 0.5, provenance: .assumption("", range: ""))
    }
    func terms(_ unit: String, _ level: Double) -> [String] {
      LetterLevels(["quiet-rooms": level], AttributeRegistry(adding: [attribute(unit)])).terms
    }
    #expect(terms("days a week", 2.5) == ["Quiet rooms: 2.5 days a week."])
    #expect(terms("", 10) == ["Quiet rooms: high."] && terms("", 0) == ["Quiet rooms: low."])
  }
}
