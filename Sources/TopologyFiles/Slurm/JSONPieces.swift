internal import Documents

/// The parts of a large JSON document, found without reading what is in them.
///
/// Foundation's parser says neither where a value stands nor how much memory a whole document will
/// take. This cuts the document's first level, and lists in it, into pieces that are read one at a
/// time. Only brackets, strings and commas are looked at; what is between is the parser's matter.
struct JSONPieces {
  /// A value of the document.
  struct Piece: Hashable {
    /// Its bytes.
    var bytes: Range<Int>
    /// The line in which it begins, counted from 1.
    var line: Int
    /// The column, in bytes, counted from 1.
    var column: Int
  }

  /// The bytes of the document.
  let bytes: [UInt8]
  private let file: String
  /// How deep brackets may nest.
  static let depthLimit = 64

  /// Takes a document.
  init(_ input: InputText) {
    bytes = Array(input.text.utf8)
    file = input.file
  }

  /// The values of the outermost object, by key, in order; the first of equal keys.
  func members() throws(Diagnostics) -> [(key: String, value: Piece)] {
    var scan = JSONScan(bytes: bytes[...], line: 1, lineStart: 0, file: file)
    guard try scan.skipSpace() == UInt8(ascii: "{") else {
      throw problem("is no JSON object", scan)
    }
    scan.advance()
    var members: [(key: String, value: Piece)] = []
    while true {
      var byte = try scan.skipSpace()
      if byte == UInt8(ascii: "}") { return members }
      if byte == UInt8(ascii: ",") {
        scan.advance()
        byte = try scan.skipSpace()
      }
      guard byte == UInt8(ascii: "\"") else {
        throw problem("has no key where one is needed", scan)
      }
      let key = try scan.takeValue()
      guard try scan.skipSpace() == UInt8(ascii: ":") else {
        throw problem("has a key without a colon", scan)
      }
      scan.advance()
      _ = try scan.skipSpace()
      let value = try scan.takeValue()
      let name = bytes[key.bytes.dropFirst().dropLast()]
      if members.count < 1_000 { members.append((String(decoding: name, as: UTF8.self), value)) }
    }
  }

  /// The elements of a list; nil if the piece is none.
  func elements(of piece: Piece) throws(Diagnostics) -> [Piece]? {
    guard bytes[piece.bytes.lowerBound] == UInt8(ascii: "[") else { return nil }
    var scan = JSONScan(
      bytes: bytes[piece.bytes], line: piece.line,
      lineStart: piece.bytes.lowerBound - piece.column + 1, file: file)
    scan.advance()
    var elements: [Piece] = []
    while true {
      var byte = try scan.skipSpace()
      if byte == UInt8(ascii: "]") { return elements }
      if byte == UInt8(ascii: ",") {
        scan.advance()
        byte = try scan.skipSpace()
      }
      elements.append(try scan.takeValue())
    }
  }

  /// Where a piece is.
  func place(_ piece: Piece) -> SourceLocation {
    SourceLocation(file: file, line: piece.line, column: piece.column)
  }

  private func problem(_ what: String, _ scan: JSONScan) -> Diagnostics {
    Diagnostics(what, at: scan.place, remedy: "give the output of scontrol as it is")
  }
}

/// A cursor over JSON that knows strings and brackets.
private struct JSONScan {
  let bytes: ArraySlice<UInt8>
  var at: Int
  var line: Int
  var lineStart: Int
  let file: String

  init(bytes: ArraySlice<UInt8>, line: Int, lineStart: Int, file: String) {
    self.bytes = bytes
    self.line = line
    self.lineStart = lineStart
    self.file = file
    at = bytes.startIndex
  }

  var place: SourceLocation {
    SourceLocation(file: file, line: line, column: at - lineStart + 1)
  }

  mutating func advance() { at += 1 }

  private var ending: Diagnostics {
    Diagnostics(
      "the JSON text ends too early", at: place, remedy: "give the output of scontrol as a whole")
  }

  /// The next byte that is no space; the cursor is on it.
  mutating func skipSpace() throws(Diagnostics) -> UInt8 {
    while at < bytes.endIndex {
      let byte = bytes[at]
      if byte == UInt8(ascii: "\n") {
        (line, lineStart) = (line + 1, at + 1)
      } else if byte > 0x20 {
        return byte
      }
      at += 1
    }
    throw ending
  }

  /// Passes over one value.
  mutating func takeValue() throws(Diagnostics) -> JSONPieces.Piece {
    let start = at
    var piece = JSONPieces.Piece(bytes: at..<at, line: line, column: at - lineStart + 1)
    var open: [UInt8] = []
    repeat {
      let byte = try skipSpace()
      switch byte {
      case UInt8(ascii: "\""): try skipString()
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        open.append(byte)
        if open.count > JSONPieces.depthLimit { throw tooDeep }
        at += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        // The closing bracket is two after the opening one in ASCII.
        guard open.popLast() == byte - 2 else { throw stray }
        at += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        if open.isEmpty { throw stray }
        at += 1
      default: skipWord()
      }
    } while !open.isEmpty
    piece.bytes = start..<at
    return piece
  }

  private var tooDeep: Diagnostics {
    Diagnostics(
      "is nested deeper than \(JSONPieces.depthLimit) brackets", at: place,
      remedy: "give the output of scontrol as it is")
  }

  private var stray: Diagnostics {
    Diagnostics(
      "has a bracket or a comma where none can be", at: place,
      remedy: "give the output of scontrol as it is")
  }

  private mutating func skipString() throws(Diagnostics) {
    at += 1
    while at < bytes.endIndex {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        at += 1
        return
      case UInt8(ascii: "\\"): at += 2
      case UInt8(ascii: "\n"): throw stray
      default: at += 1
      }
    }
    at = bytes.endIndex
    throw ending
  }

  // A number, true, false, null, or what the parser will refuse.
  private mutating func skipWord() {
    while at < bytes.endIndex, bytes[at] > 0x20, !Self.ends.contains(bytes[at]) { at += 1 }
  }

  private static let ends = Array("\"{}[],:".utf8)
}
