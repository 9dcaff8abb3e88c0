internal import Documents
internal import TopologyFiles

/// A scenario with how each of its values was understood, to be held beside another.
public struct ScenarioReading: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The rows and groups that have an id of their own, by path: `teams[serving]`, `clusters.bay-1`.
  let rows: Set<String>
  /// The values by a path that does not depend on how the file is written.
  let values: [String: ReadValue]
  /// What the clusters and machines named in the scenario hold, by the path of the name.
  let topologies: [String: TopologyFile]

  init(_ scenario: Scenario, values read: [ReadValue], topologies: [String: TopologyFile]) {
    self.scenario = scenario
    self.topologies = topologies
    var values: [String: ReadValue] = [:]
    for value in read where !Self.isAboutFiles(value) {
      values[Self.canonicalPath(of: value, in: scenario)] = value
    }
    for cluster in scenario.clusters {
      let group = "clusters.\(cluster.id)"
      let known: [(key: String, content: ReadValue.Content)] = [
        ("main", .flag(cluster.isMain)), ("spare_nodes", .number(Double(cluster.spareNodes))),
        ("failed_nodes", .number(Double(cluster.failedNodes))),
      ]
      for (key, content) in known {
        let isStated = values["\(group).\(key)"]?.isStated ?? false
        values["\(group).\(key)"] = ReadValue(
          group: group, key: key, content: content, isStated: isStated)
      }
    }
    self.values = values
    rows = Set(values.values.map(\.group).filter(Self.isRow))
  }

  /// Whether a group is one of several with ids that the owner chose.
  private static func isRow(_ group: String) -> Bool {
    group.hasSuffix("]")
      || rowGroups.contains(where: group.hasPrefix) && !ScenarioReader.isShipped(group)
  }

  private static let rowGroups = [
    "clusters.", "accelerators.", "attributes.", "employers.", "policy.pay_bands.", "profiles.",
    "segments.",
  ]

  // Where the parts of a scenario are, and in which format, says nothing of what they hold.
  private static func isAboutFiles(_ value: ReadValue) -> Bool {
    value.group == "tables" || (value.group.isEmpty && ["base", "fulcrum"].contains(value.key))
  }

  // A scenario of one pool may leave the pool's name out of the columns of teams.
  private static func canonicalPath(of value: ReadValue, in scenario: Scenario) -> String {
    guard value.group.hasPrefix("teams["), scenario.pools.count == 1,
      ScenarioReader.poolColumns.contains(value.key)
    else { return value.path }
    return "\(value.path).\(scenario.pools[0].id)"
  }
}
