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
struct PlanOutput: ResultOptions {
  @Option(
    help:
      "How to show the plan: table, json, md (the whole analysis) or csv. With json, errors are JSON too."
  )
  var format = PlanFormat.table

  @Option(
    help: ArgumentHelp(
      "Columns of the table, 60 to 200; the terminal's, or 80.", valueName: "columns"))
  var width: Int?

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }

  func validate() throws {
    if let width, !(60...200).contains(width) {
      throw ValidationError("--width takes 60 to 200; \(width) is not")
    }
  }

  /// The table of a plan, as wide and as coloured as where it goes allows.
  func table(of plan: Plan, opening: String, closing: String) -> String {
    let terminal = output == nil ? Terminal.standardOutput : nil
    return TerminalPlan(
      plan, width: width ?? terminal?.width ?? 80,
      style: terminal?.hasColour == true ? .colour : .plain,
      opening: opening, closing: closing
    ).text
  }
}
