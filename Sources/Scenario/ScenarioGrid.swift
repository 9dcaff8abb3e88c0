public import Documents
internal import Topology

/// A scenario, and one or two of its values that are varied.
public struct ScenarioGrid: Sendable {
  /// The scenario as it is without varying anything.
  public let base: Scenario
  /// What is varied; the last one fastest.
  public let axes: [ScenarioAxis]
  private let source: ScenarioSource

  /// Reads a scenario and checks both ends of every axis.
  ///
  /// - Parameters:
  ///   - source: The files.
  ///   - overrides: Changes that hold at every point.
  ///   - ranges: Paths with ranges; none, one or two.
  /// - Throws: Every problem of the scenario, or else of the axes.
  public init(
    _ source: ScenarioSource, overrides: [Scenario.Override] = [],
    varying ranges: [Scenario.Override] = []
  ) throws(Diagnostics) {
    let base = try source.scenario(with: overrides)
    self.source = source
    self.base = base
    var log = DiagnosticLog()
    var axes: [ScenarioAxis] = []
    for (index, range) in ranges.enumerated() {
      if ranges[..<index].contains(where: { $0.path == range.path }) {
        log.add(
          Diagnostic(
            "is varied twice", at: Self.place(range.path), key: range.path,
            remedy: "name it once"))
        continue
      }
      do throws(Diagnostics) {
        axes.append(try Self.axis(range, source, overrides, base))
      } catch {
        log.add(error)
      }
    }
    self.axes = axes
    if axes.count == 2, Self.areSamePool(axes[0], axes[1]) {
      log.add(
        Diagnostic(
          "is the same pool as \(axes[0].path)", at: Self.place(axes[1].path),
          key: axes[1].path, remedy: "vary one of the two"))
    }
    for (index, axis) in axes.enumerated() {
      let ends = [axis.values.first, axis.values.last].compactMap(\.self)
      for end in ends {
        do throws(Diagnostics) { _ = try scenario(settingAxis: index, to: end) } catch {
          log.add(error)
        }
      }
    }
    try log.throwIfAny()
  }

  /// How many points there are.
  public var count: Int { axes.reduce(1) { $0 * $1.values.count } }

  /// Where a point lies on every axis.
  public func values(of index: Int) -> [Double] {
    var rest = index
    var values: [Double] = []
    for axis in axes.reversed() {
      values.append(axis.values[rest % axis.values.count])
      rest /= axis.values.count
    }
    return values.reversed()
  }

  /// The scenario at a place.
  ///
  /// Where only sizes of clusters differ nothing is read again.
  /// - Throws: Every problem of that scenario, placed at `--vary`.
  public func scenario(at values: [Double]) throws(Diagnostics) -> Scenario {
    try sized(unsized(at: values), at: values)
  }

  /// The scenario at a place with the clusters as they are: what is shared by all of their sizes.
  public func unsized(at values: [Double]) throws(Diagnostics) -> Scenario {
    let changes = zip(axes, values).filter { !$0.0.isClusterSize }.map {
      Scenario.Override(path: $0.0.path, value: $0.1.plain)
    }
    if changes.isEmpty { return base }
    do throws(Diagnostics) {
      return try source.scenario(with: base.overrides + changes)
    } catch {
      throw error.placed(changes.map(\.path))
    }
  }

  /// The same with the clusters at their sizes.
  public func sized(_ scenario: Scenario, at values: [Double]) throws(Diagnostics) -> Scenario {
    var scenario = scenario
    for (axis, value) in zip(axes, values) where axis.isClusterSize {
      scenario = try Self.resized(scenario, axis, value)
    }
    return scenario
  }

  /// The base with a value changed, as `--set` would.
  public func base(setting changes: [Scenario.Override]) throws(Diagnostics) -> Scenario {
    try source.scenario(with: base.overrides + changes)
  }

