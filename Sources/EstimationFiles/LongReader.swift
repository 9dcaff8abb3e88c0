internal import Documents
internal import Estimation

/// Reads choices from a table with a row for each alternative of a situation.
struct LongReader {
  /// Where everything is in the table.
  struct Plan {
    let person: Int?
    let situation: Int
    let source: Int?
    let alternative: Int
    let filter: RowEvaluator.Bound?
    let choice: RowEvaluator.Bound
    let available: RowEvaluator.Bound?
    /// Of listed alternatives, when each is available; nil: always.
    let availableOf: [RowEvaluator.Bound?]
    /// By column of the model.
    let values: [RowEvaluator.Bound]
  }

  private struct Rows {
    var rows: [Int]
    var isGood = true
  }

  private let model: EstimationModel
  private let columns: [String]
  private let plan: Plan
  private var evaluator: RowEvaluator
  private var faults = RowFaults()
  private var situations: [Rows] = []
  private var leftOut = 0
  // Which columns an alternative uses.
  private var usedBy: [String: [Bool]] = [:]

  init(_ model: EstimationModel, _ plan: Plan, _ evaluator: RowEvaluator) {
    self.model = model
    self.plan = plan
    self.evaluator = evaluator
    columns = model.usedColumns
  }

  // Everything that is worked out, by row.
  private struct Evaluated {
    let filter: [Double]?
    let choice: [Double]
    let available: [Double]?
    let availableOf: [[Double]?]
    let listed: [Int]
    let values: [[Double]]
  }

  /// The choices.
  /// - Throws: All problems of rows that count.
  mutating func choices() throws(Diagnostics) -> ReadChoices {
    let table = evaluator.table
    let evaluated = Evaluated(
      filter: plan.filter.map { evaluator.values($0) }, choice: evaluator.values(plan.choice),
      available: plan.available.map { evaluator.values($0) },
      availableOf: plan.availableOf.map { bound in bound.map { evaluator.values($0) } },
      listed: model.layout.alternatives.isEmpty
        ? [] : table.matches(plan.alternative, model.layout.alternatives.map(\.code)),
      values: plan.values.map { evaluator.values($0) })
    gather(evaluated)
    var read: [ChoiceData.Situation] = []
    read.reserveCapacity(situations.count)
    for index in situations.indices {
      if let situation = situation(situations[index], evaluated) { read.append(situation) }
    }
    try faults.throwIfAny(table.places)
    if leftOut == table.rows.count { throw .nothingLeft(table, model.layout) }
    return ReadChoices(
      data: ChoiceData(columns: columns, situations: read), rows: table.rows.count,
      rowsLeftOut: leftOut, sha256: table.sha256)
  }

  // Puts the rows of a situation together, wherever they stand.
  private mutating func gather(_ evaluated: Evaluated) {
    let table = evaluator.table
    let keys = [plan.person, plan.situation].compactMap(\.self)
    let used = keys + [plan.alternative] + [plan.source].compactMap(\.self)
    var indexOf: [[String]: Int] = [:]
    var last: (row: Int, index: Int)?
    for row in table.rows.indices {
      if let number = evaluated.filter?[row], !isYes(number) {
        if number.isNaN, let filter = plan.filter {
          faults.add(filter, row: row, key: "data.where", in: evaluator)
        }
        leftOut += 1
        continue
      }
      let empty = used.filter { table.isEmpty($0, row: row) }
      for column in empty {
        faults.add(
          "is missing", at: table.place(column, row: row), key: table.names[column],
          "fill the cell, or leave the row out by where in the model file")
      }
      if let last, keys.allSatisfy({ table.isSame($0, last.row, row) }) {
        situations[last.index].rows.append(row)
        if !empty.isEmpty { situations[last.index].isGood = false }
        continue
      }
      let key = keys.map { table.text($0, row: row) }
      let index = indexOf[key] ?? situations.count
      if index == situations.count {
        situations.append(Rows(rows: []))
        indexOf[key] = index
      }
      situations[index].rows.append(row)
      if !empty.isEmpty { situations[index].isGood = false }
      last = (row, index)
    }
  }

  // A situation with its available alternatives; nil after a problem.
  private mutating func situation(
    _ rows: Rows, _ evaluated: Evaluated
  ) -> ChoiceData.Situation? {
    let table = evaluator.table
    let first = rows.rows[0]
    let id = table.text(plan.situation, row: first)
    let person = plan.person.map { table.text($0, row: first) } ?? id
    let label = plan.person == nil ? "situation \(id)" : "person \(person), situation \(id)"
    var isGood = rows.isGood
    var options: [ChoiceData.Option] = []
    var seen: Set<String> = []
    for row in rows.rows {
      guard let alternative = alternative(row, evaluated) else {
        isGood = false
        continue
      }
      if !seen.insert(alternative).inserted {
        faults.add(
          "the alternative is there twice", at: table.place(plan.alternative, row: row),
          key: label, "keep one of the two rows")
        isGood = false
      }
      if let source = plan.source, !table.isSame(source, first, row) {
        faults.add(
          "the situation has two sources", at: table.place(source, row: row), key: label,
          isWithheld: true, "give all its rows the same source")
        isGood = false
      }
      let (option, isRowGood) = option(alternative, row, evaluated)
      isGood = isGood && isRowGood
      if let option { options.append(option) }
    }
    if !isGood { return nil }
    if options.isEmpty {
      faults.add(
        "no alternative is available", at: table.place(row: first), key: label,
        "mend the rows, or leave them out by where in the model file")
      return nil
    }
    let count = faults.count
    faults.add(shares: options.map(\.share), at: table.place(row: first), key: label)
    if faults.count > count { return nil }
    return ChoiceData.Situation(
      person: person, id: id, source: plan.source.map { table.text($0, row: first) } ?? "",
      options: options.normalized)
  }

