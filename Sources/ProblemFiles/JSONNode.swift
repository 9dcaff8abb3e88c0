internal import Documents

/// A JSON value; numbers stay text, so that none is rounded.
enum JSONNode {
  case object([(key: String, value: JSONNode)])
  case list([JSONNode])
  case text(String)
  case number(String)
  case word(String)

  /// Reads a whole document.
  init(_ input: InputText) throws(Diagnostics) {
    var scanner = JSONScanner(input)
    self = try JSONNode(&scanner)
    try scanner.end()
  }

  private init(_ scanner: inout JSONScanner) throws(Diagnostics) {
    switch try scanner.kind() {
    case .object:
      var members: [(key: String, value: JSONNode)] = []
      try scanner.enterObject()
      while let key = try scanner.nextKey() {
        members.append((scanner.text(of: key) ?? "", try JSONNode(&scanner)))
      }
      self = .object(members)
    case .array:
      var elements: [JSONNode] = []
      try scanner.enterArray()
      while try scanner.nextElement() { elements.append(try JSONNode(&scanner)) }
      self = .list(elements)
    case .string:
      let token = try scanner.string()
      self = .text(scanner.text(of: token) ?? "")
    case .number:
      let token = try scanner.bare()
      self = .number(scanner.text(of: token) ?? "")
    case .word:
      let token = try scanner.bare()
      self = .word(scanner.text(of: token) ?? "")
    }
  }

  /// A member of an object.
  subscript(key: String) -> JSONNode? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var list: [JSONNode]? {
    if case .list(let elements) = self { elements } else { nil }
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  /// The digits of a number.
  var digits: String? {
    if case .number(let digits) = self { digits } else { nil }
  }

  var bool: Bool? {
    if case .word(let word) = self {
      word == "true" ? true : word == "false" ? false : nil
    } else {
      nil
    }
  }

  var double: Double? { digits.flatMap { Double($0) } }
  var whole: Int64? { digits.flatMap { Int64($0) } }
}
