import Testing

@testable import Topology

@Suite("how well a placement sits") struct PlacementQualityTests {
  struct Case {
    var rooms: [Int]
    var sizes: [Int]
    var blocks: [Int]
    // Nodes that each has today, by rack.
    var held: [[Int]]
  }

  private static func random(_ seed: Int, holding: Bool) -> Case {
    var numbers = TestNumbers(seed: seed)
    let rooms = (0..<Int.random(in: 2...4, using: &numbers)).map { _ in
      Int.random(in: 2...5, using: &numbers)
    }
    var left = rooms.reduce(0, +)
    var made = Case(rooms: rooms, sizes: [], blocks: [], held: [])
    var free = rooms
    for _ in 0..<Int.random(in: 1...4, using: &numbers) where left > 0 {
      let block = Int.random(in: 0..<3, using: &numbers) == 0 ? 2 : 1
      let size = Int.random(in: 1...min(left, 7), using: &numbers) / block * block
      if size == 0 { continue }
      left -= size
      made.sizes.append(size)
      made.blocks.append(block)
      made.held.append(
        free.indices.map { rack in
          let count = holding ? Int.random(in: 0...min(free[rack], 3), using: &numbers) : 0
          free[rack] -= count
          return count
        })
    }
    return made
  }

  // The nodes of a case: each rack begins with what is held, team by team.
  private static func requests(_ made: Case) -> [Placement.Request] {
    var next = made.rooms.indices.map { made.rooms[..<$0].reduce(0, +) }
    return made.sizes.indices.map { team in
      var today = RangeSet<Int>()
      for rack in made.rooms.indices {
        let end = next[rack] + made.held[team][rack]
        today.insert(contentsOf: next[rack]..<end)
        next[rack] = end
      }
      return Placement.Request(
        id: "t\(team)", gpus: 8 * made.sizes[team], blockNodes: made.blocks[team],
        nodesToday: today)
    }
  }

  /// The least of nodes moved, then racks crossed, then racks opened, over every placement.
  private static func best(_ made: Case) -> [Int]? {
    func search(_ team: Int, _ free: [Int]) -> [Int]? {
      if team == made.sizes.count {
        return [0, 0, zip(free, made.rooms).count { $0 < $1 }]
      }
      var best: [Int]?
      func split(_ rack: Int, _ left: Int, _ taken: [Int]) {
        if rack == made.rooms.count {
          guard left == 0, let rest = search(team + 1, zip(free, taken).map { $0 - $1 }) else {
            return
          }
          let held = made.held[team]
          let kept = zip(held, taken).reduce(0) { $0 + min($1.0, $1.1) }
          let moved = min(made.sizes[team], held.reduce(0, +)) - kept
          let total = [rest[0] + moved, rest[1] + taken.count { $0 > 0 }, rest[2]]
          if best.map({ total.lexicographicallyPrecedes($0) }) ?? true { best = total }
          return
        }
        for count in stride(from: 0, through: min(left, free[rack]), by: made.blocks[team]) {
          split(rack + 1, left - count, taken + [count])
        }
      }
      split(0, made.sizes[team], [])
      return best
    }
    return search(0, made.rooms)
  }

  @Test(
    "nothing moves less, crosses less or opens less", arguments: 0..<250, [false, true])
  func optimal(seed: Int, holding: Bool) throws {
    let made = Self.random(seed, holding: holding)
    let pool = BlockPackingTests.pool(made.rooms)
    let placement = pool.place(Self.requests(made))
    guard let best = Self.best(made) else {
      #expect(!placement.unplaced.isEmpty && !placement.isBest)
      return
    }
    #expect(placement.unplaced.isEmpty)
    #expect(placement.isBest)
    let opened = Set(placement.grants.flatMap { $0.pieces.map(\.group) }).count
    #expect(
      [
        placement.grants.reduce(0) { $0 + $1.movedNodes },
        placement.grants.reduce(0) { $0 + $1.groupsCrossed }, opened,
      ] == best)
  }

  @Test("names change who sits where, and not how well", arguments: 0..<60)
  func renamed(seed: Int) {
    let made = Self.random(seed, holding: true)
    let pool = BlockPackingTests.pool(made.rooms)
    let requests = Self.requests(made)
    let renamed = requests.enumerated().map { index, request in
      Placement.Request(
        id: "u\(requests.count - index)", gpus: request.gpus, blockNodes: request.blockNodes,
        nodesToday: request.nodesToday)
    }
    let (a, b) = (pool.place(requests), pool.place(renamed))
    #expect(a.unplaced.isEmpty == b.unplaced.isEmpty)
    // Who is left out where not all fit goes by name.
    if !a.unplaced.isEmpty { return }
    func figures(_ placement: Placement) -> [Int] {
      [
        placement.grants.reduce(0) { $0 + $1.movedNodes },
        placement.grants.reduce(0) { $0 + $1.groupsCrossed },
      ]
    }
    #expect(figures(a) == figures(b))
  }

  @Test("who keeps its size keeps its nodes, wherever they are")
  func kept() {
    let today = RangeSet([1..<3, 9..<11])
    let placement = Example.nodes(16).place([
      .init(id: "a", gpus: 8 * 4, nodesToday: today), .init(id: "b", gpus: 8 * 8),
    ])
    #expect(placement.grants[0].pieces.map(\.nodes) == [1..<3, 9..<11])
    #expect(placement.grants[0].movedNodes == 0)
    #expect(placement.grants[1].groupsCrossed == 2)
  }

  @Test("a failed node is left, and who shrinks keeps the fewest racks")
  func forced() {
    let pool = Example.nodes(12, failedAt: [0])
    let placement = pool.place([
      .init(id: "a", gpus: 8 * 4, nodesToday: RangeSet([0..<4])),
      .init(id: "b", gpus: 8 * 3, nodesToday: RangeSet([4..<7, 8..<10])),
    ])
    #expect(placement.grants.map(\.movedNodes) == [1, 0])
    #expect(placement.grants[1].pieces.map(\.nodes) == [4..<7])
    #expect(placement.grants[0].pieces.map(\.nodes) == [1..<4, 7..<8])
    #expect(pool.brokenGroups(by: placement).isEmpty)
    #expect(pool.brokenGroups(by: Example.nodes(8).place([.init(id: "a", gpus: 40)])) == [1])
  }

  @Test("many teams on many racks, as they are found and as they were", arguments: 0..<3)
  func large(seed: Int) {
    var numbers = TestNumbers(seed: seed)
    var pool = Example.nodes(1_200, perRack: 8)
    pool.tiers = [.init(name: "leaf", nodes: 48)]
    let requests = (0..<40).map { index in
      Placement.Request(
        id: "t\(index)", gpus: 8 * Int.random(in: 1...29, using: &numbers),
        blockNodes: [1, 1, 4, 8][index % 4])
    }.map { request in
      var request = request
      request.gpus = request.gpus / 8 / request.blockNodes * request.blockNodes * 8
      return request
    }
    let first = pool.place(requests)
    #expect(first.unplaced.isEmpty)
    var again = requests
    for index in again.indices {
      let grant = first.grants.first { $0.id == again[index].id }
      again[index].nodesToday = RangeSet(grant?.pieces.map(\.nodes) ?? [])
    }
    let second = pool.place(again)
    #expect(second.isBest)
    #expect(second.grants.allSatisfy { $0.movedNodes == 0 })
  }
}
