import Documents
internal import Foundation

extension ScenarioReader {
  /// Reads what may be risked with promises.
  mutating func readPromising(
    _ mode: Scenario.Policy.Overbooking, _ policy: inout Section
  ) -> Scenario.Promising {
    var promising = Scenario.Promising()
    promising.overcommit =
      policy.number("overcommit", .risk, default: promising.overcommit) ?? promising.overcommit
    promising.overcommitYear = policy.optionalNumber("overcommit_year", .risk)
    promising.drawDown = policy.number("draw_down", .positiveShare, default: 1) ?? 1
    let correlation = Measure(
      "a correlation from 0 to 0.95", example: "0.1", from: 0, through: 0.95)
    promising.acceptanceCorrelation =
      policy.number("acceptance_correlation", correlation, default: 0) ?? 0
    promising.market = readMarketStates(&policy)
    if !promising.market.isEmpty, promising.acceptanceCorrelation > 0 {
      policy.note(
        "is given beside market, and both say how answers go together",
        of: "acceptance_correlation", remedy: "keep one of the two")
    }
    let recourses = Scenario.Promising.Recourse.allCases.map(\.rawValue)
    if let word = policy.choice("recourse", among: recourses, default: "rent") {
      promising.recourse = Scenario.Promising.Recourse(rawValue: word) ?? .rent
    }
    let price = Measure(
      "dollars per GPU-hour", example: "2.35", from: 0, through: 10_000, acceptsDollarSign: true)
    promising.recoursePerGPUHour = policy.optionalNumber("recourse_per_gpu_hour", price)
    check(promising, mode, &policy)
    if mode != .hard { facts += promising.facts(drawDownIsStated: policy.has("draw_down")) }
    return promising
  }

  // What a mode needs, and what means nothing in it.
  private mutating func check(
    _ promising: Scenario.Promising, _ mode: Scenario.Policy.Overbooking, _ policy: inout Section
  ) {
    let unpriced = pools.filter { $0.rentPerGPUHour == nil }.map(\.id)
    if mode == .cost, promising.recoursePerGPUHour == nil, poolsAreKnown, let first = unpriced.first
    {
      policy.note(
        "is cost, but not what a missing GPU of \(unpriced.joined(separator: " and ")) costs",
        of: "overbooking",
        remedy: "write prices.\(first).rent_per_gpu_hour, or policy.recourse_per_gpu_hour")
    }
    let idle =
      switch mode {
      case .hard:
        [
          "overcommit", "overcommit_year", "draw_down", "acceptance_correlation", "market",
          "recourse", "recourse_per_gpu_hour",
        ]
      case .chance: [String]()
      case .cost: ["overcommit", "overcommit_year"]
      }
    let stated = idle.filter(policy.has)
    if stated.isEmpty { return }
    offerNotes.append(
      stated.map { "policy.\($0)" }.joined(separator: ", ")
        + " mean\(stated.count == 1 ? "s" : "") nothing where policy.overbooking is "
        + "\(mode.rawValue).")
  }

  // `{boom: {probability: 30%, log_odds: -0.5, segments: {frontier: -1}}}`.
  private mutating func readMarketStates(_ policy: inout Section) -> [Scenario.MarketState] {
    guard var group = policy.section("market") else { return [] }
    var states: [Scenario.MarketState] = []
    for entry in group.entries {
      if let fault = Identifier.fault(of: entry.key) {
        group.note(
          Diagnostic(
            "the id \(fault)", at: entry.location, key: group.path, value: .text(entry.key),
            remedy: Identifier.remedy))
      }
      guard var section = group.section(entry.key) else { continue }
      let probability = section.number("probability", .positiveShare)
      let logOdds = readLogOdds(&section)
      let segments = readSegmentOdds(&section)
      section.finish(into: &group)
      guard let probability else { continue }
      states.append(
        Scenario.MarketState(
          id: entry.key, probability: probability, logOdds: logOdds, segments: segments))
    }
    states.sort { $0.id < $1.id }
    complete(&states, of: group.entries.count, &group)
    group.finish(into: &policy)
    return states
  }

