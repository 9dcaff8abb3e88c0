import ArgumentParser
import Foundation
import Fulcrum

/// The program's table of contents.
@main
struct FulcrumCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fulcrum",
    abstract: "Who gets how many GPUs, and what may we promise to the people we want to hire.",
    discussion: """
      A scenario is a folder with scenario.yaml and tables of teams, candidates and
      rivals, or one file. The tool advises; a person decides. Examples:
        fulcrum plan
        fulcrum init my-first && fulcrum plan my-first
        fulcrum help leverage

      TOPICS, each a page: fulcrum help TOPIC
      \(HelpTopic.list)

      Tab completion: put what fulcrum --generate-completion-script bash (or zsh,
      or fish) prints where your shell looks for completions.

      Exit codes: 0 done, 2 nothing feasible, 3 found but not proven, 64 usage, 65
      bad input or a plan that does not verify, 66 cannot read, 70 our fault, 73
      cannot write, 130 interrupted.
      """,
    version: "fulcrum \(FulcrumRelease.version)\nkernel: \(KernelChoice.kernel.rawValue)",
    subcommands: [
      InitCommand.self, PlanCommand.self, OfferCommand.self, AskCommand.self, SweepCommand.self,
      LetterCommand.self, EstimateCommand.self, SolveCommand.self, CheckCommand.self,
      VerifyCommand.self,
      DiffCommand.self, SchemaCommand.self, MarketCommand.self, TopologyCommand.self,
      ProbeCommand.self, BenchCommand.self, NVMLReportCommand.self,
    ])

  /// Runs what the command line asks for; pages and mistakes that the parser does not know come first.
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let page = HelpTopic.page(for: arguments) {
      print(page, terminator: "")
      return
    }
    if let mistake = UsageMistake(unknownCommandIn: arguments) { mistake.exit() }
    do {
      var command = try parseAsRoot(arguments)
      try command.run()
    } catch {
      if exitCode(for: error) == .validationFailure {
        UsageMistake(fullMessage(for: error), in: arguments).exit()
      }
      exit(withError: error)
    }
  }
}
