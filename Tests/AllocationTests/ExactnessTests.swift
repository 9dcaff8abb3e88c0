import Allocation
import Testing

@Suite("the optimum is the optimum") struct ExactnessTests {
  @Test("equals brute force on every kind of small problem", arguments: 0..<10)
  func bruteForce(block: UInt64) {
    for seed in (block * 100)..<(block * 100 + 100) {
      let problem = randomProblem(seed)
      let plan = solve(problem)
      #expect(isConsistent(plan, for: problem), "seed \(seed)")
      if let optimum = bruteForceOptimum(problem) {
        #expect(plan.status == .optimal, "seed \(seed)")
        #expect(plan.objective == optimum, "seed \(seed)")
        #expect(plan.bound == optimum, "seed \(seed)")
      } else {
        guard case .infeasible = plan.status else {
          Issue.record("seed \(seed) has no plan, yet is \(plan.status)")
          continue
        }
      }
    }
  }

  @Test("equals dynamic programming with one resource", arguments: 1...12)
  func dynamicProgramming(seed: UInt64) {
    let sizes = [(30, 8), (60, 16), (200, 12)]
    let (claimants, levels) = sizes[Int(seed) % 3]
    let problem =
      ReferenceInstance(claimants: claimants, levels: levels, pools: 1, seed: seed).problem
    let plan = solve(problem)
    #expect(plan.status == .optimal)
    #expect(dynamicProgrammingOptimum(problem) == Int64(plan.objective))
  }

  @Test("equals dynamic programming with several resources of few units", arguments: 0..<40)
  func lattice(seed: UInt64) {
    let problem = crowdedProblem(seed)
    let plan = solve(problem)
    #expect(isConsistent(plan, for: problem))
    if let optimum = dynamicProgrammingOptimum(problem) {
      #expect(plan.status == .optimal)
      #expect(plan.objective == Int128(optimum))
    } else {
      #expect(plan.choice == nil && plan.status != .undecided)
    }
  }

  @Test("equals the reference optima, on the reference's instances", arguments: referenceOptima)
  func reference(known: ReferenceOptimum) {
    let instance = ReferenceInstance(
      claimants: 100, levels: 16, pools: known.capacity.count, seed: known.seed)
    #expect(instance.checksum == known.checksum)
    #expect(instance.capacity == known.capacity)
    let plan = solve(instance.problem)
    #expect(plan.status == .optimal)
    #expect(plan.objective == known.optimum)
    #expect(plan.certificate.bound <= known.bound)
    #expect(isConsistent(plan, for: instance.problem))
  }

  @Test("nobody and nothing is a plan worth zero")
  func empty() {
    let nobody = solve(AllocationProblem(resources: [], claimants: []))
    #expect(nobody.status == .optimal && nobody.objective == 0 && nobody.choice == [])
    let unused = AllocationProblem(resources: [Resource(id: "gpu", capacity: 8)], claimants: [])
    #expect(solve(unused).status == .optimal && solve(unused).used == [0])
    let free = AllocationProblem(
      resources: [],
      claimants: [
        Claimant(
          id: "a",
          options: [
            Claimant.Option(id: "x", value: -3, use: []),
            Claimant.Option(id: "y", value: -2, use: []),
          ])
      ])
    #expect(solve(free).choice == [1] && solve(free).objective == -2)
  }

  @Test("of options that are alike, the first by id is taken")
  func tiesById() {
    let alike = ["c", "a", "b"].map { Claimant.Option(id: $0, value: 7, use: [2]) }
    let problem = AllocationProblem(
      resources: [Resource(id: "gpu", capacity: 4)],
      claimants: ["y", "x"].map { Claimant(id: $0, options: alike) })
    #expect(solve(problem).choice == [1, 1])
  }
}
