internal import Documents

/// A JSON value that is put together in pieces.
enum JSONText: Encodable, Sendable {
  case null
  case flag(Bool)
  case number(Double)
  case text(String)
  case list([JSONText])
  case object([String: JSONText])

  /// Keys in order of their names, so that equal values are equal texts.
  var json: String {
    (try? jsonDocument()) ?? "{}\n"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .flag(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .text(let value): try container.encode(value)
    case .list(let values): try container.encode(values)
    case .object(let entries): try container.encode(entries)
    }
  }

  static func texts(_ values: some Sequence<String>) -> JSONText {
    .list(values.map(JSONText.text))
  }
}
