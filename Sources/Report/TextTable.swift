/// Columns of text, aligned; the plain tables of the terminal.
struct TextTable {
  /// How a column is aligned.
  enum Alignment { case left, right }

  private let alignments: [Alignment]
  private var rows: [[String]] = []

  /// A table with one alignment per column.
  init(_ alignments: [Alignment]) { self.alignments = alignments }

  /// Adds a row; missing cells are empty.
  mutating func add(_ cells: [String]) { rows.append(cells) }

  /// The lines of at most `width`, columns separated by `gap` spaces, without trailing spaces.
  ///
  /// Where the columns do not fit side by side, a long first cell gets a line of its own above the
  /// rest of its row; where that is not enough either, the cells of a row follow each other.
  func lines(width: Int, gap: Int = 2) -> [String] {
    var widths = alignments.indices.map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    let rest = widths.dropFirst().reduce(0) { $0 + gap + $1 }
    widths[0] = min(widths[0], max(width - rest, rows.first?.first?.count ?? 0))
    return rows.flatMap { row -> [String] in
      var (above, row) = ([String](), row)
      if let first = row.first, first.count > widths[0] {
        above = Self.wrapped(first, width: width, indent: 2)
        row[0] = ""
      }
      let line = line(row, widths, gap)
      if line.count <= width { return above + [line] }
      let cells = row.filter { !$0.isEmpty }.joined(separator: " · ")
      return above + Self.wrapped((above.isEmpty ? "" : "· ") + cells, width: width, indent: 4)
    }
  }

  private func line(_ row: [String], _ widths: [Int], _ gap: Int) -> String {
    var line = ""
    for (column, width) in widths.enumerated() {
      let cell = column < row.count ? row[column] : ""
      let padding = String(repeating: " ", count: width - cell.count)
      if column > 0 { line += String(repeating: " ", count: gap) }
      line += alignments[column] == .left ? cell + padding : padding + cell
    }
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }

  /// Words of `text` in lines of at most `width`, the second and later ones indented; a word that is
  /// longer is broken.
  static func wrapped(_ text: String, width: Int, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty && line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += line.isEmpty ? String(word) : " " + word
      }
      while line.count > width {
        lines.append(String(line.prefix(width)))
        line = String(repeating: " ", count: indent) + line.dropFirst(width)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}
