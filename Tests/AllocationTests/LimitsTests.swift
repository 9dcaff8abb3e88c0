import Allocation
import Testing

@Suite("limits leave a true statement") struct LimitsTests {
  @Test("bound >= optimum >= plan, whenever the search stops", arguments: [0, 1, 10, 100])
  func nodes(limit: Int) {
    for seed in UInt64(0)..<150 {
      let problem = randomProblem(seed)
      let plan = solve(problem, within: SearchLimits(nodes: limit))
      #expect(isConsistent(plan, for: problem), "seed \(seed)")
      #expect(plan.nodes <= limit, "seed \(seed)")
      let optimum = bruteForceOptimum(problem)
      if let optimum {
        #expect(plan.bound >= optimum, "seed \(seed)")
        if plan.choice != nil { #expect(plan.objective <= optimum, "seed \(seed)") }
      }
      switch plan.status {
      case .optimal: #expect(plan.objective == optimum, "seed \(seed)")
      case .feasible: #expect(plan.bound >= plan.objective && plan.choice != nil)
      case .infeasible: #expect(optimum == nil, "seed \(seed)")
      case .undecided: #expect(plan.choice == nil, "seed \(seed)")
      }
    }
  }

  @Test("the reference's instances stopped early", arguments: referenceOptima, [0, 1, 10, 100])
  func reference(known: ReferenceOptimum, limit: Int) {
    let problem =
      ReferenceInstance(
        claimants: 100, levels: 16, pools: known.capacity.count, seed: known.seed
      ).problem
    let plan = solve(problem, within: SearchLimits(nodes: limit))
    #expect(plan.bound >= known.optimum && known.optimum >= plan.objective)
    #expect(plan.relativeGap < 1e-3)
    #expect(isConsistent(plan, for: problem))
  }

  @Test("a clock that has run out stops the search at once")
  func shouldStop() {
    let problem = ReferenceInstance(claimants: 100, levels: 16, pools: 4, seed: 4).problem
    let plan = solve(problem, within: SearchLimits(shouldStop: { true }))
    #expect(plan.status == .feasible && plan.nodes == 0)
    #expect(plan.bound >= 25_405_407 && plan.objective <= 25_405_407)
  }
}
