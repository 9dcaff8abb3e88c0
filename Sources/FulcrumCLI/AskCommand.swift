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
struct AskOutput: ResultOptions {
  @Option(help: "How to show the answer: table or json. With json, errors are JSON too.")
  var format = OutputFormat.table

  @Option(
    help: ArgumentHelp(
      "Columns of the table, 60 to 200; the terminal's, or 80.", valueName: "columns"))
  var width: Int?

  @Option(help: "Threads; the result does not depend on it.")
  var threads = min(64, ProcessInfo.processInfo.activeProcessorCount)

  @OptionGroup var destination: OutputDestination

  var isDocument: Bool { format == .json }

  func validate() throws {
    try OutputOptions.validate(threads: threads)
    _ = try KernelChoice()
    if let width, !(60...200).contains(width) {
      throw ValidationError("--width takes 60 to 200; \(width) is not")
    }
  }

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
      switch try question(PlanningLimits(threads: threads, kernel: KernelChoice.kernel)) {
      case .noPlan(let reason): OutputOptions.complain("fulcrum: no answer: \(reason)")
      case .answer(let found):
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        try deliver(try text(of: shown(found), seconds: seconds))
        return
      }
    } catch {
      throw fail(error)
    }
    throw ExitCode.infeasible
  }

  private func text(of answer: Answer, seconds: Double) throws(Diagnostics) -> String {
    guard isDocument else {
      let terminal = output == nil ? Terminal.standardOutput : nil
      return TerminalAnswer(
        answer, width: width ?? terminal?.width ?? 80,
        style: terminal?.hasColour == true ? .colour : .plain
      ).text
    }
    let run = DocumentRun(
      seconds: seconds, kernel: KernelChoice.kernel.rawValue, threads: threads,
      generated: Date.now.ISO8601Format())
    let folder = URL(fileURLWithPath: output ?? "./-").deletingLastPathComponent()
    let document = AnswerDocument(
      answer, version: FulcrumRelease.version, run: reproducible ? nil : run,
      path: { RelativePath(to: $0, from: folder.path).text })
    do {
      return try document.json()
    } catch {
      throw Diagnostics(
        "has a number that JSON cannot hold", at: SourceLocation(file: "answer"),
        remedy: "choose --format table, and check the scenario for huge values")
    }
  }
}
