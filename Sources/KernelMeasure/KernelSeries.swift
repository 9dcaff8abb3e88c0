internal import Kernels
internal import Scoring

/// The loops of one kernel, as places in a list of all loops.
struct KernelSeries {
  /// A row without its times, and where those are.
  private struct Pending {
    var row: KernelRow
    var time: Int
    var mix: Int?
    var product: Int?
    /// P alone, for a ratio.
    var plain: Int?
    /// The same and the loop of fused products, on one thread and on all.
    var threads: (one: Int, peakOne: Int, peakAll: Int)?
  }

  private let kernel: Kernel
  private let clock: NanosecondClock
  private var peak = 0
  private var pending: [Pending] = []

  /// Adds the loops of `kernel` to `series`.
  init(
    _ kernel: Kernel, inputs: [ShapeInputs], grids: [Int], slopes: Int, team: ThreadTeam,
    clock: @escaping NanosecondClock, series: inout [Series]
  ) {
    self.kernel = kernel
    self.clock = clock
    let loops = MachineLoops(kernel, attributes: 1)
    peak = series.count
    series.append(
      Series(
        calls: 100, units: Double(Self.peakRounds * loops.flopsPerRound), lasting: Self.brief,
        clock: clock
      ) { _ in loops.multiply(rounds: Self.peakRounds) })
    let mixes = addMixes(of: Set(inputs.map(\.shape.attributes)).sorted(), to: &series)
    for input in inputs {
      addFull(input, mix: mixes[input.shape.attributes], to: &series)
    }
    if inputs.count > 1 {
      addDerivatives(inputs[1], slopes: slopes, plain: pending[1].time, to: &series)
      for side in grids { addGrid(inputs[1], side: side, to: &series) }
    }
    if team.count > 1, let last = inputs.last {
      addThreads(last, team: team, to: &series)
      addSplit(threads: team.count, to: &series)
    }
  }

  // About ten microseconds, so that the call costs nothing.
  private static let peakRounds = 4096
  private static let brief = 1e5...6e5

  private func addMixes(of attributes: [Int], to series: inout [Series]) -> [Int: Int] {
    var places: [Int: Int] = [:]
    for count in attributes {
      let loops = MachineLoops(kernel, attributes: count)
      let rounds = 128
      places[count] = series.count
      series.append(
        Series(
          calls: 100, units: Double(rounds * loops.elementsPerRound), lasting: Self.brief,
          clock: clock
        ) { _ in loops.issue(rounds: rounds) })
    }
    return places
  }

  private mutating func addFull(_ input: ShapeInputs, mix: Int?, to series: inout [Series]) {
    let (kernel, shape, draws) = (kernel, input.shape, input.draws)
    let packages = PackedPackages(input.rows, attributes: shape.attributes, for: kernel)
    let products = ProductLoop(packages)
    let expected = draws[0].referenceShares(of: input.rows, attributes: shape.attributes)
    let error = Self.largest(kernel.shares(of: packages, draws[0]), expected)
    pending.append(
      Pending(
        row: row(.full, shape, error: error), time: series.count, mix: mix,
        product: series.count + 1))
    let people = (0..<shape.timed).map { draws[$0 % draws.count] }
    series.append(
      Series(calls: 1, units: shape.elements * Double(people.count), clock: clock) { _ in
        _ = kernel.shares(of: packages, each: people[...])
      })
    series.append(
      Series(calls: shape.timed, units: shape.elements, clock: clock) { call in
        products.run(draws[call % draws.count])
      })
  }

  private mutating func addDerivatives(
    _ input: ShapeInputs, slopes: Int, plain: Int, to series: inout [Series]
  ) {
    let (kernel, shape, draws) = (kernel, input.shape, input.draws)
    let packages = PackedPackages(input.rows, attributes: shape.attributes, for: kernel)
    let slopes = Array(input.coefficients.prefix(slopes))
    let expected = draws[0].reference(input.rows, shape.attributes, slopes: slopes)
    // Another person's draws have slopes of the same kind: only their values differ.
    let packed = PackedSlopes(slopes, for: draws[0])
    let found = kernel.derivatives(of: packages, draws[0], slopes: packed)
    let errors = zip(found.derivatives, expected.derivatives).map(Self.largest)
    let error = errors.reduce(Self.largest(found.shares, expected.shares), max)
    pending.append(
      Pending(
        row: row(.derivatives(slopes.count), shape, error: error), time: series.count,
        plain: plain))
    series.append(
      Series(calls: shape.timed, units: shape.elements, clock: clock) { call in
        _ = kernel.derivatives(of: packages, draws[call % draws.count], slopes: packed)
      })
  }

  private mutating func addGrid(_ input: ShapeInputs, side: Int, to series: inout [Series]) {
    let (kernel, draws, attributes) = (kernel, input.draws, input.shape.attributes)
    let (first, second) = (attributes / 2, attributes - attributes / 2)
    let rows = (0..<side).map { Array(input.rows[$0 * attributes..<($0 + 1) * attributes]) }
    let grid = PackedGrid(
      PackedGrid.Group(rows: rows.flatMap { $0[..<first] }, count: side, attributes: first),
      by: PackedGrid.Group(rows: rows.flatMap { $0[first...] }, count: side, attributes: second),
      for: kernel)
    let cells = rows.flatMap { left in rows.flatMap { right in left[..<first] + right[first...] } }
    let expected = draws[0].referenceShares(of: cells, attributes: attributes)
    let error = Self.largest(kernel.shares(of: grid, draws[0]), expected)
    let shape = MeasuredShape(
      candidates: input.shape.candidates, packages: side * side, draws: input.shape.draws,
      attributes: first + second, timed: input.shape.timed)
    pending.append(Pending(row: row(.grid(side, side), shape, error: error), time: series.count))
    series.append(
      Series(calls: shape.timed, units: shape.elements, clock: clock) { call in
        _ = kernel.shares(of: grid, draws[call % draws.count])
      })
  }

