import Allocation
import Kernels
import Scenario
import ScenarioFixtures
import Testing

@testable import Planning

/// Everybody's yes or no, all ways, with its probability.
private func answers(_ chances: [Double]) -> [(accepted: [Bool], probability: Double)] {
  chances.reduce([(accepted: [Bool](), probability: 1.0)]) { all, p in
    all.flatMap {
      [
        ($0.accepted + [true], $0.probability * p),
        ($0.accepted + [false], $0.probability * (1 - p)),
      ]
    }
  }
}

@Suite("Plans whose promises may be refused")
struct PromisedPlanTests {
  static func lab(_ changes: [String: String]) throws -> Scenario {
    try Scenario(
      .lab,
      overrides: changes.sorted { $0.key < $1.key }.map {
        Scenario.Override(path: $0.key, value: $0.value)
      })
  }

  private static let limits = PlanningLimits(threads: 2, explains: false)

  private static let chance = Result {
    try lab(["policy.overbooking": "chance", "policy.overcommit": "5%"]).plan(within: limits)
  }
  private static let cost = Result {
    try lab(["policy.overbooking": "cost"]).plan(within: limits)
  }
  private static let unreleased = Result {
    try lab(["policy.release_share": "0"]).plan(within: limits)
  }

  /// Who is promised how many units of a pool, with P.
  private static func promises(
    _ plan: Plan, of pool: String
  ) -> [(chance: Double, units: Int)] {
    plan.offers.filter { $0.isMade && $0.pool == pool }.compactMap { offer in
      offer.package.map { (offer.acceptance, $0.units) }
    }
  }

  @Test("of the lab keep every pool within five per cent, and are worth more than hard ones")
  func lab() throws {
    let plan = try Self.chance.get()
    let pools = plan.resources.filter { $0.kind == .pool }
    #expect(pools.count == 2 && plan.offers.contains(where: \.isMade))
    #expect(plan.status == .optimal)
    for row in pools {
      let promise = try #require(row.promise)
      #expect(row.overcommit <= 0.05 && promise.limit == 0.05)
      #expect(try #require(promise.reserve) <= promise.room)
      #expect(row.overcommit == promise.overcommit)
    }
    #expect(plan.value.objectiveCents >= (try Self.unreleased.get()).value.objectiveCents)
    #expect(plan.value.boundCents >= plan.value.objectiveCents && plan.value.released == 0)
    #expect(plan.value.releasePrices.allSatisfy { $0 == 0 })
  }

  @Test("where missing GPUs are rented, an accepted one costs its rent as often as none is left")
  func missing() throws {
    let plan = try Self.cost.get()
    var seen = 0
    for offer in plan.offers where offer.isMade {
      guard let pool = plan.scenario.pools.first(where: { $0.id == offer.pool }),
        let row = plan.resources.first(where: { $0.id == offer.pool }), let promise = row.promise,
        let leverage = offer.leverage
      else { continue }
      let rent = try #require(promise.unitCost) / (Double(pool.gpusPerUnit) * pool.h100ePerGPU)
      // Nothing is left whenever it is too little; and a unit may be kept for it instead.
      let kept = row.price / (Double(pool.gpusPerUnit) * pool.h100ePerGPU) / offer.acceptance
      #expect(leverage.computePrice >= min(kept, rent * promise.overcommit) * (1 - 1e-9))
      #expect(leverage.computePrice <= kept * (1 + 1e-9))
      #expect(leverage.computePrice <= rent * (1 + 1e-12))
      #expect(!leverage.isFree || promise.overcommit == 0)
      seen += promise.overcommit > 0 ? 1 : 0
    }
    #expect(seen > 0)
  }

  @Test("of the lab are proven at any risk, and more risk is worth more")
  func proven() throws {
    var least: Int128 = 0
    for risk in ["0.1%", "1%", "10%", "20%"] {
      let plan = try Self.lab(["policy.overbooking": "chance", "policy.overcommit": risk])
        .plan(within: Self.limits)
      #expect(plan.status == .optimal && plan.value.objectiveCents > least, "\(risk)")
      least = plan.value.objectiveCents
    }
    #expect(try Self.cost.get().status == .optimal)
  }

  @Test("without any risk are the hard ones that nothing is credited to")
  func withoutRisk() throws {
    let plan = try Self.lab(["policy.overbooking": "chance", "policy.overcommit": "0"])
      .plan(within: Self.limits)
    let hard = try Self.unreleased.get()
    #expect(plan.resources.allSatisfy { $0.overcommit == 0 })
    #expect(plan.value.objectiveCents <= hard.value.objectiveCents)
    // Proven or not, no plan without risk is worth more than the best hard one.
    #expect(plan.value.boundCents >= hard.value.objectiveCents)
    if plan.status == .optimal {
      #expect(plan.value.objectiveCents == hard.value.objectiveCents)
    }
  }

