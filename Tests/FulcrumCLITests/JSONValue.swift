import Foundation

/// Any JSON, with each value reachable by its path.
enum JSONValue: Codable, Equatable {
  case object([String: JSONValue])
  case list([JSONValue])
  case text(String)
  case flag(Bool)
  case number(Double)
  case null

  /// The keys and indices that lead to a value.
  enum Step: Hashable, CustomStringConvertible {
    case key(String)
    case index(Int)

    var description: String {
      switch self {
      case .key(let key): ".\(key)"
      case .index(let index): "[\(index)]"
      }
    }
  }

  init(_ text: String) throws {
    self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8))
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let text = try? container.decode(String.self) {
      self = .text(text)
    } else if let list = try? container.decode([JSONValue].self) {
      self = .list(list)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .object(let object): try container.encode(object)
    case .list(let list): try container.encode(list)
    case .text(let text): try container.encode(text)
    case .flag(let flag): try container.encode(flag)
    case .number(let number): try container.encode(number)
    case .null: try container.encodeNil()
    }
  }

  /// The document's text.
  var json: String {
    get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
  }

  subscript(key: String) -> JSONValue? {
    if case .object(let object) = self { object[key] } else { nil }
  }

  var list: [JSONValue]? { if case .list(let list) = self { list } else { nil } }

  var text: String? { if case .text(let text) = self { text } else { nil } }

  /// Every value that holds no other.
  var leaves: [[Step]] {
    switch self {
    case .object(let object):
      object.sorted { $0.key < $1.key }.flatMap { key, value in
        value.leaves.map { [.key(key)] + $0 }
      }
    case .list(let list):
      list.enumerated().flatMap { index, value in value.leaves.map { [.index(index)] + $0 } }
    default: [[]]
    }
  }

  /// The same with another value at the end of `path`: a fiftieth or one more, a letter more, no
  /// for yes.
  func changed(at path: ArraySlice<Step>) -> JSONValue {
    switch (path.first, self) {
    case (.key(let key)?, .object(var object)):
      object[key] = object[key]?.changed(at: path.dropFirst())
      return .object(object)
    case (.index(let index)?, .list(var list)):
      list[index] = list[index].changed(at: path.dropFirst())
      return .list(list)
    case (_, .text(let text)): return .text(text + "x")
    case (_, .flag(let flag)): return .flag(!flag)
    case (_, .number(let number)):
      let isWhole = number == number.rounded()
      return .number(isWhole ? number + max(1, (number / 50).rounded()) : number * 1.02)
    default: return .text("x")
    }
  }
}
