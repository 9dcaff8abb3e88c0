import Testing

@testable import Topology

@Suite("blocks in domains") struct BlockPackingTests {
  /// A pool whose racks hold so many free nodes each.
  static func pool(_ rooms: [Int], tiers: [TopologyPool.Tier] = []) -> TopologyPool {
    TopologyPool(
      id: "p", template: Example.node(), nodes: rooms.reduce(0, +),
      racks: NodeGroups(sizes: rooms), domains: NodeGroups(of: 1), tiers: tiers)
  }

  @Test("the answer is that of trying every way", arguments: 0..<400)
  func exact(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let rooms = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in
      Int.random(in: 1...11, using: &numbers)
    }
    let sizes = Set((0..<3).map { _ in Int.random(in: 2...7, using: &numbers) }).sorted()
      .filter { $0 <= rooms.max() ?? 0 }
    let blocks = sizes.map {
      BlockCount(nodes: $0, count: Int.random(in: 0...4, using: &numbers))
    }
    let items = blocks.reversed().flatMap { Array(repeating: $0.nodes, count: $0.count) }
    let fits = BruteForce.fits(items, into: rooms)
    let pool = Self.pool(rooms)
    switch pool.fit(blocks) {
    case .fit: #expect(fits)
    case .impossible(let limit):
      #expect(!fits)
      if let limit { #expect(limit.load(of: blocks) > limit.most) }
    case .undecided: Issue.record("so few blocks are decided")
    }
  }

  @Test("no packing exceeds a limit, and the limit that cuts one off is such", arguments: 0..<100)
  func limits(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let rooms = (0..<Int.random(in: 1...3, using: &numbers)).map { _ in
      Int.random(in: 4...9, using: &numbers)
    }
    let pool = Self.pool(rooms)
    let weights = [2, 3].map {
      BlockLimit.Weight(nodes: $0, weight: Int.random(in: 0...4, using: &numbers))
    }
    var most = 0
    for twos in 0...14 {
      for threes in 0...9
      where
        BruteForce.fits(
          Array(repeating: 3, count: threes) + Array(repeating: 2, count: twos), into: rooms)
      {
        most = max(most, twos * weights[0].weight + threes * weights[1].weight)
      }
    }
    #expect(pool.mostLoad(of: weights) == most)
  }

  @Test("slots tell all where sizes divide each other", arguments: 0..<150)
  func divisible(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    let rooms = (0..<Int.random(in: 1...4, using: &numbers)).map { _ in
      Int.random(in: 8...19, using: &numbers)
    }
    let pool = Self.pool(rooms)
    let blocks = [2, 4, 8].map {
      BlockCount(nodes: $0, count: Int.random(in: 0...5, using: &numbers))
    }
    let keeps = blocks.allSatisfy { block in
      let limit = pool.slotLimit(of: block.nodes, among: [2, 4, 8])
      return limit.load(of: blocks) <= limit.most
    }
    #expect((pool.fit(blocks) == .fit) == keeps)
  }

  @Test("a rack of 18 trays has two slots for 8 and four for 4")
  func racks() {
    let pool = Example.racks(8)
    #expect([4, 8, 16].map(pool.blockSlots) == [32, 16, 8])
    #expect(
      pool.slotLimit(of: 4, among: [4, 8, 16])
        == BlockLimit(
          weights: [(4, 1), (8, 2), (16, 4)].map { .init(nodes: $0.0, weight: $0.1) }, most: 32))
    #expect(pool.fit([.init(nodes: 8, count: 16), .init(nodes: 2, count: 8)]) == .fit)
    #expect(pool.fit([.init(nodes: 8, count: 16), .init(nodes: 2, count: 9)]) != .fit)
  }

  @Test("eight free nodes, two in each of four racks, hold no block of four")
  func fragmented() {
    let taken = (0..<16).filter { $0 % 4 < 2 }
    let pool = Example.nodes(16, perRack: 4, failedAt: taken)
    #expect(pool.usableNodes == 8)
    #expect(pool.blockSlots(of: 4) == 0)
    #expect(pool.blockSlots(of: 2) == 4)
  }

  @Test("a block larger than a rack lies within one unit of a tier, beside smaller ones")
  func tiers() {
    let pool = Self.pool(
      [3, 3, 2, 3], tiers: [.init(name: "row", units: NodeGroups(sizes: [6, 5]))])
    #expect(pool.blockScope(of: 3).name == "rack")
    #expect(pool.blockScope(of: 5).name == "row")
    #expect(pool.fit([.init(nodes: 5, count: 2)]) == .fit)
    #expect(pool.fit([.init(nodes: 3, count: 2), .init(nodes: 5, count: 1)]) == .fit)
    #expect(pool.fit([.init(nodes: 3, count: 3), .init(nodes: 5, count: 1)]) == .impossible(nil))
    // Both racks of the first row, or the one of the second and half of the first.
    let placed = pool.place([
      .init(id: "a", gpus: 8 * 6, blockNodes: 3), .init(id: "b", gpus: 8 * 5, blockNodes: 5),
    ])
    #expect(placed.unplaced.isEmpty)
    #expect(placed.grants[1].pieces.map(\.nodes) == [6..<8, 8..<11])
  }
}
