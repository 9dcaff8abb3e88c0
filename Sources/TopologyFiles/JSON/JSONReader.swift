internal import Documents

/// Reads machine exports in JSON, of any size, into nodes with their places.
///
/// One pass. The elements of a long list can be handed out one after the other, so that 80 MB of
/// nodes never stand in memory at once; values of keys that nobody asks for are checked and passed
/// over. As strict as for YAML: no repeated key, at most 64 levels, a list element of at most
/// 1,000,000 values.
struct JSONReader {
  private let bytes: [UInt8]
  private let skipped: Set<String>
  private var position = 0
  private var places: TextPlaces
  private var values = 0

  static let depthLimit = 64
  static let valueLimit = 1_000_000

  /// - Parameters:
  ///   - input: The text.
  ///   - skipped: Keys, at any depth, whose values are not needed.
  init(_ input: InputText, skipping skipped: Set<String> = []) {
    bytes = Array(input.text.utf8)
    places = TextPlaces(file: input.file, bytes: bytes)
    self.skipped = skipped
  }

  /// Takes one element of a list and its path, such as `items[12]`.
  typealias Visitor = (_ element: DocumentNode, _ path: String) throws(Diagnostics) -> Void

  /// Reads the text.
  /// - Parameters:
  ///   - lists: The keys of the outermost group whose lists are handed out; they are empty in the
  ///     result. A text that is a list is read as that of the first.
  ///   - visit: Takes an element.
  /// - Throws: The first problem of the text, or what `visit` throws.
  mutating func read(
    handingOut lists: String..., to visit: Visitor
  ) throws(Diagnostics) -> DocumentNode {
    skipSpace()
    let root: DocumentNode
    if peek == UInt8(ascii: "{") {
      root = try group(depth: 1, handingOut: lists, to: visit)
    } else if peek == UInt8(ascii: "["), let key = lists.first {
      let place = here
      try handOut(key, depth: 1, to: visit)
      let empty = DocumentNode(.sequence([]), at: place)
      root = DocumentNode(
        .mapping([DocumentNode.Entry(key: key, location: place, value: empty)]), at: place)
    } else {
      root = try value(depth: 1)
    }
    skipSpace()
    if position < bytes.count {
      throw failure("something follows the end of the JSON text", "delete it")
    }
    return root
  }

  private mutating func value(depth: Int) throws(Diagnostics) -> DocumentNode {
    let place = here
    values += 1
    if values > Self.valueLimit {
      throw failure("holds more than 1,000,000 values", "export less at a time")
    }
    switch peek {
    case UInt8(ascii: "{"):
      return try group(depth: depth + 1, handingOut: []) { _, _ throws(Diagnostics) in }
    case UInt8(ascii: "["): return try list(depth: depth + 1)
    case UInt8(ascii: "\""): return DocumentNode(text: try string(), isQuoted: true, at: place)
    default: return DocumentNode(text: try word(), at: place)
    }
  }

  private mutating func group(
    depth: Int, handingOut lists: [String], to visit: Visitor
  ) throws(Diagnostics) -> DocumentNode {
    let place = here
    try enter(depth)
    var entries: [DocumentNode.Entry] = []
    var places: [String: SourceLocation] = [:]
    while try hasNext(before: UInt8(ascii: "}"), isFirst: places.isEmpty) {
      let keyPlace = here
      guard peek == UInt8(ascii: "\"") else {
        throw failure("a key that is not in double quotes", "write \"key\": value")
      }
      let key = try string()
      if let first = places.updateValue(keyPlace, forKey: key) {
        throw Diagnostics(
          "the key is given twice, first in line \(first.line)", at: keyPlace, key: key,
          remedy: "keep one of the two")
      }
      skipSpace()
      if peek != UInt8(ascii: ":") {
        throw failure("a key without a colon", "write \"key\": value")
      }
      position += 1
      skipSpace()
      let valuePlace = here
      if peek == UInt8(ascii: "["), lists.contains(key) {
        try handOut(key, depth: depth + 1, to: visit)
        entries.append(
          DocumentNode.Entry(
            key: key, location: keyPlace, value: DocumentNode(.sequence([]), at: valuePlace)))
      } else if skipped.contains(key) {
        try skipValue()
        entries.append(
          DocumentNode.Entry(
            key: key, location: keyPlace, value: DocumentNode(text: "", at: valuePlace)))
      } else {
        entries.append(
          DocumentNode.Entry(key: key, location: keyPlace, value: try value(depth: depth)))
      }
    }
    return DocumentNode(.mapping(entries), at: place)
  }

