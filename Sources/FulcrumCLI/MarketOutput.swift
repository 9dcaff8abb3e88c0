import ArgumentParser
import Foundation
import Fulcrum

/// How a table of the market is shown.
enum MarketFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a terminal.
  case table
  /// A versioned document.
  case json
  /// One table for a spreadsheet.
  case csv
}

/// Where a table of the market goes and in which shape.
struct MarketOutput: TableResultOptions {
  @Option(help: "How to show the table: table, json or csv. With json, errors are JSON too.")
  var format = MarketFormat.table

  @OptionGroup var table: TableOptions

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }

  /// When the document was made; nil where it is to be reproducible.
  var generated: String? { reproducible ? nil : Date.now.ISO8601Format() }

  /// The day on which ages are said; nil where the result is to be reproducible.
  var today: FactDate? { generated.flatMap { FactDate(String($0.prefix(10))) } }

  /// Delivers the shape asked for.
  func deliver(
    table: (_ width: Int, _ explains: Bool) -> String, csv: @autoclosure () -> String,
    json: (_ version: String, _ generated: String?) throws -> String
  ) throws {
    let text: String
    switch format {
    case .table: text = table(page.width, !quiet)
    case .csv: text = csv()
    case .json:
      do { text = try json(FulcrumRelease.version, generated) } catch {
        throw failInternally(error)
      }
    }
    do throws(Diagnostics) { try deliver(text) } catch { throw fail(error) }
  }
}
