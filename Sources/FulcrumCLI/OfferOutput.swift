import ArgumentParser
import Fulcrum

/// How a brief is shown.
enum OfferFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a terminal.
  case table
  /// A versioned document.
  case json
  /// Markdown, with everything the document has.
  case md
}

/// Where a brief goes and in which shape.
struct OfferOutput: ResultOptions {
  @Option(help: "How to show the brief: table, json or md. With json, errors are JSON too.")
  var format = OfferFormat.table

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

  private var terminal: Terminal? { output == nil ? Terminal.standardOutput : nil }

  /// Columns of where the brief goes.
  var shownWidth: Int { width ?? terminal?.width ?? 80 }

  /// Colour where it is welcome.
  var style: TerminalStyle { terminal?.hasColour == true ? .colour : .plain }
}
