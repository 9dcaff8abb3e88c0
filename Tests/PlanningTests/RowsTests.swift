import Allocation
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

/// A random scenario with rows of every kind beyond pools, cash and slots.
private func richScenario(_ seed: UInt64) throws -> Scenario {
  var random = SplitMix(seed &* 77)
  var files = ScenarioFiles.random(seed)
  let ids = files.candidates.split(separator: "\n").dropFirst().map {
    String($0.prefix { $0 != "," })
  }
  func maybe(_ text: String) -> String { Bool.random(using: &random) ? text : "" }
  let arriving = Int.random(in: -1...2, using: &random)
  let extras = [
    maybe(", deliveries: {2: \(arriving)}"), maybe(", deliveries: {2: 1, 4: 1}"),
  ]
  files.yaml = files.yaml
    .replacing(
      "accelerator: h100, nodes", with: "accelerator: h100\(extras[0]), node_kw: 10.2, nodes"
    )
    .replacing(
      "accelerator: a100, nodes", with: "accelerator: a100\(extras[1]), node_kw: 6.5, nodes"
    )
    .replacing(
      "budget: {cash",
      with: "budget: {"
        + maybe("power_kw: \(Int.random(in: 10...60, using: &random)), ")
        + maybe("equity: 150k, ") + maybe("rent: 300k, ") + "cash"
    )
    .replacing(
      "prices: {",
      with: "prices: {h100: {rent_per_gpu_hour: "
        + "\(["0.4", "2.35"].randomElement(using: &random) ?? "1"), rentable_nodes: "
        + "\(Int.random(in: 0...2, using: &random))}, ")
  if ids.count > 2 {
    let rules = [
      "a: {at_most: 1, of: [\(ids[0]), \(ids[1])]}", "b: {all_or_none: [\(ids[1]), \(ids[2])]}",
      "c: {offer: \(ids[0]), only_with: [\(ids[2])]}",
    ].filter { _ in Bool.random(using: &random) }
    if !rules.isEmpty { files.yaml += "rules:\n" + rules.map { "  \($0)\n" }.joined() }
  }
  files.candidates = files.candidates.split(separator: "\n").enumerated().map { index, line in
    index == 0
      ? "\(line),start_month\n" : "\(line),\([0, 0, 3].randomElement(using: &random) ?? 0)\n"
  }.joined()
  return try files.scenario()
}

