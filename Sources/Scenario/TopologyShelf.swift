internal import Documents
internal import TopologyCatalog
internal import TopologyFiles

/// Where a scenario finds the clusters and machines that it names: the catalogue, and its folder.
struct TopologyShelf: Sendable {
  /// The scenario's folder, with its last slash; empty for the working folder.
  let folder: String

  /// What `text` names, and the text that was read.
  ///
  /// A path is relative to the folder of the scenario; a name is the catalogue's.
  func find(
    _ text: String, at place: SourceLocation
  ) throws(Diagnostics) -> (file: TopologyFile, input: Scenario.Input) {
    let found = try TopologyCatalog.find(
      TopologyCatalog.isPath(text) && !text.hasPrefix("/") ? folder + text : text, at: place)
    let input = found.input
    return (
      found.file,
      Scenario.Input(
        path: input.file, isBuiltin: input.file.hasPrefix("catalogue:"), sha256: input.sha256)
    )
  }
}
