internal import Yams

/// What the YAML library found wrong, in words for people who write scenarios, not parsers.
struct YAMLProblem {
  private(set) var line = 0
  private(set) var column = 0
  /// Set if the problem is one key given twice; the place is that of its first occurrence.
  private(set) var repeatedKey: String?
  private var raw = ""

  init(_ error: any Error) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      raw = problem
      (line, column) = (mark.line, mark.column)
    case .duplicatedKeysInMapping(let duplicates, let context):
      repeatedKey = duplicates.first
      (line, column) = (context.mark.line, context.mark.column)
    case .reader(let problem, _, _, _):
      raw = problem
    default:
      raw = "the text cannot be composed"
    }
  }

  func diagnostic(in file: String) -> Diagnostic {
    let place = SourceLocation(file: file, line: line, column: column)
    if let repeatedKey {
      return Diagnostic(
        "the key is given twice", at: place, key: repeatedKey, remedy: "keep one of the two")
    }
    let (problem, remedy) =
      Self.plain.first { raw.contains($0.raw) }.map { ($0.problem, $0.remedy) }
      ?? ("is not YAML or JSON: \(raw)", "correct the line, or the one before it")
    return Diagnostic(problem, at: place, remedy: remedy)
  }

  private static let plain: [(raw: String, problem: String, remedy: String)] = [
    (
      "cannot start any token", "a tab, or a sign that cannot begin a value",
      "indent with spaces, and put text that begins with @, ` or % in quotes"
    ),
    (
      "found another document", "a second document begins here",
      "keep one document in a file: delete the line --- and what follows"
    ),
    (
      "undefined alias", "YAML anchors (&) and aliases (*) are not accepted",
      "write the value out where it is used; put text that begins with & or * in quotes"
    ),
    (
      "mapping values are not allowed", "a colon where no key can be",
      "indent keys of one group alike, and put text that contains \": \" in quotes"
    ),
    (
      "did not find expected ',' or ']'", "a list in brackets is not closed",
      "put commas between its values and ] at its end"
    ),
    (
      "did not find expected ',' or '}'", "a group in braces is not closed",
      "put commas between its keys and } at its end"
    ),
    (
      "could not find expected ':'", "a key without a colon",
      "write key: value, and indent what belongs to the line above"
    ),
    (
      "did not find expected key", "a line that does not fit its group",
      "indent keys of one group alike, and close the quotes and brackets above"
    ),
    (
      "expected node content", "a value is missing, or a bracket or a quote is not closed",
      "complete the line, or the one before it"
    ),
    (
      "unexpected end of stream", "a quote is not closed", "close the quote"
    ),
    (
      "expected '-' indicator", "a line that does not fit its list",
      "begin each value of the list with - at the same indentation"
    ),
    (
      "unknown escape character", "a backslash inside double quotes that means nothing",
      "use single quotes, or write the backslash twice"
    ),
    (
      "Maximum nesting level reached", "is nested deeper than 64 levels", "flatten it"
    ),
    (
      "undefined tag handle", "YAML tags are not accepted",
      "delete the tag and write the plain value"
    ),
  ]
}
