import Testing

@testable import Allocation

@Suite("searching promises") struct PromiseSearchTests {
  @Test(
    "equals trying all offers, with the firm's best from a table; cut short, its bound is true",
    arguments: 0..<15)
  func offers(seed: UInt64) throws {
    let lab = SmallLab(seed)
    let optimum = try #require(lab.optimum)
    for nodes in [0, 30, 400, SearchLimits.promises.nodes] {
      let found = solve(lab.problem, within: SearchLimits(nodes: nodes))
      let choice = try #require(found.choice)
      #expect(ChanceModel(lab.problem).worth(choice) == found.objective)
      #expect(found.bound >= optimum - lab.tolerance, "seed \(seed), \(nodes) nodes")
      #expect(found.objective <= optimum + lab.tolerance, "seed \(seed), \(nodes) nodes")
      if nodes < SearchLimits.promises.nodes { continue }
      #expect(found.status == .optimal && found.bound == found.objective, "seed \(seed)")
      #expect(found.objective >= optimum - lab.tolerance, "seed \(seed)")
    }
  }

  @Test("no plan is worth more than a bound at any prices", arguments: 0..<150)
  func bounds(seed: UInt64) {
    let chance = randomChance(seed)
    guard let optimum = optimumByDefinition(chance) else { return }
    let model = ChanceModel(chance)
    guard let table = PromiseTable(model) else {
      Issue.record("seed \(seed): no table")
      return
    }
    var random = SplitMix(seed)
    let worth = chance.problem.claimants.flatMap(\.options).map { Double($0.value) }.max() ?? 1
    for goal in [-.infinity, Double(optimum) - 1] {
      for _ in 0..<3 {
        let prices = chance.problem.resources.map { _ in
          [0, Double.random(in: 0...worth / 4, using: &random), worth].randomElement(using: &random)
            ?? 0
        }
        var bound = ReservedBound(model, table, at: prices)
        var reach = table.rows.map(\.cells)
        let outlook = bound.fit(
          from: 0, behind: 0, after: nil, betterThan: goal, reach: &reach, work: 20_000)
        #expect(outlook.value >= Double(optimum) - 1, "seed \(seed) \(goal) \(prices)")
      }
    }
  }
}

/// Some who may refuse, offers in two pools, a budget, and others who are firm and use pools alone.
private struct SmallLab {
  let problem: ChanceProblem
  /// Rows' costs are rounded to cents.
  let tolerance: Int128
  private let capacity: [Int]

  init(_ seed: UInt64) {
    var random = SplitMix(seed)
    // Amounts that share no divisor need more cells than are kept.
    let scale = [1, 1, 37].randomElement(using: &random) ?? 1
    let offers = seed % 7 == 0 ? 6 : 5
    var claimants: [Claimant] = []
    var promisers: [ChanceProblem.Promiser] = []
    for index in 0..<3 {
      claimants.append(
        Claimant(
          id: "team \(index)",
          options: (0..<7).map { number in
            let use = [Int64.random(in: 0...6, using: &random), Int64(number), 0]
            let size = Double(use[0]) + 2 * Double(use[1])
            return Claimant.Option(
              id: "\(number)", value: Int64(100_000 * size.squareRoot()),
              use: use.map { $0 * Int64(scale) })
          }))
    }
    for index in 0..<offers {
      var options = [Claimant.Option(id: "", value: 0, use: [0, 0, 0])]
      var chances = [0.0]
      for number in 0..<4 {
        let pool = Int.random(in: 0...1, using: &random)
        let units = Int64.random(in: 1...4, using: &random)
        var use: [Int64] = [0, 0, Int64.random(in: 1...4, using: &random)]
        use[pool] =
          scale == 1 ? units : units * Int64(scale) - Int64.random(in: 0...20, using: &random)
        let chance = min(1, Double.random(in: 0.1...0.8, using: &random) + 0.05 * Double(use[2]))
        chances.append(chance)
        options.append(
          Claimant.Option(
            id: "\(number)", value: Int64(chance * 90_000 * Double(units).squareRoot()), use: use))
      }
      promisers.append(.init(claimant: claimants.count, acceptances: chances))
      claimants.append(Claimant(id: "who \(index)", options: options))
    }
    capacity = [10 * scale, 11 * scale]
    let resources = [
      Resource(id: "a", capacity: Int64(capacity[0])),
      Resource(id: "b", capacity: Int64(capacity[1])),
      Resource(id: "cash", capacity: Int64(2 * offers)),
    ]
    let isPriced = seed % 3 == 2
    tolerance = isPriced ? 2 : 0
    let risk = [0.05, 0.2].randomElement(using: &random) ?? 0.05
    let cents = Double.random(in: 5_000...60_000, using: &random) / Double(scale)
    problem = ChanceProblem(
      AllocationProblem(resources: resources, claimants: claimants), promisers: promisers,
      rows: (0...1).map { .init(row: $0, limit: isPriced ? .cost(cents) : .chance(risk)) },
      market: seed % 5 == 1 ? .factor(correlation: 0.2, nodes: 3) : .independent)
  }

  /// The firm's best worth by units of both pools: every table cell, one claimant after the other.
  private var firm: [[Int64]] {
    var best = [[Int64]](
      repeating: [Int64](repeating: 0, count: capacity[1] + 1), count: capacity[0] + 1)
    for claimant in problem.problem.claimants.prefix(3) {
      var next = best
      for a in 0...capacity[0] {
        for b in 0...capacity[1] {
          next[a][b] =
            claimant.options.compactMap { option in
              let (x, y) = (a - Int(option.use[0]), b - Int(option.use[1]))
              return x < 0 || y < 0 ? nil : best[x][y] + option.value
            }.max() ?? .min / 2
        }
      }
      best = next
    }
    return best
  }

  /// The best of all offers, each with every room that the firm may leave; nil if nothing fits.
  var optimum: Int128? {
    let firm = firm
    var best: Int128?
    var picked: [Int] = []
    func worth(_ value: Int64) -> Int128? {
      let rows = problem.rows.map { row in
        PromiseDistribution(
          of: zip(problem.promisers, picked).map { promiser, option in
            Promise(
              probability: promiser.acceptances[option],
              amount: problem.problem.claimants[promiser.claimant].options[option].use[row.row])
          }, in: problem.market)
      }
      guard case .cost(let cents) = problem.rows[0].limit else {
        guard case .chance(let risk) = problem.rows[0].limit else { return nil }
        let left = zip(capacity, rows).map { $0 - Int($1.reserve(for: risk)) }
        return left.contains { $0 < 0 } ? nil : Int128(value + firm[left[0]][left[1]])
      }
      let costs = zip(capacity, rows).map { capacity, row in
        (0...capacity).map {
          Int128((cents * row.expectedShortfall(room: Int64($0))).rounded())
        }
      }
      var best: Int128?
      for (a, first) in costs[0].enumerated() {
        for (b, second) in costs[1].enumerated() {
          let all = Int128(value + firm[capacity[0] - a][capacity[1] - b]) - first - second
          best = max(best ?? all, all)
        }
      }
      return best
    }
    func extend(_ value: Int64, _ cash: Int64) {
      if picked.count == problem.promisers.count {
        if let found = worth(value) { best = max(best ?? found, found) }
        return
      }
      let claimant = problem.promisers[picked.count].claimant
      for (index, option) in problem.problem.claimants[claimant].options.enumerated()
      where option.use[2] <= cash {
        picked.append(index)
        extend(value + option.value, cash - option.use[2])
        picked.removeLast()
      }
    }
    extend(0, problem.problem.resources[2].capacity)
    return best
  }
}
