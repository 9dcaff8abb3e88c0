internal import Documents
internal import TopologyCatalog
internal import TopologyFiles

/// Where a scenario finds the clusters and machines that it names: the catalogue, and its folder.
struct TopologyShelf: Sendable {
  /// The scenario's folder, with its last slash; empty for the working folder.
  let folder: String

  /// What the names mean together, and the texts that were read.
  ///
  /// A path is relative to the folder of the scenario; a name is the catalogue's, or a file's or
  /// folder's that lies beside the scenario.
  func find(
    _ names: [String], at place: SourceLocation
  ) throws(Diagnostics) -> (reading: TopologyReading, inputs: [Scenario.Input]) {
    let found = try TopologyCatalog.find(
      names.map { $0.spelled(beside: folder).prefixingPaths(with: folder) }, at: place)
    let inputs = found.inputs.map { input in
      Scenario.Input(
        path: input.file, isBuiltin: input.file.hasPrefix("catalogue:"), sha256: input.sha256)
    }
    return (found.reading, inputs)
  }
}

extension String {
  /// The name so that it is known for a path, if a file or folder of that name lies in `folder` and
  /// the catalogue has none.
  func spelled(beside folder: String) -> String {
    let isBeside =
      !TopologyCatalog.isPath(self) && TopologyCatalog.entry(named: self) == nil
      && isAnything(atPath: folder + self)
    return isBeside ? "./" + self : self
  }

  /// A name of the catalogue as it is; a path, also behind `POOL=`, as seen from another folder.
  func prefixingPaths(with prefix: String) -> String { mappingPath { prefix + $0 } }

  /// A name of the catalogue as it is; a relative path, also behind `POOL=`, changed.
  func mappingPath(_ change: (String) -> String) -> String {
    if let (pool, machine) = TopologyCatalog.poolMachine(self) {
      return "\(pool)=\(machine.mappingPath(change))"
    }
    if !TopologyCatalog.isPath(self) || hasPrefix("/") { return self }
    // A path without a slash could be a name of the catalogue.
    let changed = change(hasPrefix("./") ? String(dropFirst(2)) : self)
    return TopologyCatalog.isPath(changed) ? changed : "./" + changed
  }
}
