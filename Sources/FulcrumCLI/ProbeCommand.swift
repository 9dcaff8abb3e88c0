import ArgumentParser
import Foundation
import Fulcrum
import MachineProbe

import struct ArgumentParser.Option

/// `fulcrum probe`: this machine, and why a GPU is missing.
struct ProbeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "probe",
    abstract: "This machine: packages, memory, GPUs and links, and why a GPU is missing.",
    usage: "fulcrum probe [<options>]",
    discussion: """
      Looks by libhwloc, libnuma and NVIDIA's management library, if it is
      installed. Needs no GPU. The file that -o writes is a machine of which
      clusters can be made. Examples:
        fulcrum probe
        fulcrum probe --format json
        fulcrum probe -o node.yaml && fulcrum topology show node.yaml
      """)

  @Option(help: "How to show the machine: table or json.")
  var format = OutputFormat.table

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Also write the machine to a file, as a node template.", valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("What to call the machine in the file.", valueName: "name"))
  var id = "this-machine"

  @Option(
    help: ArgumentHelp(
      "NVIDIA's management library, where the system does not find it.", valueName: "file"))
  var nvmlLibrary = "libnvidia-ml.so.1"

  @Flag(help: "Nothing but the result.")
  var quiet = false

  func validate() throws {
    if let fault = Identifier.fault(of: id) {
      throw ValidationError("the id \(fault); \(Identifier.remedy)")
    }
  }

  func run() throws {
    let machine: Machine
    do throws(ProbeFailure) {
      machine = try Machine.probe(
        Machine.Options(
          nvmlHelper: ["/proc/self/exe", NVMLReportCommand.name], nvmlLibrary: nvmlLibrary))
    } catch {
      OutputOptions.complain("this machine cannot be looked at: \(error)")
      throw ExitCode(70)
    }
    if let output {
      do throws(Diagnostics) {
        try AtomicFile.write(template(of: machine).yaml, to: output)
      } catch {
        OutputOptions.complain(error.description)
        throw ExitCode(error)
      }
    }
    do throws(Diagnostics) {
      try OutputOptions.printResult(text(of: machine))
    } catch {
      OutputOptions.complain(error.description)
      throw ExitCode(error)
    }
    if quiet || format == .json { return }
    for note in machine.notes { OutputOptions.complain("note: \(note)") }
  }

  private func text(of machine: Machine) throws(Diagnostics) -> String {
    if format == .table { return MachinePicture(machine.tree).text }
    let document = TopologyDocument(
      machine.tree, id: id, sizes: TerminalTopology.usualSizes, version: FulcrumRelease.version,
      inputs: [], date: Self.today, notes: machine.notes.map(\.description))
    return try TopologyCommand.written { try document.json() }
  }

  private func template(of machine: Machine) -> NodeTemplate {
    machine.tree.nodeTemplate(id: id, date: Self.today)
  }

  private static var today: String { String(Date.now.ISO8601Format().prefix(10)) }
}

/// Answers for another process what NVIDIA's library says; see ``NVMLReport``.
struct NVMLReportCommand: ParsableCommand {
  static let name = "nvml-report"
  static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

  @Argument(help: "The library.")
  var library: String

  func run() throws {
    try FileHandle.standardOutput.write(
      contentsOf: Data(NVMLReport.answer(library: library).utf8))
  }
}
