import ArgumentParser
import Fulcrum

/// What every command takes that speaks of one candidate: `[SCENARIO] CANDIDATE`.
struct CandidateOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A folder with scenario.yaml, or the file itself; left out, the built-in example.",
      valueName: "scenario"), completion: .file(extensions: ["yaml", "yml", "json"]))
  var first: String?

  @Argument(help: ArgumentHelp("The candidate's id.", valueName: "candidate"))
  var second: String?

  @OptionGroup var choices: ScenarioChoices

  /// How the words stand in a command's usage.
  static let usage = "[<scenario>] <candidate> [<options>]"

  // One word alone is the candidate.
  private var scenario: String? { second == nil ? nil : first }

  func validate() throws {
    if first == nil { throw ValidationError("which candidate? name one by id, such as C-02") }
    try choices.validate(beside: scenario)
  }

  /// The scenario, and of its candidates the one that is meant.
  func read() throws(Diagnostics) -> (scenario: Scenario, candidate: Scenario.Candidate) {
    let scenario = try choices.read(scenario)
    return (scenario, try scenario.candidate(named: second ?? first ?? ""))
  }
}

extension Scenario {
  /// The candidate that the command line names.
  func candidate(named id: String) throws(Diagnostics) -> Candidate {
    if let candidate = candidates.first(where: { $0.id == id }) { return candidate }
    let known = candidates.map(\.id)
    let all =
      known.isEmpty
      ? "it has none"
      : "there are \(known.prefix(12).joined(separator: ", "))"
        + (known.count > 12 ? " and \(known.count - 12) more" : "")
    throw Diagnostics(
      "\(name) has no such candidate", at: SourceLocation(file: "command line"),
      value: .text(id),
      remedy: nearestName(to: id, among: known).map { "did you mean \($0)?" } ?? all)
  }
}
