/// The escapes of JSON's texts; those of YAML's double quotes are the same and more.
enum JSONEscapes {
  /// The text in double quotes.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }

  /// The text without escapes; nil if one means nothing or makes a control character.
  static func decoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var scalars = String.UnicodeScalarView()
    var rest = String(decoding: bytes, as: UTF8.self).unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        scalars.append(scalar)
        continue
      }
      guard let kind = rest.popFirst() else { return nil }
      switch kind {
      case "\"", "\\", "/": scalars.append(kind)
      case "n", "r": scalars.append("\n")
      case "t": scalars.append("\t")
      case "b", "f": return nil
      case "u":
        guard let scalar = unicode(&rest), scalar.properties.generalCategory != .control else {
          return nil
        }
        scalars.append(scalar)
      default: return nil
      }
    }
    return String(scalars)
  }

  // Four digits, or two times four for what lies beyond U+FFFF.
  private static func unicode(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
    guard let first = digits(&rest) else { return nil }
    guard 0xD800..<0xDC00 ~= first else { return Unicode.Scalar(first) }
    guard rest.popFirst() == "\\", rest.popFirst() == "u", let second = digits(&rest),
      0xDC00..<0xE000 ~= second
    else { return nil }
    return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
  }

  private static func digits(_ rest: inout Substring.UnicodeScalarView) -> UInt32? {
    let text = rest.prefix(4)
    rest = rest.dropFirst(4)
    guard text.count == 4, text.allSatisfy({ $0.properties.isASCIIHexDigit }) else { return nil }
    return UInt32(String(text), radix: 16)
  }
}
