import ArgumentParser
import Fulcrum

/// What every command that reads a scenario takes.
struct ScenarioOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "A folder with scenario.yaml, or the file itself.", valueName: "scenario"),
    completion: .file(extensions: ["yaml", "yml", "json"]))
  var scenario: String?

  @OptionGroup var changes: ScenarioChanges

  func validate() throws {
    if let scenario, let example = changes.example {
      throw ValidationError("\(scenario) and --example \(example.name) are two scenarios; keep one")
    }
  }

  /// The built-in example asked for, by name or by naming no scenario; nil where one is named.
  var builtin: BuiltinScenario? { scenario == nil ? changes.example ?? .lab : nil }

  /// The scenario asked for; without one, the built-in example.
  /// - Parameter further: Changes after those that the options stand for.
  func read(changing further: [Scenario.Override] = []) throws(Diagnostics) -> Scenario {
    try changes.read(scenario, changing: further)
  }
}

/// What a command line changes in a scenario, or which example it takes.
struct ScenarioChanges: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A built-in example instead: \(BuiltinScenario.list).", valueName: "name"),
    completion: .list(BuiltinScenario.allCases.map(\.name)), transform: BuiltinScenario.named)
  var example: BuiltinScenario?

  @Option(
    name: .customLong("set"), parsing: .singleValue,
    help: ArgumentHelp(
      "Change a value, such as clusters.bay-1.nodes=1250 or 'teams[serving].heads=12'.",
      valueName: "path=value"))
  var values: [String] = []

  @Option(
    help: ArgumentHelp(
      "Another cluster instead of the main one: a name of the catalogue, or a file.",
      valueName: "name|file"), completion: .catalogueNames)
  var cluster: String?

  @Option(help: "The number from which all randomness follows.")
  var seed: UInt64?

  @Option(help: "Taste draws per person, a power of two.")
  var draws: Int?

  @Option(
    help: ArgumentHelp(
      "What GPUs are worth to people: undecided, compute-first or cash-first.",
      valueName: "belief"), completion: .list(Preset.shipped.map(\.id)))
  var preset: String?

  @Option(
    help: ArgumentHelp(
      "Promise so much that accepted promises exceed a pool with this chance, such as 5%.",
      valueName: "chance"))
  var overbook: String?

  /// Options that stand for a `--set`, so that a plan on paper names every change.
  func overrides() throws(Diagnostics) -> [Scenario.Override] {
    var overrides: [Scenario.Override] = []
    var log = DiagnosticLog()
    for change in values {
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
        Scenario.Override(
          path: Scenario.Override.clusterPath,
          value: cluster.split(separator: ",").map { TopologyCatalog.spelled(String($0)) }
            .joined(separator: ",")))
    }
    if let preset { overrides.append(Scenario.Override(path: "preset", value: preset)) }
    if let overbook {
      overrides.append(Scenario.Override(path: "policy.overbooking", value: "chance"))
      overrides.append(Scenario.Override(path: "policy.overcommit", value: overbook))
    }
    return overrides
  }

  /// The scenario at a path; without one, the built-in example.
  /// - Parameter further: Changes after those that the options stand for.
  func read(
    _ path: String?, changing further: [Scenario.Override] = []
  ) throws(Diagnostics) -> Scenario {
    let overrides = try overrides() + further
    if let path { return try Scenario(readingFrom: path, overrides: overrides) }
    return try Scenario(example ?? .lab, overrides: overrides)
  }
}

extension BuiltinScenario {
  /// Every name, for help.
  static var list: String { allCases.map(\.name).joined(separator: ", ") }

  /// The example that the command line names.
  static func named(_ name: String) throws -> BuiltinScenario {
    if let example = BuiltinScenario(rawValue: name) { return example }
    let hint = nearestName(to: name, among: allCases.map(\.name)).map { "did you mean \($0)?" }
    throw ValidationError(hint ?? "there are \(list)")
  }
}

extension CompletionKind {
  /// The names of the catalogue, looked up when a shell asks.
  static var catalogueNames: CompletionKind {
    .custom { _, _, _ in TopologyCatalog.entries.map(\.name) }
  }
}