  /// Packages as a scenario of this grid would have them if nothing forbade them.
  ///
  /// - Parameters:
  ///   - names: Ids of packages by candidate.
  ///   - scenario: One that this grid made.
  /// - Returns: By candidate; none where the scenario has another main cluster than its file.
  public func pruned(
    named names: [String: String], in scenario: Scenario
  ) -> [String: Scenario.PrunedPackage] {
    (try? source.pruned(named: names, with: scenario.overrides)) ?? [:]
  }

  private func scenario(
    settingAxis index: Int, to value: Double
  ) throws(Diagnostics) -> Scenario {
    let axis = axes[index]
    if axis.isClusterSize { return try Self.resized(base, axis, value) }
    do throws(Diagnostics) {
      return try source.scenario(
        with: base.overrides + [Scenario.Override(path: axis.path, value: value.plain)])
    } catch {
      throw error.placed([axis.path])
    }
  }

  private static func axis(
    _ range: Scenario.Override, _ source: ScenarioSource, _ overrides: [Scenario.Override],
    _ base: Scenario
  ) throws(Diagnostics) -> ScenarioAxis {
    let isKnown = range.path == ScenarioAxis.clusterPath
    var kind = isKnown ? nil : source.use(of: range.path, with: overrides)
    if kind == nil, !isKnown {
      // A key of a group that is not there yet is asked for once it is.
      let change = Scenario.Override(path: range.path, value: "1")
      kind = source.use(of: range.path, with: overrides + [change])
      // Whoever reads a change of no value says best what is wrong with its path.
      if kind == nil {
        do throws(Diagnostics) { _ = try source.scenario(with: overrides + [change]) } catch {
          throw error.placed([range.path])
        }
      }
    }
    if kind == nil, !isKnown {
      throw Diagnostics(
        "does not take one number", at: place(range.path), key: range.path,
        remedy: "name a value that is a number, such as clusters.bay-1.nodes")
    }
    return try ScenarioAxis(range.path, range.value, in: base, kind, at: place(range.path))
  }

  private static func areSamePool(_ a: ScenarioAxis, _ b: ScenarioAxis) -> Bool {
    func pool(_ axis: ScenarioAxis) -> Int? {
      switch axis.target {
      case .value: nil
      case .nodes(let pool), .gpus(let pool): pool
      }
    }
    return pool(a) != nil && pool(a) == pool(b)
  }

  private static func place(_ path: String) -> SourceLocation {
    SourceLocation(file: "--vary \(path)")
  }

  // Nodes as the reader of files takes them.
  private static func resized(
    _ scenario: Scenario, _ axis: ScenarioAxis, _ value: Double
  ) throws(Diagnostics) -> Scenario {
    let (pool, nodes): (Int, Double)
    switch axis.target {
    case .value: return scenario
    case .nodes(let index): (pool, nodes) = (index, value)
    case .gpus(let index):
      let geometry = scenario.pools[index].geometry
      let inService = (value / Double(geometry.gpusPerNode)).rounded()
      (pool, nodes) = (index, inService + Double(geometry.failedNodes))
    }
    let geometry = scenario.pools[pool].geometry
    let needed = geometry.spareNodes + geometry.failedNodes
    if nodes < Double(needed) {
      throw Diagnostics(
        "is fewer than the \(geometry.spareNodes) spare and \(geometry.failedNodes) failed nodes",
        at: place(axis.path), key: axis.path, value: .text(value.plain),
        remedy: "begin at \(needed) nodes of \(geometry.gpusPerNode) GPUs")
    }
    if nodes > 1_000_000 {
      throw Diagnostics(
        "is more than 1000000 nodes", at: place(axis.path), key: axis.path,
        value: .text(value.plain), remedy: "end at fewer")
    }
    return scenario.resizing(pool: pool, toNodes: Int(nodes))
  }
}

extension Diagnostics {
  /// The same problems with `--vary` where the reader speaks of `--set`.
  fileprivate func placed(_ paths: [String]) -> Diagnostics {
    Diagnostics(
      problems.map { problem in
        var problem = problem
        if let path = paths.first(where: { problem.location.file == "--set \($0)" }) {
          problem.location.file = "--vary \(path)"
        }
        return problem
      })
  }
}
