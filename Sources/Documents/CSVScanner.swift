/// Splits the text of a CSV file into records of cells; one pass over its bytes, linear.
package struct CSVScanner {
  /// A cell as a part of the text.
  package struct Span: Hashable, Sendable {
    /// Where it begins, its opening quote included.
    package var place: Int
    /// Its content, without the quotes and spaces around it.
    package var content: Range<Int>
    /// Whether it was written in quotes.
    package var isQuoted: Bool
    /// Whether quotes inside it are written twice.
    var hasDoubledQuotes = false
  }

  /// The text, as UTF-8.
  package let bytes: [UInt8]
  private let separator: UInt8
  private var places: TextPlaces
  private var position = 0
  // Where the record begins.
  private var record = 0

  private static let lineLimit = 1 << 20
  private static let quote = UInt8(ascii: "\"")
  private static let lineFeed = UInt8(ascii: "\n")

  /// A scanner at the beginning of a text whose cells are separated by `separator`.
  package init(_ input: InputText, separator: UInt8 = UInt8(ascii: ",")) {
    bytes = Array(input.text.utf8)
    self.separator = separator
    places = TextPlaces(file: input.file, bytes: bytes)
  }

  /// The cells of the next record that has one with something in it, or more than one; false at the
  /// end of the text.
  /// - Throws: An open quote, text after a quote, or a line without end.
  package mutating func nextRecord(into cells: inout [Span]) throws(Diagnostics) -> Bool {
    while position < bytes.count {
      cells.removeAll(keepingCapacity: true)
      record = position
      var isInRecord = true
      while isInRecord {
        cells.append(try cell())
        isInRecord = position < bytes.count && bytes[position] == separator
        if position < bytes.count { position += 1 }
      }
      if cells.count > 1 || !cells[0].content.isEmpty || cells[0].isQuoted { return true }
    }
    return false
  }

  /// What stands in a cell.
  package func text(of cell: Span) -> String {
    let text = String(decoding: bytes[cell.content], as: UTF8.self)
    return cell.hasDoubledQuotes ? text.replacing("\"\"", with: "\"") : text
  }

  /// Where a cell is.
  package mutating func location(of cell: Span) -> SourceLocation {
    places.location(at: cell.place)
  }

  // Leaves the position at the separator or line feed that ends the cell, or at the end of the text.
  private mutating func cell() throws(Diagnostics) -> Span {
    skipSpaces()
    let place = position
    if place < bytes.count, bytes[place] == Self.quote {
      let cell = try quoted(from: place)
      skipSpaces()
      if position < bytes.count, bytes[position] != separator, bytes[position] != Self.lineFeed {
        throw Diagnostics(
          "text follows a closing quote", at: places.location(at: position),
          remedy: "put the whole cell in double quotes, and write a quote inside it twice")
      }
      return cell
    }
    while position < bytes.count {
      let byte = bytes[position]
      if byte == separator || byte == Self.lineFeed { break }
      if byte == Self.quote {
        throw Diagnostics(
          "a quote inside a cell that is not in quotes", at: places.location(at: position),
          remedy: "put the whole cell in double quotes, and write the quote inside it twice")
      }
      position += 1
    }
    try checkLength()
    var end = position
    while end > place, let width = spaceEnding(at: end) { end -= width }
    return Span(place: place, content: place..<max(place, end), isQuoted: false)
  }

  private mutating func quoted(from place: Int) throws(Diagnostics) -> Span {
    var cell = Span(place: place, content: place..<place, isQuoted: true)
    position += 1
    while position < bytes.count {
      if bytes[position] != Self.quote {
        position += 1
        if position & 0xFFFF == 0 { try checkLength() }
      } else if position + 1 < bytes.count, bytes[position + 1] == Self.quote {
        cell.hasDoubledQuotes = true
        position += 2
      } else {
        try checkLength()
        cell.content = place + 1..<position
        position += 1
        return cell
      }
    }
    try checkLength()
    throw Diagnostics(
      "the quote that opens here is never closed", at: places.location(at: place),
      remedy: "close it with a quote")
  }

  // A tab is content: a table separated by tabs must not look like one wide cell without them.
  private mutating func skipSpaces() {
    while position < bytes.count {
      if bytes[position] == 0x20 {
        position += 1
      } else if bytes[position] == 0xC2, position + 1 < bytes.count, bytes[position + 1] == 0xA0 {
        position += 2
      } else {
        return
      }
    }
  }

  // How many bytes the space has that ends before `end`: a plain one, or one that does not break.
  private func spaceEnding(at end: Int) -> Int? {
    if bytes[end - 1] == 0x20 { return 1 }
    return end >= 2 && bytes[end - 1] == 0xA0 && bytes[end - 2] == 0xC2 ? 2 : nil
  }

  private mutating func checkLength() throws(Diagnostics) {
    if position - record <= Self.lineLimit { return }
    let place = places.location(at: record)
    throw Diagnostics(
      "the line is longer than 1,000,000 characters",
      at: SourceLocation(file: place.file, line: place.line),
      remedy: "check that its quotes are closed")
  }
}
