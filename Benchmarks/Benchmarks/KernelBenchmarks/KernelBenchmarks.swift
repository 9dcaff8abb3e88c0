import Benchmark
import Fulcrum

/// The kernels alone: one candidate per iteration, everything packed.
///
/// What the machine would allow is said by `fulcrum bench`, which also times the passes that a user of
/// the library does not call.
let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock], warmupIterations: 3, scalingFactor: .kilo, maxDuration: .seconds(1),
    maxIterations: 100)

  let shapes = [
    ScoringJob(candidates: 1, draws: 1_000, packages: 64, attributes: 16),
    ScoringJob(candidates: 50, draws: 500, packages: 256, attributes: 16),
    ScoringJob(candidates: 32, draws: 200, packages: 1_024, attributes: 16),
    ScoringJob(candidates: 314, draws: 64, packages: 256, attributes: 12),
  ]
  for kernel in Kernel.supported {
    for job in shapes {
      // With a single candidate everything stays in the first cache: an offer that is looked at again.
      let warm = job.candidates == 1 ? ", warm" : ""
      Benchmark("\(kernel) \(job)\(warm)") { benchmark in
        let packages = PackedPackages(job.rows, attributes: job.attributes, for: kernel)
        let draws = (0..<job.candidates).map(job.draws(of:))
        benchmark.startMeasurement()
        for n in benchmark.scaledIterations {
          let shares = kernel.shares(of: packages, draws[n % draws.count])
          guard shares.allSatisfy((0...1).contains) else { return benchmark.error("no shares") }
          blackHole(shares)
        }
      }
    }
    for side in [8, 16, 32] {
      let job = ScoringJob(candidates: 50, draws: 500, packages: side * side, attributes: 16)
      Benchmark("\(kernel) \(job), a grid of \(side) x \(side)") { benchmark in
        let grid = PackedGrid(job.group(0, side), by: job.group(1, side), for: kernel)
        let draws = (0..<job.candidates).map(job.draws(of:))
        benchmark.startMeasurement()
        for n in benchmark.scaledIterations {
          let shares = kernel.shares(of: grid, draws[n % draws.count])
          guard shares.allSatisfy((0...1).contains) else { return benchmark.error("no shares") }
          blackHole(shares)
        }
      }
    }
  }

  Benchmark("pack 256 packages of 16 attributes") { benchmark in
    let rows = shapes[1].rows
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(PackedPackages(rows, attributes: 16, for: .best))
    }
  }

  Benchmark("pack 500 draws of 16 coefficients") { benchmark in
    benchmark.startMeasurement()
    for n in benchmark.scaledIterations { blackHole(shapes[1].draws(of: n % 50)) }
  }
}
