/// A value of the user's files as it was understood, with its place in the scenario.
///
/// The spelling is gone: `450k` and `450000` are one value, and a default counts as what it stands for.
public struct ReadValue: Hashable, Sendable {
  /// What was understood.
  public enum Content: Hashable, Sendable {
    /// A number.
    case number(Double)
    /// A number known roughly.
    case interval(Interval)
    /// Numbers: rising, each once, unless their order means something.
    case numbers([Double])
    /// A text, or one of a few words.
    case text(String)
    /// Words in the order of the alphabet, each once.
    case words([String])
    /// A yes or no.
    case flag(Bool)
  }

  /// The path of the group or row: `budget`, `teams[serving]`; empty for the outermost keys.
  public var group: String
  /// The key in it.
  public var key: String
  /// What was understood.
  public var content: Content
  /// Whether the user wrote it; if not, it is a default.
  public var isStated: Bool

  /// A value at a place.
  package init(group: String, key: String, content: Content, isStated: Bool) {
    self.group = group
    self.key = key
    self.content = content
    self.isStated = isStated
  }

  /// The path, as `--set` takes it.
  public var path: String { group.isEmpty ? key : "\(group).\(key)" }
}