  private mutating func list(depth: Int) throws(Diagnostics) -> DocumentNode {
    let place = here
    try enter(depth)
    var elements: [DocumentNode] = []
    while try hasNext(before: UInt8(ascii: "]"), isFirst: elements.isEmpty) {
      elements.append(try value(depth: depth))
    }
    return DocumentNode(.sequence(elements), at: place)
  }

  private mutating func handOut(
    _ key: String, depth: Int, to visit: Visitor
  ) throws(Diagnostics) {
    try enter(depth)
    var count = 0
    while try hasNext(before: UInt8(ascii: "]"), isFirst: count == 0) {
      values = 0
      try visit(try value(depth: depth), "\(key)[\(count)]")
      count += 1
    }
  }

  private mutating func enter(_ depth: Int) throws(Diagnostics) {
    if depth > Self.depthLimit {
      throw failure("is nested deeper than \(Self.depthLimit) levels", "flatten it")
    }
    position += 1
  }

  // Passes a comma, or the closing bracket: then false.
  private mutating func hasNext(
    before close: UInt8, isFirst: Bool
  ) throws(Diagnostics) -> Bool {
    skipSpace()
    if peek == close {
      position += 1
      return false
    }
    if isFirst {
      if peek == nil { throw unfinished }
      return true
    }
    guard peek == UInt8(ascii: ",") else {
      if peek == nil { throw unfinished }
      throw failure("a comma or a closing bracket is missing", "correct the line before it")
    }
    position += 1
    skipSpace()
    if peek == close { throw failure("a comma before a closing bracket", "delete the comma") }
    return true
  }

  // Brackets are counted, not matched by kind, and strings passed over: nothing of it is used.
  private mutating func skipValue() throws(Diagnostics) {
    var depth = 0
    repeat {
      skipSpace()
      switch peek {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        depth += 1
        position += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        depth -= 1
        position += 1
      case UInt8(ascii: ","), UInt8(ascii: ":"):
        if depth == 0 { throw failure("a value is missing", "give it one, or null") }
        position += 1
      case UInt8(ascii: "\""): _ = try stringEnd()
      case nil: throw unfinished
      default: _ = try word()
      }
    } while depth > 0
    if depth < 0 { throw failure("a value is missing", "give it one, or null") }
  }

  // Leaves the position behind the closing quote; says whether there is a backslash.
  private mutating func stringEnd() throws(Diagnostics) -> Bool {
    var hasEscape = false
    let start = position
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return hasEscape
      case UInt8(ascii: "\\"):
        hasEscape = true
        position += 2
      case UInt8(ascii: "\n"):
        position = start
        throw failure("a text that does not end in its line", "close the quote")
      default: position += 1
      }
    }
    position = start
    throw failure("a text that does not end", "close the quote, or export the file again")
  }

  private mutating func string() throws(Diagnostics) -> String {
    let start = position
    let hasEscape = try stringEnd()
    let content = bytes[(start + 1)..<(position - 1)]
    guard hasEscape else { return String(decoding: content, as: UTF8.self) }
    guard let text = JSONEscapes.decoded(content) else {
      position = start
      throw failure(
        "a text with an escape that means nothing or makes a control character", "correct it")
    }
    return text
  }

  // true, false, null or a number; what it means is decided by who asks for it.
  private mutating func word() throws(Diagnostics) -> String {
    let start = position
    while position < bytes.count, Self.isOfWord(bytes[position]) { position += 1 }
    let word = bytes[start..<position]
    let text = String(decoding: word, as: UTF8.self)
    let digits = word.first == UInt8(ascii: "-") ? word.dropFirst() : word
    // Most are whole numbers, of which nothing more has to be seen.
    if digits.allSatisfy({ 0x30...0x39 ~= $0 }), !digits.isEmpty { return text }
    if ["true", "false", "null"].contains(text) { return text }
    guard let first = digits.first, 0x30...0x39 ~= first, Double(text) != nil,
      !text.contains("x"), !text.contains("p")
    else {
      position = start
      if peek == nil { throw unfinished }
      throw failure("is no JSON value", "put text in double quotes")
    }
    return text
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "+"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 || 0x09...0x0D ~= bytes[position] {
      position += 1
    }
  }

  private var here: SourceLocation { mutating get { places.location(at: position) } }

  private var unfinished: Diagnostics {
    mutating get { failure("the JSON text ends too early", "export the file again") }
  }

  private mutating func failure(_ problem: String, _ remedy: String) -> Diagnostics {
    Diagnostics(problem, at: here, remedy: remedy)
  }
}
