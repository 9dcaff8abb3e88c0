import ArgumentParser
import Fulcrum

/// The program's table of contents.
@main
struct FulcrumCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fulcrum",
    abstract: "Who gets how many GPUs, and what may we promise to the people we want to hire.",
    discussion: """
      A scenario is a folder with scenario.yaml and tables of teams, candidates and
      rivals, or one file. The tool advises; a person decides.

      Exit codes: 0 done, 2 nothing feasible, 3 found but not proven, 64 usage, 65
      bad input or a plan that does not verify, 66 cannot read, 70 our fault, 73
      cannot write, 130 interrupted.
      """,
    version: FulcrumRelease.version,
    subcommands: [
      InitCommand.self, PlanCommand.self, CheckCommand.self, VerifyCommand.self, DiffCommand.self,
      TopologyCommand.self,
      ProbeCommand.self, NVMLReportCommand.self,
    ])
}
