internal import Synchronization

/// Threads bound to the memory nodes of this machine, for work on memory that lies in parts on them.
///
/// Which node does which part depends on the numbers of parts and threads alone, so that pass after
/// pass the same node reads the same memory. Results depend on neither. With one node nothing is
/// bound, and the crew is ``concurrentMap(_:threads:_:)``.
///
/// Threads are started for each call and end with it: none stays bound, and those of Dispatch never
/// are. Starting costs about 4 µs a thread, and the nodes start theirs at the same time: with 64
/// threads 3 % of a pass of 10 ms, so that a pool that waits between passes would save little.
package struct NodeCrew: Sendable {
  /// The nodes that threads are bound to, a *place* each; empty where nothing is bound, which is one place.
  package let nodes: [MemoryNodes.Node]
  /// How many threads each place has.
  package let threads: [Int]

  /// Shares `threads` out over `nodes` by their CPUs, at least one each and no more than CPUs.
  ///
  /// With fewer threads than nodes the last nodes are left out; a single thread is not bound.
  package init(_ nodes: MemoryNodes, threads: Int) {
    let nodes = Array(nodes.nodes.prefix(threads))
    guard nodes.count > 1 else {
      self.nodes = []
      self.threads = [max(1, threads)]
      return
    }
    self.nodes = nodes
    self.threads = Self.shares(of: threads, cpus: nodes.map(\.cpus.count))
  }

  /// A crew for what this process may use at this moment.
  package init(threads: Int) { self.init(.ofThisThread(), threads: threads) }

  private static func shares(of threads: Int, cpus: [Int]) -> [Int] {
    var shares = Array(repeating: 1, count: cpus.count)
    for _ in cpus.count..<max(cpus.count, threads) {
      // Who has the fewest threads for its CPUs gets the next one.
      let free = cpus.indices.filter { shares[$0] < cpus[$0] }
      guard let next = free.min(by: { (shares[$0] * cpus[$1], $0) < (shares[$1] * cpus[$0], $1) })
      else { break }
      shares[next] += 1
    }
    return shares
  }

  /// How many threads there are at all places.
  package var threadCount: Int { threads.reduce(0, +) }

  /// Which of `count` parts belong to a place: as large a share as it has of the threads.
  package func parts(of place: Int, count: Int) -> Range<Int> {
    let before = threads[..<place].reduce(0, +)
    let total = threadCount
    return count * before / total..<count * (before + threads[place]) / total
  }

  /// The results of `work` for the parts `0..<count`, in order, each computed at its place.
  package func map<Result: Sendable>(
    _ count: Int, _ work: @Sendable (_ part: Int, _ place: Int) -> Result
  ) -> [Result] {
    if nodes.isEmpty { return concurrentMap(count, threads: threads[0]) { work($0, 0) } }
    let queues = threads.indices.map { PartQueue(parts(of: $0, count: count)) }
    let finished = Finished<Result>()
    @Sendable func drain(_ place: Int) {
      var mine: [(part: Int, result: Result)] = []
      while let part = queues[place].next() { mine.append((part, work(part, place))) }
      finished.results.withLock { $0 += mine }
    }
    run(zip(threads, queues).map { min($0, $1.parts.count) }) { place, _ in drain(place) }
    // Left over only where the system gave a place no thread.
    for place in threads.indices { drain(place) }
    return finished.results.withLock { $0.sorted { $0.part < $1.part }.map(\.result) }
  }

  /// Where a thread was meant to run, and where it ran.
  package struct Attendance: Sendable {
    /// Its place.
    package var place: Int
    /// Whether the kernel bound it.
    package var isBound: Bool
    /// The node on which it found itself.
    package var node: Int?

    /// A thread of `place` that ran on `node`.
    package init(place: Int, isBound: Bool, node: Int?) {
      self.place = place
      self.isBound = isBound
      self.node = node
    }
  }

  /// Starts every thread once and asks it where it is; by place.
  ///
  /// Empty where nothing is bound.
  package func attendance() -> [Attendance] {
    if nodes.isEmpty { return [] }
    let finished = Finished<Attendance>()
    run(threads) { place, isBound in
      let here = Attendance(place: place, isBound: isBound, node: MemoryNodes.runningNode())
      finished.results.withLock { $0.append((place, here)) }
    }
    return finished.results.withLock { $0.sorted { $0.part < $1.part }.map(\.result) }
  }

  /// Runs `body` on `counts` threads of the places, bound where the kernel agrees, and waits for them.
  private func run(
    _ counts: [Int], _ body: @Sendable (_ place: Int, _ isBound: Bool) -> Void
  ) {
    withoutActuallyEscaping(body) { body in
      let leaders = counts.indices.filter { counts[$0] > 0 }.compactMap { place in
        let affinity = ThreadAffinity(cpus: nodes[place].cpus)
        return CrewThread {
          let isBound = affinity.bindThisThread()
          // Threads inherit the CPUs of who starts them; and so all places start theirs at once.
          let others = (1..<counts[place]).compactMap { _ in CrewThread { body(place, isBound) } }
          body(place, isBound)
          for other in others { other.join() }
        }
      }
      for leader in leaders { leader.join() }
    }
  }
}

/// The parts of one place, which its threads take one by one.
private final class PartQueue: Sendable {
  let parts: Range<Int>
  private let taken = Atomic(0)

  init(_ parts: Range<Int>) { self.parts = parts }

  func next() -> Int? {
    let part = parts.lowerBound + taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return part < parts.upperBound ? part : nil
  }
}

/// Results as they come.
private final class Finished<Result: Sendable>: Sendable {
  let results = Mutex<[(part: Int, result: Result)]>([])
}
