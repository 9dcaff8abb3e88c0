import ArgumentParser
import Foundation
import Fulcrum

/// How a result is shown.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  /// Lines for a terminal.
  case table
  /// A versioned document.
  case json
}

/// Where a result goes and in which shape.
struct OutputOptions: ResultOptions {
  @Option(help: "How to show the result: table or json. With json, errors are JSON too.")
  var format = OutputFormat.table

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }
}

/// Where a result goes.
struct OutputDestination: ParsableArguments {
  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write to a file, in one step and for its owner alone.", valueName: "file"))
  var output: String?

  @Flag(help: "Leave time and machine out, so that equal inputs give equal bytes.")
  var reproducible = false

  @Flag(help: "Nothing but the result.")
  var quiet = false
}

/// Options of a command that ends with a result.
protocol ResultOptions: ParsableArguments {
  /// Where the result goes.
  var destination: OutputDestination { get }
  /// Whether the result, and with it an error, is a document.
  var isDocument: Bool { get }
}

extension ResultOptions {
  var output: String? { destination.output }
  var reproducible: Bool { destination.reproducible }
  var quiet: Bool { destination.quiet }

  /// Prints the result, or writes it to the file asked for.
  func deliver(_ text: String) throws(Diagnostics) {
    if let output {
      try AtomicFile.write(text, to: output)
    } else {
      try OutputOptions.printResult(text)
    }
  }

  /// Reports every problem and ends with the exit code of the worst.
  func fail(_ diagnostics: Diagnostics) -> ExitCode {
    if isDocument {
      let document = (try? diagnostics.jsonDocument())?.dropLast()
      OutputOptions.complain(document.map(String.init) ?? diagnostics.description)
    } else {
      OutputOptions.complain(diagnostics.description)
    }
    return ExitCode(diagnostics)
  }

  /// Reports a fault of the program itself.
  func failInternally(_ error: any Error) -> ExitCode {
    OutputOptions.complain(
      "fulcrum: a fault of the program, not of its input: \(error); please report it")
    return .internalFault
  }
}

extension OutputOptions {
  /// Prints a result.
  static func printResult(_ text: String) throws(Diagnostics) {
    do {
      try FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
    } catch {
      throw Diagnostics(
        "cannot be written", at: SourceLocation(file: "standard output"),
        remedy: "make room, or write to a file with -o", kind: .cannotWrite)
    }
  }

  /// A line on standard error.
  static func complain(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }
}
