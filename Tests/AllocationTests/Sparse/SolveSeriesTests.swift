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

  @Test("small problems of every kind, step by step up and back", arguments: 100..<140)
  func steps(seed: UInt64) {
    let problem = randomProblem(seed)
    var series = SolveSeries(SparseProblem(problem))
    let shares = Array(stride(from: 90 as Int64, through: 110, by: 2))
    for share in shares + shares.reversed() {
      let capacities = problem.resources.map { $0.capacity * share / 100 }
      let changed = problem.replacingCapacities(capacities)
      let plan = series.solve(capacities: capacities)
      #expect(isConsistent(plan, for: changed))
      #expect((plan.choice == nil ? nil : plan.objective) == bruteForceOptimum(changed))
    }
  }

  @Test(
    "every point of a sweep is what the search that reads every option finds",
    arguments: [1, 2, 3, 5], [false, true])
  func sweep(pools: Int, hasPower: Bool) {
    var problem = ReferenceInstance(claimants: 180, levels: 8, pools: pools, seed: 4).problem
    if hasPower { problem = withPower(problem) }
    var series = SolveSeries(SparseProblem(problem), threads: 2)
    for step in 0..<25 as Range<Int64> {
      // Every row on a way of its own, one of them back and forth.
      let capacities = problem.resources.enumerated().map { row, resource in
        resource.capacity * (400 + (row == 1 ? 9 * (step % 4) : Int64(3 + row) * step)) / 500
      }
      let changed = problem.replacingCapacities(capacities)
      let plan = series.solve(capacities: capacities)
      let dense = solve(changed)
      #expect(plan.status == .optimal && isConsistent(plan, for: changed), "\(step)")
      #expect(plan.objective == dense.objective, "\(step)")
      #expect(plan.certificate.bound == boundByDefinition(changed, at: plan.certificate.prices))
    }
  }

  @Test("claimants who are all alike, a budget in cents, and capacities for none of them")
  func ties() {
    let uses: [[Int64]] = [[0, 0], [1, 7_000_000], [3, 19_000_001], [4, 30_000_000]]
    let claimants = (0..<300).map { index in
      Claimant(
        id: "c\(1000 + index)",
        options: (index % 50 == 0 ? uses.dropFirst() : uses[...]).enumerated().map {
          Claimant.Option(id: "o\($0)", value: $1[0] * 100_000 + ($1[0] == 3 ? 40_000 : 0), use: $1)
        })
    }
    let problem = AllocationProblem(
      resources: [
        Resource(id: "nodes", capacity: 500), Resource(id: "cents", capacity: 4_000_000_000),
      ], claimants: claimants)
    var series = SolveSeries(SparseProblem(problem))
    for nodes in [500, 503, 506, 4, 509, 512, 511, 510, 5000] as [Int64] {
      let changed = problem.replacingCapacities([nodes, 4_000_000_000])
      let plan = series.solve(capacities: [nodes, 4_000_000_000])
      let dense = solve(changed)
      #expect(plan.status == .optimal || nodes == 4)
      #expect((plan.choice == nil) == (nodes == 4) && (dense.choice == nil) == (nodes == 4))
      #expect(plan.objective == dense.objective && isConsistent(plan, for: changed), "\(nodes)")
    }
  }

  @Test(
    "bound >= optimum >= plan at every point, whenever the search stops", arguments: [0, 1, 20])
  func nodes(limit: Int) {
    let problem = ReferenceInstance(claimants: 600, levels: 8, pools: 3, seed: 8).problem
    var series = SolveSeries(SparseProblem(problem))
    for share in 100..<112 as Range<Int64> {
      let capacities = problem.resources.map { $0.capacity * share / 120 }
      let changed = problem.replacingCapacities(capacities)
      let plan = series.solve(capacities: capacities, within: SearchLimits(nodes: limit))
      let optimum = solve(SparseProblem(changed)).objective
      #expect(isConsistent(plan, for: changed) && plan.bound >= optimum)
      #expect(plan.status != .optimal || plan.objective == optimum)
    }
  }

  /// The problem with a row that units of all others use too.
  private func withPower(_ problem: AllocationProblem) -> AllocationProblem {
    let units = problem.resources.map(\.capacity).reduce(0, +)
    return AllocationProblem(
      resources: problem.resources + [Resource(id: "power", capacity: 24 * units)],
      claimants: problem.claimants.map { claimant in
        Claimant(
          id: claimant.id,
          options: claimant.options.map { option in
            let power = option.use.enumerated().reduce(0) { $0 + (30 - Int64($1.0)) * $1.1 }
            return Claimant.Option(id: option.id, value: option.value, use: option.use + [power])
          })
      })
  }
}