/// The best plan by going through all uses, worked out from the scenario alone; nil if there is none.
private func optimum(_ scenario: Scenario, _ table: OptionTable, _ release: [Double]) -> Int128? {
  let months = scenario.periods.map(\.start)
  let shares = scenario.periods.map { Double($0.months) / Double(scenario.horizonMonths) }
  // Units by period and pool, watts by period, cash, equity, rent, slots, offers as bits.
  struct State: Hashable {
    var units: [[Int]]
    var (watts, cash, equity, rent): ([Double], Int64, Int64, Int64)
    var slots: [Int]
    var offers: Int
    init(_ scenario: Scenario, _ periods: Int) {
      units = Array(repeating: Array(repeating: 0, count: scenario.pools.count), count: periods)
      (watts, cash, equity, rent) = (Array(repeating: 0, count: periods), 0, 0, 0)
      slots = scenario.roleSlots.map { _ in 0 }
      offers = 0
    }
    mutating func take(_ count: Int, _ pool: Int, _ period: Int, _ draw: Double) {
      units[period][pool] += count
      watts[period] += Double(count) * draw
    }
    static func == (a: State, b: State) -> Bool {
      a.units == b.units && a.watts == b.watts && a.cash == b.cash && a.equity == b.equity
        && a.rent == b.rent && a.slots == b.slots && a.offers == b.offers
    }
    func hash(into hasher: inout Hasher) {
      hasher.combine(units)
      hasher.combine(cash)
      hasher.combine(offers)
    }
  }
  let draws = scenario.pools.map { $0.wattsPerUnit ?? 0 }
  func isWithin(_ state: State, slack: Int) -> Bool {
    for (period, month) in months.enumerated() {
      for (pool, own) in scenario.pools.enumerated()
      where state.units[period][pool] > own.capacity(inMonth: month) + slack { return false }
      if let power = scenario.powerBudget, slack == 0, state.watts[period] > power { return false }
    }
    let cash = cents(scenario.cashBudget)
    if state.cash > cash { return false }
    if let equity = scenario.equityBudget, state.equity > cents(equity) { return false }
    return zip(state.slots, scenario.roleSlots).allSatisfy { $0 <= $1.count }
  }
  var best: [State: Int128] = [State(scenario, months.count): 0]
  func extend(_ options: [(value: Int64, apply: (inout State) -> Void)]) {
    var next: [State: Int128] = [:]
    for (state, value) in best {
      for option in options {
        var new = state
        option.apply(&new)
        guard isWithin(new, slack: 2) else { continue }
        next[new] = max(next[new] ?? .min, value + Int128(option.value))
      }
    }
    best = next
  }
  for period in months.indices {
    for team in table.teams {
      extend(
        team.options.map { grant in
          (
            cents(grant.value * shares[period]),
            { state in
              for (pool, count) in grant.units.enumerated() {
                state.take(count, pool, period, draws[pool])
              }
            }
          )
        })
    }
  }
  for (index, own) in table.candidates.enumerated() {
    let candidate = own.candidate
    let here = months.indices.filter { months[$0] >= candidate.startMonth }
    let offers = table.offered[index].map { option -> (Int64, (inout State) -> Void) in
      let package = candidate.packages[option.package]
      var credit = 0.0
      for period in here {
        guard let pool = package.pool else { continue }
        credit += release[period * scenario.pools.count + pool] * Double(package.units)
      }
      credit *= scenario.policy.releaseShare * (1 - option.acceptance)
      return (
        cents(option.value + credit),
        { state in
          for period in here {
            if let pool = package.pool { state.take(package.units, pool, period, draws[pool]) }
          }
          state.cash += cents(package.cash + package.dataAccessCost)
          state.equity += cents(package.equity)
          if let slot = scenario.roleSlots.firstIndex(where: { $0.id == candidate.slot }) {
            state.slots[slot] += 1
          }
          state.offers |= 1 << index
        }
      )
    }
    extend([(0, { _ in })] + offers)
  }
  for (pool, own) in scenario.pools.enumerated() where own.rentableUnits > 0 {
    extend(
      (0...own.rentableUnits).map { count in
        let cost = cents(Double(count) * (own.rentPerUnitYear ?? 0))
        return (
          -cost,
          { state in
            for period in months.indices { state.take(-count, pool, period, draws[pool]) }
            if scenario.rentBudget == nil { state.cash += cost } else { state.rent += cost }
          }
        )
      })
  }
  let made = { (state: State, id: String) in
    scenario.candidates.firstIndex { $0.id == id }.map { state.offers & 1 << $0 != 0 } ?? false
  }
  return best.filter { state, _ in
    isWithin(state, slack: 0) && scenario.rentBudget.map { state.rent <= cents($0) } ?? true
      && scenario.rules.allSatisfy { rule in
        let offers = rule.candidates.map { made(state, $0) }
        return switch rule.kind {
        case .atMost(let most): offers.count(where: \.self) <= most
        case .allOrNone: Set(offers).count == 1
        case .onlyWith: !offers[0] || offers.allSatisfy(\.self)
        }
      }
  }.values.max()
}

