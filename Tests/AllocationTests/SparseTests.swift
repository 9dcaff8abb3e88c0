import Allocation
import Testing

@Suite("a sparse table is solved as the problem it stands for") struct SparseTests {
  @Test("equals brute force on every kind of small problem", arguments: 0..<20)
  func bruteForce(block: UInt64) {
    for seed in (block * 100 + 5000)..<(block * 100 + 5100) {
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
