internal import Foundation

/// One line of JSON as it is put together; quicker than an encoder where there are thousands.
struct JSONLine {
  private(set) var text = ""
  private var needsComma = false

  /// Opens an object, or an array, as an element or below `key`.
  mutating func open(_ bracket: String, _ key: String? = nil) {
    separate(key)
    text += bracket
    needsComma = false
  }

  /// Closes the innermost one.
  mutating func close(_ bracket: String) {
    text += bracket
    needsComma = true
  }

  /// Adds a number; nothing where there is none.
  mutating func add(_ value: Double?, _ key: String? = nil) {
    guard let value else { return }
    separate(key)
    text += CSVRow.digits(value)
    needsComma = true
  }

  /// Adds a text; nothing where there is none.
  mutating func add(_ value: String?, _ key: String? = nil) {
    guard let value else { return }
    separate(key)
    text += Self.quoted(value)
    needsComma = true
  }

  /// Adds a yes or no.
  mutating func add(_ value: Bool, _ key: String? = nil) {
    separate(key)
    text += value ? "true" : "false"
    needsComma = true
  }

  private mutating func separate(_ key: String?) {
    if needsComma { text += "," }
    if let key { text += "\"\(key)\":" }
  }

  static func quoted(_ value: String) -> String {
    let isPlain = value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C }
    if isPlain { return "\"" + value + "\"" }
    var text = "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// A value as a line, keys sorted, with a newline at its end.
  /// - Precondition: All its numbers are finite.
  static func encoded(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let bytes = try? encoder.encode(value) else {
      preconditionFailure("a number that JSON has no way to write")
    }
    return String(decoding: bytes, as: UTF8.self) + "\n"
  }
}
