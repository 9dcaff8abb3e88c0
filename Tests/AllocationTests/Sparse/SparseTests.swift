import Allocation
import Testing

@Suite("a sparse table is solved as the problem it stands for") struct SparseTests {
  @Test("equals brute force on every kind of small problem", arguments: 0..<45)
  func bruteForce(block: UInt64) {
    for seed in (block * 200 + 5000)..<(block * 200 + 5200) {
      let problem = randomProblem(seed)
      let sparse = SparseProblem(problem)
      let plan = solve(sparse)
      #expect(isConsistent(plan, for: problem), "seed \(seed)")
      #expect(
        plan.certificate.bound == boundByDefinition(problem, at: plan.certificate.prices)
          || plan.choice == nil, "seed \(seed)")
      if let optimum = bruteForceOptimum(problem) {
        #expect(plan.status == .optimal, "seed \(seed)")
        #expect(plan.objective == optimum && plan.bound == optimum, "seed \(seed)")
      } else {
        guard case .infeasible = plan.status else {
          Issue.record("seed \(seed) has no plan, yet is \(plan.status)")
          continue
        }
      }
    }
  }

  @Test("equals dynamic programming with several resources of few units", arguments: 0..<40)
  func lattice(seed: UInt64) {
    let problem = crowdedProblem(seed)
    let plan = solve(SparseProblem(problem))
    #expect(isConsistent(plan, for: problem))
    if let optimum = dynamicProgrammingOptimum(problem) {
      #expect(plan.status == .optimal)
      #expect(plan.objective == Int128(optimum))
    } else {
      #expect(plan.choice == nil && plan.status != .undecided)
    }
  }

  @Test(
    "equals dynamic programming where samples and boxes are at work", arguments: [600, 1100, 2500])
  func samples(claimants: Int) {
    let problem =
      ReferenceInstance(claimants: claimants, levels: 8, pools: 1, seed: UInt64(claimants)).problem
    let plan = solve(SparseProblem(problem))
    #expect(plan.status == .optimal && isConsistent(plan, for: problem))
    #expect(dynamicProgrammingOptimum(problem) == Int64(plan.objective))
    #expect(plan.certificate.bound == boundByDefinition(problem, at: plan.certificate.prices))
  }

  @Test("equals dynamic programming where many want few units of two resources", arguments: 0..<6)
  func scarce(seed: UInt64) {
    var random = SplitMix(seed &+ 40)
    let claimants = (0..<800).map { index in
      var options = [Claimant.Option(id: "0", value: 0, use: [0, 0])]
      for number in 1...4 {
        let use = (0..<2).map { _ in Int64.random(in: 0...3, using: &random) }
        let value = Int64.random(in: 0...999, using: &random) * (1 + use[0] + use[1])
        options.append(Claimant.Option(id: String(number), value: value, use: use))
      }
      return Claimant(id: String(index), options: options)
    }
    let problem = AllocationProblem(
      resources: [Resource(id: "a", capacity: 25), Resource(id: "b", capacity: Int64(seed) * 9)],
      claimants: claimants)
    let plan = solve(SparseProblem(problem), threads: 2)
    #expect(plan.status == .optimal && isConsistent(plan, for: problem))
    #expect(dynamicProgrammingOptimum(problem) == Int64(plan.objective))
  }

  @Test("equals the search that reads every option as it is", arguments: [1, 2], [2, 4])
  func dense(seed: UInt64, pools: Int) {
    let instance = ReferenceInstance(claimants: 900, levels: 12, pools: pools, seed: seed)
    let problem = instance.problem
    let plan = solve(SparseProblem(problem))
    #expect(plan.status == .optimal && isConsistent(plan, for: problem))
    #expect(plan.objective == solve(problem).objective)
  }

  @Test("other units of value and of use are the same problem; dominated options change nothing")
  func scaling() {
    for seed in UInt64(0)..<200 {
      let problem = randomProblem(seed)
      let plan = solve(SparseProblem(problem))
      let scaled = AllocationProblem(
        resources: problem.resources.map { Resource(id: $0.id, capacity: 3 * $0.capacity) },
        claimants: problem.claimants.map { claimant in
          var options = claimant.options.map {
            Claimant.Option(id: $0.id, value: 5 * $0.value, use: $0.use.map { 3 * $0 })
          }
          // Worth less, and needs more.
          options += options.map {
            Claimant.Option(id: $0.id + "+", value: $0.value - 1, use: $0.use.map { $0 + 1 })
          }
          return Claimant(id: claimant.id, options: options)
        })
      let other = solve(SparseProblem(scaled))
      #expect(other.objective == 5 * plan.objective, "seed \(seed)")
      #expect((other.choice == nil) == (plan.choice == nil), "seed \(seed)")
    }
  }

  @Test("what nobody can do without names the row and who needs it", arguments: [3, 900])
  func shortage(claimants: Int) {
    var instance = ReferenceInstance(claimants: claimants, levels: 6, pools: 2, seed: 4).problem
    instance = instance.replacingOptions(
      ofClaimant: 1, with: [Claimant.Option(id: "all", value: 9, use: [1_000_000, 0])])
    let plan = solve(SparseProblem(instance))
    guard case .infeasible(let conflict) = plan.status,
      case .infeasible(let dense) = solve(instance).status
    else {
      Issue.record("a plan for a million nodes")
      return
    }
    #expect(conflict == dense)
    #expect(conflict.claimants.contains(instance.claimants[1].id))
  }

  @Test("there and back again is the same problem", arguments: 0..<40)
  func conversion(seed: UInt64) {
    let problem = randomProblem(seed)
    #expect(AllocationProblem(SparseProblem(problem)) == problem)
  }

  @Test(
    "any number of threads gives the same bits, and so does any order", arguments: [3000, 9000])
  func invariance(claimants: Int) {
    let instance = ReferenceInstance(claimants: claimants, levels: 6, pools: 3, seed: 5)
    let problem = instance.problem
    let plan = solve(SparseProblem(problem), threads: 1)
    #expect(plan.status == .optimal && isConsistent(plan, for: problem))
    #expect(solve(SparseProblem(problem), threads: 3) == plan)
    let other = shuffled(problem, 11)
    let moved = solve(SparseProblem(other), threads: 2)
    #expect(moved.objective == plan.objective && moved.nodes == plan.nodes)
    #expect(names(moved, other) == names(plan, problem))
  }

  @Test("bound >= optimum >= plan, whenever the search stops", arguments: [0, 1, 10, 100])
  func nodes(limit: Int) {
    for seed in UInt64(200)..<400 {
      let problem = randomProblem(seed)
      let plan = solve(SparseProblem(problem), within: SearchLimits(nodes: limit))
      #expect(isConsistent(plan, for: problem), "seed \(seed)")
      #expect(plan.nodes <= limit, "seed \(seed)")
      let optimum = bruteForceOptimum(problem)
      if let optimum {
        #expect(plan.bound >= optimum, "seed \(seed)")
        if plan.choice != nil { #expect(plan.objective <= optimum, "seed \(seed)") }
      }
      if case .infeasible = plan.status { #expect(optimum == nil, "seed \(seed)") }
      if plan.status == .optimal { #expect(plan.objective == optimum, "seed \(seed)") }
    }
  }

  private func names(_ plan: Allocation, _ problem: AllocationProblem) -> [String: String] {
    var names: [String: String] = [:]
    for (claimant, option) in zip(problem.claimants, plan.choice ?? []) {
      names[claimant.id] = claimant.options[option].id
    }
    return names
  }
}
