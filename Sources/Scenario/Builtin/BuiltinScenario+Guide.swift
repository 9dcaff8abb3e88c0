extension BuiltinScenario {
  /// `README.md` of a copy on disk: what stands in which file, and what to try first.
  public var guide: String {
    let isFolder = files.count > 1
    var text = """
      # \(name): \(title)

      A scenario to learn from and to overwrite. Everything in it is invented but the sizes of
      public clusters and the prices of rented GPUs. People are ids, never names.

      | file | what it holds |
      |---|---|
      | `scenario.yaml` | clusters, budget, prices, packages, assumptions\(isFolder ? "" : ", all rows") |

      """
    if isFolder {
      text += Self.tables.map { "| `\($0.name).csv` | \($0.about) |\n" }.joined()
    }
    text += """
      | `scenario.schema.json` | lets editors that know YAML explain and check each key |

      ## The first five commands, from this folder

      ```sh
      fulcrum check .                        # every problem, with its place and remedy
      fulcrum plan .                         # who gets what, whom to promise what, and why
      fulcrum plan . --preset compute-first  # if compute is what people come for
      fulcrum plan . --set budget.cash=2M    # what if: any value, by its path
      fulcrum help scenario                  # how values are written and named
      ```

      Numbers may be written 450k, 7.4M, 12% or 256..512 (a 90 % interval). Money is in dollars a
      year. GPUs are physical in clusters, teams and packages, and H100-equivalents where those of
      others are meant: rivals, `reference_gpus`, `cutoff_gpus`.

      """
    for (table, about) in Self.tables { text += columns(of: table, about, isFile: isFolder) }
    return text
  }

  private func columns(of table: String, _ about: String, isFile: Bool) -> String {
    let columns =
      Self.ids(of: table) + ScenarioGlossary.columns(of: table).map { ($0.name, $0.meaning) }
    let rows = columns.map { name, meaning in
      "| `\(name)` | \(meaning.replacing("|", with: "\\|")) |\n"
    }
    return
      "\n## `\(isFile ? table + ".csv" : table)`: \(about)\n\n| column | meaning |\n|---|---|\n"
      + rows.joined()
  }
}
