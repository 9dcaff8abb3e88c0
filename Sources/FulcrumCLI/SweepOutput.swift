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
struct SweepOutput: TableResultOptions {
  @Option(
    help: "How to show it: table, json (JSON Lines) or csv. With json, errors are JSON too.")
  var format: SweepFormat?

  @OptionGroup var table: TableOptions

  @Option(
    name: .customLong("draw"),
    help: ArgumentHelp("Draw it as an SVG file.", valueName: "file"),
    completion: .file(extensions: ["svg"]))
  var drawing: String?

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }
}
