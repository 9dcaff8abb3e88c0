import ArgumentParser
import Fulcrum

extension AskCommand {
  /// `fulcrum ask gpus`.
  struct GPUs: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "gpus",
      abstract: "Which of our offers should get the GPUs?",
      discussion: """
        For every offer what the next node would bring and what it takes at the
        pool's price, whoever gains most first; what the plan would lose if an offer
        had half of its GPUs; and of those who get no offer what one would bring and
        whom it would cost. Examples:
          fulcrum ask gpus
          fulcrum ask gpus my-lab --preset compute-first
          fulcrum ask gpus --example net-negative-hire
        """)

    @OptionGroup var input: ScenarioOptions
    @OptionGroup var output: AskOutput

    func run() throws {
      try output.answer { limits throws(Diagnostics) in
        try input.read().gpuAnswer(within: limits)
      } shown: {
        Answer($0)
      }
    }
  }
}
