internal import Documents

extension RowFaults {
  /// Notes why a formula has no number in a row.
  ///
  /// - Parameter key: What the formula is called.
  mutating func add(
    _ bound: RowEvaluator.Bound, row: Int, key: String, in evaluator: RowEvaluator
  ) {
    let table = evaluator.table
    switch evaluator.cause(bound, row: row) {
    case .missing(let column):
      add(
        "is missing", at: table.place(column, row: row), key: table.names[column],
        "fill the cell, or leave the row out by where in the model file")
    case .unreadable(let column):
      add(
        "is not a number", at: table.place(column, row: row), key: table.names[column],
        isWithheld: true, "write a number, such as 0.5 or 450k")
    case .undefined(let problem):
      add(problem, at: table.place(row: row), key: key, "mend the row, or the formula")
    case nil: break
    }
  }

  /// Notes what is wrong with the shares of a situation's available alternatives.
  mutating func add(shares: [Double], at place: Place, key: String) {
    if shares.contains(where: { $0 < 0 || $0 > 1 }) {
      add(
        "a share is outside 0 to 1", at: place, key: key, isWithheld: true,
        "give shares from 0 to 1")
    } else if shares.allSatisfy({ $0 == 0 || $0 == 1 }) {
      let chosen = shares.count { $0 == 1 }
      if chosen == 0 {
        add(
          "no alternative is chosen", at: place, key: key,
          "mark the chosen one, or leave the situation out by where in the model file")
      } else if chosen > 1 {
        add("\(chosen) alternatives are chosen", at: place, key: key, "keep one of them")
      }
    } else if abs(shares.reduce(0, +) - 1) > Self.shareTolerance {
      add(
        "the shares do not sum to 1", at: place, key: key, isWithheld: true,
        "mend them: they sum to 1 over the available alternatives")
    }
  }

  private static let shareTolerance = 1e-6

  static let unavailable = (
    problem: "an alternative that is not available is chosen",
    remedy: "mend the answer, or what the model file says of availability"
  )
}
