import Testing

@testable import Allocation

@Suite("problems that are like one another") struct LikeProblemTests {
  @Test("a problem with a part replaced is the problem made afresh", arguments: 0..<60)
  func replacing(seed: UInt64) {
    var random = SplitMix(seed)
    for problem in [shuffled(randomProblem(seed), seed), shuffled(crowdedProblem(seed), seed)] {
      let index = problem.claimants.indices.randomElement(using: &random) ?? 0
      var claimants = problem.claimants
      for option in claimants[index].options.indices {
        claimants[index].options[option].value += Int64.random(in: -9...9, using: &random)
      }
      let values = claimants[index].options.map(\.value)
      expectEqual(
        problem.replacingValues(ofClaimant: index, with: values), problem.resources, claimants)
      let kept = claimants[index].options.filter { _ in Bool.random(using: &random) }
      let extra = Claimant.Option(
        id: "another", value: 7, use: problem.resources.map { _ in Int64(3) })
      claimants[index].options = (kept + [extra]).shuffled(using: &random)
      expectEqual(
        problem.replacingOptions(ofClaimant: index, with: claimants[index].options),
        problem.resources, claimants)
      var resources = problem.resources
      for row in resources.indices {
        resources[row].capacity += Int64.random(in: 0...50, using: &random)
      }
      expectEqual(
        problem.replacingCapacities(resources.map(\.capacity)), resources, problem.claimants)
    }
  }

  private func expectEqual(
    _ problem: AllocationProblem, _ resources: [Resource], _ claimants: [Claimant]
  ) {
    let afresh = AllocationProblem(resources: resources, claimants: claimants)
    #expect(problem == afresh)
    #expect(solve(problem).objective == solve(afresh).objective)
  }

  @Test("a series of relaxations finds what each of them does alone", arguments: 0..<60)
  func series(seed: UInt64) {
    var random = SplitMix(seed)
    for start in [randomProblem(seed), crowdedProblem(seed)] {
      var series = RelaxationSeries(start)
      var problem = start
      for size in [0.0, 0.01, 0.3, 0.001, 40] {
        let first = Int.random(in: 0..<problem.claimants.count, using: &random)
        let values = problem.claimants[first...].map { claimant in
          claimant.options.map {
            Int64(Double($0.value) * (1 + Double.random(in: 0...size, using: &random)))
          }
        }
        problem = problem.replacingValues(values, from: first)
        series.replaceValues(values, from: first)
        let alone = relaxation(of: problem)
        let found = series.solve()
        #expect(found.isOptimal)
        #expect(isNear(found.bound, alone.bound, problem), "\(found.bound) \(alone.bound)")
      }
    }
  }

  @Test("a relaxation may begin where that of any other problem ended", arguments: 0..<60)
  func vertices(seed: UInt64) {
    let problems = [
      randomProblem(seed), randomProblem(seed &+ 1), crowdedProblem(seed),
      crowdedProblem(seed &+ 1),
      ReferenceInstance(claimants: 10, levels: 8, pools: 3, seed: seed).problem,
    ]
    let vertices = problems.map { relaxation(of: $0).vertex }
    for problem in problems {
      let alone = relaxation(of: problem)
      let plan = solve(problem)
      for vertex in vertices {
        var series = RelaxationSeries(problem)
        #expect(isNear(series.solve(near: vertex).bound, alone.bound, problem))
        let other = solve(problem, vertex: vertex)
        #expect(other.status == plan.status && other.objective == plan.objective)
      }
    }
  }

  @Test("a search may begin at any plans, good, bad or unknown", arguments: 0..<60)
  func nearby(seed: UInt64) {
    var random = SplitMix(seed)
    for problem in [shuffled(randomProblem(seed), seed), shuffled(crowdedProblem(seed), seed)] {
      let plan = solve(problem)
      let anything = (0..<4).map { _ in
        problem.claimants.map { $0.options.indices.randomElement(using: &random) }
      }
      let holes = anything[0].map { Bool.random(using: &random) ? $0 : nil }
      let best = plan.choice.map { [$0.map(Int?.some)] } ?? []
      for nearby in [best, [anything[1]], [holes], anything + best] {
        let other = solve(problem, near: nearby)
        #expect(other.status == plan.status && other.objective == plan.objective)
        #expect(other.bound == plan.bound && isConsistent(other, for: problem))
      }
    }
  }

  // But for the rounding of sums of the greatest values.
  private func isNear(_ found: Double, _ expected: Double, _ problem: AllocationProblem) -> Bool {
    let size = problem.claimants.reduce(1.0) { sum, claimant in
      sum + (claimant.options.map { abs(Double($0.value)) }.max() ?? 0)
    }
    return found == expected || abs(found - expected) <= 1e-12 * size
  }
}
