import Benchmark
import Fulcrum

/// The exact tail of promises of 1 to 63 units: 1,000 have 32,000 sums.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 2, maxDuration: .seconds(5), maxIterations: 200)

  for count in [200, 1000, 5000] {
    Benchmark("exact tail, \(count) offers") { benchmark in
      let (promises, room) = example(count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        let tail = overcommitProbability(of: promises, room: room)
        guard tail > 0.001 && tail < 0.1 else { return benchmark.error("not the tail it was") }
        blackHole(tail)
      }
    }
    Benchmark("whole distribution, \(count) offers") { benchmark in
      let (promises, _) = example(count)
      benchmark.startMeasurement()
      for _ in benchmark.scaledIterations {
        blackHole(PromiseDistribution(of: promises).reserve(for: 0.01))
      }
    }
  }
}

/// Promises that differ by a fixed rule, and the room that a normal distribution would leave 1 % over.
private func example(_ count: Int) -> (promises: [Promise], room: Int64) {
  var promises: [Promise] = []
  var (mean, variance) = (0.0, 0.0)
  for index in 0..<count {
    let chance = 0.05 + 0.9 * Double(index * 7919 % 1009) / 1009
    let amount = 1 + index * 104_729 % 63
    promises.append(Promise(probability: chance, amount: Int64(amount)))
    mean += chance * Double(amount)
    variance += chance * (1 - chance) * Double(amount * amount)
  }
  return (promises, Int64(mean + 2.326 * variance.squareRoot()))
}
