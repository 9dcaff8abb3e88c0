internal import Documents

/// Text as a YAML scalar: plain where that reads back as the same text, else in double quotes.
struct YAMLText: CustomStringConvertible {
  private let text: String

  /// The scalar for `text`.
  init(_ text: String) { self.text = text }

  /// The scalar.
  var description: String { isPlain ? text : JSONEscapes.quoted(text) }

  // Letters and digits first, and nothing that YAML reads as more than text, also within brackets.
  private var isPlain: Bool {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else {
      return false
    }
    let isSafe = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789 ._-+/()".unicodeScalars.contains($0))
    }
    return isSafe && last != " " && (first.properties.isAlphabetic || ("0"..."9").contains(first))
      && text.lowercased() != "null"
  }

  /// `{a: 1, b: 2}`, without what is nil.
  static func group(_ entries: [(key: String, value: String?)]) -> String {
    "{"
      + entries.compactMap { entry in entry.value.map { "\(entry.key): \($0)" } }
      .joined(separator: ", ") + "}"
  }

  /// A key with one group, or with a list of several; nothing without any.
  static func groups(_ key: String, _ groups: [String]) -> [String] {
    switch groups.count {
    case 0: []
    case 1: ["\(key): \(groups[0])"]
    default: ["\(key):"] + groups.map { "  - \($0)" }
    }
  }

  /// One number if all are equal, else all in brackets.
  static func list(_ numbers: [Int]) -> String {
    if let first = numbers.first, numbers.allSatisfy({ $0 == first }) { return "\(first)" }
    return wholeList(numbers)
  }

  /// All numbers in brackets.
  static func wholeList(_ numbers: [Int]) -> String {
    "[" + numbers.map(String.init).joined(separator: ", ") + "]"
  }

  /// The shortest decimal that reads back.
  static func number(_ value: Double) -> String { value.plain }
}
