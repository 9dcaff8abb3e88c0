import Testing

@testable import Allocation

@Suite("a division is rated by what its halves lose at least") struct BranchChoiceTests {
  @Test("no half of a claimant's options loses less than its penalty", arguments: 1...12)
  func forks(seed: UInt64) throws {
    let node = try #require(Node(seed, isShared: seed.isMultiple(of: 2)))
    let forks = MixedChoice(node.descent).forks(node.descent, kept: node.everything)
    #expect(!forks.isEmpty)
    var penalties = BranchPenalties(node.descent)
    var telling = 0
    for fork in forks {
      let rises = penalties.rises(fork)
      for (isLow, rise) in [(true, rises.low), (false, rises.high)] {
        let rest = node.half(fork, isLow: isLow)
        #expect(rise >= 0)
        #expect(node.descent.dual + rise <= rest + 1e-9 * (1 + abs(rest)), "\(isLow)")
        if rise > 1e-6 { telling += 1 }
      }
    }
    #expect(telling > 0)
  }

  @Test("nor does a whole number of steps of a row")
  func partialRows() throws {
    var seen = 0
    for seed in UInt64(1)...40 {
      guard let node = Node(seed, isShared: true),
        let partial = PartialRow(node.descent, node.core, node.fitted)
      else { continue }
      seen += 1
      var penalties = BranchPenalties(node.descent)
      let rises = penalties.rises(partial)
      let root = node.core.root
      let below = node.dual(of: root.using(atMost: partial.below, of: partial.row))
      let above = node.dual(of: root.using(atLeast: partial.above, of: partial.row))
      #expect(node.descent.dual + rises.low <= below + 1e-9 * (1 + abs(below)), "seed \(seed)")
      #expect(node.descent.dual + rises.high <= above + 1e-9 * (1 + abs(above)), "seed \(seed)")
    }
    #expect(seen > 3)
  }

  @Test(
    "the best product wins; where penalties say nothing, the stake; where nothing mixes, nobody")
  func chooses() throws {
    let node = try #require(Node(3, isShared: false))
    let forks = MixedChoice(node.descent).forks(node.descent, kept: node.everything)
    var penalties = BranchPenalties(node.descent)
    let products = forks.map { fork in
      let rises = penalties.rises(fork)
      return rises.low * rises.high
    }
    let best = try #require(products.indices.max { products[$0] < products[$1] })
    // Room as wide as the largest rise, so that none is cut off.
    let room = try #require(
      forks.map { max(penalties.rises($0).low, penalties.rises($0).high) }.max())
    guard case .claimant(let fork, _) = BranchChoice(forks, nil, node.descent, room: room) else {
      Issue.record("no claimant is chosen")
      return
    }
    #expect(fork.claimant == forks[best].claimant)
    let staked = try #require(forks.max { $0.stake < $1.stake })
    guard case .claimant(let other, _) = BranchChoice(forks, nil, node.descent, room: 1e9) else {
      Issue.record("no claimant is chosen")
      return
    }
    #expect(other.claimant == staked.claimant)
    #expect(BranchChoice([], nil, node.descent, room: 1) == nil)
  }

  /// The optimum of a reference instance's relaxation, without a plan to beat.
  private struct Node {
    let core: SearchCore
    let fitted: SearchCore.Fitted
    let descent: PriceDescent

    init?(_ seed: UInt64, isShared: Bool) {
      var problem = ReferenceInstance(claimants: 40, levels: 16, pools: 4, seed: seed).problem
      if isShared { problem = problem.sharingPower }
      let canonical = problem.canonical
      let linear = LinearOptimum(LinearProblem(canonical), startingAt: nil)
      let prices = zip(linear.prices, canonical.greatestPrices).map { Price(rounding: min($0, $1)) }
      let losses = LossTable(canonical, at: prices)
      guard let base = losses.base else { return nil }
      core = SearchCore(canonical, losses, base: base, allowance: losses.bound >> 8)
      guard let fitted = core.fitting(core.root), let table = core.subtable(fitted, []) else {
        return nil
      }
      self.fitted = fitted
      var descent = PriceDescent(table, at: core.root.prices)
      guard descent.run() == .optimal else { return nil }
      self.descent = descent
    }

    var everything: [Bool] { [Bool](repeating: true, count: descent.table.options) }

    /// The dual's optimum where a claimant has one half alone.
    func half(_ fork: Fork, isLow: Bool) -> Double {
      let first = descent.table.start[fork.claimant]
      let forbidden = fork.isLow.indices.filter { fork.isLow[$0] != isLow }.map { first + $0 }
      var node = core.root
      node.options = fitted.options.indices.filter { !forbidden.contains($0) }
        .map { fitted.options[$0] }
      return dual(of: node)
    }

    /// The dual's optimum at a node; infinite where nothing fits.
    func dual(of node: SearchNode) -> Double {
      guard let fitted = core.fitting(node), let table = core.subtable(fitted, node.floors) else {
        return .infinity
      }
      let prices = [Double](repeating: 0, count: table.rows)
      var descent = PriceDescent(table, at: prices)
      switch descent.run() {
      case .optimal: return core.sacrifice(fitted.room) + descent.dual
      case .infeasible: return .infinity
      case .cutOff, .stopped:
        Issue.record("the relaxation is not solved")
        return .infinity
      }
    }
  }
}

extension AllocationProblem {
  /// The same with one more row, of which pool `k` uses `8 + k` a unit and a tenth is missing.
  fileprivate var sharingPower: AllocationProblem {
    func power(_ use: [Int64]) -> Int64 {
      use.enumerated().reduce(0) { $0 + Int64(8 + $1.offset) * $1.element }
    }
    return AllocationProblem(
      resources: resources
        + [Resource(id: "power", capacity: 9 * power(resources.map(\.capacity)) / 10)],
      claimants: claimants.map { claimant in
        Claimant(
          id: claimant.id,
          options: claimant.options.map {
            Claimant.Option(id: $0.id, value: $0.value, use: $0.use + [power($0.use)])
          })
      })
  }
}
