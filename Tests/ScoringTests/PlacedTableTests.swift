import Kernels
import Testing

@testable import Scoring

@Suite("placed memory") struct PlacedTableTests {
  static let isPlaceable = !MemoryNodes.ofThisThread().nodes.isEmpty

  @Test(
    "a buffer is on the node that was asked for",
    .enabled(if: isPlaceable, "libnuma or the kernel's NUMA calls are missing"),
    arguments: [1, 1_024, 1_025, 1 << 20])
  func found(count: Int) throws {
    for node in MemoryNodes.ofThisThread().nodes {
      let placed = PlacedBuffer(zeros: count, on: node.number)
      let untouched = try #require(placed.placement.shares.first)
      #expect((untouched.here, untouched.elsewhere) == (0, 0))
      #expect(untouched.unknown == untouched.pages)
      for i in 0..<count { placed.buffer[i] += 1 }
      let share = try #require(placed.placement.shares.first)
      #expect(placed.placement.isRight)
      #expect((share.here, share.unknown, share.node) == (share.pages, 0, node.number))
      #expect(share.bytes == share.bytesHere)
      #expect((0..<share.pageBytes).contains(share.bytes - count * 4))
    }
  }

  @Test("what is not on its node is said", .enabled(if: isPlaceable, "nothing can be asked"))
  func elsewhere() {
    // The second half belongs on a node that no machine has: it comes wherever the writer is.
    let half = 1 << 16
    let placed = PlacedBuffer(
      zeros: 2 * half,
      shares: [
        PlacedBuffer.Share(node: MemoryNodes.ofThisThread().nodes[0].number, floats: 0..<half),
        PlacedBuffer.Share(node: 1_000, floats: half..<2 * half),
      ])
    for i in 0..<2 * half { placed.buffer[i] = 1 }
    let shares = placed.placement.shares
    #expect(shares.map(\.here) == [shares[0].pages, 0])
    #expect(shares.map(\.elsewhere) == [0, shares[1].pages])
    #expect(!placed.placement.isRight)
  }

  @Test("shares of any size have each page once", arguments: [0, 1, 1_000, 1_024, 5_000])
  func pages(first: Int) {
    let count = 10_000
    let placed = PlacedBuffer(
      zeros: count,
      shares: [
        PlacedBuffer.Share(node: 0, floats: 0..<first),
        PlacedBuffer.Share(node: 0, floats: first..<count),
      ])
    let bytes = placed.placement.shares.map(\.bytes)
    #expect((0..<65_536).contains(bytes[0] + bytes[1] - 4 * count))
    #expect(bytes[0] >= 4 * first)
    #expect((0..<count).allSatisfy { placed.buffer[$0] == 0 })
  }

  static let sizes = [(0, 5), (1, 1), (3, 0), (7, 33), (64, 2_048), (1_001, 96)]

  @Test(
    "a table's parts are its blocks in order, whatever the crew",
    arguments: NodeCrewTests.machines, sizes)
  func parts(nodes: MemoryNodes, size: (blocks: Int, floats: Int)) {
    for threads in [1, 3, 8] {
      let crew = NodeCrew(nodes, threads: threads)
      let table = PlacedTable(blocks: size.blocks, floatsPerBlock: size.floats, crew: crew) {
        blocks, numbers in
        #expect(numbers.count == blocks.count * size.floats)
        for i in numbers.indices {
          numbers[i] = Float(blocks.lowerBound * size.floats + i)
        }
      }
      let blocks = table.parts.flatMap { Array($0.blocks) }
      #expect(blocks == Array(0..<size.blocks))
      #expect(table.buffer.count == size.blocks * size.floats)
      #expect((0..<table.buffer.count).allSatisfy { table.buffer[$0] == Float($0) })
      // The sum of each block, as a pass would have it.
      let sums = table.map { part in
        (0..<part.blocks.count).map { block in
          (0..<size.floats).reduce(0.0) { sum, i in
            sum + Double(part.row[block * size.floats + i])
          }
        }
      }.flatMap { $0 }
      let expected = (0..<size.blocks).map { block in
        (0..<size.floats).reduce(0.0) { $0 + Double(block * size.floats + $1) }
      }
      #expect(sums == expected)
      #expect(table.placement.shares.map(\.node) == crew.nodes.map(\.number))
    }
  }

  @Test("memory begins at a page and goes back once", arguments: [0, 1, 4_096])
  func released(count: Int) {
    weak var buffer: LaneBuffer?
    do {
      let placed = PlacedBuffer(zeros: count, shares: [])
      buffer = placed.buffer
      #expect(buffer?.count == count)
    }
    #expect(buffer == nil)
  }
}
