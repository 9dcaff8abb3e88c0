import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum verify`: a plan on paper against its inputs, read anew.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Recheck a plan or a solution: inputs, feasibility, objective, bound, tails.",
    usage: "fulcrum verify <plan> [<options>]",
    discussion: """
      Reads the inputs that the plan names (relative to the plan), values every
      option anew by the reference definition and goes through the plan once in
      exact integers. Of a solution (fulcrum solve) it reads or generates the problem
      again and goes through it once. Ends with 65 when anything differs. Examples:
        fulcrum plan my-lab --format json -o plan.json && fulcrum verify plan.json
        fulcrum verify plan.json --format json
        fulcrum solve --generate 50,8,2,1 --format json -o s.json
        fulcrum verify s.json
      """)

  @Argument(
    help: "A plan or a solution written with --format json.",
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
