internal import Dispatch
internal import Synchronization

/// Claimants in runs of a fixed length, which threads share out.
///
/// The runs, and so every sum over a run, are the same for any number of threads.
struct ClaimantChunks {
  /// Claimants in a run.
  private static let length = 2048

  let count: Int
  let threads: Int

  /// What `work` makes of each run, in order.
  func map<Result: Sendable>(_ work: @Sendable (Range<Int>) -> Result) -> [Result] {
    let chunks = (count + Self.length - 1) / Self.length
    let range = { (chunk: Int) in
      chunk * Self.length..<min(count, (chunk + 1) * Self.length)
    }
    if threads <= 1 || chunks <= 1 { return (0..<chunks).map { work(range($0)) } }
    let next = Atomic(0)
    let finished = Mutex<[(chunk: Int, result: Result)]>([])
    DispatchQueue.concurrentPerform(iterations: min(threads, chunks)) { _ in
      var mine: [(chunk: Int, result: Result)] = []
      while true {
        let chunk = next.wrappingAdd(1, ordering: .relaxed).oldValue
        if chunk >= chunks { break }
        let from = chunk * Self.length
        mine.append((chunk, work(from..<min(count, from + Self.length))))
      }
      finished.withLock { $0 += mine }
    }
    return finished.withLock { $0.sorted { $0.chunk < $1.chunk }.map(\.result) }
  }
}

extension Range<Int> {
  /// The range in parts of at most `length`, in order.
  func parts(of length: Int) -> some Sequence<Range<Int>> {
    stride(from: lowerBound, to: upperBound, by: length).lazy.map {
      $0..<Swift.min(upperBound, $0 + length)
    }
  }
}
