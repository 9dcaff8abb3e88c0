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

  @Test("the worst loss of a rack or domain is the worst of all of them tried", arguments: 0..<40)
  func groups(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let sizes = (0..<5).map { _ in Int.random(in: 2...5, using: &numbers) }
    let nodes = sizes.reduce(0, +)
    let groups = NodeGroups(sizes: sizes)
    let isDomain = seed % 2 == 0
    let pool = TopologyPool(
      id: "p", template: Example.node(gpus: 4), nodes: nodes,
      spareNodes: Int.random(in: 0...3, using: &numbers), racks: isDomain ? nil : groups,
      domains: isDomain ? groups : NodeGroups(of: 1),
      usableNodesPerDomain: isDomain ? groups.nodes - 1 : 1)
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
