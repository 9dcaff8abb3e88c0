import Testing
import Topology

@Suite("slots") struct SlotTests {
  @Test(
    "jobs within nodes, domains, tiers and the pool",
    arguments: [
      (1, 8 * 127, SlotCount.Scope.node), (3, 2 * 127, .node), (8, 127, .node),
      (16, 63, .tier("unit")), (64, 15, .tier("unit")), (256, 3, .tier("unit")),
      (512, 1, .pool), (1016, 1, .pool), (1024, 0, .pool),
    ])
  func superPod(size: Int, count: Int, scope: SlotCount.Scope) {
    var pool = Example.nodes(127)
    pool.tiers = [.init(name: "unit", nodes: 32)]
    #expect(pool.slots(sizes: [size]) == [SlotCount(size: size, count: count, scope: scope)])
  }

  @Test(
    "an NVLink domain binds jobs that fit into it",
    arguments: [
      (4, 128, SlotCount.Scope.node), (8, 64, .domain), (16, 32, .domain), (32, 16, .domain),
      (24, 16, .domain), (64, 8, .domain), (72, 7, .pool),
    ])
  func nvl72(size: Int, count: Int, scope: SlotCount.Scope) {
    let pool = Example.racks(8, usable: 16)
    #expect(pool.slots(sizes: [size]) == [SlotCount(size: size, count: count, scope: scope)])
  }

  @Test("six and two free are not eight")
  func scattered() {
    var pool = Example.racks(2)
    let failed = Array(6..<18) + Array(20..<36)
    pool.failedNodes = failed.count
    pool.failedIndices = failed
    #expect(pool.usableNodes == 8)
    #expect(pool.slots(sizes: [24, 32]).map(\.count) == [1, 0])
  }

  @Test("slots are what a placement of equal jobs holds", arguments: 0..<30)
  func agreesWithPlacement(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    var pool = Example.racks(Int.random(in: 1...4, using: &numbers), usable: 16)
    let failed = (0..<pool.nodes).filter { _ in Int.random(in: 0..<5, using: &numbers) == 0 }
    pool.failedNodes = failed.count
    pool.failedIndices = failed
    let width = Int.random(in: 1...16, using: &numbers)
    let slots = pool.slots(sizes: [4 * width])[0].count
    let jobs = (0...slots).map {
      Placement.Request(id: "\($0)", gpus: 4 * width, blockNodes: width)
    }
    let placement = pool.place(jobs)
    #expect(placement.grants.count == slots)
    #expect(pool.slots(sizes: [4 * width], in: placement.free)[0].count == 0)
  }

  @Test("jobs in racks and rows of different sizes, counted one by one", arguments: 0..<60)
  func uneven(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let sizes = (0..<6).map { _ in Int.random(in: 1...5, using: &numbers) }
    let nodes = sizes.reduce(0, +)
    let rows = [sizes[..<2], sizes[2..<3], sizes[3...]].map { $0.reduce(0, +) }
    let usable = Int.random(in: 1...(sizes.max() ?? 1), using: &numbers)
    let domains = NodeGroups(sizes: sizes)
    let pool = TopologyPool(
      id: "p", template: Example.node(gpus: 4), nodes: nodes, racks: nil, domains: domains,
      usableNodesPerDomain: usable, tiers: [.init(name: "row", units: NodeGroups(sizes: rows))])
    if domains.nodes == 1 { return }
    let inDomain = sizes.map { min($0, usable) }
    let inRow = [inDomain[..<2], inDomain[2..<3], inDomain[3...]].map { $0.reduce(0, +) }
    for width in 2...nodes {
      let groups =
        width <= usable ? inDomain : width <= inRow.max() ?? 0 ? inRow : [inRow.reduce(0, +)]
      let count = groups.reduce(0) { $0 + $1 / width }
      #expect(pool.slots(sizes: [4 * width])[0].count == count, "\(width) of \(sizes)")
    }
  }

  @Test("a cluster of 100,000 GPUs is counted at once")
  func large() {
    let pool = Example.nodes(12_500, perRack: 8)
    let sizes = [1, 8, 16, 64, 256, 1_024, 8_192, 65_536]
    let slots = pool.slots(sizes: sizes).map(\.count)
    #expect(slots == [100_000, 12_500, 6_250, 1_562, 390, 97, 12, 1])
  }
}
