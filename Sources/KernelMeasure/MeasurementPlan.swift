package import Kernels

/// What to measure, and how long.
package struct MeasurementPlan: Sendable {
  /// Each of them has to be supported.
  package var kernels: [Kernel]
  /// Threads to compare with one.
  package var threads: Int
  /// The jobs; derivatives and grids are measured at the second, threads at the last.
  package var shapes = MeasuredShape.usual
  /// Rows of both groups of the square grids.
  package var grids = [8, 16, 32]
  /// Attributes of the derivatives.
  package var slopes = 4
  /// Whether to keep no more candidates in memory than a sample has.
  package var isQuick: Bool
  /// Numbers to read from memory, a multiple of 2^17.
  package var memoryNumbers: Int
  /// Nanoseconds of the rounds.
  package var span: Double
  /// Rounds to do however long they take.
  package var leastRounds: Int

  /// About ten seconds, or two.
  package init(kernels: [Kernel], threads: Int, isQuick: Bool) {
    self.kernels = kernels
    self.threads = threads
    self.isQuick = isQuick
    memoryNumbers = (isQuick ? 32 : 64) << 20
    span = isQuick ? 1.2e9 : 8.5e9
    leastRounds = isQuick ? 3 : 5
  }

  /// Measures everything in turns.
  ///
  /// - Parameters:
  ///   - clock: Nanoseconds; read by the caller's thread alone.
  ///   - progress: Told the part done, 0...1.
  package func measured(
    clock: @escaping NanosecondClock, progress: (Double) -> Void
  ) -> MachineMeasurement {
    let team = ThreadTeam(count: threads)
    defer { team.end() }
    let inputs = shapes.map { ShapeInputs($0, candidates: isQuick ? $0.timed : $0.candidates) }
    var series: [Series] = []
    var kernelSeries: [KernelSeries] = []
    for kernel in kernels {
      kernelSeries.append(
        KernelSeries(
          kernel, inputs: inputs, grids: grids, slopes: slopes, team: team, clock: clock,
          series: &series))
    }
    let memory = MemorySeries(
      kernels.last ?? .baseline, numbers: memoryNumbers, team: team, clock: clock, series: &series)
    let times = medians(
      of: series, within: span, leastRounds: leastRounds, clock: clock, progress: progress)
    var result = MachineMeasurement()
    result.rows = kernelSeries.flatMap { $0.rows(times: times) }
    result.memory = memory.measurement(times: times)
    return result
  }
}
