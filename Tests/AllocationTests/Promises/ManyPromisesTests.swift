import Allocation
import Testing

@Suite("allocation with many promises") struct ManyPromisesTests {
  /// Candidates with concave worth in units of one of two pools, beside a few firm teams.
  private func example(
    _ count: Int, _ limit: ChanceProblem.Limit, market: Market = .independent
  ) -> ChanceProblem {
    var random = SplitMix(5)
    var promisers: [ChanceProblem.Promiser] = []
    let claimants = (0..<count + 6).map { index -> Claimant in
      let pool = Int.random(in: 0..<2, using: &random)
      let worth = Double.random(in: 40...120, using: &random)
      let isFirm = index < 6
      let size = Double(isFirm ? count / 5 : 12)
      var acceptances = [1.0]
      var options = [Claimant.Option(id: "00", value: 0, use: [0, 0])]
      let base = Double.random(in: 0.25...0.7, using: &random)
      for level in 1...10 {
        let units = Int64(Double(level) * size / 10)
        let chance = isFirm ? 1 : base + 0.02 * Double(level)
        let value = chance * worth * size * (Double(level) / 10).squareRoot()
        options.append(
          .init(
            id: level < 10 ? "0\(level)" : "10", value: Int64(100 * value),
            use: pool == 0 ? [units, 0] : [0, units]))
        acceptances.append(chance)
      }
      if !isFirm { promisers.append(.init(claimant: index, acceptances: acceptances)) }
      return Claimant(id: "c\(1000 + index)", options: options)
    }
    let capacity = Int64(2 * count)
    return ChanceProblem(
      AllocationProblem(
        resources: [Resource(id: "a", capacity: capacity), Resource(id: "b", capacity: capacity)],
        claimants: claimants),
      promisers: promisers, rows: [.init(row: 0, limit: limit), .init(row: 1, limit: limit)],
      market: market)
  }

  @Test(
    "in 100,000 simulated years promises fail as often as printed, within the risk",
    arguments: [Market.independent, .factor(correlation: 0.15, nodes: 9)])
  func simulated(market: Market) throws {
    let chance = example(120, .chance(0.02), market: market)
    let found = solve(chance)
    let choice = try #require(found.choice)
    #expect(found.bound >= found.objective && found.proof == .relaxation)
    let given = chance.promisers.map { promiser in
      market.acceptances(of: promiser.acceptances[choice[promiser.claimant]])
    }
    var random = SplitMix(2026)
    let years = 100_000
    var over = [0, 0]
    for _ in 0..<years {
      var (state, left) = (0, Double.random(in: 0..<1, using: &random))
      while state + 1 < market.weights.count && left >= market.weights[state] {
        left -= market.weights[state]
        state += 1
      }
      var used: [Int64] = [0, 0]
      for (promiser, chances) in zip(chance.promisers, given)
      where Double.random(in: 0..<1, using: &random) < chances[state] {
        let use = chance.problem.claimants[promiser.claimant].options[choice[promiser.claimant]].use
        used[0] += use[0]
        used[1] += use[1]
      }
      for row in 0..<2 where used[row] > found.rows[row].room { over[row] += 1 }
    }
    for row in 0..<2 {
      let stated = found.rows[row].overcommitProbability
      #expect(stated <= 0.02 && stated > 0.012)
      let error = (stated * (1 - stated) / Double(years)).squareRoot()
      #expect(abs(Double(over[row]) / Double(years) - stated) < 4 * error)
    }
  }

  @Test("overbooking is worth more than promising what is there, and less than on average")
  func worthMore() {
    let chance = example(150, .chance(0.01))
    let hard = solve(chance.problem)
    let (little, more) = (solve(chance), solve(chance.with(limit: .chance(0.1))))
    #expect(little.objective > hard.objective && more.objective > little.objective)
    #expect(little.rows.allSatisfy { $0.promisedShare > 1.05 })
    #expect(more.bound >= more.objective && little.bound >= little.objective)
    #expect(little.relativeGap < 0.1)
  }

  @Test("a price per unit over is paid where it is less than the promise is worth")
  func priced() {
    let chance = example(100, .cost(3000))
    let hard = solve(chance.problem)
    var last: Int128?
    for price in [100.0, 1500, 6000, 30_000] {
      let found = solve(chance.with(limit: .cost(price)))
      #expect(found.objective >= hard.objective && found.bound >= found.objective)
      #expect(found.objective <= last ?? found.objective)
      last = found.objective
      let shortfall = found.rows.reduce(0) { $0 + $1.expectedShortfall }
      #expect(abs(Double(found.recourse) - price * shortfall) < 2)
      #expect(found.relativeGap < 0.08)
    }
  }
}
