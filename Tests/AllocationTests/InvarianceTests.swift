import Allocation
import Testing

@Suite("what must not matter, and what must move one way") struct InvarianceTests {
  @Test("the order of resources, claimants and options changes nothing", arguments: 0..<60)
  func permutation(seed: UInt64) {
    let problem = randomProblem(seed)
    let other = shuffled(problem, seed &+ 1000)
    #expect(answer(solve(problem), problem) == answer(solve(other), other))
    let limit = SearchLimits(nodes: 2)
    #expect(
      answer(solve(problem, within: limit), problem) == answer(solve(other, within: limit), other))
  }

  @Test("nor does it on a large problem, bit for bit", arguments: [1, 4])
  func permutationOfReference(pools: Int) {
    let problem = ReferenceInstance(claimants: 100, levels: 16, pools: pools, seed: 3).problem
    let other = shuffled(problem, 7)
    #expect(answer(solve(problem), problem) == answer(solve(other), other))
    let first = relaxation(of: problem)
    let second = relaxation(of: other)
    #expect(first.bound == second.bound && first.steps == second.steps)
    #expect(byId(first.prices, problem) == byId(second.prices, other))
  }

  @Test("more capacity never lowers the optimum", arguments: 0..<40)
  func monotone(seed: UInt64) {
    let problem = randomProblem(seed)
    var before: Int128?
    for share in [50, 80, 100, 101, 130, 300] as [Int64] {
      let resources = problem.resources.map {
        Resource(id: $0.id, capacity: $0.capacity * share / 100 + (share > 100 ? 1 : 0))
      }
      let plan = solve(AllocationProblem(resources: resources, claimants: problem.claimants))
      guard plan.status == .optimal else {
        #expect(before == nil)
        continue
      }
      #expect(plan.objective >= before ?? plan.objective)
      before = plan.objective
    }
  }

  @Test("a constant added to a claimant's values moves the optimum by it", arguments: 0..<40)
  func translation(seed: UInt64) {
    let problem = randomProblem(seed)
    let values = problem.claimants.map { $0.options.map { $0.value + 12_345 } }
    let moved = solve(problem.replacingValues(values))
    let plan = solve(problem)
    #expect(moved.status == plan.status)
    if plan.status == .optimal {
      #expect(moved.objective == plan.objective + 12_345 * Int128(problem.claimants.count))
    }
  }

  @Test("the search may begin at any prices", arguments: 0..<60)
  func start(seed: UInt64) {
    var random = SplitMix(seed)
    for problem in [randomProblem(seed), crowdedProblem(seed)] {
      let plan = solve(problem)
      var starts = [plan.certificate.prices.map(\.cents)]
      for price in [0, 1e3, .infinity, .nan, -1] {
        starts.append(
          problem.resources.map { _ in price * Double.random(in: 0...1, using: &random) })
      }
      for start in starts {
        let other = solve(problem, startingAt: start)
        #expect(other.status == plan.status && other.objective == plan.objective)
        #expect(isConsistent(other, for: problem))
      }
    }
  }

  private struct Answer: Equatable {
    var objective: Int128
    var bound: Int128
    var nodes: Int
    var options: [String: String]
    var prices: [String: Price]
  }

  private func answer(_ plan: Allocation, _ problem: AllocationProblem) -> Answer {
    var options: [String: String] = [:]
    for (claimant, option) in zip(problem.claimants, plan.choice ?? []) {
      options[claimant.id] = claimant.options[option].id
    }
    return Answer(
      objective: plan.objective, bound: plan.bound, nodes: plan.nodes, options: options,
      prices: byId(plan.certificate.prices, problem))
  }

  private func byId<Value>(_ values: [Value], _ problem: AllocationProblem) -> [String: Value] {
    Dictionary(uniqueKeysWithValues: zip(problem.resources.map(\.id), values))
  }
}
