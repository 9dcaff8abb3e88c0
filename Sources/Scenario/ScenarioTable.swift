import Documents

/// One table of a scenario: rows by id, from a CSV file or from a group of keys.
struct ScenarioTable: Hashable, Sendable {
  /// A row with the cell or key that names it.
  struct Row: Hashable, Sendable {
    var id: String
    var idLocation: SourceLocation
    /// A mapping, without the columns that make up the id.
    var node: DocumentNode
  }

  /// The name in paths: `teams`, `candidates`, `rivals`, `packages`.
  let name: String
  /// Where the table begins.
  let location: SourceLocation
  private(set) var rows: [Row]

  /// Makes rows of a CSV table; their id is `id`, or `candidate/id` where rows belong to candidates.
  init(_ name: String, of csv: CSVTable, log: inout DiagnosticLog) {
    self.name = name
    location = csv.header.first?.location ?? SourceLocation(file: "")
    rows = []
    let keys = Self.hasCandidates(name) ? ["candidate", "id"] : ["id"]
    let columns = Set(csv.header.map(\.text))
    let missing = keys.filter { !columns.contains($0) }
    for key in missing {
      log.add(
        Diagnostic(
          "the column is missing", at: SourceLocation(file: location.file, line: location.line),
          key: "\(name).\(key)",
          remedy: nearestName(to: key, among: columns).map { "rename the column \($0)" }
            ?? "give every row its \(key)"))
    }
    if !missing.isEmpty { return }
    if csv.rows.count > Self.rowLimit {
      log.add(
        Diagnostic(
          "has more than \(Self.rowLimit) rows",
          at: csv.rows[Self.rowLimit].first?.location ?? location, key: name,
          remedy: "drop what the plan does not need"))
      return
    }
    for var node in csv.nodes {
      let cells = keys.map { node[$0] ?? DocumentNode(text: "", at: node.location) }
      for key in keys { node[key] = nil }
      rows.append(
        Row(
          id: cells.map { $0.text ?? "" }.joined(separator: "/"),
          idLocation: cells.last?.location ?? node.location, node: node))
    }
    checkIDs(log: &log)
  }

  /// Makes rows of the group below a key.
  init(_ name: String, of node: DocumentNode, log: inout DiagnosticLog) {
    self.name = name
    location = node.location
    rows = []
    guard let entries = node.entries else {
      if !node.isNull {
        log.add(
          Diagnostic(
            "is not a group of rows", at: node.location, key: name,
            remedy: "write each row as id: {key: value, …}"))
      }
      return
    }
    rows = entries.map { Row(id: $0.key, idLocation: $0.location, node: $0.value) }
    checkIDs(log: &log)
  }

  /// Whether rows are named `candidate/id`.
  static func hasCandidates(_ name: String) -> Bool { name == "rivals" || name == "packages" }

  /// The row of that id.
  func row(_ id: String) -> Row? { rows.first { $0.id == id } }

  /// The rows of `base` with what this table says of them, and the rows that are new.
  ///
  /// Empty cells keep what the base says; a row given as `~` is removed.
  func inheriting(_ base: ScenarioTable) -> ScenarioTable {
    var merged = self
    let own = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    let known = Set(base.rows.map(\.id))
    merged.rows =
      base.rows.compactMap { inherited in
        guard var row = own[inherited.id] else { return inherited }
        if row.node.isNull { return nil }
        row.node = row.node.inheriting(inherited.node)
        return row
      } + rows.filter { !known.contains($0.id) }
    return merged
  }

  /// Replaces the row of that id.
  mutating func replace(_ row: Row) {
    if let index = rows.firstIndex(where: { $0.id == row.id }) { rows[index] = row }
  }

  /// How many rows of a table are read: problems of more would fill no screen.
  private static let rowLimit = 100_000

  // Drops rows whose id is wrong or taken, so that what follows can rely on ids.
  private mutating func checkIDs(log: inout DiagnosticLog) {
    var registers: [String: IdentifierRegister] = [:]
    rows = rows.filter { row in
      let parts =
        Self.hasCandidates(name)
        ? row.id.split(separator: "/", omittingEmptySubsequences: false).map(String.init) : [row.id]
      if Self.hasCandidates(name), parts.count != 2 {
        log.add(
          Diagnostic(
            "the id is not candidate/id", at: row.idLocation, key: name, value: .text(row.id),
            remedy: "name the row like C-01/stay"))
        return false
      }
      let owner = parts.count == 2 ? parts[0] : ""
      let problem = registers[owner, default: IdentifierRegister()]
        .enter(parts[parts.count - 1], at: row.idLocation, key: name)
      if let problem { log.add(problem) }
      return problem == nil
    }
  }
}
