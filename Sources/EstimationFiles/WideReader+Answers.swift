internal import Documents
internal import Estimation

extension WideReader {
  /// What a row says was chosen.
  enum Answer: Equatable {
    /// The alternative at a position.
    case chosen(Int)
    /// Nobody decided.
    case ignored
    /// The cell is empty or holds no code that is known.
    case unknown
  }

  /// The answers by row; nil where rows hold shares.
  func answers() -> [Answer]? {
    guard let column = plan.answer else { return nil }
    if case .offers(let outcome) = model.layout.rows { return outcomes(outcome, column) }
    let codes = plan.alternatives.map(\.code)
    // A code 1 may be written 1.0.
    let numbers = codes.map { CellNumber.value(in: Array($0.utf8), 0..<$0.utf8.count) }
    var matches = evaluator.table.matches(column, codes)
    if matches.contains(-1) {
      for (row, number) in evaluator.table.numbers(column).enumerated() where matches[row] < 0 {
        matches[row] = numbers.firstIndex(of: number) ?? -1
      }
    }
    return matches.map { $0 < 0 ? .unknown : .chosen($0) }
  }

  private func outcomes(_ outcome: DataLayout.OfferOutcome, _ column: Int) -> [Answer] {
    let texts = outcome.meanings.keys.sorted()
    let meanings = texts.map { outcome.meanings[$0] }
    let ids = plan.alternatives.map(\.id)
    let offer = ids.firstIndex(of: DataLayout.OfferOutcome.offer) ?? 0
    let rival = ids.firstIndex(of: DataLayout.OfferOutcome.rivalOffer) ?? 0
    let stay = ids.firstIndex(of: DataLayout.OfferOutcome.stay) ?? 0
    return evaluator.table.matches(column, texts).enumerated().map { row, match in
      guard match >= 0, let meaning = meanings[match] else { return .unknown }
      switch meaning {
      case .accepted: return .chosen(offer)
      case .stayed: return .chosen(stay)
      case .ignored: return .ignored
      case .declined:
        let isNamed = plan.rival.map { !evaluator.table.isMissing($0, row: row) } ?? false
        return .chosen(isNamed ? rival : stay)
      }
    }
  }

  /// Notes a cell whose answer is not known.
  mutating func noteUnknownAnswer(_ row: Int) {
    guard let column = plan.answer else { return }
    let table = evaluator.table
    let isEmpty = table.isMissing(column, row: row)
    var (problem, remedy) = (
      "no alternative is chosen", "fill the cell, or leave the row out by where in the model file"
    )
    if !isEmpty {
      problem = "is no alternative's code"
      remedy = "list it under alternatives in the model file, or leave the row out by where"
      if case .offers = model.layout.rows {
        problem = "is no outcome that the model file knows"
        remedy = "list it under data.outcome, perhaps as ignored"
      }
    }
    faults.add(
      problem, at: table.place(column, row: row), key: table.names[column], isWithheld: !isEmpty,
      remedy)
  }
}

extension WideReader.Plan {
  /// Finds everything in a table; problems stay with the binder.
  init(_ model: EstimationModel, _ binder: inout FormulaBinder) {
    let layout = model.layout
    person = layout.person.map { binder.position(of: $0, key: "data.person") }
    situation = layout.situation.map { binder.position(of: $0, key: "data.situation") }
    source = layout.source.map { binder.position(of: $0, key: "data.source") }
    filter = layout.filter.map { binder.bind($0, key: "data.where") }
    var listed = layout.alternatives
    switch layout.rows {
    case .situations(let choice):
      answer = choice.map { binder.position(of: $0, key: "data.choice") }
    case .offers(let outcome):
      answer = binder.position(of: outcome.column, key: "data.outcome.column")
      rival = outcome.rival.map { binder.position(of: $0, key: "data.rival") }
      listed = ModelReader.offerAlternatives.map { DataLayout.Alternative(id: $0) }
    case .alternatives: preconditionFailure("rows are alternatives")
    }
    alternatives = listed.map { alternative in
      let scope = binder.scope(layout, of: alternative.id)
      let key = "alternatives.\(alternative.id)"
      return Alternative(
        id: alternative.id, code: alternative.code,
        available: alternative.available.map { binder.bind($0, scope, key: "\(key).available") },
        share: answer == nil
          ? alternative.share.map { binder.bind($0, scope, key: "\(key).share") } : nil,
        values: model.usedColumns.map { column in
          guard model.uses(column, of: alternative.id) else { return nil }
          return binder.bind(Formula(column: model.reference(to: column)), scope, key: column)
        })
    }
  }
}

/// Names situations that have a row each.
struct SituationNames {
  private let plan: WideReader.Plan
  private let columns: [Int]
  // How many situations a person has so far, and which.
  private var counts: [String: Int] = [:]
  private var seen: Set<[String]> = []

  init(_ plan: WideReader.Plan) {
    self.plan = plan
    columns = [plan.person, plan.situation, plan.source].compactMap(\.self)
  }

  /// The name of a row's situation; nil after a problem.
  mutating func name(
    _ row: Int, _ table: DataTable, _ faults: inout RowFaults
  ) -> (person: String, id: String, source: String)? {
    let empty = columns.filter { table.isEmpty($0, row: row) }
    for column in empty {
      faults.add(
        "is missing", at: table.place(column, row: row), key: table.names[column],
        "fill the cell, or leave the row out by where in the model file")
    }
    if !empty.isEmpty { return nil }
    let source = plan.source.map { table.text($0, row: row) } ?? ""
    let given = plan.situation.map { table.text($0, row: row) }
    let person = plan.person.map { table.text($0, row: row) } ?? given ?? String(row + 1)
    guard let given else {
      counts[person, default: 0] += 1
      return (person, String(counts[person] ?? 1), source)
    }
    if !seen.insert([person, given]).inserted {
      faults.add(
        "a person's situation is there twice", at: table.place(row: row),
        key: plan.situation.map { table.names[$0] } ?? "", isWithheld: true,
        "give each situation of a person its own id")
      return nil
    }
    return (person, given, source)
  }
}
