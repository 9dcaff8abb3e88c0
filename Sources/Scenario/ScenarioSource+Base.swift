import Documents

extension ScenarioSource {
  private static let depthLimit = 8

  /// Completes what was read by the scenario that `base` names, relative to this one's folder.
  ///
  /// Groups merge by key and tables by id; what this scenario says wins, and `~` removes. The files of
  /// the base are listed after this scenario's own, whose first says what was read.
  mutating func inherit(from base: DocumentNode, in files: FileSource, depth: Int) {
    guard let path = base.text, !base.isNull, let target = files.base(path) else {
      root = nil
      log.add(
        Diagnostic(
          "is not the path of a scenario", at: base.location, key: "base",
          remedy: "name a folder, such as ../lab, from a scenario in a file, or "
            + BuiltinScenario.lab.reference))
      return
    }
    if depth == Self.depthLimit {
      log.add(
        Diagnostic(
          "is the base of \(depth) scenarios in a row", at: base.location, key: "base",
          value: .text(path), remedy: "check that no scenario is its own base"))
      root = nil
      return
    }
    let parent = ScenarioSource(readingFrom: target, depth: depth + 1)
    log.add(Diagnostics(parent.problems(asBaseAt: base.location)))
    inputs += parent.inputs
    guard var inherited = parent.root else {
      // What the base would have said is not missing.
      root = nil
      return
    }
    inherited.readPaths(from: parent.files.prefix, in: files.prefix)
    inherited["base"] = nil
    inherited["tables"] = nil
    // One posterior is not half another's.
    if root?["preferences"] != nil { inherited["preferences"] = nil }
    root = root?.inheriting(inherited)
    for (name, table) in parent.tables {
      tables[name] = tables[name]?.inheriting(table) ?? table
    }
  }
}

extension ScenarioSource {
  // A base that cannot be read at all is a problem of the line that names it.
  private func problems(asBaseAt place: SourceLocation) -> [Diagnostic] {
    log.problems.map { problem in
      guard inputs.isEmpty, root == nil, problem.kind == .unreadable, problem.location.line == 0
      else { return problem }
      var problem = problem
      problem.key = "base"
      problem.value = .text(problem.location.file)
      problem.location = place
      return problem
    }
  }
}

extension DocumentNode {
  fileprivate func prefixingPaths(with prefix: String, of folder: String) -> DocumentNode {
    text.map { name in
      DocumentNode(
        text: name.spelled(beside: folder).prefixingPaths(with: prefix), at: location)
    } ?? self
  }

  // A path is relative to the file that names it: what a base names is said as this folder sees it.
  fileprivate mutating func readPaths(from base: String, in folder: String) {
    let prefix = base.hasPrefix(folder) ? String(base.dropFirst(folder.count)) : base
    guard var clusters = self["clusters"], !prefix.isEmpty else { return }
    for id in (clusters.entries ?? []).map(\.key) {
      guard var cluster = clusters[id] else { continue }
      for key in ["cluster", "machine"] {
        cluster[key] = cluster[key].map { name in
          guard let elements = name.elements else {
            return name.prefixingPaths(with: prefix, of: base)
          }
          return DocumentNode(
            .sequence(elements.map { $0.prefixingPaths(with: prefix, of: base) }),
            at: name.location)
        }
      }
      clusters[id] = cluster
    }
    self["clusters"] = clusters
  }

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
