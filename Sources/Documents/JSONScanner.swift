/// Reads a JSON document value by value, in one pass over its bytes, without building a tree.
///
/// For documents too long for a tree of nodes. The grammar is RFC 8259 and no more; a fault of the
/// grammar ends the reading, because nothing behind it can be trusted. The caller says what it expects:
/// `enterObject`, then `nextKey` until it is nil, and one value behind each key.
package struct JSONScanner {
  /// What a value is, by its first character.
  package enum Kind: String, Hashable, Sendable {
    case object = "a group of keys"
    case array = "a list"
    case string = "a text"
    case number = "a number"
    case word = "true, false or null"
  }

  /// A text or a number as a part of the document.
  package struct Token: Hashable, Sendable {
    /// Where it begins, its opening quote included.
    package var place: Int
    /// Its characters, without quotes.
    package var content: Range<Int>
    /// Whether characters are written as escapes.
    var hasEscapes = false
  }

  /// The document, as UTF-8.
  package let bytes: [UInt8]
  /// Tells line and column of offsets.
  package let places: TextPlaces
  private var position = 0
  // Whether nothing has come yet in each open object or list.
  private var isFirst: [Bool] = []

  private static let depthLimit = 64

  /// A scanner before the document's value.
  package init(_ input: InputText) {
    bytes = Array(input.text.utf8)
    places = TextPlaces(file: input.file, bytes: bytes)
  }

  /// Where the next value begins.
  package mutating func place() -> Int {
    skipSpaces()
    return position
  }

  /// What the next value is.
  /// - Throws: If there is none.
  package mutating func kind() throws(Diagnostics) -> Kind {
    skipSpaces()
    switch position < bytes.count ? bytes[position] : 0 {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"): return .word
    default: throw fault("a value was expected here")
    }
  }

  /// Enters an object; its kind is known.
  package mutating func enterObject() throws(Diagnostics) { try enter(UInt8(ascii: "{")) }

  /// Enters a list; its kind is known.
  package mutating func enterArray() throws(Diagnostics) { try enter(UInt8(ascii: "[")) }

  /// The next key of the object last entered, or nil at its end.
  package mutating func nextKey() throws(Diagnostics) -> Token? {
    guard try advance(to: UInt8(ascii: "}")) else { return nil }
    guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
      throw fault("a key in quotes was expected here")
    }
    let key = try string()
    skipSpaces()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else {
      throw fault("a colon was expected here")
    }
    position += 1
    return key
  }

  /// Whether the list last entered has another value; false at its end.
  package mutating func nextElement() throws(Diagnostics) -> Bool {
    try advance(to: UInt8(ascii: "]"))
  }

  /// Reads a text; its kind is known.
  package mutating func string() throws(Diagnostics) -> Token {
    skipSpaces()
    var token = Token(place: position, content: position..<position)
    position += 1
    let start = position
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        token.content = start..<position
        position += 1
        if token.hasEscapes, text(of: token) == nil { throw fault("an escape that is none") }
        return token
      case UInt8(ascii: "\\"):
        token.hasEscapes = true
        position += 2
      case UInt8(ascii: "\n"): throw fault("a text ends with its line; close it with a quote")
      case 0..<0x20: throw fault("a control character in a text; write it as an escape")
      default: position += 1
      }
    }
    position = bytes.count
    throw fault("a text that never ends")
  }

  /// Reads a number or a word; its kind is known.
  package mutating func bare() throws(Diagnostics) -> Token {
    skipSpaces()
    let start = position
    while position < bytes.count, Self.isBare(bytes[position]) { position += 1 }
    let token = Token(place: start, content: start..<position)
    let isNumber = bytes[start] == UInt8(ascii: "-") || bytes[start] <= UInt8(ascii: "9")
    let isValid =
      isNumber
      ? Self.isNumber(bytes[token.content])
      : ["true", "false", "null"].contains(String(decoding: bytes[token.content], as: UTF8.self))
    if !isValid {
      position = start
      throw fault(isNumber ? "a number that JSON does not have" : "a word that JSON does not have")
    }
    return token
  }

  /// Passes over a value of any kind.
  package mutating func skip() throws(Diagnostics) {
    let depth = isFirst.count
    repeat {
      if isFirst.count > depth {
        let isObject = opened.last == UInt8(ascii: "{")
        if isObject, try nextKey() == nil { continue }
        if !isObject, try !nextElement() { continue }
      }
      switch try kind() {
      case .object: try enterObject()
      case .array: try enterArray()
      case .string: _ = try string()
      case .number, .word: _ = try bare()
      }
    } while isFirst.count > depth
  }

  /// Makes sure that nothing follows the document's value.
  package mutating func end() throws(Diagnostics) {
    skipSpaces()
    if position < bytes.count { throw fault("something follows the end of the document") }
  }

  /// A token's characters; nil only of escapes that are none, which reading refuses.
  package func text(of token: Token) -> String? {
    let content = bytes[token.content]
    if !token.hasEscapes { return String(decoding: content, as: UTF8.self) }
    return Self.unescaped(content)
  }

  // What was entered and not yet left, outermost first.
  private var opened: [UInt8] = []

  private mutating func enter(_ bracket: UInt8) throws(Diagnostics) {
    skipSpaces()
    if isFirst.count >= Self.depthLimit { throw fault("more than \(Self.depthLimit) levels") }
    position += 1
    isFirst.append(true)
    opened.append(bracket)
  }

  // Goes to the next member of what was entered last; false, and outside it, at its end.
  private mutating func advance(to close: UInt8) throws(Diagnostics) -> Bool {
    skipSpaces()
    let first = isFirst[isFirst.count - 1]
    guard position < bytes.count else { throw fault("the document ends too early") }
    if bytes[position] == close {
      position += 1
      isFirst.removeLast()
      opened.removeLast()
      return false
    }
    if !first {
      guard bytes[position] == UInt8(ascii: ",") else {
        throw fault("a comma or the end of the \(close == UInt8(ascii: "}") ? "group" : "list")")
      }
      position += 1
      skipSpaces()
    }
    isFirst[isFirst.count - 1] = false
    return true
  }

  private mutating func skipSpaces() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x0A, 0x09, 0x0D: position += 1
      default: return
      }
    }
  }

  private func fault(_ problem: String) -> Diagnostics {
    var places = places
    return Diagnostics(
      "is not JSON: \(problem)", at: places.location(at: min(position, bytes.count)),
      remedy: "let a program write the document, or mend it here")
  }

  private static func isBare(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "+"), UInt8(ascii: "-"),
      UInt8(ascii: "."), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  // -? (0 | [1-9] digits) (. digits)? ([eE] [+-]? digits)?
  private static func isNumber(_ text: ArraySlice<UInt8>) -> Bool {
    var rest = text
    func digits(_ rest: inout ArraySlice<UInt8>) -> Int {
      let count = rest.prefix { (0x30...0x39).contains($0) }.count
      rest.removeFirst(count)
      return count
    }
    if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
    let isZero = rest.first == UInt8(ascii: "0")
    let whole = digits(&rest)
    if whole == 0 || (isZero && whole > 1) { return false }
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      if digits(&rest) == 0 { return false }
    }
    if let e = rest.first, e | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      if rest.first == UInt8(ascii: "-") || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      if digits(&rest) == 0 { return false }
    }
    return rest.isEmpty
  }

  private static func unescaped(_ content: ArraySlice<UInt8>) -> String? {
    var units: [UInt16] = []
    var rest = content
    while let byte = rest.first {
      if byte != UInt8(ascii: "\\") {
        let plain = rest.prefix { $0 != UInt8(ascii: "\\") }
        units += String(decoding: plain, as: UTF8.self).utf16
        rest.removeFirst(plain.count)
        continue
      }
      rest.removeFirst()
      guard let letter = rest.popFirst() else { return nil }
      if letter == UInt8(ascii: "u") {
        let digits = rest.prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Self.isHexadecimal($0) }),
          let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        units.append(unit)
        rest.removeFirst(4)
      } else if let index = escapes.firstIndex(of: letter) {
        units.append(UInt16(escaped[index]))
      } else {
        return nil
      }
    }
    return String(validating: units, as: UTF16.self)
  }

  private static let escapes = Array("\"\\/bfnrt".utf8)
  private static let escaped: [UInt8] = [0x22, 0x5C, 0x2F, 0x08, 0x0C, 0x0A, 0x0D, 0x09]

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
  }
}
