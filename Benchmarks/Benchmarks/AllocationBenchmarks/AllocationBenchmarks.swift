import Benchmark
import Fulcrum

/// The allocator alone, on instances of the reference generator: proven optima unless it says so.
///
/// "instructions" is the figure to compare between machines and days; times are of whoever else runs.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, .instructions], warmupIterations: 1, maxDuration: .seconds(10),
    maxIterations: 20)

  let shapes = [
    (100, 16, 1), (100, 16, 4), (1000, 16, 1), (1000, 16, 4), (1000, 64, 4), (10_000, 16, 4),
    (100_000, 16, 4), (100, 64, 8),
  ]
  for (claimants, levels, pools) in shapes {
    for threads in claimants >= 10_000 ? [1, 2] : [1] {
      Benchmark("solve \(claimants) x \(levels) x \(pools), \(threads) thread(s)") { benchmark in
        let problem = ReferenceTable(claimants, levels: levels, pools: pools, seed: 1).problem
        benchmark.startMeasurement()
        for _ in benchmark.scaledIterations {
          let plan = solve(problem, threads: threads)
          guard plan.status == .optimal && plan.passes <= 20 else {
            return benchmark.error("not proven, or more than 20 passes")
          }
          blackHole(plan)
        }
      }
    }
  }

  // Beside it how many times one solve that is, in hundredths: one before and one after are timed too,
  // so that whoever else runs slows both.
  let times = BenchmarkMetric.custom(
    "hundredths of one solve", polarity: .prefersSmaller, useScalingFactor: false)
  Benchmark(
    "sweep of 100 capacities, 1000 x 16 x 4",
    configuration: .init(
      metrics: [.wallClock, .instructions, times], warmupIterations: 1, maxDuration: .seconds(10),
      maxIterations: 100)
  ) { benchmark in
    let problem = ReferenceTable(1000, levels: 16, pools: 4, seed: 1).problem
    let clock = ContinuousClock()
    let one = clock.measure { for _ in 0..<4 { blackHole(solve(problem)) } }
    let start = clock.now
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      var series = SolveSeries(problem)
      for step in 0..<100 {
        let plan = series.solve(
          capacities: problem.resources.map { $0.capacity * Int64(150 + step) / 200 })
        guard plan.status == .optimal else { return benchmark.error("not proven") }
        blackHole(plan)
      }
    }
    benchmark.stopMeasurement()
    let sweep = start.duration(to: clock.now)
    let other = clock.measure { for _ in 0..<4 { blackHole(solve(problem)) } }
    benchmark.measurement(times, Int(100 * 8 * (sweep / (one + other))))
  }

  // A pass reads a value and a pattern, 12 bytes, of each of 6.1 million options; beside it the same
  // bytes read and added up, which is what this machine can do.
  Benchmark("one exact pass, 100000 x 16 x 4: 73 MB") { benchmark in
    let problem = ReferenceTable(100_000, levels: 16, pools: 4, seed: 1).problem
    let prices = problem.resources.map { _ in Price(rounding: 10_000) }
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations { blackHole(problem.certifiedBound(at: prices)) }
  }

  Benchmark("the same 73 MB read") { benchmark in
    let problem = ReferenceTable(100_000, levels: 16, pools: 4, seed: 1).problem
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(problem.value.reduce(0, &+))
      blackHole(problem.pattern.reduce(0, &+))
    }
  }
}
