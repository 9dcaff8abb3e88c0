/// Columns of text, aligned; the plain tables of the terminal.
struct TextTable {
  /// How a column is aligned.
  enum Alignment { case left, right }

  private struct Row {
    var cells: [String]
    var tones: [Int: TerminalStyle.Tone]
  }

  private let alignments: [Alignment]
  private let gap: Int
  private var rows: [Row] = []

  /// A table with one alignment per column, columns separated by `gap` spaces.
  init(_ alignments: [Alignment], gap: Int = 2) {
    self.alignments = alignments
    self.gap = gap
  }

  /// Adds a row; missing cells are empty.
  mutating func add(_ cells: [String], tones: [Int: TerminalStyle.Tone] = [:]) {
    rows.append(Row(cells: cells, tones: tones))
  }

  /// Whether the columns fit side by side, first cells of more than a third on lines of their own.
  func fits(_ width: Int) -> Bool {
    let longest = rows.compactMap(\.cells.first?.count).filter { $0 <= width / 3 }.max() ?? 0
    return isAligned(in: width) && widths(in: width)[0] >= longest
  }

  private func isAligned(in width: Int) -> Bool {
    let widths = widths(in: width)
    return widths.dropFirst().reduce(widths[0]) { $0 + gap + $1 } <= width
  }

  /// The lines of at most `width`, without trailing spaces.
  ///
  /// Where the columns do not fit side by side, a long first cell gets a line of its own above the
  /// rest of its row; where that is not enough either, the cells of a row follow each other.
  func lines(width: Int, style: TerminalStyle = .plain) -> [String] {
    let widths = widths(in: width)
    let isAligned = isAligned(in: width)
    return rows.flatMap { row -> [String] in
      var (above, row) = ([String](), row)
      if let first = row.cells.first, first.count > widths[0] {
        above = Self.wrapped(first, width: width, indent: 2)
        row.cells[0] = ""
      }
      if isAligned { return above + [line(row, widths, style)] }
      let cells = row.cells.filter { !$0.isEmpty }.joined(separator: " · ")
      return above + Self.wrapped((above.isEmpty ? "" : "· ") + cells, width: width, indent: 4)
    }
  }

  private func widths(in width: Int) -> [Int] {
    var widths = alignments.indices.map { column in
      rows.map { column < $0.cells.count ? $0.cells[column].count : 0 }.max() ?? 0
    }
    let rest = widths.dropFirst().reduce(0) { $0 + gap + $1 }
    widths[0] = min(widths[0], max(width - rest, rows.first?.cells.first?.count ?? 0))
    return widths
  }

  private func line(_ row: Row, _ widths: [Int], _ style: TerminalStyle) -> String {
    var line = ""
    var spaces = 0
    for (column, width) in widths.enumerated() {
      let cell = column < row.cells.count ? row.cells[column] : ""
      let padding = width - cell.count
      if column > 0 { spaces += gap }
      let before = alignments[column] == .left ? 0 : padding
      if !cell.isEmpty {
        line += String(repeating: " ", count: spaces + before)
        line += style.shown(cell, row.tones[column] ?? .plain)
        spaces = 0
      } else {
        spaces += before
      }
      if alignments[column] == .left { spaces += padding }
    }
    return line
  }

  /// Words of `text` in lines of at most `width`, the second and later ones indented; a word that is
  /// longer is broken, and a number keeps its per cent sign.
  static func wrapped(_ text: String, width: Int, indent: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in words(of: text) {
      if !line.isEmpty && line.count + 1 + word.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent) + word
      } else {
        line += line.isEmpty ? word : " " + word
      }
      while line.count > width {
        lines.append(String(line.prefix(width)))
        line = String(repeating: " ", count: indent) + line.dropFirst(width)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }

  private static func words(of text: String) -> [String] {
    var words: [String] = []
    for word in text.split(separator: " ") {
      if word.hasPrefix("%"), let last = words.popLast() {
        words.append(last + " " + word)
      } else {
        words.append(String(word))
      }
    }
    return words
  }
}
