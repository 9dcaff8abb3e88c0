import ArgumentParser
import Foundation
import Fulcrum
import KernelMeasure
import Kernels

import struct ArgumentParser.Option

/// `fulcrum bench`: how near the kernels come to what this machine can do.
struct BenchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench",
    abstract: "The kernels against this machine's measured peak; lists and forces kernels.",
    usage: "fulcrum bench [<options>]",
    discussion: """
      Measures how fast this processor multiplies and adds and how fast it reads
      memory, then how near every kernel comes to it: the chance that an offer is
      accepted, for lists and grids of packages, with derivatives, on one thread
      and on all. Every figure is the median of samples taken in turns; errors are
      against double precision. Takes about ten seconds, with --quick about two;
      nothing else should run meanwhile.

      FULCRUM_KERNEL=NAME makes the whole program use one kernel. Examples:
        fulcrum bench --list
        fulcrum bench --quick --kernel baseline
      """)

  @Option(
    help: ArgumentHelp("Only this kernel: \(Kernel.names).", valueName: "name"),
    completion: .list(Kernel.allCases.map(\.rawValue)))
  var kernel: String?

  @Option(help: "How to show the result: table or json. With json, errors are JSON too.")
  var format = OutputFormat.table

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write to a file, in one step and for its owner alone.", valueName: "file"))
  var output: String?

  @Option(help: "Threads to compare with one.")
  var threads = min(64, ProcessInfo.processInfo.activeProcessorCount)

  @Flag(help: "Fewer and shorter rounds, for slow or emulated machines.")
  var quick = false

  @Flag(help: "List the kernels and measure nothing.")
  var list = false

  @Flag(help: "Prove where threads and memory lie on a machine with several memory nodes.")
  var placement = false

  @Flag(help: "Nothing but the result.")
  var quiet = false

  func validate() throws {
    try ThreadOptions.validate(threads: threads)
    if list && format == .json {
      throw ValidationError("--list is a table; leave one of --list and --format json out")
    }
    if placement && (list || format == .json) {
      throw ValidationError("--placement is text of its own; leave --list and --format json out")
    }
    if kernel != nil && (list || placement) {
      throw ValidationError(
        "--kernel says what is measured; leave it or \(list ? "--list" : "--placement") out")
    }
    _ = try kernels
    _ = try KernelChoice()
  }

  private var kernels: [Kernel] {
    get throws(ValidationError) {
      guard let kernel else { return Kernel.supported }
      return [try KernelChoice.kernel(named: kernel, by: "--kernel")]
    }
  }

  func run() throws {
    let choice = try KernelChoice()
    var isRight = true
    let text: String
    if list {
      let reason = choice.isForced ? "by \(KernelChoice.variable)" : ""
      text = TerminalKernels(chosen: choice.kernel, reason: reason).text
    } else if placement {
      let report = PlacementReport.measured(bytes: 32 << 20, threads: threads)
      text = report.lines.joined(separator: "\n") + "\n"
      isRight = report.isRight
    } else {
      text = try self.text(of: measured(kernels, chosen: choice.kernel))
    }
    do throws(Diagnostics) {
      if let output {
        try AtomicFile.write(text, to: output)
      } else {
        try OutputOptions.printResult(text)
      }
    } catch {
      let document = format == .json ? (try? error.jsonDocument()) : nil
      OutputOptions.complain(document.map { String($0.dropLast()) } ?? error.description)
      throw ExitCode(error)
    }
    if !isRight { throw ExitCode.internalFault }
  }

  private func measured(_ kernels: [Kernel], chosen: Kernel) -> BenchDocument {
    let start = ContinuousClock.now
    let bar = ProgressBar("measuring", isWanted: !quiet)
    let plan = MeasurementPlan(kernels: kernels, threads: threads, isQuick: quick)
    let measurement = plan.measured(
      clock: { (ContinuousClock.now - start) / .nanoseconds(1) }, progress: bar.show)
    bar.end()
    return BenchDocument(
      measurement, processor: ProcessorName.current.escapedForDisplay(limit: 100), chosen: chosen,
      isQuick: quick, version: FulcrumRelease.version,
      run: BenchDocument.Run(
        seconds: (ContinuousClock.now - start) / .seconds(1), kernel: chosen.rawValue,
        threads: threads, generated: Date.now.ISO8601Format()))
  }

  private func text(of document: BenchDocument) throws -> String {
    switch format {
    case .json:
      do {
        return try document.json()
      } catch {
        OutputOptions.complain("fulcrum: a fault of the program: \(error); please report it")
        throw ExitCode.internalFault
      }
    case .table:
      let terminal = output == nil ? Terminal.standardOutput : nil
      return TerminalBench(document, style: terminal?.hasColour == true ? .colour : .plain).text
    }
  }
}

extension Kernel {
  /// Every name, for help.
  static var names: String { allCases.map(\.rawValue).joined(separator: ", ") }
}
