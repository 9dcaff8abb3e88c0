import Documents

/// What a value may look like, in the words of JSON Schema.
///
/// `~` and an empty value mean that nothing is given, so null fits everywhere. Numbers may be written
/// as people write them (`450k`, `12%`, `256..512`): such texts fit a pattern, and their limits are
/// left to `fulcrum check`.
enum SchemaValue {
  /// An id, as `Identifier` has it.
  static let id = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"

  static let text: [String: JSONText] = ["type": .texts(["string", "number", "boolean", "null"])]

  static let texts: [String: JSONText] = [
    "type": .texts(["string", "array", "null"]),
    "items": .object(["type": .text("string")]), "minItems": .number(1),
  ]

  static let words: [String: JSONText] = [
    "type": .texts(["array", "string", "null"]), "items": .object(["type": .text("string")]),
  ]

  static let flag: [String: JSONText] = [
    "enum": .list([.flag(true), .flag(false), .text("yes"), .text("no"), .null])
  ]

  static func number(_ measure: Measure) -> [String: JSONText] {
    var schema = limits(of: measure)
    schema["type"] = .texts([measure.isWhole ? "integer" : "number", "string", "null"])
    let one = pattern(of: measure)
    let interval = measure.isWhole ? "" : "( *\\.\\. *\(one))?"
    schema["pattern"] = .text("^ *\(one)\(interval) *$")
    schema["examples"] = .texts([measure.example])
    return schema
  }

  static func numbers(_ measure: Measure) -> [String: JSONText] {
    let one = pattern(of: measure)
    var element = limits(of: measure)
    element["type"] = .texts([measure.isWhole ? "integer" : "number", "string"])
    element["pattern"] = .text("^ *\(one) *$")
    var schema = limits(of: measure)
    schema["type"] = .texts(["array", "number", "string", "null"])
    schema["items"] = .object(element)
    schema["minItems"] = .number(1)
    schema["pattern"] = .text("^ *\(one) *(\\| *\(one) *)*$")
    return schema
  }

  private static func limits(of measure: Measure) -> [String: JSONText] {
    [
      measure.isAboveLowest ? "exclusiveMinimum" : "minimum": .number(measure.lowest),
      "maximum": .number(measure.highest),
    ]
  }

  private static func pattern(of measure: Measure) -> String {
    let digits = "[0-9]+(_[0-9]+)*"
    let dollar = measure.acceptsDollarSign ? "\\$?" : ""
    let suffix = measure.acceptsPercent ? "[kKMB%]?" : "[kKMB]?"
    return "[+-]?\(dollar)((\(digits))?\\.\(digits)|\(digits))([eE][+-]?[0-9]{1,4})?\(suffix)"
  }
}
