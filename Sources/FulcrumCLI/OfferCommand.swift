import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum offer`: what to know of one candidate before a call.
struct OfferCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "offer",
    abstract: "Will she accept, what would it take, and what does it cost whom.",
    usage: "fulcrum offer \(CandidateOptions.usage)",
    discussion: """
      One screen about one candidate, at the prices of the plan: P(accept) with its
      range, how the offer stands against each alternative, what GPUs do as a lure
      and in all, what it would take for 50, 70 and 90 %, what the cluster would
      have to be, who gives the GPUs, how many may be promised, what to say. Without
      a scenario the candidate is one of the built-in example's. Examples:
        fulcrum offer C-02
        fulcrum offer C-03
        fulcrum init my-lab && fulcrum offer my-lab C-05
        fulcrum offer C-09 --preset compute-first --format md -o C-09.md
        fulcrum offer C-05 --package 1.3x_64-h100_autonomy-0.4_data-0.9
      Ends with 2 where the plan is infeasible or there is nothing to offer.
      """)

  @OptionGroup var input: CandidateOptions

  @Option(help: ArgumentHelp("A package of the person's menu, by its id.", valueName: "id"))
  var package: String?

  @Flag(help: "Rank every package of the menu, with its range, not the best few alone.")
  var menu = false

  @OptionGroup var output: OfferOutput

  @OptionGroup var computing: ThreadOptions

  func run() throws {
    let start = ContinuousClock.now
    let scenario: Scenario
    let index: Int
    do throws(Diagnostics) {
      (scenario, index) = try input.read(package: package)
    } catch {
      throw output.fail(error)
    }
    let limits = PlanningLimits(
      threads: computing.threads, kernel: KernelChoice.kernel, explains: false)
    guard
      let brief = scenario.offerBrief(
        for: scenario.candidates[index].id, package: package, packages: menu ? .max : 5,
        within: limits)
    else {
      let candidate = scenario.candidates[index]
      if case .refused(let reason) = LetterPromise(
        to: candidate, in: scenario.plan(within: limits))
      {
        let notes = scenario.notes.filter { $0.contains(candidate.id) }
        OutputOptions.complain(
          (["fulcrum: nothing to offer \(candidate.id): \(reason)"] + notes).joined(separator: "\n")
        )
      }
      throw ExitCode.infeasible
    }
    let text = try text(of: brief, since: start)
    do throws(Diagnostics) {
      try output.deliver(text)
    } catch {
      throw output.fail(error)
    }
  }

  private func text(of brief: OfferBrief, since start: ContinuousClock.Instant) throws -> String {
    switch output.format {
    case .table:
      return TerminalOffer(brief, width: output.page.width, style: output.page.style).text
    case .json:
      do {
        return try document(of: brief, since: start).json()
      } catch {
        throw output.failInternally(error)
      }
    case .md: return MarkdownOffer(brief, document: document(of: brief, since: start)).text
    }
  }

  private func document(
    of brief: OfferBrief, since start: ContinuousClock.Instant
  ) -> OfferDocument {
    OfferDocument(
      brief, version: FulcrumRelease.version,
      run: output.run(since: start, threads: computing.threads),
      path: output.relativePath)
  }
}

extension Scenario {
  /// Refuses a candidate or package that is not there.
  func check(candidate id: String, package: String?) throws(Diagnostics) {
    guard let candidate = candidates.first(where: { $0.id == id }) else {
      let known = candidates.map(\.id)
      throw Diagnostics(
        "there is no such candidate", at: SourceLocation(file: "candidate"), value: .text(id),
        remedy: nearestName(to: id, among: known).map { "did you mean \($0)?" }
          ?? "there are \(known.prefix(20).joined(separator: ", "))")
    }
    guard let package, !candidate.packages.contains(where: { $0.id == package }) else { return }
    let known = candidate.packages.map(\.id)
    throw Diagnostics(
      "there is no such package for \(id)", at: SourceLocation(file: "--package"),
      value: .text(package),
      remedy: nearestName(to: package, among: known).map { "did you mean \($0)?" }
        ?? "there are \(known.prefix(5).joined(separator: ", ")) and \(max(0, known.count - 5)) more"
    )
  }
}
