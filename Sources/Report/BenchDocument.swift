internal import Documents

/// How near the kernels come to this machine's limit, as the outside may rely on it: JSON, schema
/// `fulcrum.bench/1`, snake_case.
///
/// Keys are added freely and never renamed; what was not measured is absent. Floating point operations
/// are those of the useful product of matrices: two per element and attribute.
public struct BenchDocument: Codable, Hashable, Sendable {
  /// `fulcrum.bench/1`.
  public var schema = "fulcrum.bench/1"
  /// The version of the program.
  public var version: String
  /// What the processor calls itself.
  public var processor: String
  /// The kernels that it can run, narrowest first.
  public var supported: [String]
  /// The kernel that the program uses.
  public var chosen: String
  /// Whether the short form was asked for.
  public var quick: Bool
  /// What was measured of kernels.
  public var kernels: [Row]
  /// Reading memory.
  public var memory: Memory
  /// About the run.
  public var run: Run

  /// A kernel on a job.
  public struct Row: Codable, Hashable, Sendable {
    /// `baseline`, `avx2` or `avx512`.
    public var name: String
    /// The instructions.
    public var isa: String
    /// Single-precision numbers in a vector.
    public var lanes: Int
    /// `full`, `grid` (P of all pairs of rows of two groups of attributes) or `derivatives`.
    public var form: String
    /// The job.
    public var shape: Shape
    /// Rows of the first and of the second group; of a grid.
    public var grid: [Int]?
    /// Attributes with a derivative.
    public var slopes: Int?
    /// Threads.
    public var threads: Int
    /// An element is a package in a draw.
    public var nanosecondsPerElement: Double
    /// One candidate: all packages in all draws.
    public var microsecondsPerCandidate: Double
    /// Of the product of matrices; absent for a grid, which has none.
    public var gflops: Double?
    /// Of a loop of nothing but fused products, on as many threads.
    public var peakGflops: Double
    /// `gflops / peak_gflops`.
    public var fractionOfPeak: Double?
    /// `gflops` if every operation of the job could be issued as soon as the processor had room.
    public var issueMixGflops: Double?
    /// `gflops / issue_mix_gflops`.
    public var fractionOfIssueMix: Double?
    /// Of the product of matrices without the logistic function.
    public var productGflops: Double?
    /// `product_gflops / peak_gflops`.
    public var productFractionOfPeak: Double?
    /// The time in times of the same job without derivatives.
    public var ratioToFull: Double?
    /// How many times as fast as one thread.
    public var scaling: Double?
    /// How many times as fast as one thread the loop of fused products is.
    public var peakScaling: Double?
    /// The largest error of P, or of a derivative, beside double precision with the same draws.
    public var maxAbsError: Double

    private enum CodingKeys: String, CodingKey {
      case name, isa, lanes, form, shape, grid, slopes, threads, gflops, scaling
      case nanosecondsPerElement = "ns_per_element"
      case microsecondsPerCandidate = "microseconds_per_candidate"
      case peakGflops = "peak_gflops"
      case fractionOfPeak = "fraction_of_peak"
      case issueMixGflops = "issue_mix_gflops"
      case fractionOfIssueMix = "fraction_of_issue_mix"
      case productGflops = "product_gflops"
      case productFractionOfPeak = "product_fraction_of_peak"
      case ratioToFull = "ratio_to_full"
      case peakScaling = "peak_scaling"
      case maxAbsError = "max_abs_error"
    }
  }

  /// How large a job is.
  public struct Shape: Codable, Hashable, Sendable {
    /// Candidates.
    public var c: Int
    /// Packages.
    public var p: Int
    /// Taste draws.
    public var r: Int
    /// Attributes.
    public var k: Int
  }

  /// Reading memory that no cache holds.
  public struct Memory: Codable, Hashable, Sendable {
    /// A plain loop of one thread.
    public var readGigabytesPerSecond: Double
    /// A plain loop of all threads; absent if there is one.
    public var readGigabytesPerSecondByAll: Double?
    /// The allocator's pass over a table of values, one thread.
    public var pricePassGigabytesPerSecond: Double?
    /// `price_pass_gbytes_per_second / read_gbytes_per_second`.
    public var pricePassFractionOfRead: Double?
    /// Size of what is read.
    public var bytes: Int

    private enum CodingKeys: String, CodingKey {
      case bytes
      case readGigabytesPerSecond = "read_gbytes_per_second"
      case readGigabytesPerSecondByAll = "read_gbytes_per_second_all_threads"
      case pricePassGigabytesPerSecond = "price_pass_gbytes_per_second"
      case pricePassFractionOfRead = "price_pass_fraction_of_read"
    }
  }

  /// About the run.
  public typealias Run = DocumentRun

  /// The document's bytes: keys sorted, two spaces, a newline at the end.
  public func json() throws -> String {
    try jsonDocument()
  }
}
