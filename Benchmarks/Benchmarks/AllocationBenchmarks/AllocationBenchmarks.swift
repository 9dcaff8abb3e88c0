@_spi(Measuring) import Allocation
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

  Benchmark("sweep of 100 capacities, 1000 x 16 x 4") { benchmark in
    let problem = ReferenceTable(1000, levels: 16, pools: 4, seed: 1).problem
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
  }

  // Beside each pass the same bytes read by the same threads and added up, which is what this machine
  // can do. From memory (100,000 claimants) a pass is to take no more than twice as long; a table in
  // the last cache is read several times as fast, and arithmetic decides.
  for claimants in [10_000, 100_000] {
    for threads in [1, 2] {
      for pass in Pass.allCases {
        Benchmark("\(pass.title), \(claimants) x 16 x 4, \(threads) thread(s)") { benchmark in
          let problem = ReferenceTable(claimants, levels: 16, pools: 4, seed: 1).problem
          let passes = TablePasses(problem, threads: threads)
          benchmark.startMeasurement()
          for _ in benchmark.scaledIterations { pass.run(passes) }
        }
      }
    }
  }
}
