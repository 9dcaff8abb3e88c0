import Dispatch
import Synchronization
import Testing

@testable import Scoring

@Suite("crew of memory nodes") struct NodeCrewTests {
  /// This machine as if each of its CPUs were a node; its one CPU is several where it has but one.
  static var pretended: [MemoryNodes.Node] {
    let cpus = ThreadAffinity.ofThisThread().cpus
    return (0..<3).map { MemoryNodes.Node(number: $0, cpus: [cpus[$0 % cpus.count]]) }
  }

  static let machines: [MemoryNodes] = [
    MemoryNodes(), .ofThisThread(), MemoryNodes(Array(pretended.prefix(2))),
    MemoryNodes(pretended),
    // CPUs that no machine of this size has: the kernel refuses to bind.
    MemoryNodes([.init(number: 0, cpus: [8_000, 8_001]), .init(number: 1, cpus: [8_100])]),
  ]

  @Test(
    "the results are those of the concurrent map, whatever the nodes",
    arguments: machines, [0, 1, 2, 5, 64])
  func results(nodes: MemoryNodes, threads: Int) {
    let crew = NodeCrew(nodes, threads: threads)
    for count in [0, 1, 2, 7, 1000] {
      let expected = concurrentMap(count, threads: threads) { "\($0 * $0)" }
      #expect(crew.map(count) { part, _ in "\(part * part)" } == expected)
    }
  }

  @Test("a part is always done once, at its own place", arguments: machines, [2, 3, 64])
  func places(nodes: MemoryNodes, threads: Int) {
    let crew = NodeCrew(nodes, threads: threads)
    for count in [1, 2, 7, 100] {
      let times = Mutex([Int](repeating: 0, count: count))
      let found = crew.map(count) { part, place in
        times.withLock { $0[part] += 1 }
        return place
      }
      let ranges = crew.threads.indices.map { crew.parts(of: $0, count: count) }
      #expect(ranges.flatMap { Array($0) } == Array(0..<count))
      #expect(ranges.enumerated().flatMap { i, range in range.map { _ in i } } == found)
      #expect(times.withLock { $0 } == Array(repeating: 1, count: count))
    }
  }

  @Test(
    "threads are shared out by CPUs, at least one to a node",
    arguments: [
      ([4, 4], 8, [4, 4]), ([4, 4], 3, [2, 1]), ([4, 4], 64, [4, 4]), ([6, 2], 4, [3, 1]),
      ([1, 1, 1], 2, [1, 1]), ([4, 4], 1, [1]), ([4], 3, [3]), ([], 5, [5]), ([4, 4], 0, [1]),
    ])
  func threads(cpus: [Int], threads: Int, expected: [Int]) {
    let nodes = cpus.enumerated().map { number, count in
      MemoryNodes.Node(number: number, cpus: Array(0..<count))
    }
    let crew = NodeCrew(MemoryNodes(nodes), threads: threads)
    #expect(crew.threads == expected)
    #expect(crew.nodes.isEmpty == (expected.count == 1))
  }

  @Test("work runs on the CPUs of its place, and nobody stays bound")
  func bindsForTheTime() {
    let before = ThreadAffinity.ofThisThread()
    let idle = Self.dispatchAffinities()
    // Three threads to a place: the first binds itself, the others inherit.
    let cpus = Self.pretended.prefix(2).map { $0.cpus[0] }
    let nodes = cpus.enumerated().map { number, cpu in
      MemoryNodes.Node(number: number, cpus: [cpu, cpu, cpu])
    }
    let crew = NodeCrew(MemoryNodes(nodes), threads: 6)
    let inside = crew.map(600) { _, place in (place, ThreadAffinity.ofThisThread().cpus) }
    for (place, found) in inside { #expect(found == [cpus[place]]) }
    #expect(crew.attendance().map(\.place) == [0, 0, 0, 1, 1, 1])
    #expect(crew.attendance().filter(\.isBound).count == 6)
    #expect(ThreadAffinity.ofThisThread() == before)
    #expect(idle.allSatisfy { $0 == before })
    #expect(Self.dispatchAffinities().allSatisfy { $0 == before })
  }

  @Test("what the kernel does not bind is said, and done all the same")
  func refused() {
    let crew = NodeCrew(Self.machines[4], threads: 3)
    #expect(crew.threads == [2, 1])
    #expect(crew.attendance().map(\.isBound) == [false, false, false])
  }

  static func dispatchAffinities() -> [ThreadAffinity] {
    let found = Mutex<[ThreadAffinity]>([])
    DispatchQueue.concurrentPerform(iterations: 64) { _ in
      let affinity = ThreadAffinity.ofThisThread()
      found.withLock { $0.append(affinity) }
    }
    return found.withLock { $0 }
  }
}
