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
struct OfferOutput: TableResultOptions {
  @Option(help: "How to show the brief: table, json or md. With json, errors are JSON too.")
  var format = OfferFormat.table

  @OptionGroup var table: TableOptions

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }
}
