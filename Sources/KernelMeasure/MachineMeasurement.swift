package import Kernels

/// How near kernels come to what the machine can do.
package struct MachineMeasurement: Sendable {
  /// Kernels in order, and of each the forms in order.
  package var rows: [KernelRow] = []
  /// Reading memory.
  package var memory = MemoryMeasurement()

  /// Nothing yet.
  package init() {}
}

/// One kernel on one job.
package struct KernelRow: Sendable {
  /// What is computed.
  package enum Form: Sendable, Hashable {
    /// P of a list of packages.
    case full
    /// P of a grid of packages with so many rows in each group.
    case grid(Int, Int)
    /// P and its derivatives in so many attributes.
    case derivatives(Int)
  }

  /// Whose figures they are.
  package var kernel: Kernel
  /// What is computed.
  package var form: Form
  /// How much of it.
  package var shape: MeasuredShape
  /// On how many threads.
  package var threads = 1
  /// Per element: a package in a draw.
  package var nanoseconds: Double
  /// Floating point operations a nanosecond of a loop of nothing but fused products, as many threads.
  package var peak: Double
  /// Nanoseconds per element of the same operations where none waits; full form on one thread.
  package var mixNanoseconds: Double?
  /// Nanoseconds per element of the product of matrices alone; full form on one thread.
  package var productNanoseconds: Double?
  /// The time in times of P alone; derivatives.
  package var ratio: Double?
  /// How many times as fast as one thread.
  package var scaling: Double?
  /// How many times as fast as one thread the loop of fused products is.
  package var peakScaling: Double?
  /// The largest error beside double precision.
  package var error: Double

  /// A row without what only some forms have.
  package init(
    kernel: Kernel, form: Form, shape: MeasuredShape, nanoseconds: Double, peak: Double,
    error: Double
  ) {
    self.kernel = kernel
    self.form = form
    self.shape = shape
    self.nanoseconds = nanoseconds
    self.peak = peak
    self.error = error
  }

  /// Operations of the product of matrices in one element.
  package var flops: Double { 2 * Double(shape.attributes) }
}

/// Reading memory that no cache holds, in GB/s.
package struct MemoryMeasurement: Sendable {
  /// A plain loop of one thread.
  package var read = Double.nan
  /// A plain loop of all threads.
  package var readByAll: Double?
  /// The allocator's pass over a table of values, one thread.
  package var pricePass: Double?
  /// Size of what is read, in bytes.
  package var bytes = 0
}
