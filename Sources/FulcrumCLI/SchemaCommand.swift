import ArgumentParser
import Fulcrum

/// `fulcrum schema`: what a scenario may hold, for editors.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema",
    abstract: "The JSON Schema of scenario.yaml, by which editors complete and check.",
    discussion: """
      fulcrum init writes it beside a scenario, and the first line of scenario.yaml
      names it, so that an editor that knows YAML explains every key. It says what
      may be written; fulcrum check also says whether it fits together. Examples:
        fulcrum schema
        fulcrum schema -o scenario.schema.json
      """)

  @Option(
    name: [.customShort("o"), .customLong("output")],
    help: ArgumentHelp("Write to a file, in one step and for its owner alone.", valueName: "file"))
  var output: String?

  func run() throws {
    do throws(Diagnostics) {
      if let output {
        try AtomicFile.write(ScenarioSchema.json, to: output)
      } else {
        try OutputOptions.printResult(ScenarioSchema.json)
      }
    } catch {
      OutputOptions.complain(error.description)
      throw ExitCode(error)
    }
  }
}
