internal import Dispatch
internal import Synchronization

/// The results of `work` for `0..<count`, in order, computed on up to `threads` threads.
///
/// Which thread does what is left to chance; the results are not, as long as `work` is a pure
/// function of its index.
public func concurrentMap<Result: Sendable>(
  _ count: Int, threads: Int, _ work: @Sendable (Int) -> Result
) -> [Result] {
  if threads <= 1 || count <= 1 { return (0..<count).map(work) }
  let next = Atomic(0)
  let finished = Mutex<[(index: Int, result: Result)]>([])
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
    var mine: [(index: Int, result: Result)] = []
    while true {
      let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
      if index >= count { break }
      mine.append((index, work(index)))
    }
    finished.withLock { $0 += mine }
  }
  return finished.withLock { $0.sorted { $0.index < $1.index }.map(\.result) }
}
