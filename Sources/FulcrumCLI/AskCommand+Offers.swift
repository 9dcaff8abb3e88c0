import ArgumentParser
import Fulcrum

extension AskCommand {
  /// `fulcrum ask offers`.
  struct Offers: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "offers",
      abstract: "How many offers to send for so many acceptances, without breaking promises?",
      discussion: """
        Sends offers one after the other, whoever brings most for a slot first, and
        gives after each the exact chance that enough accept, and that accepted
        promises exceed a pool or the budget. Promises have to fit together whoever
        accepts, as policy.overbooking says; --keep sends more at a risk of your own.
        Whoever would break a promise too often is passed over. Examples:
          fulcrum ask offers
          fulcrum ask offers --keep 95%
          fulcrum ask offers --accept 2 --confidence 80%
          fulcrum ask offers my-lab --accept 3
        """)

    @OptionGroup var input: ScenarioOptions
    @OptionGroup var output: AskOutput

    @Option(help: "Acceptances wanted; left out, as many whole hires as the plan expects.")
    var accept: Int?

    @Option(
      help: ArgumentHelp(
        "How sure of the acceptances.", valueName: "share"), transform: ShareArgument.read)
    var confidence = 0.95

    @Option(
      help: ArgumentHelp(
        "How sure that no pool and not the budget is exceeded; left out, by policy.overbooking.",
        valueName: "share"), transform: ShareArgument.read)
    var keep: Double?

    func validate() throws {
      if let accept, !(1...10_000).contains(accept) {
        throw ValidationError("--accept takes 1 to 10000; \(accept) is not")
      }
    }

    func run() throws {
      try output.answer { limits throws(Diagnostics) in
        try input.read().offersAnswer(
          accepting: accept, confidence: confidence, keeping: keep, within: limits)
      } shown: {
        Answer($0)
      }
    }
  }
}