  private mutating func alternative(_ row: Int, _ evaluated: Evaluated) -> String? {
    let table = evaluator.table
    if evaluated.listed.isEmpty { return table.text(plan.alternative, row: row) }
    if evaluated.listed[row] >= 0 { return model.layout.alternatives[evaluated.listed[row]].id }
    if !table.isEmpty(plan.alternative, row: row) {
      faults.add(
        "is no alternative's code", at: table.place(plan.alternative, row: row),
        key: table.names[plan.alternative], isWithheld: true,
        "list it under alternatives in the model file, or leave the row out by where")
    }
    return nil
  }

  // Nothing where the alternative was not available.
  private mutating func option(
    _ alternative: String, _ row: Int, _ evaluated: Evaluated
  ) -> (ChoiceData.Option?, isGood: Bool) {
    let inAll = isAvailable(plan.available, evaluated.available, row, "data.available")
    var own: Bool? = true
    if !evaluated.listed.isEmpty {
      let index = evaluated.listed[row]
      own = isAvailable(
        plan.availableOf[index], evaluated.availableOf[index], row,
        "alternatives.\(alternative).available")
    }
    var isGood = inAll != nil && own != nil
    let share = evaluated.choice[row]
    if inAll != true || own != true {
      if isYes(share), isGood {
        faults.add(
          RowFaults.unavailable.problem, at: evaluator.table.place(row: row), key: alternative,
          RowFaults.unavailable.remedy)
        isGood = false
      }
      return (nil, isGood)
    }
    if share.isNaN {
      faults.add(plan.choice, row: row, key: "data.choice", in: evaluator)
      isGood = false
    }
    var values = [Double](repeating: 0, count: columns.count)
    let used = usedColumns(by: alternative)
    for column in columns.indices where used[column] {
      values[column] = evaluated.values[column][row]
      if values[column].isNaN {
        faults.add(plan.values[column], row: row, key: columns[column], in: evaluator)
        isGood = false
      }
    }
    return (ChoiceData.Option(alternative: alternative, share: share, values: values), isGood)
  }

  // Nil where it is not known.
  private mutating func isAvailable(
    _ bound: RowEvaluator.Bound?, _ numbers: [Double]?, _ row: Int, _ key: @autoclosure () -> String
  ) -> Bool? {
    guard let number = numbers?[row] else { return true }
    if !number.isNaN { return number != 0 }
    if let bound { faults.add(bound, row: row, key: key(), in: evaluator) }
    return nil
  }

  private mutating func usedColumns(by alternative: String) -> [Bool] {
    if let known = usedBy[alternative] { return known }
    let used = columns.map { model.uses($0, of: alternative) }
    usedBy[alternative] = used
    return used
  }
}

extension LongReader.Plan {
  /// Finds everything in a table; problems stay with the binder.
  init(
    _ model: EstimationModel, _ columns: DataLayout.LongColumns, _ binder: inout FormulaBinder
  ) {
    let layout = model.layout
    person = layout.person.map { binder.position(of: $0, key: "data.person") }
    source = layout.source.map { binder.position(of: $0, key: "data.source") }
    situation = binder.position(of: columns.situation, key: "data.situation")
    alternative = binder.position(of: columns.alternative, key: "data.alternative")
    filter = layout.filter.map { binder.bind($0, key: "data.where") }
    let scope = binder.scope(layout, of: nil)
    choice = binder.bind(columns.choice, scope, key: "data.choice")
    available = columns.available.map { binder.bind($0, scope, key: "data.available") }
    availableOf = layout.alternatives.map { alternative in
      alternative.available.map {
        binder.bind($0, scope, key: "alternatives.\(alternative.id).available")
      }
    }
    values = model.usedColumns.map { column in
      binder.bind(Formula(column: model.reference(to: column)), scope, key: column)
    }
  }
}

extension [ChoiceData.Option] {
  /// The same options, their shares summing to 1 as exactly as they can.
  var normalized: [ChoiceData.Option] {
    let sum = reduce(0) { $0 + $1.share }
    return map {
      ChoiceData.Option(
        alternative: $0.alternative, share: sum == 1 ? $0.share : $0.share / sum,
        values: $0.values)
    }
  }
}

extension Diagnostics {
  /// No row counts.
  static func nothingLeft(_ table: DataTable, _ layout: DataLayout) -> Diagnostics {
    Diagnostics(
      "none of the \(table.rows.count) rows counts", at: SourceLocation(file: table.file),
      remedy: layout.filter == nil
        ? "mend what the model file ignores" : "mend where in the model file")
  }
}