  @Test("tell what every combination of answers tells", arguments: [true, false])
  func enumerated(isChance: Bool) throws {
    let plan = try (isChance ? Self.chance : Self.cost).get()
    for (index, row) in plan.resources.filter({ $0.kind == .pool }).enumerated() {
      let promised = Self.promises(plan, of: row.id)
      let granted = plan.teams.reduce(0) { $0 + $1.granted[index] }
      let room = Int(row.capacity) - granted
      var (over, short) = (0.0, 0.0)
      for (accepted, probability) in answers(promised.map(\.chance)) {
        let used = zip(accepted, promised).reduce(0) { $0 + ($1.0 ? $1.1.units : 0) }
        if used > room {
          over += probability
          short += probability * Double(used - room)
        }
      }
      let promise = try #require(row.promise)
      #expect(promise.room == room && promise.promised == promised.reduce(0) { $0 + $1.units })
      #expect(abs(promise.overcommit - over) <= 1e-12)
      #expect(abs(promise.expectedShortfall - short) <= 1e-10)
    }
  }

  @Test("exceed a pool as often as they say in a hundred thousand years")
  func simulated() throws {
    let plan = try Self.chance.get()
    var state: UInt64 = 20_260_701
    func uniform() -> Double {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Double((z ^ (z >> 31)) >> 11) * 0x1p-53
    }
    let pools = plan.resources.filter { $0.kind == .pool }
    let promised = pools.map { Self.promises(plan, of: $0.id) }
    let rooms = pools.map { $0.promise?.room ?? 0 }
    let years = 100_000
    var over = [Int](repeating: 0, count: pools.count)
    for _ in 0..<years {
      for pool in pools.indices {
        var used = 0
        for promise in promised[pool] where uniform() < promise.chance { used += promise.units }
        if used > rooms[pool] { over[pool] += 1 }
      }
    }
    for (pool, row) in pools.enumerated() {
      let p = row.overcommit
      let error = (p * (1 - p) / Double(years)).squareRoot()
      #expect(abs(Double(over[pool]) / Double(years) - p) <= 4 * error + 1e-12)
    }
    #expect(pools.contains { $0.overcommit > 0 })
  }

  @Test("pay for what is missing at its rent, and only for that")
  func recourse() throws {
    let plan = try Self.cost.get()
    let rows = plan.resources.compactMap(\.promise)
    let paid = rows.reduce(0) { $0 + ($1.unitCost ?? 0) * $1.expectedShortfall }
    #expect(abs(plan.value.recourse - paid) <= 0.02)
    #expect(rows.allSatisfy { $0.limit == nil && $0.unitCost != nil })
    #expect(plan.value.objectiveCents >= (try Self.unreleased.get()).value.objectiveCents)
    let worth =
      plan.teams.reduce(0) { $0 + $1.value }
      + plan.offers.reduce(0) { $0 + ($1.isMade ? $1.expectedValue : 0) }
    #expect(abs(plan.value.objective - (worth - plan.value.recourse)) <= 1)
  }

  @Test(
    "keep their limit when answers go together",
    arguments: [
      ["policy.acceptance_correlation": "0.3"],
      ["policy.market.rival.probability": "20%", "policy.market.rival.log_odds": "-1"],
      ["policy.draw_down": "60%"], ["policy.overcommit_year": "2%"],
    ])
  func together(changes: [String: String]) throws {
    let common = ["policy.overbooking": "chance", "policy.overcommit": "5%"]
    let scenario = try Self.lab(changes.merging(common) { first, _ in first })
    let plan = scenario.plan(
      within: PlanningLimits(threads: 2, nodes: 200, explains: false))
    #expect(plan.resources.allSatisfy { $0.overcommit <= 0.05 + 1e-9 })
    let year = try #require(plan.risk?.overcommitYear)
    #expect(year >= (plan.resources.map(\.overcommit).max() ?? 0) - 1e-12)
    if changes["policy.overcommit_year"] != nil { #expect(year <= 0.02 + 1e-9) }
  }

  @Test("charge a GPU for what it adds to the mean and the spread")
  func charge() throws {
    let table = OptionTable(
      try Self.lab(["policy.overbooking": "chance"]), threads: 2, by: .kernel(.best))
    let choice = try #require(
      table.solved(table.unreleased, within: SearchLimits(nodes: 0)).choice)
    let chance = table.chanceProblem(of: table.unreleased)
    for row in chance.rows {
      let spread = PromiseSpread(chance, row, of: choice)
      let promises = chance.promises(of: choice, in: row)
      let mean = promises.reduce(0) { $0 + $1.probability * Double($1.amount) }
      let variance = promises.reduce(0) {
        $0 + $1.probability * (1 - $1.probability) * Double($1.amount * $1.amount)
      }
      #expect(abs(spread.mean - mean) <= 1e-9)
      guard variance > 0 else { continue }
      #expect(abs(spread.deviation - variance.squareRoot()) <= 1e-9)
      let z = (Double(spread.reserve) - mean) / variance.squareRoot()
      #expect(
        abs(
          spread.charge(of: 2, accepted: 0.4)
            - max(0, 1 + z * 0.6 * 2 / variance.squareRoot())) <= 1e-9)
      #expect(spread.weight(of: 2, accepted: 0.4) <= 2)
    }
    #expect(StandIn(chance, near: choice).prices.allSatisfy { $0.cents >= 0 })
  }
}
