/// Nanoseconds since some fixed moment.
package typealias NanosecondClock = () -> Double

/// A loop whose time is taken again and again.
package struct Series {
  /// Elements, operations or bytes in a sample.
  package let units: Double
  /// Runs once and returns the nanoseconds it took.
  package let sample: () -> Double

  /// A loop that takes its own time.
  package init(units: Double, sample: @escaping () -> Double) {
    self.units = units
    self.sample = sample
  }

  /// `calls` calls of `work` per sample, fewer or more where a sample would not last as long as
  /// `span`; each call is told how many went before.
  ///
  /// Some calls without the clock come first, for as long as the shortest sample: after narrower
  /// instructions a processor takes a while until it is up to speed.
  /// - Parameters:
  ///   - calls: Calls in a sample.
  ///   - units: Units of one call.
  ///   - span: Nanoseconds; a shorter sample drowns in the clock's own time, a longer one hardly
  ///     ever passes without an interruption.
  package init(
    calls: Int, units: Double, lasting span: ClosedRange<Double> = 1e5...3e6,
    clock: @escaping NanosecondClock, work: @escaping (Int) -> Void
  ) {
    // The first call is for caches and page tables.
    let once =
      (0..<3).map { call in
        let start = clock()
        work(call)
        return clock() - start
      }.dropFirst().min() ?? 0
    var (count, warming) = (calls, 1)
    if once > 0 {
      let most = max(1, Int(span.upperBound / once))
      warming = min(Int((span.lowerBound / once).rounded(.up)), most)
      count = max(min(calls, most), warming)
    }
    var done = 0
    self.init(units: units * Double(count)) { [count, warming] in
      for call in done..<done + warming { work(call) }
      done += warming
      let start = clock()
      for call in done..<done + count { work(call) }
      done += count
      return clock() - start
    }
  }
}

/// Median nanoseconds per unit of every series, sampled in turns, so that what slows the machine for
/// a while slows all of them.
///
/// - Parameters:
///   - nanoseconds: When to begin no further round.
///   - leastRounds: Rounds to do however long they take.
///   - progress: Told the part done, 0...1, after each round.
package func medians(
  of series: [Series], within nanoseconds: Double, leastRounds: Int, clock: NanosecondClock,
  progress: (Double) -> Void
) -> [Double] {
  var times = [[Double]](repeating: [], count: series.count)
  let start = clock()
  var (rounds, elapsed) = (0, 0.0)
  while rounds < leastRounds || elapsed < nanoseconds {
    for (index, loop) in series.enumerated() { times[index].append(loop.sample() / loop.units) }
    rounds += 1
    elapsed = clock() - start
    progress(min(1, max(elapsed / nanoseconds, 0)))
  }
  return times.map(median)
}

/// The middle of `values`, the mean of both middles of an even number; `nan` of none.
package func median(_ values: [Double]) -> Double {
  if values.isEmpty { return .nan }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}