@Suite("Rows of every kind") struct RowsTests {
  @Test("the plan is the best of all, and verifies", arguments: UInt64(1)...60)
  func best(seed: UInt64) throws {
    let scenario = try richScenario(seed)
    // Later periods multiply what has to be gone through.
    if scenario.teams.count * scenario.periods.count > 6 { return }
    let plan = scenario.plan()
    let table = OptionTable(scenario, threads: 1)
    let expected = optimum(scenario, table, plan.value.releasePrices)
    #expect(plan.status == (expected == nil ? .infeasible : .optimal))
    #expect(plan.value.objectiveCents == expected ?? 0)
    #expect(scenario.checks(of: PlanClaim(plan)).filter { !$0.holds } == [])
    for row in plan.resources where row.kind != .rule {
      #expect(row.used <= row.capacity + 1e-6)
    }
  }

  @Test("the seeds above cover every kind of row")
  func coverage() throws {
    let scenarios = try (UInt64(1)...60).map(richScenario)
      .filter { $0.teams.count * $0.periods.count <= 6 }
    #expect(scenarios.count > 30)
    #expect(scenarios.contains { $0.periods.count > 1 && !$0.teams.isEmpty })
    #expect(scenarios.contains { $0.periods.count > 2 })
    let plans = scenarios.map { $0.plan() }
    #expect(plans.contains { !$0.rentals.isEmpty })
    #expect(plans.contains { $0.teams.contains { $0.later.contains { !$0.granted.isEmpty } } })
    for kind in [ResourcePlan.Kind.equity, .power] {
      #expect(plans.contains { $0.resources.contains { $0.kind == kind && $0.used > 0 } })
    }
    let all = [Scenario.OfferRule.Kind.atMost(1), .allOrNone, .onlyWith]
    #expect(
      all.allSatisfy { kind in
        scenarios.contains { $0.rules.contains { $0.kind == kind } }
      })
  }

  @Test("a delivery halfway is worth half of one at the beginning")
  func delivery() throws {
    func worth(_ month: Int?) throws -> Double {
      var files = ScenarioFiles.emptySlate
      let text = month.map { ", deliveries: {\($0): 2}" } ?? ""
      files.yaml = files.yaml.replacing("nodes: 8", with: "nodes: 5\(text)")
      return try files.scenario().plan().value.objective
    }
    let (none, half, all) = (try worth(nil), try worth(3), try worth(0))
    #expect(all > none)
    #expect(abs((half - none) / (all - none) - 0.5) < 1e-6)
  }

  @Test("what survives a failure is not given out", arguments: [("node", 0, 1), ("node", 1, 0)])
  func survival(_ failure: String, spares: Int, reserved: Int) throws {
    var files = ScenarioFiles.emptySlate
    files.yaml = files.yaml.replacing("nodes: 8", with: "nodes: 8, spare_nodes: \(spares)")
    let scenario = try files.scenario("policy.survives=\(failure)")
    #expect(scenario.pools[0].capacity == 8 - spares - reserved)
    #expect(scenario.plan().resources[0].capacity == Double(8 - spares - reserved))
  }

  @Test("rent is paid from its own budget, or else from the cash for offers")
  func rent() throws {
    let files = ScenarioFiles.hospital
    let rents = ["prices.h100.rent_per_gpu_hour=0.5", "prices.h100.rentable_nodes=4"]
    func plan(_ more: [String]) throws -> Plan {
      try ScenarioSource(files: files.all, in: "test")
        .scenario(with: try (rents + more).map { try Scenario.Override(argument: $0) }).plan()
    }
    let (own, cash, none) = (
      try plan(["budget.rent=1M"]), try plan([]), try plan(["budget.rent=0"])
    )
    #expect(own.rentals.map(\.units) == [4] && none.rentals.isEmpty)
    #expect(own.resources[0].capacity == 12 && own.resources[0].rented == 4)
    #expect(own.value.objective >= cash.value.objective)
    #expect(cash.value.objective >= none.value.objective)
    var spent = cash.rentals.reduce(0.0) { $0 + $1.cost }
    for offer in cash.offers where offer.isMade {
      if let package = offer.package { spent += package.cash + package.dataAccessCost }
    }
    let row = try #require(cash.resources.first { $0.kind == .cash })
    #expect(abs(row.used - spent) < 0.01)
  }
}
