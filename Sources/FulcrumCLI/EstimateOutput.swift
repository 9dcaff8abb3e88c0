import ArgumentParser
import Fulcrum

/// How estimates are shown.
enum EstimateFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a terminal, or for a paper.
  case table
  /// A versioned document.
  case json
  /// Markdown.
  case md
  /// A row per parameter, for a spreadsheet.
  case csv
}

/// Where estimates go and in which shape.
struct EstimateOutput: TableResultOptions {
  @Option(
    help: "How to show the estimates: table, json, md or csv. With json, errors are JSON too.")
  var format = EstimateFormat.table

  @OptionGroup var table: TableOptions

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }

  /// The report as asked for.
  func text(of report: EstimatesReport, run: DocumentRun?) throws -> String {
    let document = EstimatesDocument(report, version: FulcrumRelease.version, run: run)
    return switch format {
    case .table: TerminalEstimates(report, width: page.width, style: page.style).text
    case .json: try document.json()
    case .md: MarkdownEstimates(report, document: document).text
    case .csv: CSVEstimates(report).text
    }
  }
}
