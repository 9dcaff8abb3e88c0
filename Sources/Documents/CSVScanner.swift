/// Splits the text of a CSV file into records of cells; one pass, linear.
struct CSVScanner {
  private let file: String
  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var line = 1
  private var column = 1
  // Where the record begins.
  private var record = (position: 0, line: 1)

  static let lineLimit = 1 << 20

  init(_ input: InputText) {
    file = input.file
    scalars = Array(input.text.unicodeScalars)
  }

  /// All records that have a cell with something in it, or more than one cell.
  mutating func records() throws(Diagnostics) -> [[CSVTable.Cell]] {
    var records: [[CSVTable.Cell]] = []
    while position < scalars.count {
      let record = try nextRecord()
      if record.count > 1 || !record[0].text.isEmpty || record[0].isQuoted {
        records.append(record)
      }
    }
    return records
  }

  private mutating func nextRecord() throws(Diagnostics) -> [CSVTable.Cell] {
    var cells: [CSVTable.Cell] = []
    record = (position, line)
    while true {
      cells.append(try cell())
      if position >= scalars.count { return cells }
      let isComma = scalars[position] == ","
      advance()
      if !isComma { return cells }
    }
  }

  // Leaves the position at the comma or line feed that ends the cell, or at the end of the text.
  private mutating func cell() throws(Diagnostics) -> CSVTable.Cell {
    skipSpaces()
    let place = here
    if position < scalars.count, scalars[position] == "\"" {
      let text = try quoted(from: place)
      skipSpaces()
      if position < scalars.count, scalars[position] != ",", scalars[position] != "\n" {
        throw Diagnostics(
          "text follows a closing quote", at: here,
          remedy: "put the whole cell in double quotes, and write a quote inside it twice")
      }
      return CSVTable.Cell(text: text, isQuoted: true, location: place)
    }
    let start = position
    while position < scalars.count, scalars[position] != ",", scalars[position] != "\n" {
      if scalars[position] == "\"" {
        throw Diagnostics(
          "a quote inside a cell that is not in quotes", at: here,
          remedy: "put the whole cell in double quotes, and write the quote inside it twice")
      }
      try advanceInLine()
    }
    var end = position
    while end > start, Self.isSpace(scalars[end - 1]) { end -= 1 }
    let text = String(String.UnicodeScalarView(scalars[start..<end]))
    return CSVTable.Cell(text: text, isQuoted: false, location: place)
  }

  private mutating func quoted(from place: SourceLocation) throws(Diagnostics) -> String {
    var text = String.UnicodeScalarView()
    advance()
    while position < scalars.count {
      let scalar = scalars[position]
      try advanceInLine()
      if scalar != "\"" {
        text.append(scalar)
      } else if position < scalars.count, scalars[position] == "\"" {
        text.append(scalar)
        advance()
      } else {
        return String(text)
      }
    }
    throw Diagnostics(
      "the quote that opens here is never closed", at: place, remedy: "close it with a quote")
  }

  private mutating func skipSpaces() {
    while position < scalars.count, Self.isSpace(scalars[position]) { advance() }
  }

  private mutating func advanceInLine() throws(Diagnostics) {
    advance()
    if position - record.position > Self.lineLimit {
      throw Diagnostics(
        "the line is longer than 1,000,000 characters",
        at: SourceLocation(file: file, line: record.line),
        remedy: "check that its quotes are closed")
    }
  }

  private mutating func advance() {
    if scalars[position] == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    position += 1
  }

  private var here: SourceLocation { SourceLocation(file: file, line: line, column: column) }

  // A tab is content: a table separated by tabs must not look like one wide cell without them.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\u{A0}"
  }
}
