/// A letter as GitHub-flavoured Markdown.
public struct LetterMarkdown {
  private let letter: Letter

  /// The text of `letter`.
  public init(_ letter: Letter) { self.letter = letter }

  /// The text, a newline at the end.
  public var text: String {
    var lines = [
      "# " + MarkdownText.cell(letter.title), "", MarkdownText.escaped(letter.origin), "",
      "## Pay over \(letter.pay.term)", "",
      "By year, in \(MarkdownText.cell(letter.pay.currency)), before tax.",
    ]
    lines += table.text
    for section in letter.sections {
      lines += ["## " + MarkdownText.cell(section.title), ""]
      if let opening = section.opening { lines += [MarkdownText.escaped(opening), ""] }
      lines += section.sentences.map { "- " + MarkdownText.escaped($0) } + [""]
    }
    lines.append(MarkdownText.escaped(Letter.closing))
    return lines.joined(separator: "\n") + "\n"
  }

  private var table: MarkdownTable {
    let columns = letter.pay.columns
    var table = MarkdownTable([("", .left)] + columns.map { ($0.title, .right) })
    for (index, name) in letter.pay.rows.enumerated() {
      table.add([name] + columns.map { $0.amounts[index] })
    }
    table.add(["All \(letter.pay.term)"] + columns.map(\.sum))
    return table
  }
}
