import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum letter`: what the candidate sees.
struct LetterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "letter",
    abstract: "The page that a candidate sees of an offer, with nothing private on it.",
    usage: "fulcrum letter \(CandidateOptions.usage)",
    discussion: """
      Writes what the plan offers one candidate as a page for her: pay by year, the
      GPUs that are hers by name and what stands behind them, how people work here,
      and what nobody promises. It holds no score, no probability, no price, and
      nobody else. One HTML file that prints on one sheet, or Markdown. Examples:
        fulcrum letter C-07 -o c-07.html
        fulcrum letter my-lab C-02 --format md --from 'Bay Laboratory'
        fulcrum letter C-02 --package 1x_64-h100_autonomy-0.4_data-0.9 -o c-02.html
      A letter is written only of what holds. It ends with 2, and writes nothing, if
      the plan makes her no offer or cannot carry the package asked for:
        fulcrum letter C-03 || test $? = 2
      """)

  @OptionGroup var input: CandidateOptions
  @OptionGroup var output: LetterOutput

  @Option(
    help: ArgumentHelp(
      "Another of her packages instead of the plan's, by its id.", valueName: "id"))
  var package: String?

  @Option(
    name: .customLong("from"),
    help: ArgumentHelp("Who offers, as the page should say it.", valueName: "name"))
  var employer: String?

  func validate() throws {
    _ = try KernelChoice()
  }

  func run() throws {
    do throws(Diagnostics) {
      let (scenario, index) = try input.read(package: package)
      let candidate = scenario.candidates[index]
      let plan = scenario.plan(
        within: PlanningLimits(
          kernel: KernelChoice.kernel, explains: false, explainedCandidate: candidate.id))
      let chosen = candidate.packages.first { $0.id == package }
      switch LetterPromise(to: candidate, choosing: chosen, in: plan) {
      case .refused(let reason):
        OutputOptions.complain("fulcrum: no letter for \(candidate.id): \(reason)")
      case .package(let package):
        try write(package, to: candidate, in: scenario)
        if !output.quiet {
          for note in notes(of: package, to: index, in: scenario) { OutputOptions.complain(note) }
        }
        return
      }
    } catch {
      throw output.fail(error)
    }
    throw ExitCode.infeasible
  }

  private func write(
    _ package: Scenario.Package, to candidate: Scenario.Candidate, in scenario: Scenario
  ) throws(Diagnostics) {
    let letter = Letter(
      of: package, to: candidate, in: scenario, from: employer,
      on: output.reproducible ? nil : Self.today)
    try output.deliver(output.text(of: letter))
    if !output.quiet, let note = letter.noteToSender(in: scenario) { OutputOptions.complain(note) }
  }

  // What whoever sends a package other than the plan's should know.
  private func notes(
    of package: Scenario.Package, to index: Int, in scenario: Scenario
  ) -> [String] {
    let replacement =
      self.package == nil
      ? nil
      : scenario.replacement(
        offering: package.id, toCandidate: index,
        within: PlanningLimits(kernel: KernelChoice.kernel))
    return [
      replacement?.noteToSender,
      Letter.noteOfScreen(of: scenario.candidates[index], in: scenario),
    ].compactMap(\.self)
  }

  private static var today: String {
    Date.now.formatted(.iso8601.year().month().day())
  }
}

/// How a letter is shown.
enum LetterFormat: String, ExpressibleByArgument, CaseIterable {
  /// One file for a browser and a printer.
  case html
  /// GitHub-flavoured Markdown.
  case md
}

/// Where a letter goes and in which shape.
struct LetterOutput: ResultOptions {
  @Option(help: "How to write the letter: html or md.")
  var format = LetterFormat.html

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { false }

  /// The letter in the shape asked for.
  func text(of letter: Letter) -> String {
    switch format {
    case .html: LetterHTML(letter).text
    case .md: LetterMarkdown(letter).text
    }
  }
}
