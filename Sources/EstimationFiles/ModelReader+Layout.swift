internal import Documents

extension ModelReader {
  /// How rows become choices; nil after a problem.
  mutating func layout() -> DataLayout? {
    guard
      var data = root.requiredSection(
        "data", remedy: "say under data which columns hold person and choice")
    else { return nil }
    let guess = data.has("outcome") ? "offers" : data.has("alternative") ? "long" : "wide"
    let format = data.choice("format", among: ["wide", "long", "offers"], default: guess)
    let separator = data.choice(
      "delimiter", among: DataLayout.Separator.allCases.map(\.rawValue), default: "comma")
    let person = column(data.node("person"), key: "data.person")
    let source = column(data.node("source"), key: "data.source")
    let filter = formula(data.node("where"), key: "data.where")
    var situation: ColumnReference?
    var rows: DataLayout.Rows?
    switch format {
    case "long": rows = longColumns(&data).map { .alternatives($0) }
    case "offers":
      situation = column(data.node("situation"), key: "data.situation")
      rows = offerOutcome(&data).map { .offers($0) }
    default:
      situation = column(data.node("situation"), key: "data.situation")
      rows = .situations(choice: column(data.node("choice"), key: "data.choice"))
    }
    data.finish(into: &root)
    let alternatives = format == "offers" ? [] : alternatives(format == "wide", rows)
    let ids = format == "offers" ? Self.offerAlternatives : alternatives.map(\.id)
    let columns = derivedColumns(of: ids, isLong: format == "long")
    guard let rows, let separator = separator.flatMap(DataLayout.Separator.init) else {
      return nil
    }
    return DataLayout(
      rows: rows, separator: separator, person: person, situation: situation, source: source,
      filter: filter, alternatives: alternatives, columns: columns)
  }

  /// The alternatives of an export of offers.
  static let offerAlternatives = [
    DataLayout.OfferOutcome.offer, DataLayout.OfferOutcome.rivalOffer,
    DataLayout.OfferOutcome.stay,
  ]

  private mutating func longColumns(_ data: inout Section) -> DataLayout.LongColumns? {
    let alternative = data.requiredNode(
      "alternative", remedy: "name the column that says which alternative a row is")
    let situation = data.requiredNode(
      "situation", remedy: "name the column that tells choice situations apart")
    let choice = data.requiredNode(
      "choice", remedy: "name the column that is 1 for the chosen alternative, or holds shares")
    let available = formula(data.node("available"), key: "data.available")
    guard let alternative = column(alternative, key: "data.alternative"),
      let situation = column(situation, key: "data.situation"),
      let choice = formula(choice, key: "data.choice")
    else { return nil }
    return DataLayout.LongColumns(
      alternative: alternative, situation: situation, choice: choice, available: available)
  }

  private mutating func offerOutcome(_ data: inout Section) -> DataLayout.OfferOutcome? {
    let rival = column(data.node("rival"), key: "data.rival")
    guard
      var outcome = data.requiredSection(
        "outcome", remedy: "say which column holds the outcome, and which texts mean what")
    else { return nil }
    let column = column(
      outcome.requiredNode("column", remedy: "name the column that holds the outcome"),
      key: "data.outcome.column")
    var meanings: [String: DataLayout.OfferOutcome.Meaning] = [:]
    for meaning in DataLayout.OfferOutcome.Meaning.allCases {
      let key = "data.outcome.\(meaning.rawValue)"
      let node =
        meaning == .accepted
        ? outcome.requiredNode(
          "accepted", remedy: "list the texts that mean it, such as [Accepted]")
        : outcome.node(meaning.rawValue)
      guard let node else { continue }
      for (text, place) in words(node, key: key, wanting: "list texts, such as [Accepted, Hired]") {
        if let other = meanings.updateValue(meaning, forKey: text) {
          root.note(
            Diagnostic(
              "this text already means \(other.rawValue)", at: place, key: key, value: .text(text),
              remedy: "keep one of the two"))
        }
      }
    }
    outcome.finish(into: &data)
    return column.map { DataLayout.OfferOutcome(column: $0, meanings: meanings, rival: rival) }
  }

