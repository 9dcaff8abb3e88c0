internal import Documents

extension DocumentNode {
  /// The document as JSON: keys in their order, two spaces, no newline at the end.
  ///
  /// What is spelt like a number or a flag, and not quoted, is one; a reader that takes scalars as text
  /// reads the same document back.
  var json: String { json(indent: "") }

  private func json(indent: String) -> String {
    let inner = indent + "  "
    switch content {
    case .scalar(let text, let isQuoted):
      return !isQuoted && Self.isPlain(text) ? text : JSONEscapes.quoted(text)
    case .sequence(let elements):
      let isFlat = elements.allSatisfy { $0.text != nil }
      let parts = elements.map { $0.json(indent: inner) }
      return isFlat
        ? "[" + parts.joined(separator: ", ") + "]"
        : "[\n" + parts.map { inner + $0 }.joined(separator: ",\n") + "\n\(indent)]"
    case .mapping(let entries):
      let parts = entries.map {
        "\(inner)\(JSONEscapes.quoted($0.key)): \($0.value.json(indent: inner))"
      }
      return parts.isEmpty ? "{}" : "{\n" + parts.joined(separator: ",\n") + "\n\(indent)}"
    }
  }

  // Numbers as JSON spells them, at most 15 digits so that no reader rounds them.
  private static func isPlain(_ text: String) -> Bool {
    if text == "true" || text == "false" { return true }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    let halves = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count <= 2, let whole = halves.first, text.utf8.count <= 16,
      halves.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } })
    else { return false }
    return whole == "0" || !whole.hasPrefix("0")
  }
}
