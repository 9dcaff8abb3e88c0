internal import Choice
internal import Documents
internal import Scenario
internal import Units

/// An answer as the outside may rely on it: JSON, schema `fulcrum.answer/1`, snake_case.
///
/// Keys are added freely and never renamed; what is not known is absent. Money is in dollars a
/// year, GPUs are physical unless the key says h100e.
public struct AnswerDocument: Encodable {
  private let answer: Answer
  private let version: String
  private let run: DocumentRun?
  private let inputs: [PlanDocument.Input]
  private let overrides: [PlanDocument.Override]

  /// The document of `answer`.
  /// - Parameters:
  ///   - version: The program's version.
  ///   - run: About the run; `nil` makes the document reproducible.
  ///   - path: How a path reads from where the document will lie.
  public init(
    _ answer: Answer, version: String, run: DocumentRun?, path: (String) -> String = { $0 }
  ) {
    self.answer = answer
    self.version = version
    self.run = run
    inputs = PlanDocument.Input.list(of: answer.scenario, path)
    overrides = PlanDocument.Override.list(of: answer.scenario, path)
  }

  /// The bytes.
  /// - Throws: What the encoder throws of a number that JSON has no way to write.
  public func json() throws -> String { try jsonDocument() }

  private enum Key: String, CodingKey {
    case schema, version, name, question, sentence, seed, inputs, overrides, preset, draws, run
    case assumptions, answer, currency
  }

  /// Writes the document's members.
  public func encode(to encoder: any Encoder) throws {
    let scenario = answer.scenario
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("fulcrum.answer/1", forKey: .schema)
    try container.encode(version, forKey: .version)
    try container.encode(scenario.name, forKey: .name)
    try container.encode(answer.question, forKey: .question)
    try container.encode(answer.sentence, forKey: .sentence)
    try container.encode(scenario.seed.value, forKey: .seed)
    try container.encode(inputs, forKey: .inputs)
    try container.encode(overrides, forKey: .overrides)
    try container.encode(scenario.preset.id, forKey: .preset)
    try container.encode(scenario.payTerms.currency, forKey: .currency)
    try container.encode(PlanDocument.Draws(of: scenario), forKey: .draws)
    try container.encodeIfPresent(run, forKey: .run)
    try container.encode(
      answer.assumptions.map { fact in
        AnswerValue.object([
          "what": .text(fact.what), "value": .text(fact.value), "source": .text(fact.source),
          "date": fact.date.isEmpty ? nil : .text(fact.date),
          "assumption": .flag(fact.isAssumption),
        ])
      }, forKey: .assumptions)
    try container.encode(answer.content, forKey: .answer)
  }
}
