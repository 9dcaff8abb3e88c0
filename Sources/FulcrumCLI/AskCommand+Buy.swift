import ArgumentParser
import Fulcrum

extension AskCommand {
  /// `fulcrum ask buy`.
  struct Buy: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "buy",
      abstract: "Buy GPUs, rent them, or pay cash?",
      discussion: """
        Spends the same money each year as cash for offers, on rented GPUs of each
        pool, and on bought ones, and plans again for each. Buying is written off in
        equal parts, and draws electricity. Examples:
          fulcrum ask buy
          fulcrum ask buy --dollars 3M --kwh 0.12 --pue 1.2
          fulcrum ask buy my-lab --gpu-price h100=30k --years 5
        """)

    @OptionGroup var input: ScenarioOptions
    @OptionGroup var output: AskOutput

    @Option(
      help: ArgumentHelp("Dollars a year to be spent, such as 3M.", valueName: "amount"),
      transform: MoneyArgument.read)
    var dollars = 1e6

    @Option(
      name: .customLong("gpu-price"), parsing: .singleValue,
      help: ArgumentHelp(
        "What a GPU costs with its share of the cluster, such as h100=30k.",
        valueName: "accelerator=amount"))
    var prices: [String] = []

    @Option(
      help: ArgumentHelp("Years over which bought GPUs are written off.", valueName: "number"))
    var years = 4.0

    @Option(help: ArgumentHelp("Dollars for a kilowatt-hour.", valueName: "dollars"))
    var kwh = 0.08

    @Option(
      help: ArgumentHelp(
        "Power usage effectiveness; 1 where the power already has cooling in it.",
        valueName: "number"))
    var pue = 1.0

    func validate() throws {
      if !(years >= 1 && years <= 20) {
        throw ValidationError("--years takes 1 to 20; \(years) is not")
      }
      if !(kwh >= 0 && kwh <= 10) { throw ValidationError("--kwh takes 0 to 10; \(kwh) is not") }
      if !(pue >= 1 && pue <= 5) { throw ValidationError("--pue takes 1 to 5; \(pue) is not") }
      _ = try terms
    }

    func run() throws {
      let terms = try terms
      try output.answer { limits throws(Diagnostics) in
        try input.read().buyAnswer(dollars: dollars, terms: terms, within: limits)
      } shown: {
        Answer($0)
      }
    }

    private var terms: PurchaseTerms {
      get throws {
        var terms = PurchaseTerms()
        terms.years = years
        terms.dollarsPerKilowattHour = kwh
        terms.powerUsageEffectiveness = pue
        for price in prices {
          let parts = price.split(separator: "=", maxSplits: 1).map(String.init)
          guard parts.count == 2, !parts[0].isEmpty else {
            throw ValidationError("--gpu-price takes ACCELERATOR=AMOUNT, such as h100=30k")
          }
          terms.price[parts[0]] = try MoneyArgument.read(parts[1])
        }
        return terms
      }
    }
  }
}

/// An amount of money on the command line.
enum MoneyArgument {
  /// `3M`, `450k` and `3000000`; above 0.
  static func read(_ text: String) throws -> Double {
    let units: [Character: Double] = ["k": 1e3, "M": 1e6, "B": 1e9]
    let unit = text.last.flatMap { units[$0] }
    let digits = unit == nil ? text : String(text.dropLast())
    guard let number = Double(digits), number > 0, number * (unit ?? 1) <= 1e12 else {
      throw ValidationError("takes dollars above 0, to 1e12, such as 450k or 3M")
    }
    return number * (unit ?? 1)
  }
}
