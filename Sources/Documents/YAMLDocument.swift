internal import Yams

extension DocumentNode {
  /// Reads one YAML or JSON document.
  ///
  /// Stricter than YAML: no anchors and aliases, no tags, no second document, no repeated key, at
  /// most 64 levels and 1,000,000 values. Every problem of these kinds is reported, not the first.
  /// - Throws: All problems of the text.
  public init(yaml input: InputText) throws(Diagnostics) {
    try YAMLBounds.check(input.text, file: input.file)
    var composer = YAMLComposer(file: input.file)
    self = try composer.document(input.text)
  }
}

/// Limits that hold before the YAML library sees a text, because it has none of its own.
enum YAMLBounds {
  static let depthLimit = 64
  static let nodeLimit = 1_000_000
  // The library takes about 100 bytes of memory for each byte of dense text.
  static let textLimit = 4 << 20
  // Keys that are aliases of aliases cost exponential time inside the library. With a few of them
  // it cannot, and each gets its own message after composing.
  static let aliasLimit = 16

  static func check(_ text: String, file: String) throws(Diagnostics) {
    if text.utf8.count > textLimit {
      throw Diagnostics(
        "is larger than \(textLimit >> 20) MB", at: SourceLocation(file: file),
        remedy: "move long lists into CSV tables")
    }
    var (line, column, aliases, depth) = (1, 0, 0, 0)
    var previous: Unicode.Scalar = "\n"
    var isComment = false
    for scalar in text.unicodeScalars {
      column += 1
      if isComment && scalar != "\n" { continue }
      switch scalar {
      case "\n": (line, column, isComment) = (line + 1, 0, false)
      case "#": isComment = previous == "\n" || previous == " " || previous == "\t"
      case "[", "{": depth += 1
      case "]", "}": depth = max(depth - 1, 0)
      case "*" where " \n\t[{,:?-".unicodeScalars.contains(previous): aliases += 1
      default: break
      }
      let place = SourceLocation(file: file, line: line, column: column)
      if depth > 8 * depthLimit { throw Diagnostics([.tooDeep(at: place)]) }
      if aliases > aliasLimit { throw Diagnostics([.yamlAlias(at: place)]) }
      previous = scalar
    }
  }
}

/// Composes the only document of a text, looking behind a repeated key for further problems.
struct YAMLComposer {
  let file: String
  // Where keys were overwritten, with what they were.
  private var blanked: [SourceLocation: String] = [:]

  init(file: String) { self.file = file }

  /// The document as our nodes.
  ///
  /// A repeated key stops the library at its first occurrence. To find the others, that occurrence
  /// is overwritten with private characters of the same length, and the text composed again; fewer
  /// times for a long text, so that the work stays bounded.
  mutating func document(_ text: String) throws(Diagnostics) -> DocumentNode {
    var text = text
    var rounds = min(50, (1 << 20) / (text.utf8.count + 1))
    while true {
      let problem: YAMLProblem
      do {
        // The parser owns the anchors that its nodes refer to weakly: both must live until the end
        // of the conversion.
        let parser = try Parser(yaml: text)
        let root = try parser.singleRoot()
        return try withExtendedLifetime(parser) {
          var conversion = YAMLConversion(file: file, blanked: blanked)
          return try conversion.document(root)
        }
      } catch let failure as Diagnostics {
        throw failure
      } catch {
        problem = YAMLProblem(error)
      }
      guard rounds > 0, let key = problem.repeatedKey, blank(key, of: problem, in: &text) else {
        throw Diagnostics([problem.diagnostic(in: file)])
      }
      rounds -= 1
    }
  }

  // Overwrites the key at the place of the problem; false if the text there is not the plain key.
  private mutating func blank(_ key: String, of problem: YAMLProblem, in text: inout String) -> Bool
  {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.indices.contains(problem.line - 1), !key.isEmpty else { return false }
    var scalars = Array(lines[problem.line - 1].unicodeScalars)
    let keyScalars = Array(key.unicodeScalars)
    var start = problem.column - 1
    if start < scalars.count, scalars[start] == "\"" || scalars[start] == "'" { start += 1 }
    let end = start + keyScalars.count
    guard end <= scalars.count, Array(scalars[start..<end]) == keyScalars,
      let filler = Unicode.Scalar(0xE000 + UInt32(blanked.count))
    else { return false }
    scalars.replaceSubrange(start..<end, with: repeatElement(filler, count: keyScalars.count))
    lines[problem.line - 1] = String(String.UnicodeScalarView(scalars))
    text = lines.joined(separator: "\n")
    blanked[SourceLocation(file: file, line: problem.line, column: problem.column)] = key
    return true
  }
}
