internal import Documents

/// A word of a formula, with its place.
struct FormulaToken: Hashable {
  /// What kind of word it is.
  enum Kind: Hashable {
    case number(Double)
    /// A column, function or keyword; in backticks only a column.
    case name(String, isQuoted: Bool)
    case text(String)
    /// An operator, bracket or comma.
    case sign(String)
    case end
  }

  let kind: Kind
  /// As written.
  let spelling: String
  /// Characters before it.
  let offset: Int

  /// The words of a formula, an end behind them.
  /// - Throws: The first character that begins no word.
  static func tokens(of text: String, _ fault: FormulaFault) throws(Diagnostics) -> [FormulaToken] {
    var scanner = FormulaScanner(scalars: Array(text.unicodeScalars), fault: fault)
    return try scanner.tokens()
  }
}

/// Makes a diagnostic of a mistake in a formula.
struct FormulaFault {
  let text: String
  let location: SourceLocation
  let key: String

  /// - Parameter offset: Characters before the mistake.
  func callAsFunction(_ problem: String, at offset: Int, _ remedy: String) -> Diagnostics {
    var place = location
    if place.column > 0, !text.unicodeScalars.contains("\n") { place.column += offset }
    return Diagnostics(problem, at: place, key: key, value: .text(text), remedy: remedy)
  }
}

private struct FormulaScanner {
  let scalars: [Unicode.Scalar]
  let fault: FormulaFault
  var position = 0

  private static let signs = [
    "==", "!=", "<=", ">=", "+", "-", "*", "/", "^", "(", ")", "[", "]", ",", "<", ">",
  ]
  // What people write for it in other languages.
  private static let foreign = [
    "**": "^", "&&": "and", "||": "or", "<>": "!=", "&": "and", "|": "or", "!": "not", "=": "==",
    "%": "/ 100",
    "{": "(", "}": ")", ";": ",",
  ]

  mutating func tokens() throws(Diagnostics) -> [FormulaToken] {
    var tokens: [FormulaToken] = []
    while true {
      while position < scalars.count, scalars[position].properties.isWhitespace { position += 1 }
      let start = position
      guard position < scalars.count else {
        tokens.append(FormulaToken(kind: .end, spelling: "the end", offset: start))
        return tokens
      }
      let kind = try kind()
      tokens.append(FormulaToken(kind: kind, spelling: text(start..<position), offset: start))
    }
  }

  private mutating func kind() throws(Diagnostics) -> FormulaToken.Kind {
    let scalar = scalars[position]
    if isDigit(scalar)
      || scalar == "." && position + 1 < scalars.count && isDigit(scalars[position + 1])
    {
      return try number()
    }
    switch scalar {
    case "`": return .name(try quoted("`"), isQuoted: true)
    case "\"", "'": return .text(try quoted(scalar))
    default: break
    }
    let start = position
    while position < scalars.count, isWordPart(scalars[position]) { position += 1 }
    if position > start { return .name(text(start..<position), isQuoted: false) }
    for length in [2, 1] {
      let sign = text(position..<min(position + length, scalars.count))
      if let ours = Self.foreign[sign] {
        throw fault("\(sign) is not understood", at: position, "write \(ours)")
      }
      if Self.signs.contains(sign) {
        position += sign.unicodeScalars.count
        return .sign(sign)
      }
    }
    throw fault(
      "a character is not understood: \(scalar)".escapedForDisplay(), at: position,
      "put a column's name that is not one word in backticks")
  }

  // Digits, a fraction, an exponent; what follows must not look like a part of it.
  private mutating func number() throws(Diagnostics) -> FormulaToken.Kind {
    let start = position
    func digits() { while position < scalars.count, isDigit(scalars[position]) { position += 1 } }
    digits()
    if position < scalars.count, scalars[position] == "." {
      position += 1
      digits()
    }
    if position < scalars.count, scalars[position] == "e" || scalars[position] == "E" {
      position += 1
      if position < scalars.count, scalars[position] == "-" || scalars[position] == "+" {
        position += 1
      }
      digits()
    }
    let isWhole = position == scalars.count || !isWordPart(scalars[position])
    guard isWhole, let value = Double(text(start..<position)), value.isFinite else {
      throw fault(
        "is not a number", at: start,
        "write such as 0.5 or 1e6; a column's name that begins with a digit stands in backticks"
      )
    }
    return .number(value)
  }

  private mutating func quoted(_ quote: Unicode.Scalar) throws(Diagnostics) -> String {
    let start = position
    guard let end = scalars[(position + 1)...].firstIndex(of: quote) else {
      throw fault("the quote that opens here is never closed", at: start, "close it with \(quote)")
    }
    position = end + 1
    return text(start + 1..<end)
  }

  private func text(_ range: Range<Int>) -> String {
    String(String.UnicodeScalarView(scalars[range]))
  }

  private func isDigit(_ scalar: Unicode.Scalar) -> Bool { ("0"..."9").contains(scalar) }

  private func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar == "." || isDigit(scalar) || scalar.properties.isAlphabetic
  }
}
