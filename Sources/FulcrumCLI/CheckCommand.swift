import ArgumentParser
import Fulcrum

/// `fulcrum check`: every problem of a scenario at once.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Every problem of a scenario at once, each with its place and what to do.",
    usage: "fulcrum check [<options>] [<scenario>]",
    discussion: """
      Reads everything and plans nothing. A problem is one line: file, line, column,
      path, what is wrong, and the remedy; then it ends with 65, or with 66 if a file
      cannot be read. Without a scenario it checks the built-in example. Examples:
        fulcrum check my-lab
        fulcrum check --example hospital --format json
        fulcrum check my-lab --set 'teams[serving].heads=0' || test $? = 65
      """)

  @OptionGroup var input: ScenarioOptions
  @OptionGroup var output: OutputOptions

  func run() throws {
    let summary: CheckSummary
    do throws(Diagnostics) {
      summary = CheckSummary(try input.read())
    } catch {
      throw output.fail(error)
    }
    if output.quiet { return }
    let text = output.format == .json ? try summary.json() : summary.text
    do throws(Diagnostics) { try output.deliver(text) } catch { throw output.fail(error) }
  }
}
