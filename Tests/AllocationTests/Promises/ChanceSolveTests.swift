import Allocation
import Testing

@Suite("allocation with promises, exactly") struct ChanceSolveTests {
  @Test("equals trying every choice with every answer", arguments: 0..<40)
  func bruteForce(batch: UInt64) {
    for seed in 50 * batch..<50 * batch + 50 {
      let chance = randomChance(seed)
      let isPriced = chance.rows.contains { if case .cost = $0.limit { true } else { false } }
      let found = solve(chance)
      guard let optimum = optimumByDefinition(chance) else {
        guard case .infeasible = found.status else {
          Issue.record("seed \(seed): a plan where there is none, or no proof")
          continue
        }
        continue
      }
      guard let choice = found.choice, let worth = worthByDefinition(chance, choice) else {
        Issue.record("seed \(seed): no plan, or one that breaks a row")
        continue
      }
      // Each row's cost is rounded to a cent.
      let tolerance: Int128 = isPriced ? 2 : 0
      #expect(found.status == .optimal && found.bound == found.objective, "seed \(seed)")
      #expect(abs(found.objective - worth) <= tolerance, "seed \(seed)")
      #expect(abs(found.objective - optimum) <= tolerance, "seed \(seed)")
    }
  }

  @Test("certain answers make it the problem without promises", arguments: 0..<150)
  func certain(seed: UInt64) {
    let chance = randomChance(seed)
    let sure = ChanceProblem(
      chance.problem,
      promisers: chance.with(acceptances: { _ in 1 }).promisers,
      rows: chance.rows.map { .init(row: $0.row, limit: .chance(0.05)) })
    let (found, hard) = (solve(sure), solve(chance.problem))
    #expect((found.choice == nil) == (hard.choice == nil))
    #expect(found.objective == hard.objective, "seed \(seed)")
  }

  @Test("no risk at all reserves every promise in full", arguments: 0..<100)
  func noRisk(seed: UInt64) {
    let chance = randomChance(seed).with(acceptances: { max($0, 0.01) })
    let safe = ChanceProblem(
      chance.problem, promisers: chance.promisers,
      rows: chance.rows.map { .init(row: $0.row, limit: .chance(0)) }, market: chance.market)
    let (found, hard) = (solve(safe), solve(chance.problem))
    #expect(found.objective == hard.objective, "seed \(seed)")
  }

  @Test("more risk is never worth less, and no plan breaks its risk", arguments: 0..<40)
  func monotone(seed: UInt64) {
    let chance = randomChance(seed)
    var last: Int128?
    for risk in [0, 0.02, 0.1, 0.3, 0.6] {
      let found = solve(chance.with(limit: .chance(risk)))
      guard found.choice != nil else { continue }
      #expect(found.status == .optimal && found.objective >= last ?? found.objective)
      last = found.objective
      for row in found.rows {
        #expect(row.overcommitProbability <= risk * (1 + 1e-12))
        #expect(row.reserve ?? 0 <= row.room)
      }
    }
  }

