import ArgumentParser
import Foundation
import Fulcrum

extension AskCommand {
  /// `fulcrum ask data`.
  struct Data: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "data",
      abstract: "Can data do instead of GPUs?",
      usage: "fulcrum ask data [<scenario>] [<candidate>] [<options>]",
      discussion: """
        Holds access to data that nobody else has against 8, 16 and 32 guaranteed
        GPUs, at equal pay, and says where data stops winning. Of one candidate it
        also gives the indifference curve: for each number of GPUs the data that
        persuade as well. Examples:
          fulcrum ask data
          fulcrum ask data my-lab C-09
          fulcrum ask data C-09 --example data-beats-gpus
        """)

    @Argument(
      help: ArgumentHelp(
        "A scenario, a candidate's id, or both; without a candidate all are asked about.",
        valueName: "what"), completion: .file(extensions: ["yaml", "yml", "json"]))
    var words: [String] = []

    @OptionGroup var changes: ScenarioChanges
    @OptionGroup var output: AskOutput

    // One word alone is the scenario if there is such a file, else the candidate.
    private var meant: (scenario: String?, candidate: String?) {
      guard let first = words.first else { return (nil, nil) }
      if words.count == 2 { return (first, words[1]) }
      let isScenario =
        changes.example == nil
        && (FileManager.default.fileExists(atPath: first) || first.contains("/"))
      return isScenario ? (first, nil) : (nil, first)
    }

    func validate() throws {
      if words.count > 2 { throw ValidationError("name a scenario and a candidate, no more") }
      if let scenario = meant.scenario, let example = changes.example {
        throw ValidationError(
          "\(scenario) and --example \(example.name) are two scenarios; keep one")
      }
    }

    func run() throws {
      try output.answer { limits throws(Diagnostics) in
        let scenario = try changes.read(meant.scenario)
        var index: Int?
        if let id = meant.candidate { index = try scenario.index(ofCandidate: id) }
        return scenario.dataAnswer(forCandidate: index, within: limits)
      } shown: {
        Answer($0)
      }
    }
  }
}
