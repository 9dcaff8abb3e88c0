import ArgumentParser
import Fulcrum

extension AskCommand {
  /// `fulcrum ask price`.
  struct Price: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "price",
      abstract: "What would it take to win a candidate?",
      usage: "fulcrum ask price \(CandidateOptions.usage)",
      discussion: """
        The cheapest package for 50, 70 and 90 %: with cash alone, with GPUs alone,
        with data alone, and the best mix of the menu's contents with whatever cash
        it then needs, at the plan's price of GPUs. Where no amount will do it says
        why. Examples:
          fulcrum ask price C-02
          fulcrum ask price my-lab C-07 --accept 40% --accept 80%
          fulcrum ask price C-03 --example no-cash-opens-it
          fulcrum ask price C-05 --example lower-cash-wins
        """)

    @OptionGroup var input: CandidateOptions
    @OptionGroup var output: AskOutput

    @Option(
      name: .customLong("accept"), parsing: .singleValue,
      help: ArgumentHelp(
        "A chance of acceptance, such as 70% or 0.7; 50, 70 and 90 % if left out.",
        valueName: "share"), transform: ShareArgument.read)
    var levels: [Double] = []

    func run() throws {
      try output.answer { limits throws(Diagnostics) in
        let (scenario, index) = try input.read()
        let wanted = levels.isEmpty ? [0.5, 0.7, 0.9] : Set(levels).sorted()
        switch scenario.priceAnswer(forCandidate: index, levels: wanted, within: limits) {
        case .noPlan(let reason): return .noPlan(reason)
        case .answer(let found?): return .answer(found)
        case .answer(nil):
          return
            .noPlan("\(scenario.candidates[index].id) has no package that could be offered")
        }
      } shown: {
        Answer($0)
      }
    }
  }
}

/// A share on the command line.
enum ShareArgument {
  /// `70%` and `0.7` are the same; 0 and 1 are no shares that a chance can be asked to reach.
  static func read(_ text: String) throws -> Double {
    let isPercent = text.hasSuffix("%")
    guard let number = Double(isPercent ? String(text.dropLast()) : text), number.isFinite else {
      throw ValidationError("takes a share, such as 70% or 0.7")
    }
    let share = isPercent ? number / 100 : number
    guard share > 0, share < 1 else {
      throw ValidationError("takes a share above 0 and below 1, such as 70% or 0.7")
    }
    return share
  }
}