  @Test("the order of rows, claimants and options changes nothing", arguments: 0..<60)
  func permutation(seed: UInt64) {
    let chance = randomChance(seed)
    var random = SplitMix(seed &+ 1000)
    let (problem, market) = (chance.problem, chance.market)
    let rowOrder = problem.resources.indices.shuffled(using: &random)
    let order = problem.claimants.indices.shuffled(using: &random)
    let options = problem.claimants.map { $0.options.indices.shuffled(using: &random) }
    let shuffled = AllocationProblem(
      resources: rowOrder.map { problem.resources[$0] },
      claimants: order.map { claimant in
        Claimant(
          id: problem.claimants[claimant].id,
          options: options[claimant].map { option in
            let old = problem.claimants[claimant].options[option]
            return .init(id: old.id, value: old.value, use: rowOrder.map { old.use[$0] })
          })
      })
    let other = ChanceProblem(
      shuffled,
      promisers: chance.promisers.map { promiser in
        .init(
          claimant: order.firstIndex(of: promiser.claimant) ?? 0,
          acceptances: options[promiser.claimant].map { promiser.acceptances[$0] },
          group: promiser.group)
      },
      rows: chance.rows.map { row in
        .init(
          row: rowOrder.firstIndex(of: row.row) ?? 0, limit: row.limit, drawDown: row.drawDown)
      }, market: market)
    let (found, again) = (solve(chance), solve(other))
    #expect(found.objective == again.objective, "seed \(seed)")
    #expect((found.status == .optimal) == (again.status == .optimal))
    func chosen(_ answer: ChanceAllocation, _ problem: AllocationProblem) -> [String]? {
      answer.choice.map { choice in
        zip(problem.claimants, choice).map { "\($0.id) \($0.options[$1].id)" }.sorted()
      }
    }
    #expect(chosen(found, problem) == chosen(again, shuffled), "seed \(seed)")
    let risks = again.rows.map { (rowOrder[$0.row], $0.overcommitProbability) }
    #expect(found.rows.map(\.overcommitProbability) == risks.sorted { $0.0 < $1.0 }.map(\.1))
  }

  @Test("units ten times as small are the same problem", arguments: 0..<60)
  func scaling(seed: UInt64) {
    let chance = randomChance(seed)
    if chance.rows.contains(where: { $0.drawDown < 1 }) { return }
    let finer = AllocationProblem(
      resources: chance.problem.resources.map { Resource(id: $0.id, capacity: 10 * $0.capacity) },
      claimants: chance.problem.claimants.map { claimant in
        Claimant(
          id: claimant.id,
          options: claimant.options.map {
            .init(id: $0.id, value: $0.value, use: $0.use.map { 10 * $0 })
          })
      })
    let rows = chance.rows.map { row in
      var row = row
      if case .cost(let cents) = row.limit { row.limit = .cost(cents / 10) }
      return row
    }
    let (found, again) = (
      solve(chance),
      solve(
        ChanceProblem(finer, promisers: chance.promisers, rows: rows, market: chance.market))
    )
    #expect(abs(found.objective - again.objective) <= 2, "seed \(seed)")
    #expect((found.status == .optimal) == (again.status == .optimal))
  }

  @Test(
    "the year's risk is kept, exactly, and costs something only where it binds", arguments: 0..<40)
  func year(seed: UInt64) {
    let chance = randomChance(seed).with(limit: .chance(0.2))
    let limit = ChanceProblem.YearLimit(pools: chance.rows.map { [$0.row] }, risk: 0.15)
    let (free, found) = (solve(chance), solve(chance.with(year: limit)))
    #expect(found.bound <= free.bound)
    guard found.choice != nil, let year = found.year else { return }
    #expect(year.any <= 0.15 * (1 + 1e-12) && found.objective <= found.bound)
    let sum = found.rows.reduce(0) { $0 + $1.overcommitProbability }
    #expect(year.any <= sum + 1e-12)
  }

  @Test(
    "many who must be promised more than there is have no plan, and the row is told",
    arguments: [0, 0.05])
  func impossible(risk: Double) {
    let claimants = (0..<25).map { index in
      Claimant(
        id: "c\(100 + index)",
        options: [2, 3].map { Claimant.Option(id: "\($0)", value: 10 * $0, use: [$0]) })
    }
    let found = solve(
      ChanceProblem(
        AllocationProblem(
          resources: [Resource(id: "pool", capacity: 49)], claimants: claimants),
        promisers: claimants.indices.map {
          ChanceProblem.Promiser(claimant: $0, acceptances: [1, 1])
        },
        rows: [ChanceProblem.PromisedRow(row: 0, limit: .chance(risk))]))
    guard case .infeasible(let conflict) = found.status else {
      Issue.record("\(found.status)")
      return
    }
    #expect(conflict.resources.map(\.resource) == ["pool"] && found.choice == nil)
  }
}
