import ArgumentParser
import Fulcrum

/// What a command takes that speaks of one candidate: `[SCENARIO] CANDIDATE`.
struct CandidateOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A scenario, then a candidate's id; of an example the id alone.", valueName: "what"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var words: [String] = []

  @OptionGroup var changes: ScenarioChanges

  /// How the words stand in a command's usage.
  static let usage = "[<scenario>] <candidate> [<options>]"

  func validate() throws {
    guard (1...2).contains(words.count) else {
      throw ValidationError("name a scenario and a candidate, such as: my-lab C-02")
    }
    if words.count == 2, let example = changes.example {
      throw ValidationError("\(words[0]) and --example \(example.name) are two scenarios; keep one")
    }
  }

  /// The scenario, and where in it the candidate stands.
  ///
  /// - Parameter package: A package that has to be on the candidate's menu.
  func read(package: String? = nil) throws(Diagnostics) -> (scenario: Scenario, index: Int) {
    let scenario = try changes.read(words.count == 2 ? words[0] : nil)
    return (scenario, try scenario.index(ofCandidate: words[words.count - 1], package: package))
  }
}

extension Scenario {
  /// Where the candidate of that id stands.
  func index(ofCandidate id: String, package: String? = nil) throws(Diagnostics) -> Int {
    try check(candidate: id, package: package)
    return candidates.firstIndex { $0.id == id } ?? 0
  }
}
