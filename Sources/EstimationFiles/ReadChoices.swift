public import Documents
public import Estimation
public import Units

/// Choices as a table has them.
public struct ReadChoices: Hashable, Sendable {
  /// The choices, with the columns that the model uses.
  public let data: ChoiceData
  /// How many rows the table has.
  public let rows: Int
  /// How many of them the model leaves out: by `where`, or because nobody decided.
  public let rowsLeftOut: Int
  /// The digest of the table's bytes.
  public let sha256: SHA256
}

extension EstimationModel {
  /// Reads a table of choices.
  /// - Throws: All problems of the table and of what the model says of it, each with its place.
  public func choices(readingFile path: String) throws(Diagnostics) -> ReadChoices {
    try choices(InputText(readingFile: path))
  }

  /// Reads a table of choices that is in memory.
  /// - Throws: All problems of the table and of what the model says of it, each with its place.
  public func choices(_ input: InputText) throws(Diagnostics) -> ReadChoices {
    let table = try DataTable(input, separator: layout.separator)
    var binder = FormulaBinder(table)
    let read: ReadChoices
    if case .alternatives(let columns) = layout.rows {
      let plan = LongReader.Plan(self, columns, &binder)
      try binder.log.throwIfAny()
      try table.readRows(keeping: binder.usedColumns)
      var reader = LongReader(self, plan, RowEvaluator(table, derived: binder.derived))
      read = try reader.choices()
    } else {
      let plan = WideReader.Plan(self, &binder)
      try binder.log.throwIfAny()
      try table.readRows(keeping: binder.usedColumns)
      var reader = WideReader(self, plan, RowEvaluator(table, derived: binder.derived))
      read = try reader.choices()
    }
    try checkMentions(in: read.data)
    return read
  }

  // Of a long table without a list of alternatives only its rows tell what there is.
  private func checkMentions(in data: ChoiceData) throws(Diagnostics) {
    var log = DiagnosticLog()
    for mention in mentions {
      let known = mention.kind == .alternative ? data.alternatives : data.sources
      let isListed = mention.kind == .alternative && layout.listsAlternatives
      if isListed || known.contains(mention.name) { continue }
      log.add(
        .unknown(
          mention.kind.rawValue, mention.name, among: known, at: mention.location, key: mention.key)
      )
    }
    try log.throwIfAny()
  }
}

extension DataLayout {
  fileprivate var listsAlternatives: Bool {
    if case .alternatives = rows { return !alternatives.isEmpty }
    return true
  }
}
