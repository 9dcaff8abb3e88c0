/// As JSON: `fulcrum.diagnostics/1`, with one object for each problem.
///
/// `line`, `column`, `key` and `value` are left out where there are none; a sensitive value leaves
/// `value_withheld` in its place.
extension Diagnostics: Encodable {
  private enum DocumentKey: String, CodingKey { case schema, problems }

  private enum ProblemKey: String, CodingKey {
    case file, line, column, key, problem, value, remedy
    case valueWithheld = "value_withheld"
  }

  /// Writes the document.
  /// - Throws: What the encoder throws.
  public func encode(to encoder: any Encoder) throws {
    var document = encoder.container(keyedBy: DocumentKey.self)
    try document.encode("fulcrum.diagnostics/1", forKey: .schema)
    var list = document.nestedUnkeyedContainer(forKey: .problems)
    for problem in problems {
      var object = list.nestedContainer(keyedBy: ProblemKey.self)
      let place = problem.location
      try object.encode(place.file, forKey: .file)
      if place.line > 0 { try object.encode(place.line, forKey: .line) }
      if place.column > 0 { try object.encode(place.column, forKey: .column) }
      if !problem.key.isEmpty { try object.encode(problem.key, forKey: .key) }
      try object.encode(problem.problem, forKey: .problem)
      switch problem.value {
      case .nothing: break
      case .text(let text): try object.encode(text, forKey: .value)
      case .withheld: try object.encode(true, forKey: .valueWithheld)
      }
      try object.encode(problem.remedy, forKey: .remedy)
    }
  }
}
