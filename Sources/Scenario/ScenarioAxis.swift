public import Documents
internal import Topology

/// One value of a scenario that is varied, and the numbers that it takes.
public struct ScenarioAxis: Hashable, Sendable {
  /// What a number of the axis changes.
  enum Target: Hashable, Sendable {
    /// A value of the files, read again.
    case value
    /// The nodes of a pool: the number is of nodes, or of GPUs in service.
    case nodes(pool: Int)
    case gpus(pool: Int)
  }

  /// The path, as `--vary` takes it; `cluster_gpus` is the main cluster's largest pool.
  public let path: String
  /// How the numbers follow each other.
  public let spacing: NumberRange.Spacing
  /// The numbers, rising.
  public let values: [Double]
  /// What a number has to be a multiple of; nil where any number will do.
  public let step: Double?
  /// To what a place on the axis is told.
  public let unit: Double
  /// Whether the numbers are dollars.
  public let isMoney: Bool
  let target: Target

  /// The path that stands for the physical GPUs of the largest pool of the main cluster.
  public static let clusterPath = "cluster_gpus"

  /// Whether the numbers count nodes or GPUs of a cluster.
  public var isClusterSize: Bool { target != .value }

  /// The number in the middle of two others, on the axis; nil where there is none.
  public func middle(of low: Double, _ high: Double) -> Double? {
    if let step {
      let (first, last) = ((low / step).rounded(), (high / step).rounded())
      let middle = ((first + last) / 2).rounded(.down) * step
      return middle > low && middle < high ? middle : nil
    }
    if high - low <= unit { return nil }
    let middle = low + (high - low) / 2
    // Whole units where the axis has any, such as dollars.
    let whole = (middle / unit).rounded() * unit
    let isCoarse = unit >= 1 && whole > low && whole < high
    return isCoarse ? whole : middle
  }
}

extension ScenarioAxis {
  /// An axis of a scenario.
  /// - Parameters:
  ///   - path: What is varied.
  ///   - range: `a..b`, `a..b:n`, `a..b*f` or `[a, b, c]`.
  ///   - scenario: The scenario as it is otherwise.
  ///   - kind: What the reader takes at the path.
  init(
    _ path: String, _ range: String, in scenario: Scenario, _ kind: KeyUse.Kind?,
    at place: SourceLocation
  ) throws(Diagnostics) {
    let target = try Self.target(of: path, in: scenario, at: place)
    var measure = Measure("a number", example: "256..65536")
    switch (target, kind) {
    case (.gpus, _):
      measure = Measure("GPUs of the largest pool", example: "256..65536", from: 1, through: 1e7)
    case (_, .number(let known)): measure = known
    case (_, nil): break
    default:
      throw Diagnostics(
        "does not take one number", at: place, key: path,
        remedy: "name a value that is a number, such as clusters.bay-1.nodes")
    }
    let step = Self.step(of: path, target, measure, in: scenario)
    let range = try NumberRange(
      range, as: measure, at: place, key: path, isPrivate: path.contains("["))
    self.path = path
    self.target = target
    self.step = step
    isMoney = measure.acceptsDollarSign
    spacing = range.spacing
    var values: [Double] = []
    for value in range.values {
      let rounded = step.map { (value / $0).rounded() * $0 } ?? value
      // Half a node is one: none would be no cluster.
      let next = target == .value ? rounded : max(rounded, step ?? rounded)
      if next != values.last { values.append(next) }
    }
    self.values = values
    let span = (values.last ?? 0) - (values.first ?? 0)
    unit =
      step
      ?? (measure.noun.hasPrefix("dollars a year") || path.hasSuffix("_gpus")
        ? 1 : max(span, 1e-12) * 1e-6)
  }

  private static func target(
    of path: String, in scenario: Scenario, at place: SourceLocation
  ) throws(Diagnostics) -> Target {
    if path == clusterPath {
      let main = scenario.clusters.first(where: \.isMain)?.id
      let pools = scenario.pools.indices.filter { scenario.pools[$0].cluster == main }
      guard
        let largest = pools.max(by: {
          scenario.pools[$0].inServiceH100e < scenario.pools[$1].inServiceH100e
        })
      else {
        throw Diagnostics(
          "there is no pool to vary", at: place, key: path, remedy: "name a cluster with nodes")
      }
      return .gpus(pool: largest)
    }
    for cluster in scenario.clusters where path == "clusters.\(cluster.id).nodes" {
      if cluster.isMain, scenario.overrides.contains(where: { $0.path == "cluster" }) {
        throw Diagnostics(
          "has no effect, because --cluster replaces \(cluster.id)", at: place, key: path,
          remedy: "vary \(clusterPath)")
      }
      let pools = scenario.pools.indices.filter { scenario.pools[$0].cluster == cluster.id }
      if cluster.topology.pools.count == 1, pools.count == 1 { return .nodes(pool: pools[0]) }
    }
    return .value
  }

  // GPUs of teams and promises come in whole nodes.
  private static func step(
    of path: String, _ target: Target, _ measure: Measure, in scenario: Scenario
  ) -> Double? {
    switch target {
    case .nodes: return 1
    case .gpus(let pool): return Double(scenario.pools[pool].gpusPerUnit)
    case .value: break
    }
    guard case .cell(let table, _, let column) = ScenarioPath(path), table == "teams",
      let name = ScenarioReader.poolColumns.first(where: {
        column == $0 || column.hasPrefix($0 + ".")
      })
    else { return measure.isWhole ? 1 : nil }
    let pool = scenario.pools.first { column == "\(name).\($0.id)" } ?? scenario.pools.first
    return name.hasSuffix("_gpus") ? Double(pool?.gpusPerUnit ?? 1) : nil
  }
}
