import ArgumentParser
import Fulcrum

/// What every command that reads a scenario takes.
struct ScenarioOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A folder with scenario.yaml, or the file itself.", valueName: "scenario"))
  var scenario: String?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Change a value, such as clusters.bay-1.nodes=1250 or 'teams[serving].heads=12'.",
      valueName: "path=value"))
  var changes: [String] = []

  @Option(
    help: ArgumentHelp(
      "Another cluster instead of the main one: a name of the catalogue, or a file.",
      valueName: "name|file"))
  var cluster: String?

  @Option(help: "The number from which all randomness follows.")
  var seed: UInt64?

  @Option(help: "Taste draws per person, a power of two.")
  var draws: Int?

  @Option(help: "What GPUs are worth to people: undecided, compute-first or cash-first.")
  var preset: String?

  /// Options that stand for a `--set`, so that a plan on paper names every change.
  func overrides() throws(Diagnostics) -> [Scenario.Override] {
    var overrides: [Scenario.Override] = []
    var log = DiagnosticLog()
    for change in changes {
      do throws(Diagnostics) {
        overrides.append(try Scenario.Override(argument: change))
      } catch {
        log.add(error)
      }
    }
    try log.throwIfAny()
    if let seed { overrides.append(Scenario.Override(path: "seed", value: String(seed))) }
    if let draws { overrides.append(Scenario.Override(path: "draws", value: String(draws))) }
    if let cluster {
      overrides.append(
        Scenario.Override(path: Scenario.Override.clusterPath, value: cluster))
    }
    if let preset { overrides.append(Scenario.Override(path: "preset", value: preset)) }
    return overrides
  }

  /// The scenario asked for; without one, the built-in example.
  func read() throws(Diagnostics) -> Scenario {
    let overrides = try overrides()
    guard let scenario else { return try Scenario(.lab, overrides: overrides) }
    return try Scenario(readingFrom: scenario, overrides: overrides)
  }
}
