import ArgumentParser
import Foundation
import Fulcrum

/// How wide a table is.
struct TableOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Columns of the table, 60 to 200; the terminal's, or 80.", valueName: "columns"))
  var width: Int?

  func validate() throws {
    if let width, !(60...200).contains(width) {
      throw ValidationError("--width takes 60 to 200; \(width) is not")
    }
  }
}

/// Options of a command whose result may be a table.
protocol TableResultOptions: ResultOptions {
  /// How wide the table is.
  var table: TableOptions { get }
}

extension TableResultOptions {
  /// The columns and the style of where the table goes.
  var page: (width: Int, style: TerminalStyle) {
    let terminal = output == nil ? Terminal.standardOutput : nil
    return (
      table.width ?? terminal?.width ?? 80, terminal?.hasColour == true ? .colour : .plain
    )
  }
}

extension ResultOptions {
  /// What a document says of the run that began at `start`; nil where it is to be reproducible.
  func run(since start: ContinuousClock.Instant, threads: Int) -> DocumentRun? {
    reproducible
      ? nil
      : DocumentRun(
        seconds: (ContinuousClock.now - start) / .seconds(1), kernel: KernelChoice.kernel.rawValue,
        threads: threads, generated: Date.now.ISO8601Format())
  }

  /// How a path reads from where the result will lie.
  var relativePath: (String) -> String {
    let folder = URL(fileURLWithPath: output ?? "./-").deletingLastPathComponent().path
    return { RelativePath(to: $0, from: folder).text }
  }
}
