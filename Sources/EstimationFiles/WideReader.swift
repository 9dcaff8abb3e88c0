internal import Documents
internal import Estimation

/// Reads choices from a table with a row for each situation, or for each offer that was made.
struct WideReader {
  /// Where everything is in the table.
  struct Plan {
    var person: Int?
    var situation: Int?
    var source: Int?
    /// The column of the chosen code, or of the outcome of an offer; nil: shares.
    var answer: Int?
    var rival: Int?
    var filter: RowEvaluator.Bound?
    var alternatives: [Alternative] = []

    /// An alternative; a reference, since every row asks it.
    final class Alternative: Sendable {
      let id: String
      let code: String
      let available: RowEvaluator.Bound?
      let share: RowEvaluator.Bound?
      /// By column of the model; nil where the alternative does not use it.
      let values: [RowEvaluator.Bound?]

      init(
        id: String, code: String, available: RowEvaluator.Bound?, share: RowEvaluator.Bound?,
        values: [RowEvaluator.Bound?]
      ) {
        (self.id, self.code, self.available) = (id, code, available)
        (self.share, self.values) = (share, values)
      }
    }
  }

  let model: EstimationModel
  private let columns: [String]
  let plan: Plan
  var evaluator: RowEvaluator
  var faults = RowFaults()
  private let isOffer: Bool

  init(_ model: EstimationModel, _ plan: Plan, _ evaluator: RowEvaluator) {
    self.model = model
    self.plan = plan
    self.evaluator = evaluator
    columns = model.usedColumns
    if case .offers = model.layout.rows { isOffer = true } else { isOffer = false }
  }

  // What each alternative has in every row.
  private struct Evaluated {
    let available: [Double]?
    let share: [Double]?
    let values: [[Double]?]
  }

  /// The choices.
  /// - Throws: All problems of rows that count.
  mutating func choices() throws(Diagnostics) -> ReadChoices {
    let table = evaluator.table
    let counts = plan.filter.map { evaluator.values($0) }
    let answers = answers()
    let evaluated = plan.alternatives.map { alternative in
      Evaluated(
        available: alternative.available.map { evaluator.values($0) },
        share: alternative.share.map { evaluator.values($0) },
        values: alternative.values.map { bound in bound.map { evaluator.values($0) } })
    }
    var situations: [ChoiceData.Situation] = []
    situations.reserveCapacity(table.rows.count)
    var names = SituationNames(plan)
    var leftOut = 0
    for row in table.rows.indices {
      if let number = counts?[row], !isYes(number) {
        if number.isNaN, let filter = plan.filter {
          faults.add(filter, row: row, key: "data.where", in: evaluator)
        }
        leftOut += 1
        continue
      }
      if answers?[row] == .ignored {
        leftOut += 1
        continue
      }
      let name = names.name(row, table, &faults)
      let options = options(row, answers?[row], evaluated)
      if let name, let options {
        situations.append(
          ChoiceData.Situation(
            person: name.person, id: name.id, source: name.source, options: options))
      }
    }
    try faults.throwIfAny(table.places)
    if leftOut == table.rows.count { throw .nothingLeft(table, model.layout) }
    return ReadChoices(
      data: ChoiceData(columns: columns, situations: situations), rows: table.rows.count,
      rowsLeftOut: leftOut, sha256: table.sha256)
  }

  // The available alternatives of a row; nil after a problem.
  private mutating func options(
    _ row: Int, _ answer: Answer?, _ evaluated: [Evaluated]
  ) -> [ChoiceData.Option]? {
    let table = evaluator.table
    var options: [ChoiceData.Option] = []
    var isGood = answer != .unknown
    if !isGood { noteUnknownAnswer(row) }
    for (index, alternative) in plan.alternatives.enumerated() {
      var isAvailable = true
      if let number = evaluated[index].available?[row] {
        if number.isNaN, let bound = alternative.available {
          faults.add(
            bound, row: row, key: "alternatives.\(alternative.id).available", in: evaluator)
          isGood = false
        }
        isAvailable = isYes(number)
      }
      if isOffer, alternative.id == DataLayout.OfferOutcome.rivalOffer {
        isAvailable = plan.rival.map { !table.isMissing($0, row: row) } ?? false
      }
      let share = share(of: index, row, answer, evaluated[index])
      if !isAvailable {
        if isYes(share), isGood {
          let place = plan.answer.map { table.place($0, row: row) } ?? table.place(row: row)
          faults.add(
            RowFaults.unavailable.problem, at: place,
            key: plan.answer.map { table.names[$0] } ?? alternative.id,
            isWithheld: true, RowFaults.unavailable.remedy)
          isGood = false
        }
        continue
      }
      if share.isNaN, let bound = alternative.share {
        faults.add(bound, row: row, key: "alternatives.\(alternative.id).share", in: evaluator)
        isGood = false
      }
      let values = values(of: index, row, evaluated[index])
      isGood = isGood && values != nil
      options.append(
        ChoiceData.Option(alternative: alternative.id, share: share, values: values ?? []))
    }
    if !isGood { return nil }
    return checked(options, row)
  }

  private mutating func checked(
    _ options: [ChoiceData.Option], _ row: Int
  ) -> [ChoiceData.Option]? {
    let table = evaluator.table
    if options.isEmpty {
      faults.add(
        "no alternative is available", at: table.place(row: row),
        "mend the row, or leave it out by where in the model file")
      return nil
    }
    if plan.answer != nil { return options }
    let shares = options.map(\.share)
    let count = faults.count
    faults.add(shares: shares, at: table.place(row: row), key: "")
    return faults.count == count ? options.normalized : nil
  }

  private func share(
    of index: Int, _ row: Int, _ answer: Answer?, _ evaluated: Evaluated
  ) -> Double {
    if let answer { return answer == .chosen(index) ? 1 : 0 }
    return evaluated.share?[row] ?? 0
  }

  private mutating func values(of index: Int, _ row: Int, _ evaluated: Evaluated) -> [Double]? {
    var isGood = true
    var values = [Double](repeating: 0, count: columns.count)
    for column in columns.indices {
      guard let number = evaluated.values[column]?[row] else { continue }
      values[column] = number
      if number.isNaN, let bound = plan.alternatives[index].values[column] {
        faults.add(
          bound, row: row, key: "\(columns[column])[\(plan.alternatives[index].id)]",
          in: evaluator)
        isGood = false
      }
    }
    return isGood ? values : nil
  }
}
