internal import Dispatch
internal import Foundation
internal import Synchronization

/// Threads that are started once and released together, again and again.
///
/// Between two jobs they sleep, so that they do not slow what one thread does meanwhile; a job's time
/// begins when all are awake.
package final class ThreadTeam: Sendable {
  private struct Job: Sendable {
    var number = 0
    var chunks = 0
    var work: (@Sendable (Int) -> Void)?
  }

  /// How many threads there are, the caller's included.
  package let count: Int
  private let job = Mutex(Job())
  private let doors: [DispatchSemaphore]
  private let awake = Atomic(0)
  private let released = Atomic(0)
  private let next = Atomic(0)
  private let finished = Atomic(0)

  /// Starts all but the caller's.
  package init(count: Int) {
    self.count = max(1, count)
    doors = (1..<self.count).map { _ in DispatchSemaphore(value: 0) }
    for door in doors { Thread { [self] in serve(behind: door) }.start() }
  }

  /// Ends all threads but the caller's; no job may follow.
  package func end() {
    job.withLock { $0.work = nil }
    for door in doors { door.signal() }
  }

  /// Nanoseconds until `work` is done for all of `0..<chunks`, each done by whoever is free.
  package func time(
    chunks: Int, clock: NanosecondClock, work: @escaping @Sendable (Int) -> Void
  ) -> Double {
    let number = job.withLock { job in
      job = Job(number: job.number + 1, chunks: chunks, work: work)
      return job.number
    }
    awake.store(0, ordering: .relaxed)
    next.store(0, ordering: .relaxed)
    finished.store(0, ordering: .releasing)
    for door in doors { door.signal() }
    Self.wait { awake.load(ordering: .acquiring) == count - 1 }
    let start = clock()
    released.store(number, ordering: .releasing)
    drain(chunks, work)
    Self.wait { finished.load(ordering: .acquiring) == count - 1 }
    return clock() - start
  }

  private func serve(behind door: DispatchSemaphore) {
    while true {
      door.wait()
      let job = job.withLock { $0 }
      guard let work = job.work else { return }
      awake.wrappingAdd(1, ordering: .acquiringAndReleasing)
      Self.wait { released.load(ordering: .acquiring) == job.number }
      drain(job.chunks, work)
      finished.wrappingAdd(1, ordering: .acquiringAndReleasing)
    }
  }

  private func drain(_ chunks: Int, _ work: (Int) -> Void) {
    while true {
      let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if chunk >= chunks { return }
      work(chunk)
    }
  }

  // Spins, because waking takes as long as a small job; lets others run, because there may be fewer
  // processors than threads.
  private static func wait(until condition: () -> Bool) {
    var spins = 0
    while !condition() {
      spins += 1
      if spins.isMultiple(of: 256) { sched_yield() }
    }
  }
}
