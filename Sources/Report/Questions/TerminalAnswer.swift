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
    let parts =
      [page.wrapped(answer.sentence, indent: 0)] + answer.blocks.map(lines)
      + [currency, assumed]
    return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }
      .joined(separator: "\n\n") + "\n"
  }

  private func lines(of block: AnswerBlock) -> [String] {
    var lines: [String] = []
    if let head = block.rows.first {
      var table = TextTable(block.alignments)
      table.add(head, tones: Dictionary(uniqueKeysWithValues: head.indices.map { ($0, .heading) }))
      for row in wrapped(block).dropFirst() { table.add(row) }
      lines = table.lines(width: page.width, style: page.style)
    }
    return lines + block.sentences.flatMap { page.wrapped($0) }
  }

  // The rows, those with a cell that is too long for its column continued in rows below.
  private func wrapped(_ block: AnswerBlock) -> [[String]] {
    guard let column = block.wrapped else { return block.rows }
    let gap = 2
    let others = block.alignments.indices.filter { $0 != column }.reduce(0) { sum, other in
      sum + gap + (block.rows.map { $0[other].count }.max() ?? 0)
    }
    let room = page.width - others
    let least = 10
    guard room >= least else { return block.rows }
    return block.rows.flatMap { row -> [[String]] in
      guard row[column].count > room else { return [row] }
      let parts = TextTable.wrapped(row[column], width: room, indent: 2)
      return parts.enumerated().map { place, part in
        var line = place == 0 ? row : row.map { _ in "" }
        line[column] = part
        return line
      }
    }
  }

  // Money has one sign in tables, whatever it is in.
  private var currency: [String] {
    let currency = answer.scenario.payTerms.currency
    return currency == "USD" ? [] : page.wrapped("Money is in \(currency): $ stands for it")
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
