package import KernelMeasure
package import Kernels

extension BenchDocument {
  /// The document of a measurement.
  package init(
    _ measurement: MachineMeasurement, processor: String, chosen: Kernel, isQuick: Bool,
    version: String, run: Run
  ) {
    self.version = version
    self.processor = processor
    supported = Kernel.supported.map(\.rawValue)
    self.chosen = chosen.rawValue
    quick = isQuick
    kernels = measurement.rows.map(Row.init)
    memory = Memory(measurement.memory)
    self.run = run
  }
}

extension BenchDocument.Row {
  fileprivate init(_ row: KernelRow) {
    name = row.kernel.rawValue
    isa = row.kernel.instructions
    lanes = row.kernel.lanes
    (form, grid, slopes) =
      switch row.form {
      case .full: ("full", nil, nil)
      case .grid(let first, let second): ("grid", [first, second], nil)
      case .derivatives(let count): ("derivatives", nil, count)
      }
    shape = BenchDocument.Shape(
      c: row.shape.candidates, p: row.shape.packages, r: row.shape.draws, k: row.shape.attributes)
    threads = row.threads
    nanosecondsPerElement = row.nanoseconds
    microsecondsPerCandidate =
      row.nanoseconds * Double(row.shape.packages * row.shape.draws) / 1000
    peakGflops = row.peak
    if grid == nil {
      gflops = row.flops / row.nanoseconds
      fractionOfPeak = row.flops / row.nanoseconds / row.peak
    }
    if let mix = row.mixNanoseconds {
      issueMixGflops = row.flops / mix
      fractionOfIssueMix = mix / row.nanoseconds
    }
    if let product = row.productNanoseconds {
      productGflops = row.flops / product
      productFractionOfPeak = row.flops / product / row.peak
    }
    ratioToFull = row.ratio
    scaling = row.scaling
    peakScaling = row.peakScaling
    maxAbsError = row.error
  }
}

extension BenchDocument.Memory {
  fileprivate init(_ memory: MemoryMeasurement) {
    readGigabytesPerSecond = memory.read
    readGigabytesPerSecondByAll = memory.readByAll
    pricePassGigabytesPerSecond = memory.pricePass
    pricePassFractionOfRead = memory.pricePass.map { $0 / memory.read }
    bytes = memory.bytes
  }
}
