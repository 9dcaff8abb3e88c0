import Testing

@testable import Scoring

@Suite("memory nodes") struct MemoryNodesTests {
  /// Four nodes in a row, a step of 10 apart.
  static func nodes(memory: [Int], home: [Int]) -> [Int: [Int]] {
    let found = MemoryNodes(memory: memory, cpus: Array(home.indices), home: { home[$0] }) {
      10 + 10 * abs($0 - $1)
    }
    return Dictionary(uniqueKeysWithValues: found.nodes.map { ($0.number, $0.cpus) })
  }

  @Test("every CPU belongs to the nearest memory that may be used")
  func nearest() {
    #expect(Self.nodes(memory: [0, 1], home: [0, 1, 0, 1]) == [0: [0, 2], 1: [1, 3]])
    // Node 2 has no memory for us: its CPUs read node 3's, or node 1's where that is as near.
    #expect(Self.nodes(memory: [0, 3], home: [0, 2, 2, 3]) == [0: [0], 3: [1, 2, 3]])
    #expect(Self.nodes(memory: [1, 3], home: [1, 2, 3]) == [1: [0, 1], 3: [2]])
    // Node 1 is memory alone.
    #expect(Self.nodes(memory: [0, 1], home: [0, 0]) == [0: [0, 1]])
    #expect(Self.nodes(memory: [2], home: [-1, -1]) == [2: [0, 1]])
    #expect(Self.nodes(memory: [], home: [0]) == [:])
  }

  @Test("this process's CPUs are shared out without a rest, or nothing is known")
  func ofThisProcess() {
    let found = MemoryNodes.ofThisThread().nodes
    #expect(found.map(\.number) == found.map(\.number).sorted())
    if found.isEmpty { return }
    #expect(found.flatMap(\.cpus).sorted() == ThreadAffinity.ofThisThread().cpus)
    #expect(found.contains { $0.number == MemoryNodes.runningNode() })
  }

  @Test("an affinity is the CPUs it was made of", arguments: [[], [0], [0, 63, 64, 8_191]])
  func affinity(cpus: [Int]) {
    #expect(ThreadAffinity(cpus: cpus).cpus == cpus)
    #expect(ThreadAffinity(cpus: cpus + [-1, 8_192]) == ThreadAffinity(cpus: cpus))
  }

  @Test("a thread that may run nowhere stays where it was")
  func nowhere() {
    let before = ThreadAffinity.ofThisThread()
    #expect(!ThreadAffinity(cpus: []).bindThisThread())
    #expect(ThreadAffinity.ofThisThread() == before)
    #expect(before.bindThisThread())
  }
}
