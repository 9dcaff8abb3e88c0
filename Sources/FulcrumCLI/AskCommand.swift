import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum ask`: questions that people put to a plan, by name.
struct AskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Questions that people put to a plan, each answered in one screen.",
    discussion: """
      Plans the scenario and answers one question about it: a sentence first, then
      the table behind it with the 90 % range of every probability, then what is
      assumed. Without a scenario it asks about the built-in example. Examples:
        fulcrum ask cluster
        fulcrum ask price C-02
        fulcrum ask data --example data-beats-gpus
        fulcrum ask offers my-lab --accept 3 --format json -o offers.json
      """,
    subcommands: [
      Cluster.self, Price.self, Data.self, GPUs.self, Rival.self, Buy.self, Offers.self,
    ])
}

/// Where an answer goes and in which shape.
struct AskOutput: TableResultOptions {
  @Option(help: "How to show the answer: table or json. With json, errors are JSON too.")
  var format = OutputFormat.table

  @OptionGroup var table: TableOptions

  @OptionGroup var computing: ThreadOptions

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }

  /// Asks, and delivers the answer, or says why there is no plan to ask about.
  ///
  /// - Parameters:
  ///   - question: Reads what is needed and answers within limits.
  ///   - shown: The answer in words.
  func answer<Found: Sendable>(
    _ question: (PlanningLimits) throws(Diagnostics) -> Answered<Found>,
    shown: (Found) -> Answer
  ) throws {
    let start = ContinuousClock.now
    do throws(Diagnostics) {
      switch try question(PlanningLimits(threads: computing.threads, kernel: KernelChoice.kernel)) {
      case .noPlan(let reason): OutputOptions.complain("fulcrum: no answer: \(reason)")
      case .answer(let found):
        try deliver(try text(of: shown(found), since: start))
        return
      }
    } catch {
      throw fail(error)
    }
    throw ExitCode.infeasible
  }

  private func text(
    of answer: Answer, since start: ContinuousClock.Instant
  ) throws(Diagnostics) -> String {
    guard isDocument else {
      return TerminalAnswer(answer, width: page.width, style: page.style).text
    }
    let document = AnswerDocument(
      answer, version: FulcrumRelease.version, run: run(since: start, threads: computing.threads),
      path: relativePath)
    do {
      return try document.json()
    } catch {
      throw Diagnostics(
        "has a number that JSON cannot hold", at: SourceLocation(file: "answer"),
        remedy: "choose --format table, and check the scenario for huge values")
    }
  }
}
