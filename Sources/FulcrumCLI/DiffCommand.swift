import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum diff`: what changed between two scenarios, plans or other documents, and for whom.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Two scenarios, plans, briefs, sweeps or solutions: what changed, for whom.",
    usage: "fulcrum diff <a> <b> [<options>]",
    discussion: """
      A and B are scenarios (a folder or a file; builtin:lab is the built-in one),
      plans written by fulcrum plan --format json, or two briefs, two sweeps or two
      solutions written by fulcrum offer, sweep and solve. Of two scenarios the
      inputs are compared as they are understood, whatever their spelling and order,
      a base included; then both are planned and the plans held beside each other. A
      plan is taken as it stands, never made again. Ends with 0 whether or not
      anything differs. Examples:
        fulcrum init my-lab && fulcrum diff builtin:lab my-lab
        fulcrum diff builtin:lab builtin:hospital --no-plan
        fulcrum plan --set budget.cash=8M --format json -o after.json
        fulcrum diff builtin:lab after.json --format json
        fulcrum offer C-02 --format json -o a.json
        fulcrum offer C-02 --format json -o b.json --preset compute-first
        fulcrum diff a.json b.json
        fulcrum solve --generate 60,8,2,3 --format json -o s.json
        fulcrum solve --generate 60,8,2,4 --format json -o t.json
        fulcrum diff s.json t.json
      """)

  @Argument(help: ArgumentHelp("A scenario or a plan.", valueName: "a"))
  var before: String

  @Argument(help: ArgumentHelp("What it is held against.", valueName: "b"))
  var after: String

  @Flag(help: "The inputs of two scenarios alone; nothing is planned.")
  var noPlan = false

  @OptionGroup var output: OutputOptions

  @OptionGroup var computing: ThreadOptions

  func run() throws {
    let comparison: PlanComparison
    do throws(Diagnostics) {
      comparison = try PlanComparison(
        of: before, and: after, plans: !noPlan, threads: computing.threads)
    } catch {
      throw output.fail(error)
    }
    if output.quiet, comparison.difference.equal { return }
    let text: String
    switch output.format {
    case .table: text = comparison.text
    case .json:
      do { text = try comparison.difference.json() } catch { throw output.failInternally(error) }
    }
    do throws(Diagnostics) { try output.deliver(text) } catch { throw output.fail(error) }
  }
}
