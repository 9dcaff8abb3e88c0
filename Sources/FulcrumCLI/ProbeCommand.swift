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
      Looks by libhwloc, libnuma, NVIDIA's management library, if it is
      installed, and the kernel's files: AMD's memory, partitions and xGMI
      links, the driver of every GPU. Needs no GPU. Notes say which GPUs are cut
      into smaller ones (MIG, partitions), what this process may use of the
      machine, why a GPU is without memory size, and where two sources disagree.

      hwloc's environment variables (HWLOC_XMLFILE, HWLOC_SYNTHETIC,
      HWLOC_FSROOT, HWLOC_CPUID_PATH) put another machine in this one's place:
      then the first line says so, and figures in files are marked unverified.

      The file that -o writes is a machine of which clusters can be made.
      Examples:
        fulcrum probe
        fulcrum probe --format json
        fulcrum probe -o node.yaml && fulcrum topology show node.yaml
        HWLOC_XMLFILE=login.xml fulcrum probe -o login.yaml
      """)

  @Option(help: "How to show the machine: table or json.")
  var format = OutputFormat.table

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Also write the machine to a file, as a node template.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp(
      "What to call the machine in the file; this-machine unless it is another.",
      valueName: "name"))
  var id: String?

  @Option(
    help: ArgumentHelp(
      "NVIDIA's management library, where the system does not find it.", valueName: "file"))
  var nvmlLibrary = "libnvidia-ml.so.1"

  @Flag(help: "Nothing but the result.")
  var quiet = false

  func validate() throws {
    if let id, let fault = Identifier.fault(of: id) {
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
      OutputOptions.complain(Self.lines("this machine cannot be looked at: \(error)"))
      throw error.placeholder == nil ? ExitCode.internalFault : .unreadable
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
    for note in machine.notes { OutputOptions.complain(Self.lines("note: \(note)")) }
  }

  private func text(of machine: Machine) throws(Diagnostics) -> String {
    if format == .table {
      let picture = MachinePicture(machine.tree).text
      guard let placeholder = machine.placeholder else { return picture }
      let warning = Self.lines("NOT THIS MACHINE, but \(placeholder)")
      return "\(warning)\n\n\(picture)"
    }
    var document = TopologyDocument(
      machine.tree, id: id ?? machine.defaultID, sizes: TerminalTopology.usualSizes,
      version: FulcrumRelease.version, inputs: [], date: Self.today,
      notes: machine.notes.map(\.description))
    let sources = template(of: machine).sources
    for (index, source) in zip(document.facts.indices, sources) {
      document.facts[index].verified = source.isVerified
      document.facts[index].note = source.note
    }
    return try TopologyCommand.written { try document.json() }
  }

  private func template(of machine: Machine) -> NodeTemplate {
    machine.template(id: id ?? machine.defaultID, date: Self.today)
  }

  private static var today: String { String(Date.now.ISO8601Format().prefix(10)) }

  /// Words in lines of at most 80 columns; what variables and drivers say cannot act on a terminal.
  private static func lines(_ text: String) -> String {
    var lines = [""]
    for word in text.escapedForDisplay(limit: 4_096).split(separator: " ") {
      let isFirst = lines[lines.count - 1].isEmpty
      if !isFirst && lines[lines.count - 1].count + 1 + word.count > 80 {
        lines.append("  " + word)
      } else {
        lines[lines.count - 1] += (isFirst ? "" : " ") + word
      }
    }
    return lines.joined(separator: "\n")
  }
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
