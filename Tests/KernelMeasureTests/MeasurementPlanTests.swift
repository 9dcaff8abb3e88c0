import KernelMeasure
import Kernels
import Testing

@Suite("what is measured of kernels") struct MeasurementPlanTests {
  static let shapes = [
    MeasuredShape(candidates: 1, packages: 5, draws: 9, attributes: 16, timed: 1),
    MeasuredShape(candidates: 3, packages: 20, draws: 17, attributes: 6, timed: 2),
    MeasuredShape(candidates: 2, packages: 3, draws: 4, attributes: 2, timed: 2),
  ]

  /// Everything, with a clock of which every look costs as much.
  static func measured(threads: Int, tick: Double) -> MachineMeasurement {
    var plan = MeasurementPlan(kernels: Kernel.supported, threads: threads, isQuick: true)
    plan.shapes = shapes
    plan.grids = [2, 5]
    plan.memoryNumbers = 1 << 17
    plan.leastRounds = 2
    plan.span = 0
    var now = 0.0
    return plan.measured(
      clock: {
        now += tick
        return now
      }, progress: { _ in })
  }

  @Test("rows are per kernel: every shape, derivatives, grids, threads", arguments: [1, 2])
  func rows(threads: Int) {
    let rows = Self.measured(threads: threads, tick: 2e6).rows
    let expected: [KernelRow.Form] =
      [.full, .full, .full, .derivatives(4), .grid(2, 2), .grid(5, 5)]
      + (threads > 1 ? [.full, .full] : [])
    #expect(
      rows.map(\.kernel) == Kernel.supported.flatMap { kernel in expected.map { _ in kernel } })
    for (index, row) in rows.enumerated() {
      #expect(row.form == expected[index % expected.count])
      #expect(row.threads == (index % expected.count >= 6 ? threads : 1))
    }
  }

  // A look at the clock costs two milliseconds, and so every sample lasts as long as one call.
  @Test("figures follow from the clock")
  func figures() {
    for row in Self.measured(threads: 2, tick: 2e6).rows {
      let elements = Double(row.shape.packages * row.shape.draws)
      let loops = MachineLoops(row.kernel, attributes: 1)
      let isPlain = row.form == .full && row.threads == 1
      if row.threads == 1 {
        // A list is scored for all timed people in one call.
        let people = isPlain ? Double(row.shape.timed) : 1
        #expect(row.nanoseconds.isClose(to: 2e6 / (people * elements)))
        #expect(row.peak.isClose(to: Double(4096 * loops.flopsPerRound) / 2e6))
        #expect(row.scaling == nil && row.peakScaling == nil)
      } else if row.shape.candidates == 1 {
        // One person, whose draws are split.
        #expect(row.nanoseconds.isClose(to: 2e6 / elements))
        #expect(row.scaling == 1 && row.peakScaling == 1)
      } else {
        // A hundred candidates of the last shape, by fours.
        #expect(row.nanoseconds.isClose(to: 2e6 / (26 * 4 * elements)))
        #expect(row.peak.isClose(to: Double(26 * 4096 * loops.flopsPerRound) / 2e6))
        #expect(row.scaling == 1 && row.peakScaling == 1)
      }
      #expect((row.productNanoseconds == 2e6 / elements) == isPlain)
      let mix = MachineLoops(row.kernel, attributes: row.shape.attributes)
      #expect(row.mixNanoseconds == (isPlain ? 2e6 / Double(128 * mix.elementsPerRound) : nil))
      if case .derivatives = row.form {
        #expect(row.ratio == Double(row.shape.timed))
      } else {
        #expect(row.ratio == nil)
      }
      #expect(row.flops == Double(2 * row.shape.attributes))
    }
  }

  @Test("memory is bytes a nanosecond")
  func memory() {
    let both = Self.measured(threads: 2, tick: 2e6).memory
    #expect(both.bytes == 1 << 19)
    #expect(both.read.isClose(to: Double(1 << 15) / 2e6))
    #expect(both.pricePass?.isClose(to: Double(1 << 15) / 2e6) == true)
    #expect(both.readByAll?.isClose(to: Double(1 << 16) / 2e6) == true)
    #expect(Self.measured(threads: 1, tick: 2e6).memory.readByAll == nil)
  }

  @Test("every kernel is right in every form", arguments: Kernel.supported)
  func errors(kernel: Kernel) {
    var plan = MeasurementPlan(kernels: [kernel], threads: 1, isQuick: true)
    plan.shapes[0] = MeasuredShape(
      candidates: 1, packages: 64, draws: 100, attributes: 16, timed: 1)
    plan.shapes[1] = MeasuredShape(
      candidates: 2, packages: 100, draws: 130, attributes: 16, timed: 1)
    plan.shapes.removeLast(2)
    plan.memoryNumbers = 1 << 17
    plan.leastRounds = 1
    plan.span = 0
    let rows = plan.measured(clock: { 0 }, progress: { _ in }).rows
    #expect(rows.count == 6)
    for row in rows {
      #expect(row.error > 0 && row.error < 1e-6, "\(row.form) \(row.shape)")
    }
  }
}

extension Double {
  fileprivate func isClose(to other: Double) -> Bool { abs(self - other) <= 1e-9 * abs(other) }
}
