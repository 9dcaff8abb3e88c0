import Scoring
import Testing

@Suite("concurrent map") struct ConcurrentMapTests {
  @Test("any number of threads gives the same results", arguments: [0, 1, 2, 64], [0, 1, 7, 1000])
  func sameResults(threads: Int, count: Int) {
    #expect(concurrentMap(count, threads: threads) { $0 * $0 } == (0..<count).map { $0 * $0 })
  }
}
