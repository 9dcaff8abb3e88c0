internal import Documents

extension ScenarioSource {
  /// What the value at a path may be, as the reader of this scenario asks for it; nil where it asks
  /// for no such value.
  func use(of path: String, with overrides: [Scenario.Override]) -> KeyUse.Kind? {
    var edited = self
    for change in overrides where change.path != Scenario.Override.clusterPath {
      edited.apply(change)
    }
    guard let root = edited.root else { return nil }
    var reader = ScenarioReader(
      root: root, tables: edited.tables, topologies: TopologyShelf(folder: files.prefix),
      log: edited.log, records: true)
    // Problems of the scenario are told by whoever reads it to use it.
    _ = try? reader.reading(inputs: [], overrides: [])
    return reader.root.uses.last { $0.path == path }?.kind
  }
}
