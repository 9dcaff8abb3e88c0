import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum estimate`: what people weigh, from what they chose.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "What people weigh, estimated from what they chose.",
    usage: "fulcrum estimate <data> --model <file> [<options>]",
    discussion: """
      Fits a choice model (multinomial, mixed or nested logit, cut-offs, lapses) to a
      table of choices, and says how sure it is, what is prior and what is data. The
      model file says how to read the table and what enters utility; fulcrum help
      estimation shows one. --init writes an invented example to begin with:
        fulcrum estimate --init my-survey
        fulcrum estimate my-survey/answers.csv --model my-survey/model.yaml
        fulcrum estimate my-survey/answers.csv -m my-survey/model.yaml --folds 5
      Ends with 65 if the data cannot tell what the model asks, and 3 if no search
      ended in a maximum.
      """)

  @Argument(
    help: "A table of choices: CSV, or with tabs or semicolons as the model file says.",
    completion: .file(extensions: ["csv", "tsv", "dat", "txt"]))
  var data: String?

  @Option(
    name: [.customShort("m"), .long],
    help: ArgumentHelp("The model file (YAML).", valueName: "file"),
    completion: .file(extensions: ["yaml", "yml"]))
  var model: String?

  @Option(
    name: .customLong("init"),
    help: ArgumentHelp(
      "Write an invented survey and its model to a folder, and end.", valueName: "dir"),
    completion: .directory)
  var example: String?

  @OptionGroup var search: SearchOptions

  @Option(help: "Judge by the choices of people left out, in so many parts.")
  var folds: Int?

  @Option(
    help: ArgumentHelp(
      "The coefficient in whose units worths are shown.", valueName: "coefficient"))
  var price: String?

  @OptionGroup var output: EstimateOutput

  @OptionGroup var computing: ThreadOptions

  func validate() throws {
    if example != nil {
      if data != nil || model != nil {
        throw ValidationError("--init writes an example; leave out the data and --model")
      }
      return
    }
    guard data != nil else {
      throw ValidationError("name a table of choices, or write an example with --init DIR")
    }
    guard model != nil else {
      throw ValidationError("--model names the file that says what the columns are")
    }
    if let folds, !(2...1000).contains(folds) {
      throw ValidationError("--folds takes 2 to 1000; \(folds) is not")
    }
  }

  func run() throws {
    if let example {
      try EstimationExample.write(to: example, quiet: output.quiet)
      return
    }
    let start = ContinuousClock.now
    let input: EstimationInput
    do throws(Diagnostics) {
      input = try EstimationInput(
        data: data ?? "", model: model ?? "", price: price, path: output.relativePath)
    } catch {
      throw output.fail(error)
    }
    let report = input.report(search.settings(of: input.model, folds: folds, computing), output)
    let text: String
    do {
      text = try output.text(
        of: report, run: output.run(since: start, threads: computing.threads))
    } catch {
      throw output.failInternally(error)
    }
    do throws(Diagnostics) { try output.deliver(text) } catch { throw output.fail(error) }
    if !report.estimates.isConverged { throw ExitCode.unproven }
  }
}
