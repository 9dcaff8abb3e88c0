import ArgumentParser
import Fulcrum

extension AskCommand {
  /// `fulcrum ask rival`.
  struct Rival: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rival",
      abstract: "What does a rival's larger cluster do to us?",
      discussion: """
        Lets the clusters of all other employers grow, or of one, and says what that
        does to every candidate's answer, to the hires that the plan's offers bring,
        and to what we are worth if we plan again. Examples:
          fulcrum ask rival
          fulcrum ask rival --employer xai-colossus --factor 3
          fulcrum ask rival my-lab --factor 2 --factor 8
        """)

    @OptionGroup var input: ScenarioOptions
    @OptionGroup var output: AskOutput

    @Option(
      help: ArgumentHelp(
        "Whose cluster grows, by its id in rivals.csv; left out, everybody's.", valueName: "id"))
    var employer: String?

    @Option(
      name: .customLong("factor"), parsing: .singleValue,
      help: ArgumentHelp(
        "By how much; 2, 4 and 10 if left out. At most four.", valueName: "number"))
    var factors: [Double] = []

    func validate() throws {
      if factors.count > 4 { throw ValidationError("--factor is taken four times at most") }
      if let bad = factors.first(where: { !($0 > 0 && $0 <= 1e4) }) {
        throw ValidationError("--factor takes a number above 0, to 1e4; \(bad) is not")
      }
    }

    func run() throws {
      try output.answer { limits throws(Diagnostics) in
        let scenario = try input.read()
        if let employer, !scenario.employers.contains(employer) {
          throw Self.unknown(employer, in: scenario)
        }
        return scenario.rivalAnswer(
          employer: employer, factors: factors.isEmpty ? [2, 4, 10] : Set(factors).sorted(),
          within: limits)
      } shown: {
        Answer($0)
      }
    }

    private static func unknown(_ employer: String, in scenario: Scenario) -> Diagnostics {
      let known = scenario.employers
      let near = nearestName(to: employer, among: known).map { "did you mean \($0)?" }
      let all = known.isEmpty ? "it names none" : "there are \(known.joined(separator: ", "))"
      return Diagnostics(
        "\(scenario.name) names no such employer", at: SourceLocation(file: "--employer"),
        value: .text(employer), remedy: near ?? all)
    }
  }
}
