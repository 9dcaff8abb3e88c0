import Documents

extension ScenarioSource {
  // Groups whose keys are ids that the owner chose: a change cannot invent one.
  private static let groupsOfIDs: Set<String> = [
    "clusters", "role_slots", "attributes", "accelerators", "pay_bands",
  ]

  // Groups whose keys are ids of rows: a change may add one, dots and all.
  private static let groupsOfRowIDs: Set<String> = ["answers"]

  /// Applies one change to the documents, before anything is typed; problems go to ``log``.
  ///
  /// Keys and columns that are not there yet are added; whether they may be is checked as for a
  /// file. Ids have to exist.
  mutating func apply(_ change: Scenario.Override) {
    let place = change.location
    guard let path = ScenarioPath(change.path) else {
      log.add(
        Diagnostic(
          "is not a path", at: place,
          remedy: "write it like clusters.bay-1.nodes or teams[pretraining].pay"))
      return
    }
    guard let value = value(of: change) else { return }
    switch path {
    case .key(let key):
      guard var edited = root else { return }
      if let table = Self.table(namedBy: key) {
        log.add(
          Diagnostic(
            "names a table, not a cell", at: place,
            remedy: "name the row in brackets, as in \(table)"
              + (ScenarioTable.hasCandidates(table) ? "[CANDIDATE/ID].column" : "[ID].column")))
        return
      }
      edit(&edited, Substring(key), value, place: place, walked: "")
      root = edited
    case .cell(let table, let id, let column):
      editCell(table: table, id: id, column: column, value: value, place: place)
    }
  }

  // The table that a path of keys leads to, if it leads to one.
  private static func table(namedBy key: String) -> String? {
    tableNames.first { name in
      let group = name == "packages" ? "packages.listed" : name
      return key == group || key.hasPrefix(group + ".")
    }
  }

  // A list in brackets is read as in a file; everything else is one value.
  private mutating func value(of change: Scenario.Override) -> DocumentNode? {
    let plain = DocumentNode(
      text: change.value, isQuoted: false, at: change.location)
    if change.value.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      log.add(
        Diagnostic(
          "holds a control character", at: change.location, remedy: "write plain text"))
      return nil
    }
    guard change.value.hasPrefix("[") else { return plain }
    do throws(Diagnostics) {
      return try DocumentNode(yaml: InputText(change.value, file: "--set \(change.path)"))
    } catch {
      log.add(error)
      return nil
    }
  }

  private mutating func editCell(
    table name: String, id: String, column: String, value: DocumentNode, place: SourceLocation
  ) {
    guard Self.tableNames.contains(name) else {
      log.add(Self.unknown("table", name, among: Self.tableNames, at: place))
      return
    }
    guard var row = tables[name]?.row(id) else {
      if let table = tables[name] {
        // Of rows that belong to candidates, those of the candidate meant are of use.
        let ids = table.rows.map(\.id)
        let owner = id.prefix { $0 != "/" } + "/"
        let own = ScenarioTable.hasCandidates(name) ? ids.filter { $0.hasPrefix(owner) } : []
        log.add(Self.unknown("row of \(name)", id, among: own.isEmpty ? ids : own, at: place))
      }
      return
    }
    row.node[column] = value
    tables[name]?.replace(row)
  }

  // Follows the longest key that is there; what is left when none is becomes new keys.
  private mutating func edit(
    _ node: inout DocumentNode, _ path: Substring, _ value: DocumentNode,
    place: SourceLocation, walked: String
  ) {
    let entries = node.entries ?? []
    let match = entries.map(\.key)
      .filter { path == $0 || path.hasPrefix($0 + ".") }
      .max { $0.count < $1.count }
    if let match, path == match {
      node[match] = value.isNull ? nil : value
    } else if let match {
      guard var child = node[match], child.entries != nil else {
        log.add(
          Diagnostic(
            "leads through \(match), which has no keys", at: place,
            remedy: "end the path at \(match)"))
        return
      }
      let rest = path.dropFirst(match.count + 1)
      edit(&child, rest, value, place: place, walked: match)
      node[match] = child
    } else if Self.groupsOfIDs.contains(walked) {
      let id = String(path.prefix { $0 != "." })
      log.add(Self.unknown("id in \(walked)", id, among: entries.map(\.key), at: place))
    } else if Self.groupsOfRowIDs.contains(walked) {
      node[String(path)] = value.isNull ? nil : value
    } else {
      var parts = path.split(separator: ".").map(String.init)
      if Self.groupsOfRowIDs.contains(parts[0]), parts.count > 2 {
        parts = [parts[0], parts.dropFirst().joined(separator: ".")]
      }
      var new = value
      for key in parts.dropFirst().reversed() {
        new = DocumentNode(
          .mapping([DocumentNode.Entry(key: key, location: place, value: new)]), at: place)
      }
      node[parts[0]] = new
    }
  }

  private static func unknown(
    _ kind: String, _ name: String, among known: [String], at place: SourceLocation
  ) -> Diagnostic {
    Diagnostic(
      "there is no such \(kind)", at: place, value: .text(name),
      remedy: nearestName(to: name, among: known).map { "did you mean \($0)?" }
        ?? "there are \(known.sorted().prefix(20).joined(separator: ", "))")
  }
}
