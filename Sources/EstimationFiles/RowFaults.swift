internal import Documents

/// What is wrong with rows of a table, in the order of the rows; the first fifty are told, the rest
/// counted.
///
/// No value of a cell is ever shown: it may be somebody's pay.
struct RowFaults {
  /// Where in the table.
  enum Place: Hashable {
    /// A whole row, by the offset of its beginning.
    case row(Int)
    /// A cell, by its offset.
    case cell(Int)
  }

  private struct Fault: Hashable {
    let place: Place
    let key: String
    let problem: String
    let isWithheld: Bool
    let remedy: String

    var offset: Int {
      switch place {
      case .row(let offset), .cell(let offset): offset
      }
    }
  }

  private var faults: [Fault] = []
  private var seen: Set<Fault> = []

  private static let limit = 50

  /// How much is wrong so far.
  var count: Int { faults.count }

  /// Notes a problem, once.
  ///
  /// - Parameter isWithheld: Whether it is of a value, which is then said to be withheld.
  mutating func add(
    _ problem: String, at place: Place, key: String = "", isWithheld: Bool = false,
    _ remedy: String
  ) {
    let fault = Fault(
      place: place, key: key, problem: problem, isWithheld: isWithheld, remedy: remedy)
    if seen.insert(fault).inserted { faults.append(fault) }
  }

  /// Ends a stage of reading.
  /// - Throws: The first fifty problems and how many more there are, if there are any.
  func throwIfAny(_ places: TextPlaces) throws(Diagnostics) {
    if faults.isEmpty { return }
    let sorted = faults.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    var places = places
    var log = DiagnosticLog()
    for (_, fault) in sorted.prefix(Self.limit) {
      var location = places.location(at: fault.offset)
      if case .row = fault.place { location.column = 0 }
      log.add(
        Diagnostic(
          fault.problem, at: location, key: fault.key,
          value: fault.isWithheld ? .withheld : .nothing, remedy: fault.remedy))
    }
    if faults.count > Self.limit {
      let more = faults.count - Self.limit
      var last = log.problems[Self.limit - 1].location
      // Behind the last one told.
      (last.line, last.column) = (last.line + 1, 0)
      log.add(
        Diagnostic(
          "\(more) more problems follow", at: last,
          remedy: "mend these first, and check that the model file speaks of this table"))
    }
    try log.throwIfAny()
  }
}
