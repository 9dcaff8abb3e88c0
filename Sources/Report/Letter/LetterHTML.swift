/// A letter as one HTML file that needs nothing beside it: no script, no font, no picture.
///
/// It is well-formed XML too. In print it takes one page of A4 or Letter.
public struct LetterHTML {
  private let letter: Letter

  /// The page of `letter`.
  public init(_ letter: Letter) { self.letter = letter }

  /// The page, a newline at the end.
  public var text: String {
    let title = Self.escaped(letter.title)
    let head = [
      "<!DOCTYPE html>", "<html lang=\"en\">", "<head>", "<meta charset=\"utf-8\"/>",
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>",
      "<meta name=\"color-scheme\" content=\"light dark\"/>",
      "<meta name=\"robots\" content=\"noindex\"/>",
      "<meta http-equiv=\"Content-Security-Policy\" "
        + "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>",
      "<title>\(title)</title>", "<style>\(LetterStyle.sheet)</style>", "</head>", "<body>",
      "<main>", "<h1>\(title)</h1>", "<p class=\"origin\">\(Self.escaped(letter.origin))</p>",
    ]
    return
      (head + pay + letter.sections.flatMap(Self.lines) + [
        "<p class=\"closing\">\(Self.escaped(Letter.closing))</p>", "</main>", "</body>", "</html>",
      ]).joined(separator: "\n") + "\n"
  }

  private var pay: [String] {
    let columns = letter.pay.columns
    func row(_ name: String, _ amounts: [String]) -> String {
      "<tr><th scope=\"row\">\(name)</th>"
        + amounts.map { "<td>\(Self.escaped($0))</td>" }.joined() + "</tr>"
    }
    let head = columns.map { "<th scope=\"col\">\(Self.escaped($0.title))</th>" }.joined()
    return [
      "<h2>Pay over \(letter.pay.term)</h2>", "<div class=\"wide\">", "<table>",
      "<caption>By year, in \(Self.escaped(letter.pay.currency)), before tax</caption>",
      "<thead><tr><th scope=\"col\">Year</th>\(head)</tr></thead>", "<tbody>",
    ]
      + letter.pay.rows.enumerated().map { index, name in
        row(name, columns.map { $0.amounts[index] })
      } + [
        "</tbody>", "<tfoot>\(row("All \(letter.pay.term)", columns.map(\.sum)))</tfoot>",
        "</table>", "</div>",
      ]
  }

  private static func lines(of section: Letter.Section) -> [String] {
    ["<h2>\(escaped(section.title))</h2>"]
      + (section.opening.map { ["<p>\(escaped($0))</p>"] } ?? [])
      + ["<ul>"] + section.sentences.map { "<li>\(escaped($0))</li>" } + ["</ul>"]
  }

  // Control and formatting characters are shown, never obeyed.
  private static func escaped(_ text: String) -> String { text.onOneLine.escapedForXML }
}
