/// The rule for ids of teams, people, pools and the like.
///
/// One to 64 letters, digits, dots, underscores or hyphens of ASCII, beginning with a letter or a
/// digit: such an id is the same in every file, path, table and shell.
public enum Identifier {
  /// Why `text` is no id, or nil if it is one.
  public static func fault(of text: String) -> String? {
    let bytes = text.utf8
    guard let first = bytes.first else { return "is empty" }
    if bytes.count > 64 { return "is longer than 64 characters" }
    let isAllowed = bytes.allSatisfy { isAlphanumeric($0) || [0x2D, 0x2E, 0x5F].contains($0) }
    if !isAllowed { return "has a character that an id must not have" }
    return isAlphanumeric(first) ? nil : "does not begin with a letter or a digit"
  }

  /// What to do about a text that is no id.
  public static let remedy = "use up to 64 letters, digits, dots, underscores or hyphens (a-z, A-Z)"

  /// An id made of the last part of a path without its ending, as far as its characters go.
  public static func near(fileName path: String, else fallback: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    let endings = [".yaml", ".yml", ".json", ".xml", ".conf", ".csv", ".txt", ".log", ".out"]
    let stem = endings.first { name.hasSuffix($0) }.map { name.dropLast($0.count) } ?? name
    let id = String(stem.prefix(64)).map { fault(of: "a\($0)") == nil ? $0 : "-" }
    return fault(of: String(id)) == nil ? String(id) : fallback
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

/// Ids seen so far in one table; finds repetitions and look-alikes.
public struct IdentifierRegister: Sendable {
  private var seen: [String: (id: String, location: SourceLocation)] = [:]

  /// An empty register.
  public init() {}

  /// Enters an id.
  /// - Parameters:
  ///   - id: The id as written.
  ///   - location: Where it is.
  ///   - key: The path of the table, for the message.
  /// - Returns: The problem, if the id is not one, is taken, or differs from another in case only.
  public mutating func enter(
    _ id: String, at location: SourceLocation, key: String
  ) -> Diagnostic? {
    if let fault = Identifier.fault(of: id) {
      return Diagnostic(
        "the id \(fault)", at: location, key: key, value: .text(id), remedy: Identifier.remedy)
    }
    guard let earlier = seen[id.lowercased()] else {
      seen[id.lowercased()] = (id, location)
      return nil
    }
    if earlier.id == id {
      return Diagnostic(
        "the id is given twice, first in line \(earlier.location.line)", at: location, key: key,
        value: .text(id), remedy: "give each its own id, or delete one")
    }
    return Diagnostic(
      "the id looks like \(earlier.id) in line \(earlier.location.line)", at: location, key: key,
      value: .text(id), remedy: "let ids differ by more than capital letters")
  }
}