  private mutating func alternatives(
    _ areNeeded: Bool, _ rows: DataLayout.Rows?
  ) -> [DataLayout.Alternative] {
    guard areNeeded || root.has("alternatives") else {
      _ = root.node("alternatives")
      return []
    }
    guard
      var section = root.requiredSection(
        "alternatives", remedy: "list them with their codes, such as {train: 1, car: 3}")
    else { return [] }
    var (alternatives, register) = ([DataLayout.Alternative](), IdentifierRegister())
    var codes: [String: String] = [:]
    for entry in section.entries {
      let key = "alternatives.\(entry.key)"
      _ = section.node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: "alternatives") {
        section.note(problem)
        continue
      }
      let alternative = alternative(entry, key: key, rows)
      if let other = codes.updateValue(entry.key, forKey: alternative.code) {
        section.note(
          Diagnostic(
            "has the code of \(other)", at: entry.value.location, key: key,
            value: .text(alternative.code), remedy: "give each alternative its own code"))
      }
      alternatives.append(alternative)
    }
    if areNeeded, alternatives.count == 1 {
      section.note(
        Diagnostic(
          "there is one alternative only", at: section.location, key: "alternatives",
          remedy: "list all between which people choose"))
    }
    section.finish(into: &root)
    return alternatives
  }

  private mutating func alternative(
    _ entry: DocumentNode.Entry, key: String, _ rows: DataLayout.Rows?
  ) -> DataLayout.Alternative {
    if entry.value.isNull { return DataLayout.Alternative(id: entry.key) }
    if let code = entry.value.text { return DataLayout.Alternative(id: entry.key, code: code) }
    var section = root.nested(entry.value, path: key)
    var alternative = DataLayout.Alternative(
      id: entry.key, code: section.optionalText("code"),
      available: formula(section.node("available"), key: "\(key).available"))
    if case .situations(choice: nil) = rows {
      let share = section.requiredNode(
        "share", remedy: "give a column of shares, or name the chosen alternative's in data.choice")
      alternative.share = formula(share, key: "\(key).share")
    }
    section.finish(into: &root)
    return alternative
  }

  // In the order of the file: a column may read those above it.
  private mutating func derivedColumns(
    of alternatives: [String], isLong: Bool
  ) -> [DataLayout.DerivedColumn] {
    guard var section = root.section("columns") else { return [] }
    var columns: [DataLayout.DerivedColumn] = []
    for entry in section.entries {
      let key = "columns.\(entry.key)"
      _ = section.node(entry.key)
      refuseProtected(ColumnReference(entry.key, at: entry.location), key: "columns")
      guard let entries = entry.value.entries else {
        if let formula = formula(entry.value, key: key) {
          columns.append(DataLayout.DerivedColumn(name: entry.key, rule: .all(formula)))
        }
        continue
      }
      var formulas: [String: Formula] = [:]
      for each in entries {
        if isLong {
          section.note(
            Diagnostic(
              "a column of a long table has one formula for all alternatives", at: each.location,
              key: key, remedy: "write such as if(alt == \"car\", a, b)"))
        } else if !alternatives.contains(each.key) {
          section.note(
            .unknown("alternative", each.key, among: alternatives, at: each.location, key: key))
        } else {
          formulas[each.key] = formula(each.value, key: "\(key).\(each.key)")
        }
      }
      columns.append(DataLayout.DerivedColumn(name: entry.key, rule: .each(formulas)))
    }
    section.finish(into: &root)
    return columns
  }
}

extension Diagnostic {
  /// Something that is called by a name which nothing has.
  static func unknown(
    _ kind: String, _ name: String, among known: [String], at place: SourceLocation, key: String
  ) -> Diagnostic {
    let list = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? ", …" : "")
    return Diagnostic(
      "there is no \(kind) of this name", at: place, key: key, value: .text(name),
      remedy: nearestName(to: name, among: known).map { "did you mean \($0)?" }
        ?? (known.isEmpty ? "there are none" : "there are \(list)"))
  }
}
