import ArgumentParser
import Fulcrum

/// How a sweep is shown.
enum SweepFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a terminal.
  case table
  /// JSON Lines, a versioned document.
  case json
  /// A row per point, for a spreadsheet.
  case csv
}

/// Where a sweep goes and in which shape.
struct SweepOutput: ResultOptions {
  @Option(
    help: "How to show it: table, json (JSON Lines) or csv. With json, errors are JSON too.")
  var format: SweepFormat?

  @Option(
    help: ArgumentHelp(
      "Columns of the table, 60 to 200; the terminal's, or 80.", valueName: "columns"))
  var width: Int?

  @Option(
    name: .customLong("draw"),
    help: ArgumentHelp("Draw it as an SVG file.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var drawing: String?

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }

  func validate() throws {
    if let width, !(60...200).contains(width) {
      throw ValidationError("--width takes 60 to 200; \(width) is not")
    }
  }

  /// The columns of the table, and its style.
  var terminal: (width: Int, style: TerminalStyle) {
    let terminal = output == nil ? Terminal.standardOutput : nil
    return (
      width ?? terminal?.width ?? 80, terminal?.hasColour == true ? .colour : .plain
    )
  }
}
