import Allocation
import Testing

@Suite("the relaxation minimises the dual") struct RelaxationTests {
  @Test(
    "no nearby prices give a lower bound; the dual is convex, so none at all", arguments: 0..<120)
  func isMinimum(seed: UInt64) {
    let problem = randomProblem(seed)
    let found = relaxation(of: problem)
    guard found.bound.isFinite else { return }
    expectMinimum(found, problem, seed)
  }

  @Test("nor on the reference's instances", arguments: [1, 2, 4, 8], [1, 2] as [UInt64])
  func isMinimumOfReference(pools: Int, seed: UInt64) {
    let problem =
      ReferenceInstance(claimants: 60, levels: 16, pools: pools, seed: seed).problem
    expectMinimum(relaxation(of: problem), problem, seed)
  }

  @Test("rows of very different size are served alike", arguments: 0..<20)
  func mixedScales(seed: UInt64) {
    var random = SplitMix(seed)
    let claimants = (0..<20).map { index in
      var options = [Claimant.Option(id: "000", value: 0, use: [0, 0, 0])]
      for number in 1...60 {
        let nodes = Int64.random(in: 0...12, using: &random)
        let cash = Int64.random(in: 20_000_000...200_000_000, using: &random)
        let value = Double.random(in: 0.5...1.5, using: &random) * Double(nodes * 30_000_000 + cash)
        options.append(
          Claimant.Option(id: String(number + 100), value: Int64(value), use: [nodes, cash, 1]))
      }
      return Claimant(id: String(index + 100), options: options)
    }
    let problem = AllocationProblem(
      resources: [
        Resource(id: "h100", capacity: 60), Resource(id: "cash", capacity: 740_000_000),
        Resource(id: "slots", capacity: 7),
      ], claimants: claimants)
    expectMinimum(relaxation(of: problem), problem, seed)
    #expect(solve(problem).status == .optimal)
  }

  @Test("a warm start finds the same bound in fewer steps", arguments: 1...5)
  func warmStart(seed: UInt64) {
    let problem = ReferenceInstance(claimants: 100, levels: 16, pools: 4, seed: seed).problem
    let cold = relaxation(of: problem)
    let warm = relaxation(of: problem, startingAt: cold.prices.map { $0 * 1.02 })
    #expect(abs(warm.bound - cold.bound) <= 1e-12 * cold.bound)
    #expect(warm.steps < cold.steps)
    let again = relaxation(of: problem, startingAt: cold.prices)
    #expect(abs(again.bound - cold.bound) <= 1e-12 * cold.bound)
  }

  @Test("every start leads to the same bound", arguments: 0..<60)
  func anyStart(seed: UInt64) {
    for problem in [randomProblem(seed), crowdedProblem(seed)] {
      let cold = relaxation(of: problem)
      #expect(cold.isOptimal)
      var random = SplitMix(seed &+ 9)
      for size in [1, 1e3, 1e9] {
        let start = problem.resources.map { _ in Double.random(in: 0...size, using: &random) }
        let other = relaxation(of: problem, startingAt: start)
        #expect(other.isOptimal)
        if cold.bound.isFinite {
          #expect(abs(other.bound - cold.bound) <= 1e-11 * max(1, abs(cold.bound)))
        } else {
          #expect(other.bound == cold.bound)
        }
      }
    }
  }

  @Test("when not even mixtures fit, the bound is minus infinity")
  func infeasible() {
    let problem = AllocationProblem(
      resources: [Resource(id: "gpu", capacity: 3)],
      claimants: [Claimant(id: "a", options: [Claimant.Option(id: "x", value: 1, use: [4])])])
    #expect(relaxation(of: problem).bound == -.infinity)
  }

  private func expectMinimum(_ found: Relaxation, _ problem: AllocationProblem, _ seed: UInt64) {
    #expect(found.prices.allSatisfy { $0 >= 0 })
    let here = dual(problem, at: found.prices)
    let tolerance = 1e-10 * max(1, abs(here))
    #expect(abs(here - found.bound) <= tolerance, "seed \(seed)")
    let unit = problem.resources.map { 1e10 / max(1, Double($0.capacity)) }
    var random = SplitMix(seed &+ 5)
    for round in 0..<300 {
      let size = [1e-9, 1e-7, 1e-5, 1e-3, 0.1][round % 5]
      let prices = zip(found.prices, unit).map { price, unit in
        max(0, price + size * Double.random(in: -1...1, using: &random) * max(price, unit))
      }
      #expect(dual(problem, at: prices) >= here - tolerance, "seed \(seed)")
    }
  }
}
