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
    var records = try Self.records(of: input)
    guard !records.isEmpty else {
      throw Diagnostics(
        "the table is empty", at: SourceLocation(file: input.file),
        remedy: "give it a line of column names")
    }
    header = records.removeFirst()
    rows = records
    var log = DiagnosticLog()
    for problem in Self.problems(ofHeader: header) { log.add(problem) }
    if log.isEmpty {
      for row in rows where row.count != header.count {
        log.add(
          Self.problem(ofWidth: row.count, for: header.count, at: row[0].location))
      }
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

  private static func records(of input: InputText) throws(Diagnostics) -> [[Cell]] {
    var scanner = CSVScanner(input)
    var spans: [CSVScanner.Span] = []
    var records: [[Cell]] = []
    while try scanner.nextRecord(into: &spans) {
      var cells: [Cell] = []
      cells.reserveCapacity(spans.count)
      for span in spans {
        cells.append(
          Cell(
            text: scanner.text(of: span), isQuoted: span.isQuoted,
            location: scanner.location(of: span)))
      }
      records.append(cells)
    }
    return records
  }

  /// What is wrong with the line of column names.
  package static func problems(ofHeader header: [Cell]) -> [Diagnostic] {
    if header.count == 1, let problem = problem(ofSeparatorIn: header[0]) { return [problem] }
    var problems: [Diagnostic] = []
    var seen: [String: SourceLocation] = [:]
    for (index, name) in header.enumerated() {
      if name.text.isEmpty {
        problems.append(
          Diagnostic(
            "column \(index + 1) has no name", at: name.location,
            remedy: "name the column, or delete it"))
      } else if let first = seen[name.text] {
        problems.append(
          Diagnostic(
            "the column is given twice, first at column \(first.column) of the line",
            at: name.location, key: name.text, remedy: "keep one of the two"))
      } else {
        seen[name.text] = name.location
      }
    }
    return problems
  }

  /// What to say of a row of `count` cells under `columns` names.
  package static func problem(
    ofWidth count: Int, for columns: Int, at place: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      "the row has \(count) cells, \(count < columns ? "fewer" : "more") than the \(columns) columns",
      at: SourceLocation(file: place.file, line: place.line),
      remedy: count < columns
        ? "add commas for the empty cells"
        : "put a cell that contains a comma in double quotes, or delete what is too much")
  }

  private static func problem(ofSeparatorIn name: Cell) -> Diagnostic? {
    for (separator, spelling) in [(";", "semicolons"), ("\t", "tabs"), ("|", "bars")]
    where name.text.contains(separator) {
      return Diagnostic(
        "the columns are separated by \(spelling)", at: name.location, value: .text(name.text),
        remedy: "save the table with commas between the columns (CSV, comma separated)")
    }
    return nil
  }
}
