import ArgumentParser
import Fulcrum

extension AskCommand {
  /// `fulcrum ask cluster`.
  struct Cluster: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "cluster",
      abstract: "How big must the cluster be?",
      discussion: """
        For every candidate the smallest cluster at which the plan's package is
        accepted with 50, 70 and 90 %, and at which a stated cut-off is met; for the
        plan's offers together the smallest that brings a number of hires. To one
        node, with everything else as it is. Examples:
          fulcrum ask cluster
          fulcrum ask cluster --hires 4.5
          fulcrum ask cluster --example no-cash-opens-it
        """)

    @OptionGroup var input: ScenarioOptions
    @OptionGroup var output: AskOutput

    @Option(help: "Hires to be expected of the plan's offers; the next whole number if left out.")
    var hires: Double?

    func validate() throws {
      if let hires, !(hires > 0 && hires <= 1e6) {
        throw ValidationError("--hires takes a number above 0, to 1e6; \(hires) is not")
      }
    }

    func run() throws {
      try output.answer { limits throws(Diagnostics) in
        try input.read().clusterAnswer(hires: hires, within: limits)
      } shown: {
        Answer($0)
      }
    }
  }
}
