import Allocation
import Testing

@Suite("a series of capacities gives what fresh searches give") struct SolveSeriesTests {
  @Test("equals dynamic programming at every capacity, and never falls", arguments: [150, 700])
  func dynamicProgramming(claimants: Int) {
    let problem =
      ReferenceInstance(claimants: claimants, levels: 8, pools: 1, seed: 3).problem
    var series = SolveSeries(SparseProblem(problem))
    var before: Int128 = 0
    for share in stride(from: 40 as Int64, through: 160, by: 10) {
      let capacity = problem.resources[0].capacity * share / 100
      let changed = problem.replacingCapacities([capacity])
      let plan = series.solve(capacities: [capacity])
      #expect(plan.status == .optimal && isConsistent(plan, for: changed), "\(share) %")
      #expect(dynamicProgrammingOptimum(changed) == Int64(plan.objective), "\(share) %")
      #expect(plan.certificate.bound == boundByDefinition(changed, at: plan.certificate.prices))
      #expect(plan.objective >= before)
      before = plan.objective
    }
  }

  @Test("with several resources, in any order of capacities, and from nothing to plenty")
  func severalResources() {
    let problem = ReferenceInstance(claimants: 600, levels: 8, pools: 3, seed: 8).problem
    var series = SolveSeries(SparseProblem(problem), threads: 2)
    for share in [100, 101, 99, 40, 41, 300, 100, 0, 100] as [Int64] {
      let capacities = problem.resources.map { $0.capacity * share / 100 }
      let changed = problem.replacingCapacities(capacities)
      let plan = series.solve(capacities: capacities)
      let fresh = solve(SparseProblem(changed))
      #expect(plan.objective == fresh.objective, "\(share) %")
      #expect((plan.choice == nil) == (fresh.choice == nil), "\(share) %")
      #expect(isConsistent(plan, for: changed), "\(share) %")
    }
  }

  @Test("small problems of every kind, capacities up and down", arguments: 0..<60)
  func small(seed: UInt64) {
    let problem = randomProblem(seed)
    var series = SolveSeries(SparseProblem(problem))
    for share in [100, 120, 60, 0, 100] as [Int64] {
      let capacities = problem.resources.map { $0.capacity * share / 100 }
      let changed = problem.replacingCapacities(capacities)
      let plan = series.solve(capacities: capacities)
      #expect(isConsistent(plan, for: changed))
      if let optimum = bruteForceOptimum(changed) {
        #expect(plan.status == .optimal && plan.objective == optimum)
      } else {
        #expect(plan.choice == nil && plan.status != .undecided)
      }
    }
  }
}
