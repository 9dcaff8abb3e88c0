import Testing
import Topology

@Suite("what a failure takes away") struct FailureTests {
  @Test("the worst of one failure is the worst of all of them tried", arguments: 0..<60)
  func worstCase(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let perDomain = [1, 3, 6].randomElement(using: &numbers) ?? 1
    let nodes = Int.random(in: 2...24, using: &numbers)
    let failed = (0..<nodes).filter { _ in Int.random(in: 0..<8, using: &numbers) == 0 }
    let pool = TopologyPool(
      id: "p", template: Example.node(gpus: 4), nodes: nodes,
      spareNodes: nodes - failed.count > 4 ? Int.random(in: 0...2, using: &numbers) : 0,
      failedNodes: failed.count, failedIndices: failed, nodesPerDomain: perDomain,
      usableNodesPerDomain: Int.random(in: 1...perDomain, using: &numbers),
      tiers: seed % 2 == 0 ? [.init(name: "row", nodes: 12)] : [])
    let sizes = [1, 4, 8, 12, 24, 48]
    let tried = (0..<nodes).filter { !failed.contains($0) }.map { pool.losing($0..<$0 + 1) }
    let worst = sizes.indices.map { index in
      tried.map { $0.slots(sizes: sizes)[index].count }.min() ?? 0
    }
    #expect(pool.slotsAfterAnyFailure(sizes: sizes).map(\.count) == worst)
    #expect(pool.usableNodesAfterAnyFailure == tried.map(\.usableNodes).min())
    for other in tried {
      #expect(other.failedNodes == failed.count + 1 && other.problems == pool.problems)
      #expect(other.spareNodes == pool.spareNodes || other.spareNodes == pool.spareNodes - 1)
    }
  }

  @Test("the worst of one failure is found in groups of any sizes", arguments: 0..<200)
  func irregular(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let domains = (0..<6).map { _ in Int.random(in: 1...4, using: &numbers) }
    let nodes = domains.reduce(0, +)
    // Rows of two, three and one domains.
    let rows = [domains[..<2], domains[2..<5], domains[5...]].map { $0.reduce(0, +) }
    let failed = (0..<nodes).filter { _ in Int.random(in: 0..<6, using: &numbers) == 0 }
    let unplaced = seed % 5 == 0 && nodes - failed.count > 3 ? 1 : 0
    let groups = seed % 3 == 0 ? NodeGroups(of: 1) : NodeGroups(sizes: domains)
    let pool = TopologyPool(
      id: "p", template: Example.node(gpus: 4), nodes: nodes,
      spareNodes: nodes - failed.count > 5 ? Int.random(in: 0...3, using: &numbers) : 0,
      failedNodes: failed.count + unplaced, failedIndices: failed, racks: nil, domains: groups,
      usableNodesPerDomain: max(1, groups.nodes - Int.random(in: 0...1, using: &numbers)),
      tiers: seed % 2 == 0 ? [.init(name: "row", units: NodeGroups(sizes: rows))] : [])
    let sizes = [1, 3, 4, 8, 12, 16, 24, 32]
    let working = pool.roles.free.union(pool.roles.spare).union(pool.roles.standby)
    let tried = working.ranges.flatMap { $0 }.map { pool.losing($0..<$0 + 1) } + [pool]
    let worst = sizes.indices.map { index in
      tried.map { $0.slots(sizes: sizes)[index].count }.min() ?? 0
    }
    #expect(pool.slotsAfterAnyFailure(sizes: sizes).map(\.count) == worst)
    #expect(pool.usableNodesAfterAnyFailure == tried.map(\.usableNodes).min())
  }

  @Test("a hundred thousand nodes in unequal groups, every other one failed, take no time")
  func large() {
    let nodes = 100_000
    var sizes: [Int] = []
    while sizes.reduce(0, +) < nodes { sizes.append(1 + sizes.count * 7 % 440) }
    sizes[sizes.count - 1] -= sizes.reduce(0, +) - nodes
    let failed = Array(stride(from: 0, to: nodes, by: 2))
    let pool = TopologyPool(
      id: "p", template: Example.node(gpus: 4), nodes: nodes, failedNodes: failed.count,
      failedIndices: failed, racks: nil, domains: NodeGroups(sizes: sizes))
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(pool.slotsAfterAnyFailure(sizes: [8, 64, 512]).map(\.size) == [8, 64, 512])
      #expect(pool.usableNodesAfterAnyFailure == 49_999)
    }
    #expect(time < .seconds(5))
  }

  @Test("the worst loss of a rack or domain is the worst of all of them tried", arguments: 0..<400)
  func groups(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let sizes = (0..<5).map { _ in Int.random(in: 2...5, using: &numbers) }
    let nodes = sizes.reduce(0, +)
    let groups = NodeGroups(sizes: sizes)
    let isDomain = seed % 2 == 0
    let failed = (0..<nodes).filter { _ in Int.random(in: 0..<5, using: &numbers) == 0 }
    let pool = TopologyPool(
      id: "p", template: Example.node(gpus: 4), nodes: nodes,
      spareNodes: max(0, min(Int.random(in: 0...6, using: &numbers), nodes - failed.count)),
      failedNodes: failed.count, failedIndices: failed, racks: isDomain ? nil : groups,
      domains: isDomain ? groups : NodeGroups(of: 1),
      usableNodesPerDomain: isDomain ? groups.nodes - seed / 2 % 2 : 1)
    let tried = (0..<5).map { pool.losing(groups.range(of: $0, in: nodes)).usableNodes }
    #expect(pool.usableNodesAfterAnyGroupFailure == tried.min())
  }

  @Test("a spare takes the place of what fails, a standing-by node that of its domain")
  func spares() {
    var pool = Example.nodes(16, perRack: nil)
    #expect(pool.usableNodesAfterAnyFailure == 15)
    pool.spareNodes = 1
    #expect(pool.usableNodes == 15 && pool.usableNodesAfterAnyFailure == 15)
    let racks = Example.racks(8, usable: 16)
    #expect(racks.usableNodesAfterAnyFailure == 128)
    #expect(racks.slotsAfterAnyFailure(sizes: [64])[0].count == 8)
    #expect(racks.usableNodesAfterAnyGroupFailure == 112)
    #expect(Example.racks(8).slotsAfterAnyFailure(sizes: [72])[0].count == 7)
    #expect(pool.usableNodesAfterAnyGroupFailure == nil)
  }
}
