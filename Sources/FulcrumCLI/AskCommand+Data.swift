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
        "A folder with scenario.yaml, or the file itself; left out, the built-in example.",
        valueName: "scenario"), completion: .file(extensions: ["yaml", "yml", "json"]))
    var first: String?

    @Argument(help: ArgumentHelp("A candidate's id; left out, all.", valueName: "candidate"))
    var second: String?

    @OptionGroup var choices: ScenarioChoices
    @OptionGroup var output: AskOutput

    // One word alone is the scenario if there is such a file, else the candidate.
    private var words: (scenario: String?, candidate: String?) {
      guard let first else { return (nil, nil) }
      if let second { return (first, second) }
      let isScenario =
        choices.example == nil
        && (FileManager.default.fileExists(atPath: first) || first.contains("/"))
      return isScenario ? (first, nil) : (nil, first)
    }

    func validate() throws { try choices.validate(beside: words.scenario) }

    func run() throws {
      try output.answer { limits throws(Diagnostics) in
        let scenario = try choices.read(words.scenario)
        var index: Int?
        if let id = words.candidate {
          let candidate = try scenario.candidate(named: id)
          index = scenario.candidates.firstIndex { $0.id == candidate.id }
        }
        return scenario.dataAnswer(forCandidate: index, within: limits)
      } shown: {
        Answer($0)
      }
    }
  }
}
