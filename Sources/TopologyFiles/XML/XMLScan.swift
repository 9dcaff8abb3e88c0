internal import Documents

/// One pass over the bytes of an XML text before any parser sees it.
///
/// Refuses what costs a parser more than linear time or what a data file never needs: entities of
/// its own, an internal subset, CDATA, processing instructions, stray text, tags beyond 64 kB or 64
/// attributes, more than 128 levels. Finds the exact place of every start tag, which the parser does
/// not know, and names the two tags that do not match. Linear in the text.
struct XMLScan {
  /// Line and column of the start tags, in the order of the text.
  private(set) var places: [(line: Int, column: Int)] = []

  static let depthLimit = 128
  static let tagLimit = 64 << 10
  static let attributeLimit = 64
  static let elementLimit = 400_000
  static let textLimit = 1 << 20

  private let file: String
  private let origin: XMLOrigin
  private let bytes: [UInt8]
  private let textElements: [[UInt8]]
  private var position = 0
  private var line = 1
  // The column is counted from the last place asked for on the same line, so that it stays linear.
  private var counted = 0
  private var column = 1
  private var open: [(name: Range<Int>, place: SourceLocation)] = []
  private var isAfterRoot = false
  private var hasDoctype = false
  private var textLength = 0

  /// Scans the whole text.
  /// - Parameters:
  ///   - input: The text.
  ///   - origin: Who writes such texts.
  ///   - textElements: Names of the elements that may hold text; others hold only elements.
  /// - Throws: The first thing that is refused.
  init(
    _ input: InputText, from origin: XMLOrigin, textIn textElements: Set<String>
  ) throws(Diagnostics) {
    file = input.file
    self.origin = origin
    bytes = Array(input.text.utf8)
    self.textElements = textElements.map { Array($0.utf8) }
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<") { try markup() } else { try text() }
    }
    if let last = open.last {
      throw refusal(
        "the file ends before <\(name(last.name))> of line \(last.place.line) is closed",
        remedy: "export or copy it again, whole")
    }
    if places.isEmpty {
      throw refusal("there is no XML element in it", remedy: origin.kindRemedy)
    }
  }

  private mutating func markup() throws(Diagnostics) {
    if follows("<!--") {
      try skip(past: "-->", limit: bytes.count, of: "a comment")
    } else if follows("<!DOCTYPE") {
      try doctype()
    } else if follows("<?xml "), position == 0 {
      try declaration()
    } else if follows("<?") {
      throw refusal("processing instructions are not accepted", remedy: "delete it")
    } else if follows("<![CDATA[") {
      throw refusal("CDATA sections are not accepted", remedy: "delete it")
    } else if follows("<!") {
      throw refusal("DTD declarations are not accepted", remedy: "delete it")
    } else if follows("</") {
      try endTag()
    } else {
      try startTag()
    }
  }

  private mutating func declaration() throws(Diagnostics) {
    let start = position
    try skip(past: "?>", limit: 256, of: "the XML declaration")
    let words = String(decoding: bytes[start..<position], as: UTF8.self).lowercased()
    let isUTF8 = ["utf-8", "utf8", "us-ascii", "ascii"].contains { encoding in
      words.contains("\"\(encoding)\"") || words.contains("'\(encoding)'")
    }
    if words.contains("encoding"), !isUTF8 {
      throw Diagnostics(
        "declares another encoding than UTF-8", at: SourceLocation(file: file, line: 1, column: 1),
        remedy: "save it as UTF-8 and say so in the first line")
    }
  }

  private mutating func doctype() throws(Diagnostics) {
    if hasDoctype || !places.isEmpty {
      throw refusal("a DOCTYPE where none can be", remedy: "delete it")
    }
    hasDoctype = true
    let start = position
    var quote: UInt8?
    while position < bytes.count, position - start < 1024 {
      let byte = bytes[position]
      if byte == quote {
        quote = nil
      } else if quote == nil {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        if byte == UInt8(ascii: "[") {
          throw refusal(
            "DTD entities and other declarations inside the file are not accepted",
            remedy: "delete the part in brackets")
        }
        if byte == UInt8(ascii: ">") { return advance(to: position + 1) }
      }
      advance(to: position + 1)
    }
    throw refusal("the DOCTYPE does not end", remedy: "delete it, or export the file again")
  }

  private mutating func startTag() throws(Diagnostics) {
    let place = here
    if open.isEmpty, isAfterRoot {
      throw refusal("a second document begins here", remedy: "keep one in a file")
    }
    if places.count == Self.elementLimit {
      throw refusal("has more than \(Self.elementLimit) elements", remedy: origin.wholeRemedy)
    }
    if open.count == Self.depthLimit {
      throw refusal("is nested deeper than \(Self.depthLimit) levels", remedy: origin.wholeRemedy)
    }
    places.append((place.line, place.column))
    let start = position
    let name = nameRange(from: position + 1)
    if name.isEmpty {
      throw refusal("a < that begins no tag", remedy: "write &lt; for the sign itself")
    }
    var quote: UInt8?
    var attributes = 0
    var end = name.upperBound
    while end < bytes.count {
      let byte = bytes[end]
      if end - start > Self.tagLimit {
        throw refusal("a tag longer than 64 kB", remedy: origin.wholeRemedy)
      }
      if byte == quote {
        quote = nil
      } else if byte == UInt8(ascii: "<") {
        throw refusal("a tag is not closed before the next begins", remedy: origin.wholeRemedy)
      } else if byte == UInt8(ascii: "&") {
        try reference(at: end)
      } else if quote == nil {
        if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
        if byte == UInt8(ascii: "=") { attributes += 1 }
        if byte == UInt8(ascii: ">") { break }
      }
      end += 1
    }
    if end >= bytes.count {
      throw refusal("the file ends inside a tag", remedy: "export or copy it again, whole")
    }
    if attributes > Self.attributeLimit {
      throw refusal(
        "a tag with more than \(Self.attributeLimit) attributes", remedy: origin.wholeRemedy)
    }
    textLength = 0
    if bytes[end - 1] == UInt8(ascii: "/") {
      if open.isEmpty { isAfterRoot = true }
    } else {
      open.append((name, place))
    }
    advance(to: end + 1)
  }

  private mutating func endTag() throws(Diagnostics) {
    let range = nameRange(from: position + 2)
    guard let last = open.popLast() else {
      throw refusal("</\(name(range))> closes nothing", remedy: origin.wholeRemedy)
    }
    if bytes[range] != bytes[last.name] {
      throw refusal(
        "</\(name(range))> stands where <\(name(last.name))> of line \(last.place.line) is open",
        remedy: origin.wholeRemedy)
    }
    if open.isEmpty { isAfterRoot = true }
    textLength = 0
    try skip(past: ">", limit: range.count + 64, of: "a closing tag")
  }

  private mutating func text() throws(Diagnostics) {
    let isText = open.last.map { textElements.contains(Array(bytes[$0.name])) } ?? false
    var end = position
    while end < bytes.count, bytes[end] != UInt8(ascii: "<") {
      let byte = bytes[end]
      if byte == UInt8(ascii: "&") { try reference(at: end) }
      if !isText, !Self.isSpace(byte) {
        advance(to: end)
        throw refusal("text where only elements can be", remedy: "delete it")
      }
      end += 1
    }
    textLength += end - position
    if isText, textLength > Self.textLimit {
      throw refusal("a text of more than 1 MB", remedy: origin.wholeRemedy)
    }
    advance(to: end)
  }

  /// Accepts the five predefined entities and numbers of characters; nothing that expands.
  private mutating func reference(at start: Int) throws(Diagnostics) {
    let end = bytes[start...].prefix(12).firstIndex(of: UInt8(ascii: ";")) ?? start
    let word = String(decoding: bytes[start..<end].dropFirst(), as: UTF8.self)
    let isKnown = ["amp", "lt", "gt", "quot", "apos"].contains(word)
    let isNumber =
      word.hasPrefix("#x")
      ? UInt32(word.dropFirst(2), radix: 16) != nil
      : word.hasPrefix("#") && UInt32(word.dropFirst()) != nil
    if !isKnown, !isNumber {
      advance(to: start)
      throw refusal(
        "entities other than &amp; &lt; &gt; &quot; &apos; are not accepted",
        remedy: "write the character itself, and &amp; for the sign &")
    }
  }

  private mutating func skip(
    past end: StaticString, limit: Int, of what: String
  ) throws(Diagnostics) {
    let mark = Array("\(end)".utf8)
    let stop = min(bytes.count, position + limit)
    var next = position + 2
    while next + mark.count <= stop {
      if bytes[next] == mark[0], bytes[next..<next + mark.count].elementsEqual(mark) {
        return advance(to: next + mark.count)
      }
      next += 1
    }
    throw refusal("\(what) does not end", remedy: origin.wholeRemedy)
  }

  private func nameRange(from start: Int) -> Range<Int> {
    var end = start
    while end < bytes.count, end - start < 64, Self.isNameByte(bytes[end]) { end += 1 }
    return start..<end
  }

  private func name(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func follows(_ text: StaticString) -> Bool {
    bytes[position...].starts(with: "\(text)".utf8)
  }

  private mutating func advance(to next: Int) {
    while position < next {
      if bytes[position] == UInt8(ascii: "\n") {
        line += 1
        (column, counted) = (1, position + 1)
      }
      position += 1
    }
  }

  private var here: SourceLocation {
    mutating get {
      while counted < position {
        if bytes[counted] & 0xC0 != 0x80 { column += 1 }
        counted += 1
      }
      return SourceLocation(file: file, line: line, column: column)
    }
  }

  private mutating func refusal(_ problem: String, remedy: String) -> Diagnostics {
    Diagnostics(problem, at: here, remedy: remedy)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
      || [0x2D, 0x2E, 0x3A, 0x5F].contains(byte)
  }
}
