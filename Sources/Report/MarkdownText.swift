/// Text as GitHub-flavoured Markdown: nothing in it is markup, and nothing is raw HTML.
enum MarkdownText {
  /// One line in which every letter stands for itself, in a table's cell too.
  static func cell(_ text: String) -> String {
    var escaped = ""
    for character in text.onOneLine {
      if "\\`*_[]<|~&".contains(character) { escaped += "\\" }
      escaped.append(character)
    }
    return escaped
  }

  /// The same where a line begins: no list, heading, quotation or rule.
  static func escaped(_ text: String) -> String {
    let text = cell(text)
    if let first = text.first, "#+->=".contains(first) { return "\\" + text }
    let digits = text.prefix { $0.isNumber }
    let rest = text.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, ".)".contains(mark),
      rest.count == 1 || rest.dropFirst().first == " "
    {
      return digits + "\\" + rest
    }
    return text
  }
}

/// A table of GitHub-flavoured Markdown.
struct MarkdownTable {
  private var lines: [String]

  /// A table with columns by name and alignment.
  init(_ columns: [(name: String, alignment: TextTable.Alignment)]) {
    lines = [
      Self.line(columns.map(\.name)),
      "| " + columns.map { $0.alignment == .right ? "---:" : "---" }.joined(separator: " | ")
        + " |",
    ]
  }

  /// Adds a row.
  mutating func add(_ cells: [String]) { lines.append(Self.line(cells)) }

  /// The lines, an empty one before and after; nothing where there is no row.
  var text: [String] { lines.count > 2 ? [""] + lines + [""] : [] }

  private static func line(_ cells: [String]) -> String {
    "| " + cells.map(MarkdownText.cell).joined(separator: " | ") + " |"
  }
}
