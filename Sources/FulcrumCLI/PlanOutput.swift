import ArgumentParser
import Fulcrum

/// How a plan is shown.
enum PlanFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a terminal.
  case table
  /// A versioned document.
  case json
  /// The whole analysis as Markdown.
  case md
  /// One tidy table for a spreadsheet.
  case csv
}

/// Where a plan goes and in which shape.
struct PlanOutput: TableResultOptions {
  @Option(
    help:
      "How to show the plan: table, json, md (the whole analysis) or csv. With json, errors are JSON too."
  )
  var format = PlanFormat.table

  @OptionGroup var table: TableOptions

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }

  /// The table of a plan, as wide and as coloured as where it goes allows.
  func table(of plan: Plan, opening: String, closing: String) -> String {
    TerminalPlan(
      plan, width: page.width, style: page.style, opening: opening, closing: closing
    ).text
  }
}
