import ArgumentParser
import Fulcrum

/// How a solution is shown.
enum SolveFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a terminal.
  case table
  /// A versioned document.
  case json
  /// What every claimant is given, for a spreadsheet.
  case csv
}

/// Where a solution goes and in which shape.
struct SolveOutput: TableResultOptions {
  @Option(
    help:
      "How to show the solution: table, json (all of it) or csv (every grant). With json, errors are JSON too."
  )
  var format = SolveFormat.table

  @OptionGroup var table: TableOptions

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }

  /// The solution as asked for.
  func text(of document: SolutionDocument, _ problem: ValuedProblem, choice: [Int]?) -> String {
    switch format {
    case .table:
      TerminalSolution(
        document, of: problem,
        grants: choice.map { GrantSummary(problem, choice: $0, most: TerminalSolution.most) },
        width: page.width, style: page.style
      ).text
    case .json: document.json
    case .csv: document.csv
    }
  }
}
