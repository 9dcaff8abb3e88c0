import Testing
import Topology

@Suite("placement") struct PlacementTests {
  @Test("nothing overlaps, exceeds or is split that must be whole", arguments: 0..<200)
  func sound(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let pool = Self.pool(&numbers)
    let requests = Self.requests(for: pool, &numbers)
    let placement = pool.place(requests)
    let free = pool.freeNodes
    var taken: [Int: Set<Int>] = [:]
    for grant in placement.grants {
      let request = requests.first { $0.id == grant.id }
      #expect(grant.pieces.reduce(0) { $0 + $1.count(perNode: pool.gpusPerNode) } == grant.gpus)
      #expect(grant.gpus == request?.gpus)
      for piece in grant.pieces {
        #expect(piece.gpus == nil || piece.nodes.count == 1)
        for node in piece.nodes {
          #expect(free.contains(node))
          #expect(pool.placementGroup.groups.group(of: node) == piece.group)
          for gpu in piece.gpus ?? Array(0..<pool.gpusPerNode) {
            #expect(taken[node, default: []].insert(gpu).inserted)
          }
        }
      }
      Self.expectWholeBlocks(grant, request?.blockNodes ?? 1, in: pool)
    }
    let used = taken.values.reduce(0) { $0 + $1.count }
    #expect(used + placement.free.gpus(perNode: pool.gpusPerNode) == pool.usableGPUs)
    #expect(
      (placement.grants.map(\.id) + placement.unplaced.map(\.id)).sorted()
        == requests.map(\.id).sorted())
    for part in placement.free.parts {
      #expect(taken[part.node]?.isDisjoint(with: part.gpus) == true)
    }
  }

  @Test("the order of the requests does not matter", arguments: 0..<50)
  func deterministic(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let pool = Self.pool(&numbers)
    let requests = Self.requests(for: pool, &numbers)
    #expect(pool.place(requests) == pool.place(requests.shuffled(using: &numbers)))
  }

  @Test("divisible blocks are all placed when any placement places them all", arguments: 0..<100)
  func feasible(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let racks = Int.random(in: 1...3, using: &numbers)
    let perRack = Int.random(in: 2...9, using: &numbers)
    let failed = (0..<racks * perRack).filter { _ in Int.random(in: 0..<5, using: &numbers) == 0 }
    let pool = Example.nodes(racks * perRack, perRack: perRack, failedAt: failed)
    let blocks = (0..<Int.random(in: 1...7, using: &numbers)).map { _ in
      [1, 2, 4].filter { $0 <= perRack }.randomElement(using: &numbers) ?? 1
    }
    let placement = pool.place(
      blocks.enumerated().map { .init(id: "\($0)", gpus: 8 * $1, blockNodes: $1) })
    let capacities = (0..<racks).map { rack in
      perRack - failed.count { $0 / perRack == rack }
    }
    #expect(placement.unplaced.isEmpty == BruteForce.fits(blocks, into: capacities))
  }

  @Test("divisible sizes cross and open the fewest racks", arguments: 0..<60)
  func optimal(seed: Int) throws {
    var numbers = TestNumbers(seed: seed)
    let racks = Int.random(in: 1...3, using: &numbers)
    var left = 4 * racks
    var sizes: [Int] = []
    while sizes.count < 6, left > 0 {
      let size = [1, 2, 4, 8].filter { $0 <= left }.randomElement(using: &numbers) ?? 1
      sizes.append(size)
      left -= size
      if Int.random(in: 0..<6, using: &numbers) == 0 { break }
    }
    var pool = Example.nodes(4 * racks)
    if Bool.random(using: &numbers) { pool.tiers = [.init(name: "row", nodes: 8)] }
    let placement = pool.place(
      sizes.enumerated().map { .init(id: "\($0)", gpus: 8 * $1) })
    #expect(placement.unplaced.isEmpty)
    let crossed = placement.grants.reduce(0) { $0 + $1.groupsCrossed }
    let opened = Set(placement.grants.flatMap { $0.pieces.map(\.group) }).count
    let best = try #require(BruteForce.best(sizes, racks: racks, nodesPerRack: 4))
    #expect(crossed == best.crossed)
    #expect(opened == best.opened)
  }

  @Test("blocks of four and eight trays strand two of eighteen a rack", arguments: [4, 8])
  func stranded(block: Int) {
    let pool = Example.racks(8)
    let requests = (0..<40).map {
      Placement.Request(id: "\($0)", gpus: 4 * block, blockNodes: block)
    }
    let placement = pool.place(requests)
    #expect(placement.grants.count == 8 * (18 / block))
    #expect(placement.free.nodes.count == 8 * 2)
    #expect(pool.slots(sizes: [8, 32], in: placement.free).map(\.count) == [8, 0])
  }

  @Test("one request in blocks leaves the same trays behind as many")
  func oneRequest() throws {
    let placement = Example.racks(2).place([.init(id: "a", gpus: 4 * 32, blockNodes: 8)])
    let grant = try #require(placement.grants.first)
    #expect(grant.pieces.map(\.nodes) == [0..<16, 18..<34])
    #expect(Example.racks(2).place([.init(id: "a", gpus: 4 * 33, blockNodes: 8)]).grants.count == 1)
    #expect(Example.racks(2).place([.init(id: "a", gpus: 4 * 40, blockNodes: 8)]).grants.isEmpty)
  }

  @Test("whole domains stay whole")
  func wholeDomains() {
    let pool = Example.nodes(16)
    let placement = pool.place([
      .init(id: "a", gpus: 8 * 6), .init(id: "b", gpus: 8 * 2), .init(id: "c", gpus: 8),
      .init(id: "d", gpus: 4), .init(id: "e", gpus: 2), .init(id: "f", gpus: 2),
    ])
    #expect(placement.grants.map(\.groupsCrossed) == [2, 1, 1, 1, 1, 1])
    #expect(placement.free.nodes == RangeSet(10..<16))
    #expect(pool.slots(sizes: [8, 16, 64], in: placement.free).map(\.count) == [6, 3, 0])
  }

  @Test("what is over after full racks stays in the tier of the others")
  func nearby() throws {
    var pool = Example.nodes(31)
    pool.tiers = [.init(name: "row", nodes: 16)]
    let grant = try #require(pool.place([.init(id: "a", gpus: 8 * 9)]).grants.first)
    #expect(grant.pieces.map(\.nodes) == [0..<4, 4..<8, 8..<9])
  }

  @Test("parts of a node lie within one NUMA node where they can")
  func aligned() throws {
    let pool = Example.nodes(2, perRack: nil)
    let placement = pool.place([
      .init(id: "a", gpus: 3), .init(id: "b", gpus: 3), .init(id: "c", gpus: 2),
    ])
    let pieces = placement.grants.flatMap(\.pieces)
    #expect(pieces.map(\.gpus) == [[0, 1, 2], [4, 5, 6], [0, 1]])
    #expect(pieces.map(\.nodes.lowerBound) == [0, 0, 1])
    let tight = Example.nodes(1, perRack: nil).place([
      .init(id: "a", gpus: 3), .init(id: "b", gpus: 3), .init(id: "c", gpus: 2),
    ])
    #expect(tight.unplaced.isEmpty)
    #expect(tight.grants[2].pieces[0].gpus == [3, 7])
  }

  @Test("a request whose rest finds no place gives its nodes back")
  func givesBack() {
    let placement = Example.nodes(2, perRack: nil).place([
      .init(id: "a", gpus: 12), .init(id: "b", gpus: 8),
    ])
    #expect(placement.unplaced.map(\.id) == ["a"])
    #expect(placement.free.nodes.count == 1)
  }

  private static func pool(_ numbers: inout TestNumbers) -> TopologyPool {
    let nodes = Int.random(in: 1...40, using: &numbers)
    let failed = (0..<nodes).filter { _ in Int.random(in: 0..<9, using: &numbers) == 0 }
    let perDomain = [1, 1, 6].randomElement(using: &numbers) ?? 1
    if Int.random(in: 0..<3, using: &numbers) == 0 { return uneven(failed, nodes, &numbers) }
    return TopologyPool(
      id: "p", template: Example.node(gpus: [4, 8].randomElement(using: &numbers) ?? 8),
      nodes: nodes, spareNodes: Int.random(in: 0...(nodes - failed.count), using: &numbers) / 4,
      failedNodes: failed.count, failedIndices: failed,
      nodesPerRack: [nil, 3, 6].randomElement(using: &numbers) ?? nil, nodesPerDomain: perDomain,
      usableNodesPerDomain: Int.random(in: 1...perDomain, using: &numbers),
      tiers: Bool.random(using: &numbers) ? [.init(name: "row", nodes: 12)] : [])
  }

  // Racks or domains of different sizes, and rows of a few of them each.
  private static func uneven(
    _ failed: [Int], _ nodes: Int, _ numbers: inout TestNumbers
  ) -> TopologyPool {
    func cut(_ total: Int, upTo most: Int) -> [Int] {
      var (sizes, left): ([Int], Int) = ([], total)
      while left > 0 {
        sizes.append(min(left, Int.random(in: 1...most, using: &numbers)))
        left -= sizes[sizes.count - 1]
      }
      return sizes
    }
    let sizes = cut(nodes, upTo: 6)
    var start = 0
    let rows = cut(sizes.count, upTo: 3).map { count in
      defer { start += count }
      return sizes[start..<start + count].reduce(0, +)
    }
    let groups = NodeGroups(sizes: sizes)
    let units = NodeGroups(sizes: rows)
    let areDomains = Bool.random(using: &numbers)
    return TopologyPool(
      id: "p", template: Example.node(gpus: 8), nodes: nodes, failedNodes: failed.count,
      failedIndices: failed, racks: areDomains ? nil : groups,
      domains: areDomains ? groups : NodeGroups(of: 1),
      usableNodesPerDomain: areDomains ? Int.random(in: 1...groups.nodes, using: &numbers) : nil,
      tiers: units.nodes > groups.nodes ? [.init(name: "row", units: units)] : [])
  }

  private static func requests(
    for pool: TopologyPool, _ numbers: inout TestNumbers
  ) -> [Placement.Request] {
    (0..<Int.random(in: 0...12, using: &numbers)).map { index in
      Placement.Request(
        id: "t\(index)", gpus: Int.random(in: 0...60, using: &numbers),
        blockNodes: Int.random(in: 1...4, using: &numbers))
    }
  }

  // In the smallest level that holds a block, no place has a broken block but the last one.
  private static func expectWholeBlocks(
    _ grant: Placement.Grant, _ block: Int, in pool: TopologyPool
  ) {
    let width = grant.gpus / pool.gpusPerNode
    let needed = min(block, max(1, width))
    let group = pool.placementGroup
    let usable = pool.nodesPerDomain > 1 ? pool.usableNodesPerDomain : group.groups.nodes
    if needed > usable { return }
    var byGroup: [Int: Int] = [:]
    for piece in grant.pieces where piece.gpus == nil {
      byGroup[piece.group, default: 0] += piece.nodes.count
    }
    let broken = byGroup.values.reduce(0) { $0 + $1 % block }
    #expect(broken == width % block)
  }
}

