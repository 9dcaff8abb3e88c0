/// One row of a plan's table.
struct CSVRow {
  private var cells: [String]

  /// A row without a figure yet.
  init(section: String, id: String) {
    cells = [section, Self.shown(id), "", "", "", "", "", ""]
  }

  /// The row with a number; nil where there is none.
  func number(
    _ figure: String, _ value: Double?, _ unit: String, low: Double? = nil, high: Double? = nil,
    text: String = ""
  ) -> CSVRow? {
    guard let value else { return text.isEmpty ? nil : self.text(figure, text) }
    return filled(
      figure, [Self.digits(value), low.map(Self.digits) ?? "", high.map(Self.digits) ?? ""],
      unit, text)
  }

  /// The row with a whole number; nil where there is none.
  func number(_ figure: String, _ value: Int?, _ unit: String, text: String = "") -> CSVRow? {
    value.map { filled(figure, ["\($0)", "", ""], unit, text) }
  }

  /// The row with a number that is already digits.
  func number(_ figure: String, exactly digits: String) -> CSVRow? {
    filled(figure, [digits, "", ""], "", "")
  }

  /// The row with words.
  func text(_ figure: String, _ text: String) -> CSVRow? { filled(figure, ["", "", ""], "", text) }

  /// The row as RFC 4180 has it.
  var line: String { cells.map(Self.quoted).joined(separator: ",") }

  /// Cells of any table as one line.
  static func joined(_ cells: [String]) -> String {
    cells.map { quoted(Double($0) == nil ? shown($0) : $0) }.joined(separator: ",")
  }

  private func filled(
    _ figure: String, _ numbers: [String], _ unit: String, _ text: String
  ) -> CSVRow {
    var row = self
    row.cells.replaceSubrange(
      2..<8, with: [Self.shown(figure)] + numbers + [unit, Self.shown(text)])
    return row
  }

  /// The number as the document has it: the shortest digits that give it back.
  static func digits(_ value: Double) -> String {
    let text = "\(value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// Rows of cells as RFC 4180 has them, the header among them.
  static func table(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  // What a spreadsheet would take for a formula is text: an apostrophe says so.
  private static func shown(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first) else {
      return text
    }
    return "'" + text
  }

  private static func quoted(_ cell: String) -> String {
    let needs =
      cell.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
      || cell.hasPrefix(" ") || cell.hasSuffix(" ")
    return needs ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }
}
