internal import Topology
public import TopologyFiles

/// What was read of the files of a machine or cluster, and what was not: lines for a terminal.
public struct TerminalReading: Sendable {
  private let reading: TopologyReading
  private let width = 80

  /// Of a reading; one of our own files says nothing.
  public init(_ reading: TopologyReading) { self.reading = reading }

  /// Every text with its format, what contradicts, what is unknown, what was ignored.
  public var lines: [String] {
    let foreign = reading.sources.filter { $0.format != .fulcrum }
    if foreign.isEmpty { return [] }
    var lines = ["READ"]
    for source in foreign {
      let version = source.version.isEmpty ? "" : " \(source.version)"
      lines += entry("\(source.file) as \(source.format.rawValue)\(version)")
    }
    lines += section("CONTRADICTIONS", foreign.flatMap(\.contradictions))
    lines += section("NOTES", foreign.flatMap(\.notes))
    lines += section("NOT KNOWN", unknown)
    lines += section(
      "IGNORED",
      foreign.compactMap { source in
        source.ignored.isEmpty
          ? nil : "\(source.file): \(source.ignored.joined(separator: ", "))"
      })
    return lines
  }

  // What no source of a machine speaks of.
  private var unknown: [String] {
    let templates =
      switch reading.file {
      case .template(let template): [template]
      case .cluster(let cluster): cluster.templates
      }
    return templates.compactMap { template in
      let figures = template.unknownFigures
      return figures.isEmpty ? nil : "\(template.id): \(figures.joined(separator: ", "))"
    }
  }

  private func section(_ title: String, _ texts: [String]) -> [String] {
    texts.isEmpty ? [] : ["", title] + texts.flatMap(entry)
  }

  private func entry(_ text: String) -> [String] {
    TextTable.wrapped(text.onOneLine, width: width - 2, indent: 2).map { "  " + $0 }
  }
}
