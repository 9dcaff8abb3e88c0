internal import Choice
internal import Scenario

/// An answer on a terminal.
public struct TerminalAnswer {
  private let answer: Answer
  private let page: TerminalPage

  /// The lines of `answer`, at most `width` columns wide.
  public init(_ answer: Answer, width: Int = 80, style: TerminalStyle = .plain) {
    self.answer = answer
    page = TerminalPage(width: width, style: style)
  }

  /// The text, a newline at the end.
  public var text: String {
    let parts = [page.wrapped(answer.sentence, indent: 0)] + answer.blocks.map(lines) + [assumed]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func lines(of block: AnswerBlock) -> [String] {
    var lines: [String] = []
    if let head = block.rows.first {
      var table = TextTable(block.alignments)
      table.add(head, tones: Dictionary(uniqueKeysWithValues: head.indices.map { ($0, .heading) }))
      for row in block.rows.dropFirst() { table.add(row) }
      lines = table.lines(width: page.width, style: page.style)
    }
    return lines + block.sentences.flatMap { page.wrapped($0) }
  }

  private var assumed: [String] {
    let facts = answer.assumptions.map { fact in
      // The registry's number is a coefficient; its source says the same in words.
      fact.what.hasPrefix("worth of ")
        ? "\(fact.what): \(fact.source)" : "\(fact.what): \(fact.value); \(fact.source)"
    }
    let more = answer.otherAssumptions
    let rest =
      more > 0 ? ["and \(more) more of the scenario's, which fulcrum plan --format md lists"] : []
    if facts.isEmpty && rest.isEmpty { return [] }
    let lines = (["preset \(answer.scenario.preset.id)"] + facts + rest)
    return [page.heading("ASSUMED")] + lines.flatMap { page.wrapped("- " + $0) }
  }
}
