import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum verify`: a plan on paper against its inputs, read anew.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recheck a plan: inputs, options, feasibility, objective, bound and tails.",
    usage: "fulcrum verify <plan> [<options>]",
    discussion: """
      Reads the inputs that the plan names (relative to the plan), values every
      option anew by the reference definition and goes through the plan once in
      exact integers. Ends with 65 when anything differs. Examples:
        fulcrum plan my-lab --format json -o plan.json && fulcrum verify plan.json
        fulcrum verify plan.json --format json
      """)

  @Argument(
    help: "A plan written by fulcrum plan --format json.",
    completion: .file(extensions: ["json"]))
  var plan: String

  @OptionGroup var output: OutputOptions

  @OptionGroup var computing: ThreadOptions

  func run() throws {
    let verification: PlanVerification
    do throws(Diagnostics) {
      verification = try PlanVerification(of: plan, threads: computing.threads)
      if !output.quiet || !verification.holds {
        try output.deliver(
          output.format == .json ? verification.json : verification.text)
      }
    } catch {
      throw output.fail(error)
    }
    if !verification.holds { throw ExitCode.badInput }
  }
}
