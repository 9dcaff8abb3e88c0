internal import Documents

/// Reads a formula by recursive descent, one function for each strength of binding.
struct FormulaParser {
  private let tokens: [FormulaToken]
  private let fault: FormulaFault
  private var position = 0
  private var depth = 0
  private var positions: [String: Int] = [:]
  /// The columns met so far.
  private(set) var columns: [ColumnReference] = []

  private static let lengthLimit = 4096
  private static let depthLimit = 64
  private static let keywords: Set<String> = ["and", "or", "not", "in"]

  init(_ text: String, at location: SourceLocation, key: String) throws(Diagnostics) {
    fault = FormulaFault(text: text, location: location, key: key)
    if text.utf8.count > Self.lengthLimit {
      throw fault("is longer than \(Self.lengthLimit) characters", at: 0, "split it into columns")
    }
    tokens = try FormulaToken.tokens(of: text, fault)
  }

  /// The whole text.
  mutating func formula() throws(Diagnostics) -> FormulaNode {
    if next.kind == .end { throw fault("is empty", at: 0, "write a number, a column or a formula") }
    let node = try disjunction()
    if next.kind != .end { throw surprise(wanting: "an operator, such as + or and") }
    return node
  }

  private var next: FormulaToken { tokens[position] }

  private mutating func disjunction() throws(Diagnostics) -> FormulaNode {
    var left = try conjunction()
    while take(word: "or") { left = .two(.or, left, try conjunction()) }
    return left
  }

  private mutating func conjunction() throws(Diagnostics) -> FormulaNode {
    var left = try negation()
    while take(word: "and") { left = .two(.and, left, try negation()) }
    return left
  }

  private mutating func negation() throws(Diagnostics) -> FormulaNode {
    guard take(word: "not") else { return try comparison() }
    return .one(.not, try deeper { parser throws(Diagnostics) in try parser.negation() })
  }

  private static let comparisons: [String: FormulaNode.TwoOperands] = [
    "==": .equal, "!=": .unequal, "<": .less, "<=": .lessOrEqual, ">": .more, ">=": .moreOrEqual,
  ]

  private mutating func comparison() throws(Diagnostics) -> FormulaNode {
    let start = position
    if case .text = next.kind { return try textFirst() }
    let left = try sum()
    if take(word: "in") { return try membership(of: left, from: start) }
    if case .name("not", false) = next.kind, case .name("in", false) = tokens[position + 1].kind {
      position += 2
      return .one(.not, try membership(of: left, from: start))
    }
    guard case .sign(let sign) = next.kind, let operation = Self.comparisons[sign] else {
      return left
    }
    position += 1
    if case .text(let text) = next.kind {
      let column = try textColumn(left, sign, from: start)
      position += 1
      return operation == .equal ? .isText(column, [text]) : .one(.not, .isText(column, [text]))
    }
    let right = try sum()
    if case .sign(let second) = next.kind, Self.comparisons[second] != nil {
      throw fault(
        "two comparisons in a row", at: next.offset, "join them with and, such as 1 < x and x < 3")
    }
    return .two(operation, left, right)
  }

  // "yes" == GA
  private mutating func textFirst() throws(Diagnostics) -> FormulaNode {
    guard case .text(let text) = next.kind, case .sign(let sign) = tokens[position + 1].kind,
      Self.comparisons[sign] != nil
    else {
      throw surprise(wanting: "a number or a column (text is only compared, such as GA == \"yes\")")
    }
    position += 2
    let start = position
    let column = try textColumn(try sum(), sign, from: start)
    return sign == "==" ? .isText(column, [text]) : .one(.not, .isText(column, [text]))
  }

  private func textColumn(
    _ node: FormulaNode, _ sign: String, from start: Int
  ) throws(Diagnostics) -> Int {
    guard sign == "==" || sign == "!=" else {
      throw fault(
        "text has no order", at: tokens[start].offset,
        "compare it by == or !=, or by in [\"a\", \"b\"]")
    }
    guard case .column(let column) = node else {
      throw fault(
        "only a column is compared with text", at: tokens[start].offset,
        "write such as GA == \"yes\"")
    }
    return column
  }

  private mutating func membership(
    of left: FormulaNode, from start: Int
  ) throws(Diagnostics) -> FormulaNode {
    try expect("[", wanting: "a list in brackets, such as [1, 3]")
    var (numbers, texts) = ([Double](), [String]())
    repeat {
      let isNegative = take(sign: "-")
      switch next.kind {
      case .number(let value): numbers.append(isNegative ? -value : value)
      case .text(let text) where !isNegative: texts.append(text)
      default: throw surprise(wanting: "a number or a text in quotes")
      }
      position += 1
    } while take(sign: ",")
    try expect("]", wanting: "a comma or ]")
    if texts.isEmpty { return .isOneOf(left, numbers) }
    if !numbers.isEmpty {
      throw fault(
        "the list holds numbers and texts", at: tokens[start].offset, "put all in quotes, or none")
    }
    return .isText(try textColumn(left, "==", from: start), texts)
  }

