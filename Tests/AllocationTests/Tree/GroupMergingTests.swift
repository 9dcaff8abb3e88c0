import Allocation
import Testing

/// Teams that share two pools, and hires that want units, money and slots as well.
private func sharedPools(_ seed: UInt64, unit: Int64 = 1) -> AllocationProblem {
  var random = SplitMix(seed)
  let capacity: [Int64] = [
    .random(in: 6...12, using: &random), .random(in: 5...9, using: &random),
    .random(in: 4...20, using: &random), .random(in: 1...3, using: &random),
  ]
  var claimants: [Claimant] = []
  for index in 0..<Int.random(in: 2...8, using: &random) {
    // Some know one pool alone, and some have a floor.
    let pools = [(5, 0), (0, 4), (5, 4)].randomElement(using: &random) ?? (5, 4)
    let floor = Int.random(in: 0..<6, using: &random) == 0 ? 1 : 0
    var options: [Claimant.Option] = []
    for first in 0...pools.0 {
      for second in 0...pools.1 where first + second >= floor {
        let size = Double(3 * first + 2 * second)
        let value = Int64(1000 * size.squareRoot()) + .random(in: 0...90, using: &random)
        options.append(
          Claimant.Option(
            id: "\(first)+\(second)", value: value,
            use: [Int64(first) * unit, Int64(second) * unit, 0, 0]))
      }
    }
    claimants.append(Claimant(id: "team \(index)", options: options))
  }
  for index in 0..<Int.random(in: 0...5, using: &random) {
    var options = [Claimant.Option(id: "none", value: 0, use: [0, 0, 0, 0])]
    for number in 0..<6 {
      let units = (Int64.random(in: 0...3, using: &random), Int64.random(in: 0...2, using: &random))
      let cash = Int64.random(in: 1...9, using: &random)
      let value = 500 * (units.0 + units.1 + cash) + .random(in: 0...400, using: &random)
      options.append(
        Claimant.Option(
          id: "\(number)", value: value, use: [units.0 * unit, units.1 * unit, cash, 1]))
    }
    claimants.append(Claimant(id: "hire \(index)", options: options))
  }
  return AllocationProblem(
    resources: capacity.enumerated().map {
      Resource(id: "r\($0)", capacity: $0 < 2 ? $1 * unit : $1)
    },
    claimants: claimants)
}

/// Ten teams, alike in worth, and hires whose steps in pay do not fit the budget: what the budget leaves
/// unused is worth more than many another way to share the pools costs.
private func tightBudget(_ seed: UInt64, unit: Int64 = 1) -> AllocationProblem {
  var random = SplitMix(seed)
  let teams = (0..<10).map { index in
    let worth = Double.random(in: 800...1200, using: &random)
    var options: [Claimant.Option] = []
    for first in 0...10 {
      for second in 0...6 {
        let size = 3 * Double(first) + 2 * Double(second)
        options.append(
          Claimant.Option(
            id: "\(first)+\(second)",
            value: Int64(1000 * worth * size / (size + 20)) + .random(in: 0...999, using: &random),
            use: [Int64(first) * unit, Int64(second) * unit, 0]))
      }
    }
    return Claimant(id: "team \(index)", options: options)
  }
  let hires = (0..<4).map { index in
    let options = (0...3).map { step in
      Claimant.Option(
        id: "\(step)", value: Int64(step) * 30_000 + (step > 0 ? 40_000 : 0),
        use: [step > 0 ? unit : 0, 0, Int64(step) * 70])
    }
    return Claimant(id: "hire \(index)", options: options)
  }
  return AllocationProblem(
    resources: [
      Resource(id: "large", capacity: 37 * unit), Resource(id: "small", capacity: 23 * unit),
      Resource(id: "cash", capacity: 500),
    ], claimants: teams + hires)
}

@Suite("claimants who share two resources alone") struct GroupMergingTests {
  @Test("equals dynamic programming, however coarse the units", arguments: 0..<60)
  func optimum(seed: UInt64) {
    let problem = sharedPools(seed)
    let optimum = dynamicProgrammingOptimum(problem).map { Int128($0) }
    // Units of a million leave too many amounts to merge over.
    for problem in [problem, sharedPools(seed, unit: 1_000_003)] {
      let plan = solve(problem)
      #expect(isConsistent(plan, for: problem))
      #expect((plan.choice == nil ? nil : plan.objective) == optimum)
      #expect(plan.status == .optimal || optimum == nil)
    }
  }

  // Units draw power, and the two pools are drawn from in three periods.
  private func withPower(_ problem: AllocationProblem, _ seed: UInt64) -> AllocationProblem {
    var random = SplitMix(seed)
    let draw = (Int64.random(in: 1...9, using: &random), Int64.random(in: 0...9, using: &random))
    let most = problem.resources[0].capacity * draw.0 + problem.resources[1].capacity * draw.1
    let share = Int64.random(in: 40...100, using: &random)
    return AllocationProblem(
      resources: problem.resources + [Resource(id: "power", capacity: most * share / 100)],
      claimants: problem.claimants.map { claimant in
        var claimant = claimant
        for option in claimant.options.indices {
          let use = claimant.options[option].use
          claimant.options[option].use.append(draw.0 * use[0] + draw.1 * use[1])
        }
        return claimant
      })
  }

  @Test("a row that follows from two others does not keep from merging", arguments: 0..<60)
  func dependent(seed: UInt64) {
    let problem = withPower(sharedPools(seed), seed)
    let plan = solve(problem)
    #expect(isConsistent(plan, for: problem))
    #expect(
      (plan.choice == nil ? nil : plan.objective)
        == dynamicProgrammingOptimum(problem).map { Int128($0) })
    let tight = solve(withPower(tightBudget(seed % 4), seed), within: SearchLimits(nodes: 400))
    #expect(tight.status == .optimal)
  }

  @Test("the order of resources, claimants and options changes nothing", arguments: 0..<20)
  func permutation(seed: UInt64) {
    let problem = sharedPools(seed)
    let other = shuffled(problem, seed)
    #expect(chosen(solve(problem), problem) == chosen(solve(other), other))
    #expect(solve(problem).nodes == solve(other).nodes)
  }

  @Test("many ways to share two pools do not have to be searched", arguments: 0..<4)
  func search(seed: UInt64) {
    let merged = solve(tightBudget(seed), within: SearchLimits(nodes: 20))
    let searched = solve(tightBudget(seed, unit: 1_000_003), within: SearchLimits(nodes: 20))
    #expect(merged.status == .optimal)
    #expect(searched.status == .feasible)
    #expect(searched.objective <= merged.objective && merged.objective <= searched.bound)
  }

  private func chosen(_ plan: Allocation, _ problem: AllocationProblem) -> Set<String> {
    Set(zip(problem.claimants, plan.choice ?? []).map { "\($0.id): \($0.options[$1].id)" })
  }
}
