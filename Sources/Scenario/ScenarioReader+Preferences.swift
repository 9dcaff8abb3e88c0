internal import Choice
import Documents

extension ScenarioReader {
  /// What `fulcrum estimate` found of people's tastes; nil where the scenario names nothing.
  mutating func readPreferences() -> Preferences? {
    // A scenario gives the path of a file, whose content is here by now.
    if !root.has("preferences") { _ = root.optionalText("preferences") }
    guard root.has("preferences"), var section = root.section("preferences") else { return nil }
    _ = section.optionalText("schema")
    for key in ["data", "made"] { _ = section.optionalText(key) }
    let decisions = section.count(
      "decisions", .count("a whole number", example: "60", in: 0...1_000_000_000), default: nil)
    let entries = readEstimates(&section)
    let correlations = readCorrelations(&section, among: entries.map(\.name))
    section.noteUnknownKeys()
    let isWhole = section.log.problems.isEmpty
    var found: Preferences?
    if isWhole, let decisions {
      found = Preferences(entries: entries, correlations: correlations, decisions: decisions)
      if found == nil {
        section.note(
          "are none: no numbers go together like that", of: "correlations",
          remedy: "let fulcrum estimate write them")
      }
    }
    section.finish(into: &root)
    return found
  }

  private mutating func readEstimates(_ parent: inout Section) -> [Preferences.Entry] {
    guard
      var section = parent.requiredSection(
        "estimates", remedy: "let fulcrum estimate write the file")
    else { return [] }
    var entries: [Preferences.Entry] = []
    for key in section.entries.map(\.key) {
      guard Preferences.others.contains(key) || registry[key] != nil else { continue }
      var entry = section.group(key)
      let mean = entry.number("mean", Self.estimate(-20...20))
      let sd = entry.number("sd", Self.estimate(0...20))
      let share = entry.number("prior_share", Self.estimate(0...1), default: 0)
      entry.finish(into: &section)
      if let mean, let sd, let share {
        entries.append(.init(name: key, mean: mean, sd: sd, priorShare: share))
      }
    }
    section.finish(into: &parent)
    return entries
  }

  private static func estimate(_ range: ClosedRange<Double>) -> Measure {
    Measure("a number", example: "0.3", from: range.lowerBound, through: range.upperBound)
  }

  private func readCorrelations(_ parent: inout Section, among names: [String]) -> [[Double]] {
    var matrix = names.indices.map { row in names.indices.map { $0 == row ? 1.0 : 0 } }
    guard var section = parent.section("correlations") else { return matrix }
    for (row, name) in names.enumerated() where section.has(name) {
      var others = section.group(name)
      for (column, other) in names.enumerated() where column != row && others.has(other) {
        guard let value = others.number(other, Self.estimate(-1...1)) else { continue }
        matrix[row][column] = value
        matrix[column][row] = value
      }
      others.finish(into: &section)
    }
    section.finish(into: &parent)
    return matrix
  }
}
