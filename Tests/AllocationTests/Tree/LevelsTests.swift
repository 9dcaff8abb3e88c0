import Testing

@testable import Allocation

@Suite("a search by levels finds what a search at once finds") struct LevelsTests {
  /// Limits under which the search goes on level by level almost at once.
  private var careful: SearchLimits {
    var limits = SearchLimits()
    limits.trialNodes = 1
    return limits
  }

  @Test("equals brute force on every kind of small problem", arguments: 0..<5)
  func bruteForce(block: UInt64) {
    for seed in (block * 100)..<(block * 100 + 100) {
      let problem = randomProblem(seed)
      let plan = solve(problem, within: careful)
      #expect(isConsistent(plan, for: problem), "seed \(seed)")
      if let optimum = bruteForceOptimum(problem) {
        #expect(plan.status == .optimal && plan.objective == optimum, "seed \(seed)")
        #expect(plan.bound == optimum, "seed \(seed)")
      } else {
        #expect(plan.choice == nil && plan.status != .undecided, "seed \(seed)")
      }
    }
  }

  @Test("equals dynamic programming with several resources of few units", arguments: 40..<80)
  func lattice(seed: UInt64) {
    let problem = crowdedProblem(seed)
    let plan = solve(problem, within: careful)
    #expect(isConsistent(plan, for: problem))
    if let optimum = dynamicProgrammingOptimum(problem) {
      #expect(plan.status == .optimal && plan.objective == Int128(optimum))
    } else {
      #expect(plan.choice == nil && plan.status != .undecided)
    }
  }

  @Test("stopped anywhere, the optimum lies between plan and bound", arguments: [2, 5, 20, 80])
  func stopped(nodes: Int) {
    var limits = careful
    limits.nodes = nodes
    for seed in UInt64(40)..<80 {
      let problem = crowdedProblem(seed)
      let plan = solve(problem, within: limits)
      #expect(isConsistent(plan, for: problem) && plan.nodes <= nodes)
      guard let optimum = dynamicProgrammingOptimum(problem) else { continue }
      #expect(plan.bound >= Int128(optimum), "seed \(seed)")
      if plan.choice != nil { #expect(plan.objective <= Int128(optimum)) }
    }
  }
}

@Suite("what is counted in whole steps is decided in whole steps") struct StepsTests {
  @Test("whole steps close the gap between blocks and units")
  func gap() {
    // Six claimants for blocks of eight, and room for two blocks and a half in each of two pools.
    var options: [Claimant.Option] = []
    for first: Int64 in [0, 8] {
      for second: Int64 in [0, 8] {
        let value = 100 * (first + second)
        options.append(
          Claimant.Option(id: "\(first) \(second)", value: value, use: [first, second]))
      }
    }
    let problem = AllocationProblem(
      resources: [20, 20].enumerated().map { Resource(id: "r\($0)", capacity: $1) },
      claimants: (0..<6).map { Claimant(id: "c\($0)", options: options) })
    let plan = solve(problem)
    #expect(plan.status == .optimal && plan.objective == 3200 && plan.nodes <= 3)
  }

  /// Claimants for units of some pools, and a row that counts all of them at other rates.
  private func powered(_ pools: [Int64], power: Int64, claimants: Int, _ seed: UInt64)
    -> AllocationProblem
  {
    var random = SplitMix(seed)
    let claimants = (0..<claimants).map { index in
      var options = [Claimant.Option(id: "none", value: 0, use: pools.map { _ in 0 } + [0])]
      for pool in pools.indices {
        for units in Int64(1)...4 {
          var use = [Int64](repeating: 0, count: pools.count + 1)
          use[pool] = units
          use[pools.count] = units * Int64(8 + pool)
          let noise = Int64.random(in: 0...300, using: &random)
          let each = 1000 - 50 * units + 120 * Int64(pool)
          options.append(
            Claimant.Option(id: "\(pool) \(units)", value: units * each + noise, use: use))
        }
      }
      return Claimant(id: "c\(index + 1000)", options: options)
    }
    let rows = pools + [power]
    return AllocationProblem(
      resources: rows.enumerated().map { Resource(id: "r\($0)", capacity: $1) },
      claimants: claimants)
  }

  @Test("power for a part of a unit keeps nobody searching", arguments: 0..<8)
  func onePool(seed: UInt64) {
    let problem = powered([400], power: 8 * 300 + 7, claimants: 300, seed)
    let plan = solve(problem)
    #expect(plan.status == .optimal && plan.nodes < 100)
    let whole = solve(problem.replacingCapacities([400, 8 * 300]))
    #expect(whole.objective == plan.objective)
  }

  @Test("nor does the power of two pools", arguments: 0..<8)
  func twoPools(seed: UInt64) {
    let plan = solve(powered([400, 150], power: 8 * 180 + 9 * 150 + 5, claimants: 300, seed))
    #expect(plan.status == .optimal && plan.nodes < 1000)
  }

  @Test("equals dynamic programming where two pools share a third row", arguments: 0..<20)
  func exact(seed: UInt64) {
    let problem = powered([9, 7], power: 8 * 5 + 9 * 6 + 4, claimants: 9, seed)
    let plan = solve(problem)
    #expect(plan.status == .optimal)
    #expect(dynamicProgrammingOptimum(problem) == Int64(plan.objective))
  }
}

@Suite("levels of loss") struct LossLevelsTests {
  @Test("every level is farther than the last, and all that is farther is reached")
  func rise() {
    for nodes in [1, 99, 100, 1000, 10_000] {
      var levels = LossLevels()
      var loss = LossLevels.first(below: 3)
      var count = 0
      while loss < 1_000_000 {
        let next = levels.next(after: loss, nodes: nodes)
        #expect(next > loss)
        loss = next
        count += 1
      }
      #expect(count < 150)
    }
  }

  @Test("levels come closer as work explodes, and part again")
  func adapt() {
    var levels = LossLevels()
    #expect(levels.next(after: 1000, nodes: 50) == 1500)
    #expect(levels.next(after: 1000, nodes: 200) == 1200)
    #expect(levels.next(after: 1000, nodes: 2000) == 1100)
    #expect(levels.next(after: 1000, nodes: 20_000) == 1050)
    #expect(levels.next(after: 1000, nodes: 200_000) == 1050)
    #expect(levels.next(after: 1000, nodes: 200_000) == 1100)
    #expect(levels.next(after: 1000, nodes: 200_000) == 1200)
  }
}
