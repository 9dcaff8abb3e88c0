import Choice
import Documents

extension ScenarioReader {
  /// What limits new offers, and what things cost.
  struct Market {
    var cash: Double
    var slots: [Scenario.RoleSlot]
    var dataAccess: Double
  }

  /// Reads budget, role slots and prices; completes ``pools`` with rents.
  mutating func readBudgetAndPrices() -> Market? {
    var cash: Double?
    if var budget = root.requiredSection("budget", remedy: "write budget: {cash: 7.4M}") {
      cash = budget.number("cash", .dollars)
      cashBudget = cash ?? .infinity
      readFurtherBudgets(&budget)
      budget.finish(into: &root)
    }
    let slots = readSlots()
    var prices = root.group("prices")
    let dataAccess = prices.number("data_access", .dollars, default: 0)
    for index in pools.indices { readRent(of: index, &prices) }
    if !poolsAreKnown { prices.skip { _ in true } }
    prices.finish(into: &root)
    guard let cash, let dataAccess else { return nil }
    return Market(cash: cash, slots: slots, dataAccess: dataAccess)
  }

  /// How a floor on what a team puts out is stated.
  static let utilityFloor = Measure(
    "a share of present output", example: "90%", from: 0, through: 10, acceptsPercent: true)

  /// Reads the rules of sharing and promising.
  mutating func readPolicy() -> Scenario.Policy {
    var policy = Scenario.Policy()
    var section = root.group("policy")
    let modes = Scenario.Policy.Overbooking.allCases.map(\.rawValue)
    if let mode = section.choice("overbooking", among: modes, default: "hard") {
      policy.overbooking = Scenario.Policy.Overbooking(rawValue: mode) ?? .hard
    }
    let objectives = Scenario.Policy.Objective.allCases.map(\.rawValue)
    if let objective = section.choice("objective", among: objectives, default: "value") {
      policy.objective = Scenario.Policy.Objective(rawValue: objective) ?? .value
    }
    if policy.overbooking == .cost, policy.objective == .nash {
      section.note(
        "is cost, which counts dollars, beside objective nash, which counts logarithms",
        of: "overbooking", remedy: "take overbooking: chance, or objective: value or max_min")
    }
    policy.utilityFloor = section.optionalNumber("utility_floor", Self.utilityFloor)
    policy.promising = readPromising(policy.overbooking, &section)
    policy.releaseShare =
      section.number(
        "release_share", .share, default: policy.releaseShare) ?? 0
    let measure = Measure(
      "a share of what a team has", example: "25%", from: 0, through: 10, acceptsPercent: true)
    policy.changeLimit = section.optionalNumber("change_limit", measure)
    changeLimit = policy.changeLimit
    policy.moveCost = section.optionalNumber("move_cost", .dollars)
    policy.survives = readSurvival(&section)
    policy.payBands = readPayBands(&section)
    policy.peerPayLimit = readPeerPayLimit(&section)
    (payBands, peerPayLimit) = (policy.payBands, policy.peerPayLimit)
    section.finish(into: &root)
    return policy
  }

  /// Reads the numbers about people that may replace the shipped assumptions.
  mutating func readAssumptions() -> (Scenario.Assumptions, BehaviouralAssumptions) {
    var assumed = Scenario.Assumptions()
    var behaviour = BehaviouralAssumptions()
    var section = root.group("assumptions")
    let years = Measure("years of pay", example: "0.5", from: 0, through: 5)
    let months = Measure("months, less than a year", example: "5", from: 0, through: 11.9)
    let elasticity = Measure("an elasticity", example: "2.5", from: 0, through: 20)
    let values: [AssumedValue] = [
      AssumedValue("offer_effort", .dollars, "what one offer costs us, range 15k-60k"),
      AssumedValue("vacancy_months", months, "vendors' statements only, range 3-6"),
      AssumedValue(
        "replacement_years_of_pay", years,
        "median 0.21 of 27 case studies (Boushey, Glynn 2012), specialists above; range 0.2-2"),
      AssumedValue("autonomy_cost_share", .share, "research freedom costs direction, range 0-15 %"),
      AssumedValue("equity_cost_share", .share, "equity costs us its face value"),
      AssumedValue(
        "quit_elasticity", elasticity, "Economic Policy Institute, Unequal Power, 2022: 2-3"),
      AssumedValue(
        "equity_discount", .share,
        "undiversified holders value equity below cost (Hall, Murphy 2002), range 0.4-0.9"),
      AssumedValue("lapse", .share, "some refuse whatever is offered, range 0-15 %"),
    ]
    let shipped = [
      assumed.offerEffort, assumed.vacancyMonths, assumed.replacementYearsOfPay,
      assumed.autonomyCostShare, assumed.equityCostShare, behaviour.quitElasticity,
      behaviour.equityDiscount, behaviour.lapse,
    ]
    let read = zip(values, shipped).map { value, shipped in
      let isSet = section.has(value.key)
      let number = section.number(value.key, value.measure, default: shipped) ?? shipped
      facts.append(
        Scenario.Fact(
          what: value.key, value: number.plain, source: isSet ? "this scenario" : value.source,
          date: isSet ? "" : "2026", isAssumption: true))
      return number
    }
    section.finish(into: &root)
    (assumed.offerEffort, assumed.vacancyMonths) = (read[0], read[1])
    (assumed.replacementYearsOfPay, assumed.autonomyCostShare) = (read[2], read[3])
    (assumed.equityCostShare, behaviour.quitElasticity) = (read[4], read[5])
    (behaviour.equityDiscount, behaviour.lapse) = (read[6], read[7])
    return (assumed, behaviour)
  }

  private struct AssumedValue {
    let key: String
    let measure: Measure
    let source: String

    init(_ key: String, _ measure: Measure, _ source: String) {
      self.key = key
      self.measure = measure
      self.source = source
    }
  }

  private mutating func readSlots() -> [Scenario.RoleSlot] {
    guard var section = root.section("role_slots") else { return [] }
    let measure = Measure.count("a whole number of offers", example: "4", in: 0...100_000)
    let slots = section.entries.compactMap { entry -> Scenario.RoleSlot? in
      if let fault = Identifier.fault(of: entry.key) {
        section.note(
          Diagnostic(
            "the id \(fault)", at: entry.location, key: "role_slots", value: .text(entry.key),
            remedy: Identifier.remedy))
      }
      return section.count(entry.key, measure).map {
        Scenario.RoleSlot(id: entry.key, count: $0)
      }
    }
    slotIDs = section.entries.map(\.key).sorted()
    section.finish(into: &root)
    return slots.sorted { $0.id < $1.id }
  }

  private mutating func readRent(of index: Int, _ prices: inout Section) {
    guard var section = prices.section(pools[index].id) else { return }
    let measure = Measure(
      "dollars per GPU-hour", example: "2.35", from: 0, through: 10_000, acceptsDollarSign: true)
    pools[index].rentPerGPUHour = section.optionalNumber("rent_per_gpu_hour", measure)
    if let rent = pools[index].rentPerGPUHour {
      facts.append(
        Scenario.Fact(
          what: "rent of \(pools[index].id)", value: "\(rent.plain) dollars per GPU-hour",
          source: "this scenario", date: "", isAssumption: false))
    }
    readRentable(of: index, &section)
    section.finish(into: &prices)
  }
}
