/// A table of a spreadsheet: a header and rows, every cell with its place.
///
/// Reads RFC 4180 strictly: nothing is padded, cut or merged. Spaces around a cell are dropped
/// outside quotes, and lines without any cell are skipped.
public struct CSVTable: Hashable, Sendable {
  /// A cell of the header or of a row.
  public struct Cell: Hashable, Sendable {
    /// The text without quotes.
    public var text: String
    /// Whether it was written in quotes.
    public var isQuoted: Bool
    /// Where it begins.
    public var location: SourceLocation

    /// A cell at a place.
    public init(text: String, isQuoted: Bool, location: SourceLocation) {
      self.text = text
      self.isQuoted = isQuoted
      self.location = location
    }
  }

  /// The columns' names, unique and not empty.
  public let header: [Cell]
  /// The rows; each has as many cells as the header.
  public let rows: [[Cell]]

  /// Reads a table.
  /// - Throws: All problems of the text: open quotes, text after a quote, short and long rows,
  ///   repeated and empty column names, another separator than the comma.
  public init(csv input: InputText) throws(Diagnostics) {
    var scanner = CSVScanner(input)
    var records = try scanner.records()
    guard !records.isEmpty else {
      throw Diagnostics(
        "the table is empty", at: SourceLocation(file: input.file),
        remedy: "give it a line of column names")
    }
    header = records.removeFirst()
    rows = records
    var log = DiagnosticLog()
    checkSeparator(&log)
    if log.isEmpty {
      checkHeader(&log)
      checkWidths(&log)
    }
    try log.throwIfAny()
  }

  /// The rows as mappings from column name to cell, empty cells included.
  ///
  /// The key's place is that of the column's name, so that an unknown column is shown in the header.
  public var nodes: [DocumentNode] {
    rows.map { row in
      let entries = zip(header, row).map { column, cell in
        DocumentNode.Entry(
          key: column.text, location: column.location,
          value: DocumentNode(text: cell.text, isQuoted: cell.isQuoted, at: cell.location))
      }
      return DocumentNode(.mapping(entries), at: row[0].location)
    }
  }

  private func checkSeparator(_ log: inout DiagnosticLog) {
    guard header.count == 1, let name = header.first else { return }
    for (separator, spelling) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
    where name.text.contains(separator) {
      log.add(
        Diagnostic(
          "the columns are separated by \(spelling)", at: name.location, value: .text(name.text),
          remedy: "save the table with commas between the columns (CSV, comma separated)"))
      return
    }
  }

  private func checkHeader(_ log: inout DiagnosticLog) {
    var seen: [String: SourceLocation] = [:]
    for (index, name) in header.enumerated() {
      if name.text.isEmpty {
        log.add(
          Diagnostic(
            "column \(index + 1) has no name", at: name.location,
            remedy: "name the column, or delete it"))
      } else if let first = seen[name.text] {
        log.add(
          Diagnostic(
            "the column is given twice, first at column \(first.column) of the line",
            at: name.location, key: name.text, remedy: "keep one of the two"))
      } else {
        seen[name.text] = name.location
      }
    }
  }

  private func checkWidths(_ log: inout DiagnosticLog) {
    for row in rows where row.count != header.count {
      let comparison = row.count < header.count ? "fewer" : "more"
      log.add(
        Diagnostic(
          "the row has \(row.count) cells, \(comparison) than the \(header.count) columns",
          at: SourceLocation(file: row[0].location.file, line: row[0].location.line),
          remedy: row.count < header.count
            ? "add commas for the empty cells"
            : "put a cell that contains a comma in double quotes, or delete what is too much"))
    }
  }
}
