import ArgumentParser
import Fulcrum

import struct ArgumentParser.Option

extension TopologyCommand {
  /// `fulcrum topology convert`.
  struct Convert: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "A machine or a cluster in another program's format.",
      usage: "fulcrum topology convert <name> ... --to <kind> [<options>]",
      discussion: """
        Reads whatever show reads. A cluster goes to yaml, json, topology.conf,
        topology.yaml (Slurm from 25.05) and kueue; a machine to yaml, json and hwloc
        (XML of hwloc 2). What the format cannot hold is said. Examples:
          fulcrum topology convert gb200-nvl72-8racks --to topology.yaml
          fulcrum topology convert dgx-h100 --to hwloc -o dgx.xml
          fulcrum topology convert dgx.xml --to yaml
        """)

    @Argument(
      help: ArgumentHelp(
        "A name of the catalogue, or files of one machine or cluster.", valueName: "name"),
      completion: .catalogueNames)
    var names: [String]

    @Option(
      help: ArgumentHelp(
        "What to write: \(TopologyConversion.Format.allCases.map(\.rawValue).joined(separator: ", ")).",
        valueName: "kind"), completion: .list(TopologyConversion.Format.allCases.map(\.rawValue)),
      transform: Self.format)
    var to: TopologyConversion.Format

    @OptionGroup var destination: OutputDestination

    private static func format(_ word: String) throws -> TopologyConversion.Format {
      if let format = TopologyConversion.Format(rawValue: word) { return format }
      let known = TopologyConversion.Format.allCases.map(\.rawValue)
      let hint = nearestName(to: word, among: known).map { "; did you mean \($0)?" } ?? ""
      throw ValidationError(
        "is not one of \(known.joined(separator: ", "))\(hint)")
    }

    func run() throws {
      let output = TextOutput(destination: destination)
      do throws(Diagnostics) {
        let found = try TopologyCatalog.find(names)
        let conversion = try TopologyConversion(
          found.reading, as: to, shelf: TopologyCatalog.shelf,
          at: SourceLocation(file: found.inputs[0].file))
        try output.deliver(conversion.text)
        if destination.quiet { return }
        for note in conversion.notes + found.reading.sources.flatMap(\.contradictions) {
          OutputOptions.complain("note: \(note.escapedForDisplay(limit: 1_000))")
        }
      } catch {
        throw output.fail(error)
      }
    }
  }
}

/// A result that is a text of its own format.
private struct TextOutput: ResultOptions {
  var destination = OutputDestination()
  var isDocument: Bool { false }

  init() {}

  init(destination: OutputDestination) { self.destination = destination }
}
