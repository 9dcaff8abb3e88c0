import ArgumentParser
import Foundation
import Fulcrum

/// `fulcrum estimate`: what people weigh, from what they chose.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate",
    abstract: "What people weigh, estimated from what they chose.",
    usage: """
      fulcrum estimate <offers> [--preferences <file>] [<options>]
      fulcrum estimate <data> --model <file> [<options>]
      """,
    discussion: """
      Without --model the table is of past job offers: a row for each way that each
      candidate could have gone (candidate, segment, alternative, chosen, cash, and
      what else is known: equity, guaranteed_gpus, cluster_gpus, autonomy ...; stay is
      one of them). What Fulcrum believes of tastes is the prior; --preferences writes
      what the offers make of it, and a scenario that names the file plans on it.
      --init writes invented files to begin with:
        fulcrum estimate --init my-past
        fulcrum estimate my-past/offers.csv --preferences preferences.yaml
        fulcrum plan --set preferences=preferences.yaml

      With --model a choice model (multinomial, mixed or nested logit, cut-offs,
      lapses) is fitted to any table of choices; the model file says how to read it
      and what enters utility; fulcrum help estimation shows one:
        fulcrum estimate my-past/answers.csv --model my-past/model.yaml
        fulcrum estimate my-past/answers.csv -m my-past/model.yaml --folds 5
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
      "Write invented offers, a survey and its model to a folder, and end.", valueName: "dir"),
    completion: .directory)
  var example: String?

  @Option(
    help: ArgumentHelp("Who left and who stayed, beside past offers.", valueName: "file"),
    completion: .file(extensions: ["csv"]))
  var exits: String?

  @Option(
    help: ArgumentHelp(
      "Write what past offers say of tastes, for a scenario to name.", valueName: "file"),
    completion: .file(extensions: ["yaml"]))
  var preferences: String?

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
      if data != nil || model != nil || exits != nil || preferences != nil {
        throw ValidationError("--init writes an example; leave out the data and the files")
      }
      return
    }
    guard data != nil else {
      throw ValidationError("name a table of choices, or write an example with --init DIR")
    }
    if model != nil, exits != nil || preferences != nil {
      throw ValidationError(
        "--exits and --preferences are of past offers, which no --model is given with")
    }
    if model == nil, price != nil {
      throw ValidationError("--price is of a --model; tastes for offers are in units of pay")
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
      if let model {
        input = try EstimationInput(
          data: data ?? "", model: model, price: price, path: output.relativePath)
      } else {
        input = try EstimationInput(
          offers: data ?? "", exits: exits, path: output.relativePath)
      }
    } catch {
      throw output.fail(error)
    }
    let report = input.report(
      search.settings(instead: input.settings, folds: folds, computing), output)
    let text: String
    do {
      text = try output.text(
        of: report, run: output.run(since: start, threads: computing.threads))
    } catch {
      throw output.failInternally(error)
    }
    do throws(Diagnostics) {
      if let preferences {
        try AtomicFile.write(input.preferences(report), to: preferences)
      }
      try output.deliver(text)
    } catch {
      throw output.fail(error)
    }
    if !report.estimates.isConverged { throw ExitCode.unproven }
  }
}
