import ArgumentParser
import Fulcrum

/// What a sweep varies, and what it tells.
struct SweepOptions: ParsableArguments {
  @Option(
    name: .customLong("vary"), parsing: .singleValue,
    help: ArgumentHelp(
      "What to vary, once or twice: a path and a range.", valueName: "path=range"),
    completion: .list(["cluster_gpus=", "budget.cash=", "clusters.", "candidates["]))
  var varied: [String] = []

  @Flag(help: "Keep grants and packages of the base plan; only people's answers change.")
  var fixedPlan = false

  @Flag(help: "Add 90 % ranges of every P(accept).")
  var intervals = false

  @Option(help: ArgumentHelp("Tell where P crosses these, in percent.", valueName: "50,70"))
  var levels: String?

  @Flag(help: "Every uncertain input at its 5 % and 95 % end, one at a time.")
  var tornado = false

  @Option(
    name: .customLong("of"),
    help: ArgumentHelp(
      "What a heat map or tornado tells: worth, hires or accept:CANDIDATE.",
      valueName: "outcome"),
    completion: .list(["worth", "hires", "accept:"]))
  var outcomeText: String?

  func validate() throws {
    if tornado, !varied.isEmpty {
      throw ValidationError("--tornado varies every uncertain input; leave --vary out")
    }
    if !tornado, varied.isEmpty {
      throw ValidationError(
        "name what to vary, such as --vary cluster_gpus=256..65536, or ask for --tornado")
    }
    if varied.count > 2 {
      throw ValidationError("--vary is given \(varied.count) times; once or twice is possible")
    }
    if let outcomeText {
      guard SweepOutcome(outcomeText) != nil else {
        throw ValidationError("--of takes worth, hires or accept:CANDIDATE; \(outcomeText) is not")
      }
      if !tornado, varied.count == 1 {
        throw ValidationError("--of is for two axes and --tornado; one axis shows all")
      }
    }
    if intervals, tornado {
      throw ValidationError("a tornado shows ranges already; leave --intervals out")
    }
    _ = try shares()
  }

  /// What a heat map or a tornado tells.
  var outcome: SweepOutcome { outcomeText.flatMap { SweepOutcome($0) } ?? .worth }

  /// The levels of P to find, rising.
  func shares() throws(ValidationError) -> [Double] {
    var shares: [Double] = []
    for text in (levels ?? "25,50,75").split(separator: ",", omittingEmptySubsequences: false) {
      guard let percent = Double(text), percent > 0, percent < 100 else {
        throw ValidationError("--levels takes percentages between 0 and 100, such as 25,50,75")
      }
      shares.append(percent / 100)
    }
    return Set(shares).sorted()
  }

  /// The same after validation.
  var levelShares: [Double] { (try? shares()) ?? [] }

  /// Paths with their ranges.
  func ranges() throws(Diagnostics) -> [Scenario.Override] {
    var log = DiagnosticLog()
    var ranges: [Scenario.Override] = []
    for text in varied {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2, !parts[0].isEmpty {
        ranges.append(Scenario.Override(path: String(parts[0]), value: String(parts[1])))
      } else {
        log.add(
          Diagnostic(
            "is not PATH=RANGE", at: SourceLocation(file: "--vary"), value: .withheld,
            remedy: "write it like cluster_gpus=256..65536"))
      }
    }
    try log.throwIfAny()
    return ranges
  }

  /// Refuses a candidate that nobody knows.
  func checkOutcome(in grid: ScenarioGrid) throws(Diagnostics) {
    guard case .acceptance(let candidate) = outcome else { return }
    let known = grid.base.candidates.map(\.id)
    if known.contains(candidate) { return }
    throw Diagnostics(
      "there is no such candidate", at: SourceLocation(file: "--of"), value: .text(candidate),
      remedy: nearestName(to: candidate, among: known).map { "did you mean \($0)?" }
        ?? "there are \(known.prefix(20).joined(separator: ", "))")
  }
}

/// One of several parts of a sweep: `2/8` has the points whose places leave 1 when divided by 8.
struct SweepShard: ExpressibleByArgument, Hashable {
  let part: Int
  let parts: Int

  init?(argument: String) {
    let numbers = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let part = numbers[0], let parts = numbers[1],
      (1...100_000).contains(parts), (1...parts).contains(part)
    else { return nil }
    (self.part, self.parts) = (part, parts)
  }

  /// As the command line has it.
  var text: String { "\(part)/\(parts)" }

  /// Whether a point is in this part.
  func contains(_ index: Int) -> Bool { index % parts == part - 1 }
}
