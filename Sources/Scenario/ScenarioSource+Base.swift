import Documents

extension ScenarioSource {
  private static let depthLimit = 8

  /// Completes what was read by the scenario that `base` names, relative to this one's folder.
  ///
  /// Groups merge by key and tables by id; what this scenario says wins, and `~` removes.
  mutating func inherit(from base: DocumentNode, in files: FileSource, depth: Int) {
    guard case .folder(let folder) = files, let path = base.text else {
      log.add(
        Diagnostic(
          "is not the path of a scenario", at: base.location, key: "base",
          remedy: "name a folder, such as ../lab, from a scenario in a file"))
      return
    }
    if depth == Self.depthLimit {
      log.add(
        Diagnostic(
          "is the base of \(depth) scenarios in a row", at: base.location, key: "base",
          value: .text(path), remedy: "check that no scenario is its own base"))
      return
    }
    let parent = ScenarioSource(
      readingFrom: path.hasPrefix("/") ? path : folder + path, depth: depth + 1)
    log.add(Diagnostics(parent.log.problems))
    inputs = parent.inputs + inputs
    if var inherited = parent.root {
      inherited["base"] = nil
      inherited["tables"] = nil
      root = root?.inheriting(inherited)
    }
    for (name, table) in parent.tables {
      tables[name] = tables[name]?.inheriting(table) ?? table
    }
  }
}

extension DocumentNode {
  /// This group completed by the keys of `base`; `~` removes a key, an empty value keeps the base's.
  func inheriting(_ base: DocumentNode) -> DocumentNode {
    guard let own = entries, let inherited = base.entries else { return self }
    var merged = inherited.filter { self[$0.key] == nil }
    for var entry in own {
      let other = base[entry.key]
      if entry.value.isNull {
        if let other, entry.value.text == "" {
          merged.append(Entry(key: entry.key, location: entry.location, value: other))
        }
        continue
      }
      if let other { entry.value = entry.value.inheriting(other) }
      merged.append(entry)
    }
    return DocumentNode(.mapping(merged), at: location)
  }
}
