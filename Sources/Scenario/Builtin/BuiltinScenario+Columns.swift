extension BuiltinScenario {
  /// The end of a `scenario.yaml` with tables beside it: every column explained, as comments.
  ///
  /// A CSV file has no comments (RFC 4180, and a spreadsheet would show them as rows), so the tables
  /// are explained here and in the guide that `init` writes.
  static let columns: String = {
    var lines = [
      "",
      "# The tables beside this file, column by column. A column of GPUs belongs to one pool: with several",
      "# pools its name ends in the pool's, as in current_gpus.h100. People are ids, never names.",
    ]
    for (table, about) in tables {
      lines += ["#", "# \(table).csv: \(about)"]
      let all = ScenarioGlossary.columns(of: table)
      let columns =
        ids(of: table)
        + all.filter { !ScenarioGlossary.rare.contains($0.name) }.map { ($0.name, $0.meaning) }
      let width = columns.map(\.0.count).max() ?? 0
      lines += columns.map { name, meaning in
        "#   \(name + String(repeating: " ", count: width - name.count))  \(meaning)"
      }
      let rare = all.map(\.name).filter(ScenarioGlossary.rare.contains)
      if !rare.isEmpty {
        lines += [
          "#   and if you need them, see README.md or fulcrum schema:",
          "#   \(rare.joined(separator: ", "))",
        ]
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }()

  /// The tables with what a row of each is.
  static let tables: [(name: String, about: String)] = [
    ("teams", "one row for each team"),
    ("candidates", "one row for each person to whom an offer may go"),
    ("rivals", "where each candidate is now, and other offers; an empty cell is the usual level"),
  ]

  /// The columns that name a row of a table.
  static func ids(of table: String) -> [(String, String)] {
    let own = ("id", "letters, digits, dots, hyphens; each once")
    return ScenarioTable.hasCandidates(table)
      ? [("candidate", "whom the row is about, by id"), own] : [own]
  }
}
