/// The width and style of a terminal, and how text is laid out in it.
struct TerminalPage {
  let width: Int
  let style: TerminalStyle

  init(width: Int, style: TerminalStyle = .plain) {
    self.width = min(200, max(60, width))
    self.style = style
  }

  /// Room for more columns than 80 have.
  var isRoomy: Bool { width >= 100 }

  /// A section's name.
  func heading(_ text: String) -> String { style.shown(text, .heading) }

  /// `text` in lines that fit.
  func wrapped(_ text: String, indent: Int = 2) -> [String] {
    TextTable.wrapped(text.onOneLine, width: width, indent: indent)
  }

  /// `text` in lines that fit, all of them indented, the later ones twice.
  func indented(_ text: String) -> [String] {
    TextTable.wrapped(text.onOneLine, width: width - 2, indent: 2).map { "  " + $0 }
  }

  /// A section of a name and one paragraph beside it.
  func paragraph(_ name: String, _ text: String) -> [String] {
    // Wrapping draws spaces together, so that one of the two is a letter meanwhile.
    var lines = TextTable.wrapped("\(name)_ \(text.onOneLine)", width: width, indent: 2)
    lines[0] = heading(name) + " " + lines[0].dropFirst(name.count + 1)
    return lines
  }

  /// Labels with a text beside each; a label too long for its column has a line of its own.
  func entries(_ entries: [(label: String, text: String)], most: Int) -> [String] {
    let column = entries.map(\.label.count).filter { $0 <= most }.max() ?? 0
    return entries.flatMap { label, text -> [String] in
      let isLong = label.count > column
      let indent = column + 2
      let body = TextTable.wrapped(text.onOneLine, width: width - indent, indent: 0)
      let beside = body.enumerated().map { index, line in
        let start = index == 0 && !isLong ? label : ""
        return start + String(repeating: " ", count: indent - start.count) + line
      }
      return (isLong ? TextTable.wrapped(label, width: width, indent: 2) : []) + beside
    }
  }

  /// The lines of the first table that fits; of the last where none does.
  func lines(of tables: [TextTable]) -> [String] {
    guard let last = tables.last else { return [] }
    let table = tables.first { $0.fits(width) } ?? last
    return table.lines(width: width, style: style)
  }
}
