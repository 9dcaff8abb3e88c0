import Testing
import Topology

@Suite("counting") struct CountingTests {
  @Test("a cluster is templates times counts")
  func counts() {
    let pool = Example.nodes(127, spares: 4, failedAt: [3, 9, 70])
    let cluster = ClusterTopology(id: "bay", pools: [pool])
    #expect(cluster.nodes == 127)
    #expect(cluster.gpus == 1_016)
    #expect(cluster.inServiceGPUs == 992)
    #expect(cluster.usableGPUs == (127 - 3 - 4) * 8)
    #expect(pool.racks?.count(in: pool.nodes) == 32)
    #expect(pool.domainCount == 127)
    #expect(pool.gpusPerDomain == 8)
    #expect(cluster.h100e == 992)
  }

  @Test("every node has exactly one role", arguments: 0..<50)
  func roles(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let perDomain = Int.random(in: 1...6, using: &numbers)
    let nodes = Int.random(in: 1...40, using: &numbers)
    let named = (0..<nodes).filter { _ in Int.random(in: 0..<8, using: &numbers) == 0 }
    let failed = Int.random(in: named.count...nodes, using: &numbers)
    let spares = Int.random(in: 0...nodes - failed, using: &numbers)
    let pool = TopologyPool(
      id: "p", template: Example.node(), nodes: nodes, spareNodes: spares, failedNodes: failed,
      failedIndices: named, nodesPerDomain: perDomain,
      usableNodesPerDomain: Int.random(in: 1...perDomain, using: &numbers))
    let roles = pool.roles
    let sets = [roles.free, roles.standby, roles.spare, roles.failed]
    #expect(sets.reduce(0) { $0 + $1.count } == nodes)
    #expect(sets.reduce(RangeSet<Int>()) { $0.union($1) } == RangeSet(0..<nodes))
    #expect(roles.failed.count == failed)
    #expect(named.allSatisfy(roles.failed.contains))
    for domain in 0..<(nodes + perDomain - 1) / perDomain {
      let range = RangeSet(domain * perDomain..<(domain + 1) * perDomain)
      #expect(roles.free.intersection(range).count <= pool.usableNodesPerDomain)
    }
  }

  @Test(
    "sixteen of the eighteen trays of a rack are given out, whichever fail",
    arguments: [([], 128), ([0], 128), ([0, 1], 128), ([0, 1, 2], 127), ([17, 35, 53], 128)])
  func standby(failedAt: [Int], usable: Int) {
    var pool = Example.racks(8, usable: 16)
    pool.failedNodes = failedAt.count
    pool.failedIndices = failedAt
    #expect(pool.usableNodes == usable)
  }

  @Test("domains follow the links")
  func linkedDomains() {
    var node = Example.node(gpus: 4)
    #expect(node.linkedDomains == [0, 0, 0, 0])
    node.fabrics = [
      .init(
        kind: .nvlink,
        shape: .pairs([.init(3, 2, gigabytesPerSecond: 75), .init(0, 1, gigabytesPerSecond: 75)]))
    ]
    #expect(node.linkedDomains == [0, 0, 1, 1])
    #expect(node.links.map { [$0.a, $0.b] } == [[0, 1], [2, 3]])
    node.fabrics = [.init(kind: .pcie, shape: .eachPair(gigabytesPerSecond: 25))]
    #expect(node.linkedDomains == [nil, nil, nil, nil])
    #expect(node.links.count == 6)
  }

  @Test("a sound example has no problems, and each fault is told")
  func problems() {
    #expect(Example.node().problems == [])
    #expect(Example.racks(2).problems == [])
    var node = Example.node()
    node.gpus[3].numa = 7
    node.fabrics = [.init(kind: .nvlink, shape: .pairs([.init(0, 8, gigabytesPerSecond: 1)]))]
    #expect(node.problems.map(\.key) == ["gpus[3].numa", "links"])
    var pool = Example.racks(2, usable: 19)
    pool.spareNodes = 37
    pool.tiers = [.init(name: "row", nodes: 20)]
    #expect(
      pool.problems.map(\.key) == [
        "pools.gb200.nodes", "pools.gb200.usable_nodes_per_domain", "pools.gb200.tiers",
      ])
  }

  @Test("every shipped accelerator has an id and a ratio of its own")
  func accelerators() {
    #expect(Set(Accelerator.shipped.map(\.id)).count == Accelerator.shipped.count)
    #expect(Accelerator.shipped.allSatisfy { $0.h100e > 0 })
    #expect(Accelerator.named("h100")?.h100e == 1)
    #expect(Accelerator.named("h10") == nil)
  }
}