/// Every way to place, for small cases.
enum BruteForce {
  /// Whether items fit into bins, none split.
  static func fits(_ items: [Int], into bins: [Int]) -> Bool {
    guard let item = items.first else { return true }
    let rest = Array(items.dropFirst())
    for index in bins.indices where bins[index] >= item {
      var bins = bins
      bins[index] -= item
      if fits(rest, into: bins) { return true }
    }
    return false
  }

  /// The fewest racks crossed, and with that the fewest opened; items may be split.
  static func best(
    _ items: [Int], racks: Int, nodesPerRack: Int
  ) -> (crossed: Int, opened: Int)? {
    let bins = [Int](repeating: nodesPerRack, count: racks)
    return search(items[...], bins, nodesPerRack)
  }

  private static func search(
    _ items: ArraySlice<Int>, _ bins: [Int], _ full: Int
  ) -> (crossed: Int, opened: Int)? {
    guard let item = items.first else { return (0, bins.count { $0 < full }) }
    var best: (crossed: Int, opened: Int)?
    for split in splits(of: item, over: bins[...]) {
      let left = zip(bins, split).map { $0 - $1 }
      guard let rest = search(items.dropFirst(), left, full) else { continue }
      let total = (rest.crossed + split.count { $0 > 0 }, rest.opened)
      if best.map({ total < $0 }) ?? true { best = total }
    }
    return best
  }

  private static func splits(of item: Int, over bins: ArraySlice<Int>) -> [[Int]] {
    guard let bin = bins.first else { return item == 0 ? [[]] : [] }
    return (0...min(bin, item)).flatMap { part in
      splits(of: item - part, over: bins.dropFirst()).map { [part] + $0 }
    }
  }
}
