internal import Planning
internal import Scenario

/// The answer to a named question: a sentence, the tables behind it, and what is assumed.
///
/// The same for a terminal and for JSON.
public struct Answer: Sendable {
  /// The question's name.
  let question: String
  let scenario: Scenario
  /// The answer in a sentence or two.
  let sentence: String
  /// What is behind it.
  let blocks: [AnswerBlock]
  /// What the question itself takes for granted, beside the scenario.
  let facts: [Scenario.Fact]
  /// The same as data.
  let content: AnswerValue

  init(
    _ question: String, in scenario: Scenario, _ sentence: String, _ blocks: [AnswerBlock],
    facts: [Scenario.Fact] = [], content: AnswerValue
  ) {
    self.question = question
    self.scenario = scenario
    self.sentence = sentence
    self.blocks = blocks
    self.facts = facts
    self.content = content
  }

  /// What every answer rests on most: what compute is worth to people, then the question's own.
  var assumptions: [Scenario.Fact] {
    let compute = ["worth of guaranteed_gpus", "worth of cluster_gpus"].compactMap { what in
      scenario.facts.first { $0.what == what }
    }
    return compute + facts
  }

  /// How many more of the scenario's facts are assumed.
  var otherAssumptions: Int {
    scenario.facts.count { $0.isAssumption } - assumptions.count { scenario.facts.contains($0) }
  }
}

/// One part of an answer.
struct AnswerBlock: Sendable {
  /// Rows of cells, the first one the names of the columns.
  var rows: [[String]] = []
  /// How the columns are aligned.
  var alignments: [TextTable.Alignment] = []
  /// The column whose cells take more lines where the table is too wide; nil where none does.
  var wrapped: Int?
  /// Sentences below the table; each begins a line.
  var sentences: [String] = []

  /// A table with its columns' names and alignments.
  static func table(
    _ columns: [(name: String, alignment: TextTable.Alignment)], _ rows: [[String]],
    _ sentences: [String] = []
  ) -> AnswerBlock {
    AnswerBlock(
      rows: [columns.map(\.name)] + rows, alignments: columns.map(\.alignment),
      sentences: sentences)
  }

  /// Sentences alone.
  static func text(_ sentences: [String]) -> AnswerBlock { AnswerBlock(sentences: sentences) }
}

/// Data of an answer; what has no value is left out.
indirect enum AnswerValue: Encodable, Hashable, Sendable {
  case number(Double)
  case count(Int)
  case flag(Bool)
  case text(String)
  case list([AnswerValue])
  case object([String: AnswerValue])

  /// An object of the members that have a value.
  static func object(_ members: KeyValuePairs<String, AnswerValue?>) -> AnswerValue {
    var object: [String: AnswerValue] = [:]
    for (key, value) in members {
      if let value { object[key] = value }
    }
    return .object(object)
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .number(let value): try container.encode(value)
    case .count(let value): try container.encode(value)
    case .flag(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

extension AnswerValue {
  /// A package's contents.
  static func package(_ package: Scenario.Package, in scenario: Scenario) -> AnswerValue {
    .object([
      "id": .text(package.id), "cash": .number(package.cash), "equity": .number(package.equity),
      "gpus": .count(package.guaranteedGPUs),
      "pool": package.pool.map { .text(scenario.pools[$0].id) },
      "levels": package.levels.isEmpty
        ? nil : .object(package.levels.mapValues(AnswerValue.number)),
    ])
  }

  /// A probability with the ends of its range.
  static func chance(_ chance: Chance) -> AnswerValue {
    .object([
      "accept": .number(chance.probability), "accept_low": .number(chance.range.lowerBound),
      "accept_high": .number(chance.range.upperBound),
    ])
  }
}

/// A probability with its range, in words.
enum ChanceText {
  /// `48 % (16-69)`.
  static func cell(_ chance: Chance) -> String {
    let range = NumberFormat.percentRange(chance.range)
    return NumberFormat.percent(chance.probability)
      + (chance.probability == 0 && range == "0" ? "" : " (\(range))")
  }
}
