/// How a key of a group is read, as a ``Section`` that keeps a record notes it.
///
/// What a reader accepts can then be told to others, such as editors, without saying it twice.
public struct KeyUse: Hashable, Sendable {
  /// What the value may be.
  public enum Kind: Hashable, Sendable {
    /// One number.
    case number(Measure)
    /// Numbers in brackets, or `0|8|16`.
    case numbers(Measure)
    /// Any text.
    case text
    /// A text, or several in brackets.
    case texts
    /// One of a few words.
    case choice([String])
    /// Words from a few.
    case words([String])
    /// True or false.
    case flag
    /// A group of keys.
    case group
  }

  /// The path as messages show it: `clusters.bay-1.nodes`, `teams[serving].heads`.
  public let path: String
  /// What the value may be.
  public let kind: Kind
  /// Whether it has to be given.
  public let isRequired: Bool
  /// What holds where it is not given, as it would be written; nil where nothing does.
  public let fallback: String?
}