  // What is not said happens otherwise, in a market that moves nobody.
  private func complete(
    _ states: inout [Scenario.MarketState], of count: Int, _ group: inout Section
  ) {
    let sum = states.reduce(0) { $0 + $1.probability }
    if states.count < count || states.isEmpty || abs(sum - 1) <= 1e-9 { return }
    let otherwise = Scenario.MarketState.otherwise
    if sum < 1, !states.contains(where: { $0.id == otherwise }) {
      states.append(
        Scenario.MarketState(id: otherwise, probability: 1 - sum, logOdds: 0))
      states.sort { $0.id < $1.id }
      return
    }
    group.note(
      Diagnostic(
        "has probabilities that add up to \(Self.percent(sum)), not 100 %", at: group.location,
        key: group.path,
        remedy: sum < 1
          ? "leave \(otherwise) out: it gets what is left" : "lower them; what is left is otherwise"
      ))
  }

  private static func percent(_ share: Double) -> String {
    "\((share * 1000).rounded() / 10) %"
  }

  private func readLogOdds(_ section: inout Section) -> Double {
    let stated = section.optionalNumber("log_odds", .logOdds)
    let factor = section.optionalNumber(
      "odds_factor",
      Measure(
        "a factor above 0, at most 1,000", example: "0.6", from: 0, through: 1000,
        isAboveLowest: true))
    if section.has("log_odds"), section.has("odds_factor") {
      section.note(
        "says the same as log_odds beside it", of: "odds_factor", remedy: "keep one of the two")
    }
    return stated ?? factor.map { log($0) } ?? 0
  }

  private func readSegmentOdds(_ state: inout Section) -> [String: Double] {
    guard var section = state.section("segments") else { return [:] }
    var odds: [String: Double] = [:]
    for entry in section.entries {
      let number = section.optionalNumber(entry.key, .logOdds)
      if segmentIDs.contains(entry.key) {
        odds[entry.key] = number
        continue
      }
      section.note(
        Diagnostic(
          "there is no such segment", at: entry.location, key: section.path,
          value: .text(entry.key),
          remedy: nearestName(to: entry.key, among: segmentIDs).map { "did you mean \($0)?" }
            ?? "there are \(segmentIDs.joined(separator: ", "))"))
    }
    section.finish(into: &state)
    return odds
  }
}

extension Measure {
  /// A chance that something goes wrong.
  fileprivate static let risk = Measure(
    "a share from 0 to 99%", example: "5%", from: 0, through: 0.99, acceptsPercent: true)
  fileprivate static let logOdds = Measure(
    "log-odds from -7 to 7", example: "-0.5", from: -7, through: 7)
}

extension Scenario.Promising {
  // What nobody has measured here, with what is known elsewhere.
  fileprivate func facts(drawDownIsStated: Bool) -> [Scenario.Fact] {
    var facts = [
      Scenario.Fact(
        what: "draw_down", value: drawDown.plain,
        source: (drawDownIsStated ? "this scenario" : "every accepted promise is used in full")
          + "; range 0.5-1: where awards are public, the median project had used 46.5 % of its own "
          + "when 79.6 % of the year had passed (NERSC, allocation reductions)",
        date: "2023", isAssumption: true)
    ]
    if market.isEmpty {
      facts.append(
        Scenario.Fact(
          what: "acceptance_correlation", value: acceptanceCorrelation.plain,
          source: (acceptanceCorrelation > 0 ? "this scenario" : "answers do not go together")
            + "; nobody has measured it; range 0-0.3", date: "", isAssumption: true))
    }
    return facts
      + market.map { state in
        Scenario.Fact(
          what: "market.\(state.id)", value: "\((state.probability * 1e4).rounded() / 1e4) likely",
          source:
            "this scenario; log-odds of accepting \(state.logOdds.plain) against other states",
          date: "", isAssumption: true)
      }
  }
}