  private mutating func sum() throws(Diagnostics) -> FormulaNode {
    var left = try product()
    while true {
      if take(sign: "+") {
        left = .two(.plus, left, try product())
      } else if take(sign: "-") {
        left = .two(.minus, left, try product())
      } else {
        return left
      }
    }
  }

  private mutating func product() throws(Diagnostics) -> FormulaNode {
    var left = try signed()
    while true {
      if take(sign: "*") {
        left = .two(.times, left, try signed())
      } else if take(sign: "/") {
        left = .two(.dividedBy, left, try signed())
      } else {
        return left
      }
    }
  }

  // Weaker than a power: -2 ^ 2 is -4.
  private mutating func signed() throws(Diagnostics) -> FormulaNode {
    if take(sign: "-") {
      return .one(.negated, try deeper { parser throws(Diagnostics) in try parser.signed() })
    }
    if take(sign: "+") { return try deeper { parser throws(Diagnostics) in try parser.signed() } }
    let base = try atom()
    guard take(sign: "^") else { return base }
    return .two(.power, base, try deeper { parser throws(Diagnostics) in try parser.signed() })
  }

  private mutating func atom() throws(Diagnostics) -> FormulaNode {
    let token = next
    switch token.kind {
    case .number(let value):
      position += 1
      return .number(value)
    case .sign("("):
      position += 1
      let node = try deeper { parser throws(Diagnostics) in try parser.disjunction() }
      try expect(")", wanting: "an operator or )")
      return node
    case .name(let name, let isQuoted) where isQuoted || !Self.keywords.contains(name):
      position += 1
      if !isQuoted, take(sign: "(") { return try function(name, token) }
      return .column(column(name, token))
    default: throw surprise(wanting: "a number, a column or (")
    }
  }

  private static let ofOne: [String: FormulaNode.OneOperand] = [
    "ln": .logarithm, "log1p": .logarithmOfOneMore, "exp": .exponential, "sqrt": .squareRoot,
    "abs": .magnitude,
  ]
  private static let ofSeveral: [String: FormulaNode.TwoOperands] = [
    "min": .smaller, "max": .larger,
  ]

  // What stands behind the name and its bracket.
  private mutating func function(
    _ name: String, _ token: FormulaToken
  ) throws(Diagnostics) -> FormulaNode {
    let known = Array(Self.ofOne.keys) + Array(Self.ofSeveral.keys) + ["if", "coalesce"]
    guard known.contains(name) else {
      let hint = name == "log" ? "ln" : nearestName(to: name, among: known)
      throw fault(
        "there is no function \(name)", at: token.offset,
        hint.map { "did you mean \($0)?" }
          ?? "the functions are \(Formula.functionNames.joined(separator: ", "))")
    }
    var arguments: [FormulaNode] = []
    repeat {
      arguments.append(try deeper { parser throws(Diagnostics) in try parser.disjunction() })
    } while take(sign: ",")
    try expect(")", wanting: "a comma or )")
    if let operation = Self.ofOne[name], arguments.count == 1 {
      return .one(operation, arguments[0])
    }
    if let operation = Self.ofSeveral[name], arguments.count > 1 {
      return arguments.dropFirst().reduce(arguments[0]) { .two(operation, $0, $1) }
    }
    if name == "if", arguments.count == 3 {
      return .either(arguments[0], arguments[1], arguments[2])
    }
    if name == "coalesce", arguments.count == 2, case .column(let column) = arguments[0] {
      return .coalesce(column, arguments[1])
    }
    let usage = Formula.functionNames.first { $0.hasPrefix("\(name)(") } ?? name
    throw fault("\(name) does not take this", at: token.offset, "write \(usage)")
  }

  private mutating func column(_ name: String, _ token: FormulaToken) -> Int {
    if let known = positions[name] { return known }
    var place = fault.location
    if place.column > 0, !fault.text.unicodeScalars.contains("\n") { place.column += token.offset }
    positions[name] = columns.count
    columns.append(ColumnReference(name, at: place))
    return columns.count - 1
  }

  private mutating func deeper(
    _ body: (inout FormulaParser) throws(Diagnostics) -> FormulaNode
  ) throws(Diagnostics) -> FormulaNode {
    depth += 1
    if depth > Self.depthLimit {
      throw fault(
        "is nested deeper than \(Self.depthLimit) levels", at: next.offset, "split it into columns")
    }
    let node = try body(&self)
    depth -= 1
    return node
  }

  private mutating func take(sign: String) -> Bool { take(.sign(sign)) }

  private mutating func take(word: String) -> Bool { take(.name(word, isQuoted: false)) }

  private mutating func take(_ kind: FormulaToken.Kind) -> Bool {
    if next.kind != kind { return false }
    position += 1
    return true
  }

  private mutating func expect(_ sign: String, wanting: String) throws(Diagnostics) {
    if !take(sign: sign) { throw surprise(wanting: wanting) }
  }

  private func surprise(wanting wanted: String) -> Diagnostics {
    if next.kind == .end {
      return fault(
        "\(wanted) is needed where the formula ends", at: next.offset,
        "finish it; if YAML has cut it at a comma, put it in quotes")
    }
    return fault(
      "\(wanted) is needed where \(next.spelling.escapedForDisplay(limit: 40)) stands",
      at: next.offset, "mend the formula there")
  }
}