  /// A hundred candidates and more shared out to threads, and a loop of fused products likewise.
  private mutating func addThreads(
    _ input: ShapeInputs, team: ThreadTeam, to series: inout [Series]
  ) {
    let (kernel, shape, draws, clock) = (kernel, input.shape, input.draws, clock)
    let packages = PackedPackages(input.rows, attributes: shape.attributes, for: kernel)
    let loops = MachineLoops(kernel, attributes: 1)
    let (people, warming) = (4, 10)
    let score: @Sendable (Int) -> Void = { chunk in
      for person in chunk * people..<(chunk + 1) * people {
        _ = kernel.shares(of: packages, draws[person % draws.count])
      }
    }
    let multiply: @Sendable (Int) -> Void = { _ in loops.multiply(rounds: Self.peakRounds) }
    let first = series.count
    let jobs: [(units: Double, least: Int, work: @Sendable (Int) -> Void)] = [
      (Double(people) * shape.elements, 100 / people, score),
      (Double(Self.peakRounds * loops.flopsPerRound), 100 / people, multiply),
    ]
    for job in jobs {
      let chunks = Self.chunks(atLeast: job.least, for: team, clock: clock, job.work)
      let units = job.units * Double(chunks)
      // Some chunks come first without the clock, as in other series.
      series.append(
        Series(units: units) {
          for chunk in 0..<warming { job.work(chunk) }
          let start = clock()
          for chunk in 0..<chunks { job.work(chunk) }
          return clock() - start
        })
      series.append(
        Series(units: units) {
          _ = team.time(chunks: warming * team.count, clock: clock, work: job.work)
          return team.time(chunks: chunks, clock: clock, work: job.work)
        })
    }
    var row = row(.full, shape, error: pending.last { $0.row.shape == shape }?.row.error ?? .nan)
    row.threads = team.count
    pending.append(
      Pending(row: row, time: first + 1, threads: (first, first + 2, first + 3)))
  }

  /// One person's draws shared out to threads, as planning would.
  private mutating func addSplit(threads: Int, to series: inout [Series]) {
    let kernel = kernel
    // So many draws that every thread has enough to do.
    let shape = MeasuredShape(
      candidates: 1, packages: 256, draws: max(4096, 512 * threads), attributes: 16, timed: 1)
    let input = ShapeInputs(shape, candidates: 1)
    let packages = PackedPackages(input.rows, attributes: shape.attributes, for: kernel)
    let draws = input.draws[0]
    let expected = draws.referenceShares(of: input.rows, attributes: shape.attributes)
    let found = kernel.shares(of: packages, draws, threads: threads)
    let one = series.count
    for count in [1, threads] {
      series.append(
        Series(calls: 8, units: shape.elements, clock: clock) { _ in
          _ = kernel.shares(of: packages, draws, threads: count)
        })
    }
    var row = row(.full, shape, error: Self.largest(found, expected))
    row.threads = threads
    // The loop of fused products was taken with the many people just before.
    let loop = pending.last?.threads
    pending.append(
      Pending(
        row: row, time: one + 1,
        threads: loop.map { (one, peakOne: $0.peakOne, peakAll: $0.peakAll) }))
  }

  // Enough that all threads have many, and that all take a millisecond together.
  private static func chunks(
    atLeast least: Int, for team: ThreadTeam, clock: NanosecondClock, _ work: (Int) -> Void
  ) -> Int {
    work(0)
    let start = clock()
    work(0)
    let once = clock() - start
    let wanted = once > 0 ? Int(1e6 / once) : 0
    return (max(least, wanted) + team.count - 1) / team.count * team.count
  }

  private func row(_ form: KernelRow.Form, _ shape: MeasuredShape, error: Double) -> KernelRow {
    KernelRow(
      kernel: kernel, form: form, shape: shape, nanoseconds: .nan, peak: .nan, error: error)
  }

  private static func largest(_ found: [Double], _ expected: [Double]) -> Double {
    precondition(found.count == expected.count)
    return zip(found, expected).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// The rows, once the median times of all loops are known.
  func rows(times: [Double]) -> [KernelRow] {
    pending.map { pending in
      var row = pending.row
      row.nanoseconds = times[pending.time]
      row.peak = 1 / times[pending.threads?.peakAll ?? peak]
      row.mixNanoseconds = pending.mix.map { times[$0] }
      row.productNanoseconds = pending.product.map { times[$0] }
      row.ratio = pending.plain.map { times[pending.time] / times[$0] }
      if let threads = pending.threads {
        row.scaling = times[threads.one] / times[pending.time]
        row.peakScaling = times[threads.peakOne] / times[threads.peakAll]
      }
      return row
    }
  }
}
