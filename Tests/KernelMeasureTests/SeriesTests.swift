import KernelMeasure
import Synchronization
import Testing

@Suite("loops whose times are compared") struct SeriesTests {
  /// A clock that goes on only when it is told.
  final class Watch {
    var now = 0.0
  }

  @Test(
    "the median is the middle",
    arguments: [([3], 3), ([1, 100], 50.5), ([9, 1, 5], 5), ([4, 1, 3, 2], 2.5)]
      as [([Double], Double)])
  func middle(values: [Double], expected: Double) {
    #expect(median(values) == expected)
    #expect(median([]).isNaN)
  }

  @Test("a sample has the calls asked for unless it would be too short or too long")
  func calls() {
    for (once, expected, warming) in [
      (1e4, 50.0, 10), (1e5, 30, 1), (1e7, 1, 1), (10, 10_000, 10_000), (4e3, 50, 25), (0, 50, 1),
      (0.5e5, 50, 2),
    ] {
      let watch = Watch()
      var called: [Int] = []
      let series = Series(calls: 50, units: 8, lasting: 1e5...3e6, clock: { watch.now }) { call in
        watch.now += once
        called.append(call)
      }
      #expect(series.units == 8 * expected)
      #expect(called == [0, 1, 2])
      called = []
      #expect(series.sample() == once * expected)
      #expect(series.sample() == once * expected)
      // Each call is another, so that it may take another candidate.
      #expect(called == Array(0..<2 * (Int(expected) + warming)))
    }
  }

  @Test("series take turns until the time is over, and their medians are per unit")
  func turns() {
    let watch = Watch()
    var order = ""
    func series(_ name: String, _ units: Double, _ times: [Double]) -> Series {
      var round = 0
      return Series(units: units) {
        order += name
        let time = times[round % times.count]
        round += 1
        watch.now += time
        return time
      }
    }
    var parts: [Double] = []
    let loops = [series("a", 10, [100, 900, 200]), series("b", 2, [50, 50, 60])]
    let found = medians(
      of: loops, within: 1000, leastRounds: 1, clock: { watch.now }, progress: { parts.append($0) })
    #expect(order == "abab")
    #expect(found == [50, 25])
    #expect(parts == [0.15, 1])
    order = ""
    _ = medians(
      of: loops, within: 0, leastRounds: 3, clock: { watch.now }, progress: { _ in })
    #expect(order == "ababab")
  }

  @Test("a team does every chunk once, job after job", arguments: [1, 2, 3, 7])
  func team(threads: Int) {
    let team = ThreadTeam(count: threads)
    defer { team.end() }
    for chunks in [0, 1, 5, 1000] {
      let done = Mutex([Int](repeating: 0, count: chunks))
      var now = 0.0
      let time = team.time(
        chunks: chunks,
        clock: {
          now += 1
          return now
        },
        work: { chunk in done.withLock { $0[chunk] += 1 } })
      #expect(time == 1)
      #expect(done.withLock { $0 } == [Int](repeating: 1, count: chunks))
    }
  }
}
