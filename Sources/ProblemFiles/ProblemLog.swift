internal import Documents

/// Problems of a long table, by offset; the first two hundred are told, the rest are counted.
struct ProblemLog {
  private var places: TextPlaces
  private var log = DiagnosticLog()
  private var count = 0

  private static let limit = 200

  init(_ places: TextPlaces) { self.places = places }

  /// Whether nothing is wrong so far.
  var isEmpty: Bool { count == 0 }

  /// Where an offset is.
  mutating func location(at offset: Int) -> SourceLocation { places.location(at: offset) }

  /// Notes a problem of a value.
  mutating func add(
    _ problem: String, at offset: Int, key: String, _ value: Diagnostic.Shown, _ remedy: String
  ) {
    guard count < Self.limit else {
      count += 1
      return
    }
    add(
      Diagnostic(problem, at: places.location(at: offset), key: key, value: value, remedy: remedy))
  }

  /// Notes a problem that is not of one value.
  mutating func add(_ problem: String, at offset: Int, key: String, _ remedy: String) {
    add(problem, at: offset, key: key, .nothing, remedy)
  }

  /// Notes a problem of the file as a whole.
  mutating func addAtFile(_ problem: String, _ remedy: String) {
    add(Diagnostic(problem, at: places.wholeFile, remedy: remedy))
  }

  /// Notes a problem.
  mutating func add(_ problem: Diagnostic) {
    count += 1
    if count <= Self.limit { log.add(problem) }
  }

  /// Takes over problems that were found elsewhere.
  mutating func add(_ failure: Diagnostics) {
    for problem in failure.problems { add(problem) }
  }

  /// Ends a stage of reading.
  /// - Throws: All problems, if there are any.
  mutating func throwIfAny() throws(Diagnostics) {
    if count > Self.limit {
      log.add(
        Diagnostic(
          "\(count - Self.limit) more problems follow", at: places.wholeFile,
          remedy: "mend these first, and check that the file is what it should be"))
    }
    try log.throwIfAny()
  }
}
