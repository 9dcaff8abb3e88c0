/// One problem of the user's input: where, what, the value, and what to do about it.
///
/// Prints as `file:line:column: key: what is wrong (the value); the remedy`. The value is shown
/// escaped and cut at 80 characters, or withheld where the schema marks it sensitive (pay, value,
/// scores): then not even its length appears.
public struct Diagnostic: Hashable, Sendable, CustomStringConvertible {
  /// Which exit code the problem leads to.
  public enum Kind: Hashable, Sendable {
    /// The input was read and is wrong (exit 65).
    case badInput
    /// The input cannot be read at all: missing, a directory, no permission (exit 66).
    case unreadable
    /// The output cannot be written (exit 73).
    case cannotWrite
  }

  /// A value as it may be shown.
  public enum Shown: Hashable, Sendable {
    /// There is no value to show.
    case nothing
    /// The text as written.
    case text(String)
    /// Sensitive: prints `value withheld`.
    case withheld
  }

  /// Which exit code the problem leads to.
  public var kind: Kind
  /// Where the problem is.
  public var location: SourceLocation
  /// The path of the value in the scenario (`teams[pretraining].attrition`); empty for a whole file.
  public var key: String
  /// What is wrong, without the value.
  public var problem: String
  /// The value that is wrong.
  public var value: Shown
  /// What to do, as an imperative.
  public var remedy: String

  /// A problem at a place.
  public init(
    _ problem: String, at location: SourceLocation, key: String = "", value: Shown = .nothing,
    remedy: String, kind: Kind = .badInput
  ) {
    self.kind = kind
    self.location = location
    self.key = key
    self.problem = problem
    self.value = value
    self.remedy = remedy
  }

  /// `file:line:column: key: what is wrong (the value); the remedy`.
  public var description: String {
    var text = "\(location): "
    if !key.isEmpty { text += "\(key.escapedForDisplay(limit: 200)): " }
    text += problem
    switch value {
    case .nothing: break
    case .text(let shown): text += " (\(shown.escapedForDisplay()))"
    case .withheld: text += " (value withheld)"
    }
    return text + "; " + remedy
  }
}

/// Every problem found in one go; the only error that reading user input throws.
public struct Diagnostics: Error, Hashable, Sendable, CustomStringConvertible {
  /// The problems, in order of file, line and column.
  public let problems: [Diagnostic]

  /// Sorts the problems by place and drops exact repeats.
  public init(_ problems: [Diagnostic]) {
    var seen = Set<Diagnostic>()
    self.problems =
      problems
      .filter { seen.insert($0).inserted }
      .enumerated()
      .sorted { ($0.element.location, $0.offset) < ($1.element.location, $1.offset) }
      .map(\.element)
  }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// Collects problems while reading goes on, so that all of them are reported at once.
public struct DiagnosticLog: Sendable {
  /// What was found so far.
  public private(set) var problems: [Diagnostic] = []

  /// An empty log.
  public init() {}

  /// Notes one problem.
  public mutating func add(_ problem: Diagnostic) { problems.append(problem) }

  /// Takes over all problems of a failed reading.
  public mutating func add(_ failure: Diagnostics) { problems += failure.problems }

  /// Whether anything is wrong.
  public var isEmpty: Bool { problems.isEmpty }

  /// Ends a stage of reading.
  /// - Throws: All problems, if there are any.
  public func throwIfAny() throws(Diagnostics) {
    if !problems.isEmpty { throw Diagnostics(problems) }
  }
}

extension String {
  /// The text with control, formatting and line-breaking characters shown as `\u{…}`, cut at `limit`
  /// characters: safe to print on a terminal.
  package func escapedForDisplay(limit: Int = 80) -> String {
    var shown = ""
    var count = 0
    for scalar in unicodeScalars {
      if count == limit { return shown + "…" }
      count += 1
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
        .unassigned:
        shown += "\\u{" + String(scalar.value, radix: 16) + "}"
      default:
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
