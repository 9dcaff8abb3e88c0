import ArgumentParser
import Fulcrum

extension TopologyCommand {
  /// `fulcrum topology accelerators`.
  struct Accelerators: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "The kinds of GPU: rate, memory, links and power, each figure with its source.",
      usage: "fulcrum topology accelerators [<name>] [<options>]",
      discussion: """
        What one GPU counts in H100-equivalents, and what else is known of it. Examples:
          fulcrum topology accelerators
          fulcrum topology accelerators mi300x
          fulcrum topology accelerators --format json
        """)

    @Argument(
      help: ArgumentHelp("One kind, such as h100; all without.", valueName: "name"),
      completion: .list(Accelerator.shipped.map(\.id)))
    var name: String?

    @OptionGroup var output: OutputOptions

    func run() throws {
      do throws(Diagnostics) {
        let listing =
          try name.map { name throws(Diagnostics) in AcceleratorListing([try Self.find(name)]) }
          ?? AcceleratorListing()
        try output.deliver(
          output.format == .json
            ? try TopologyCommand.written { try listing.json() } : listing.text)
      } catch {
        throw output.fail(error)
      }
    }

    private static func find(_ name: String) throws(Diagnostics) -> Accelerator {
      let id = Accelerator.id(ofModel: name) ?? name
      if let known = Accelerator.named(name) ?? Accelerator.named(id) { return known }
      let near = nearestName(to: name, among: Accelerator.shipped.map(\.id))
      throw Diagnostics(
        "is no known kind of GPU", at: SourceLocation(file: "command line"), value: .text(name),
        remedy: near.map { "did you mean \($0)?" } ?? "see fulcrum topology accelerators")
    }
  }
}
