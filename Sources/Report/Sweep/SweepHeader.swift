internal import Choice
internal import Documents
internal import Foundation
public import Planning
internal import Scenario
internal import Units

/// The first line of a sweep's document: everything that its points follow from.
///
/// Schema `fulcrum.sweep/1`, JSON Lines: this line, one line `{"point": …}` per point in order, lines
/// `{"tipping": …}`, and `{"end": …}`.
public struct SweepHeader: Codable, Hashable, Sendable {
  /// `fulcrum.sweep/1`.
  public var schema = "fulcrum.sweep/1"
  /// The version of the program.
  public var version: String
  /// The scenario's name.
  public var name: String
  /// From which all randomness followed.
  public var seed: UInt64
  /// The texts that were read; paths relative to this document.
  public var inputs: [PlanDocument.Input]
  /// Values changed on the command line, at every point.
  public var overrides: [PlanDocument.Override]
  /// What was believed of the worth of compute.
  public var preset: String
  /// How many draws.
  public var draws: PlanDocument.Draws
  /// What is varied, the last axis fastest; empty for a tornado.
  public var axes: [Axis]
  /// `planned` or `fixed-plan`.
  public var mode: String
  /// The number that bars tell, for a tornado.
  public var tornado: String?
  /// Whether offers have 90 % intervals.
  public var intervals: Bool
  /// The pools, in the order of all lists by pool.
  public var pools: [String]
  /// SHA-256 over all that decides a point: points of one key belong together.
  public var key: String
  /// `2/8` where the document holds the second of eight parts alone.
  public var shard: String?
  /// About the run; left out of reproducible documents.
  public var run: DocumentRun?

  /// One value that is varied.
  public struct Axis: Codable, Hashable, Sendable {
    /// The path, as `--vary` takes it.
    public var path: String
    /// `linear`, `geometric` or `listed`.
    public var spacing: String
    /// To what a tipping point is told.
    public var unit: Double
    /// The numbers.
    public var values: [Double]
  }

  /// The header of a sweep.
  /// - Parameters:
  ///   - tornado: What its bars tell, if it is one.
  ///   - path: How a path reads from where the document will lie.
  public init(
    _ sweep: Sweep, version: String, tornado: String? = nil, run: DocumentRun? = nil,
    path: (String) -> String = { $0 }
  ) {
    let scenario = sweep.grid.base
    self.version = version
    name = scenario.name
    seed = scenario.seed.value
    inputs = PlanDocument.Input.list(of: scenario, path)
    overrides = PlanDocument.Override.list(of: scenario, path)
    preset = scenario.preset.id
    draws = PlanDocument.Draws(of: scenario)
    axes = sweep.grid.axes.map {
      Axis(path: $0.path, spacing: $0.spacing.rawValue, unit: $0.unit, values: $0.values)
    }
    mode = sweep.mode.rawValue
    self.tornado = tornado
    intervals = sweep.hasIntervals
    pools = scenario.pools.map(\.id)
    key = ""
    self.run = run
    key = digest(
      of: scenario.inputs.map(\.sha256.description), scenario.overrides,
      fusesProducts: sweep.fusesProducts)
  }

  // Where files lie decides nothing, what is in them does, and how products are rounded: AVX2 and
  // AVX-512 give the same bytes, the baseline its own.
  private func digest(
    of inputs: [String], _ overrides: [Scenario.Override], fusesProducts: Bool
  ) -> String {
    var parts = [schema, version, "\(seed)", preset, "\(draws.count)", "\(draws.parameterCount)"]
    parts += inputs + overrides.flatMap { [$0.path, $0.value] }
    parts += axes.flatMap { [$0.path] + $0.values.map(\.plain) }
    parts += [mode, "\(intervals)", "\(fusesProducts)"]
    return SHA256(of: parts.map { "\($0.utf8.count):\($0)" }.joined(separator: "\u{0}")).description
  }

  /// The line, with a newline at its end.
  public var line: String { JSONLine.encoded(self) }
}
