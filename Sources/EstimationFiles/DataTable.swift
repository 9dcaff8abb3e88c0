internal import Documents
internal import Units

/// A table whose cells are kept as places in its text, and only of the columns that are used.
///
/// A reference, since every row asks it.
final class DataTable {
  /// What diagnostics call it.
  let file: String
  /// The digest of its bytes.
  let sha256: SHA256
  /// The names of its columns.
  let names: [String]
  /// Where the rows begin.
  private(set) var rows: [Int] = []
  private let bytes: [UInt8]
  private var scanner: CSVScanner
  // By column; empty of a column that is not used.
  private var cells: [[Cell]]

  /// A cell as a part of the text.
  private struct Cell {
    var start: Int32
    var end: Int32
    var isQuoted: Bool

    var content: Range<Int> { Int(start)..<Int(end) }
  }

  /// Reads the names of the columns.
  /// - Throws: All problems of the first line.
  init(_ input: InputText, separator: DataLayout.Separator) throws(Diagnostics) {
    (file, sha256) = (input.file, input.sha256)
    scanner = CSVScanner(input, separator: separator.byte)
    var spans: [CSVScanner.Span] = []
    _ = try scanner.nextRecord(into: &spans)
    var header: [CSVTable.Cell] = []
    for span in spans {
      header.append(
        CSVTable.Cell(
          text: scanner.text(of: span), isQuoted: span.isQuoted,
          location: scanner.location(of: span)))
    }
    if header.count == 1, let problem = Self.problem(ofSeparatorIn: header[0], separator) {
      throw Diagnostics([problem])
    }
    let problems = header.isEmpty ? [] : CSVTable.problems(ofHeader: header)
    if !problems.isEmpty { throw Diagnostics(problems) }
    names = header.map(\.text)
    bytes = scanner.bytes
    cells = names.map { _ in [] }
  }

  /// Reads the rows, and keeps the cells of some columns.
  /// - Throws: Open quotes, and all rows that are too short or too long.
  func readRows(keeping columns: [Int]) throws(Diagnostics) {
    var faults = RowFaults()
    var spans: [CSVScanner.Span] = []
    var (rows, cells, scanner) = (rows, cells, scanner)
    while try scanner.nextRecord(into: &spans) {
      guard spans.count == names.count else {
        let isShort = spans.count < names.count
        let count = "\(spans.count) cells, \(isShort ? "fewer" : "more")"
        faults.add(
          "the row has \(count) than the \(names.count) columns",
          at: .row(spans[0].place),
          isShort ? "write empty cells too" : "put a cell that holds a separator in double quotes")
        continue
      }
      rows.append(spans[0].place)
      for column in columns {
        let span = spans[column]
        cells[column].append(
          Cell(
            start: Int32(span.content.lowerBound), end: Int32(span.content.upperBound),
            isQuoted: span.isQuoted))
      }
    }
    (self.rows, self.cells) = (rows, cells)
    try faults.throwIfAny(places)
    if rows.isEmpty {
      throw Diagnostics(
        "the table has no rows", at: SourceLocation(file: file),
        remedy: "give it a row for each choice below the names of its columns")
    }
  }

  /// For turning offsets into lines and columns.
  var places: TextPlaces { TextPlaces(file: file, bytes: bytes) }

  /// The numbers of a column, with those of ``CellNumber`` where there is none.
  func numbers(_ column: Int) -> [Double] {
    let bytes = bytes
    return cells[column].map { CellNumber.value(in: bytes, $0.content) }
  }

  /// The text of a cell.
  func text(_ column: Int, row: Int) -> String {
    let cell = cells[column][row]
    let text = String(decoding: bytes[cell.content], as: UTF8.self)
    return cell.isQuoted && text.contains("\"\"") ? text.replacing("\"\"", with: "\"") : text
  }

  /// Whether nothing is in a cell.
  func isEmpty(_ column: Int, row: Int) -> Bool { cells[column][row].content.isEmpty }

  /// Whether a cell is empty, or says so as statistics programs do.
  func isMissing(_ column: Int, row: Int) -> Bool {
    isEmpty(column, row: row) || text(column, row: row) == "NA"
  }

  /// Whether two rows have the same text in a column, as it is written.
  func isSame(_ column: Int, _ row: Int, _ other: Int) -> Bool {
    let (a, b) = (cells[column][row], cells[column][other])
    guard a.end - a.start == b.end - b.start else { return false }
    for offset in 0..<Int(a.end - a.start)
    where bytes[Int(a.start) + offset] != bytes[Int(b.start) + offset] {
      return false
    }
    return true
  }

  /// Which of `texts` stands in each row; -1 for none.
  func matches(_ column: Int, _ texts: [String]) -> [Int] {
    let (bytes, wanted) = (bytes, texts.map { Array($0.utf8) })
    return cells[column].indices.map { row in
      let cell = cells[column][row]
      // A quote inside quotes is written twice.
      if cell.isQuoted { return texts.firstIndex(of: text(column, row: row)) ?? -1 }
      for (index, letters) in wanted.enumerated() where letters.count == cell.content.count {
        var same = 0
        while same < letters.count, bytes[Int(cell.start) + same] == letters[same] { same += 1 }
        if same == letters.count { return index }
      }
      return -1
    }
  }

  /// Where a cell is, for a diagnostic.
  func place(_ column: Int, row: Int) -> RowFaults.Place {
    let cell = cells[column][row]
    return .cell(Int(cell.start) - (cell.isQuoted ? 1 : 0))
  }

  /// Where a row is, for a diagnostic.
  func place(row: Int) -> RowFaults.Place { .row(rows[row]) }

  private static func problem(
    ofSeparatorIn name: CSVTable.Cell, _ separator: DataLayout.Separator
  ) -> Diagnostic? {
    for other in DataLayout.Separator.allCases
    where other != separator && name.text.utf8.contains(other.byte) {
      return Diagnostic(
        "the columns are separated by \(other.spelling), not by \(separator.spelling)",
        at: name.location, remedy: "write delimiter: \(other.rawValue) under data in the model file"
      )
    }
    return nil
  }
}
