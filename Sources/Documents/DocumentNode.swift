/// A value of a YAML or JSON document, or a row of a table, with its place.
///
/// Scalars stay text: what `no`, `010` or `12:30` means is decided by whoever asks for a number, a
/// share or a name, never guessed from the spelling.
public struct DocumentNode: Hashable, Sendable {
  /// What a node holds.
  public enum Content: Hashable, Sendable {
    /// Text; `isQuoted` tells `"~"` from `~`.
    case scalar(String, isQuoted: Bool)
    /// Values in order.
    case sequence([DocumentNode])
    /// Keys with their values, in order of writing; keys are unique.
    case mapping([Entry])
  }

  /// One key of a mapping with its value.
  public struct Entry: Hashable, Sendable {
    /// The key as written.
    public var key: String
    /// Where the key is.
    public var location: SourceLocation
    /// What it maps to.
    public var value: DocumentNode

    /// A key with its value.
    public init(key: String, location: SourceLocation, value: DocumentNode) {
      self.key = key
      self.location = location
      self.value = value
    }
  }

  /// What the node holds.
  public var content: Content
  /// Where it begins.
  public var location: SourceLocation

  /// A node at a place.
  public init(_ content: Content, at location: SourceLocation) {
    self.content = content
    self.location = location
  }

  /// A scalar at a place.
  public init(text: String, isQuoted: Bool = false, at location: SourceLocation) {
    self.init(.scalar(text, isQuoted: isQuoted), at: location)
  }

  /// The text of a scalar.
  public var text: String? {
    if case .scalar(let text, _) = content { text } else { nil }
  }

  /// The entries of a mapping.
  public var entries: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  /// The elements of a sequence.
  public var elements: [DocumentNode]? {
    if case .sequence(let elements) = content { elements } else { nil }
  }

  /// Whether nothing is given: an empty cell, `~`, `null`, or a key without a value.
  public var isNull: Bool {
    if case .scalar(let text, isQuoted: false) = content {
      return text.isEmpty || text == "~" || text == "null"
    }
    return false
  }

  /// The value of a key of a mapping; setting `nil` removes the key, and a new key goes to the end.
  public subscript(key: String) -> DocumentNode? {
    get { entries?.first { $0.key == key }?.value }
    set {
      guard case .mapping(var entries) = content else { return }
      if let index = entries.firstIndex(where: { $0.key == key }) {
        if let newValue { entries[index].value = newValue } else { entries.remove(at: index) }
      } else if let newValue {
        entries.append(Entry(key: key, location: newValue.location, value: newValue))
      }
      content = .mapping(entries)
    }
  }

  /// What kind of value this is, for messages.
  var kindName: String {
    switch content {
    case .scalar: isNull ? "empty" : "a single value"
    case .sequence: "a list"
    case .mapping: "a group of keys"
    }
  }
}
