public import Topology

extension NodeTemplate {
  /// The machine as a file: canonical, so that equal machines give equal bytes.
  public var yaml: String { (["template: \(id)"] + keyLines).joined(separator: "\n") + "\n" }

  // Everything but the id.
  fileprivate var keyLines: [String] {
    var lines: [String] = []
    if !name.isEmpty { lines.append("name: \(YAMLText(name))") }
    if !vendor.isEmpty { lines.append("vendor: \(YAMLText(vendor))") }
    if sockets != 0 { lines.append("sockets: \(sockets)") }
    if coresPerSocket != 0 { lines.append("cores_per_socket: \(coresPerSocket)") }
    if threadsPerCore != 1 { lines.append("threads_per_core: \(threadsPerCore)") }
    lines += YAMLText.groups("numa", numaLines)
    lines += YAMLText.groups("gpus", gpuLines)
    lines += YAMLText.groups("links", fabrics.map(\.line))
    lines += YAMLText.groups("nics", nicLines)
    return lines + sources.lines
  }

  private var numaLines: [String] {
    numaNodes.indices.runs { a, b in
      let (a, b) = (numaNodes[a], numaNodes[b])
      return (a.cores, a.memoryBytes, a.kind) == (b.cores, b.memoryBytes, b.kind)
    }.map { run in
      let node = numaNodes[run.lowerBound]
      let isCounted = run.allSatisfy { numaNodes[$0].osIndex == $0 }
      return YAMLText.group([
        ("count", run.count == 1 ? nil : "\(run.count)"),
        ("kind", node.kind == .host ? nil : node.kind.rawValue),
        ("cores", node.cores == 0 ? nil : "\(node.cores)"),
        ("memory", MemoryText(bytes: node.memoryBytes).text),
        ("os_index", isCounted ? nil : YAMLText.list(run.map { numaNodes[$0].osIndex })),
      ])
    }
  }

  private var gpuLines: [String] {
    let followsLinks = gpus.map(\.domain) == linkedDomains
    return gpus.indices.runs { a, b in
      let (a, b) = (gpus[a], gpus[b])
      return (a.model, a.accelerator, a.memoryBytes, a.sharesHostMemory)
        == (b.model, b.accelerator, b.memoryBytes, b.sharesHostMemory)
        && (a.numa == nil) == (b.numa == nil) && (a.pci == nil) == (b.pci == nil)
        && (followsLinks || (a.domain == nil) == (b.domain == nil))
    }.map { run in
      let gpu = gpus[run.lowerBound]
      let domains = gpu.domain.map { _ in YAMLText.list(run.map { gpus[$0].domain ?? 0 }) }
      let addresses = run.compactMap { gpus[$0].pci }
      return YAMLText.group([
        ("count", run.count == 1 ? nil : "\(run.count)"),
        ("model", YAMLText(gpu.model).description),
        ("accelerator", gpu.accelerator),
        ("memory", gpu.memoryBytes == 0 ? nil : MemoryText(bytes: gpu.memoryBytes).text),
        ("shares_host_memory", gpu.sharesHostMemory ? "true" : nil),
        ("numa", gpu.numa.map { _ in YAMLText.list(run.map { gpus[$0].numa ?? 0 }) }),
        (
          "pci",
          addresses.isEmpty
            ? nil : "[" + addresses.map { "\(YAMLText($0))" }.joined(separator: ", ") + "]"
        ),
        ("domain", followsLinks ? nil : domains ?? "none"),
      ])
    }
  }

  private var nicLines: [String] {
    nics.indices.runs { a, b in
      nics[a].gigabitsPerSecond == nics[b].gigabitsPerSecond
        && (nics[a].numa == nil) == (nics[b].numa == nil)
    }.map { run in
      YAMLText.group([
        ("count", run.count == 1 ? nil : "\(run.count)"),
        ("gigabits", YAMLText.number(nics[run.lowerBound].gigabitsPerSecond)),
        (
          "numa",
          nics[run.lowerBound].numa.map { _ in YAMLText.list(run.map { nics[$0].numa ?? 0 }) }
        ),
      ])
    }
  }
}

extension NodeTemplate.Fabric {
  fileprivate var line: String {
    switch shape {
    case .switched(let rate):
      YAMLText.group([("kind", kind.rawValue), ("switched", YAMLText.number(rate))])
    case .eachPair(let rate):
      YAMLText.group([("kind", kind.rawValue), ("each_pair", YAMLText.number(rate))])
    case .pairs(let pairs):
      YAMLText.group([
        ("kind", kind.rawValue),
        (
          "pairs",
          "["
            + pairs.map { "[\($0.a), \($0.b), \(YAMLText.number($0.gigabytesPerSecond))]" }
            .joined(separator: ", ") + "]"
        ),
      ])
    }
  }
}

extension ClusterTopology {
  /// The cluster as a file: canonical, so that equal clusters give equal bytes.
  ///
  /// - Parameter shelf: The machines that the reader will know; those that are not on it, or differ
  ///   from the one there, are written into the file.
  public func yaml(shelf: TemplateShelf = .empty) -> String {
    var lines = ["cluster: \(id)"]
    if !name.isEmpty { lines.append("name: \(YAMLText(name))") }
    if !owner.isEmpty { lines.append("owner: \(YAMLText(owner))") }
    let own = templates.filter { shelf[$0.id] != $0 }
    if !own.isEmpty {
      lines.append("templates:")
      for template in own {
        lines.append("  \(template.id):")
        lines += template.keyLines.map { "    " + $0 }
      }
    }
    lines.append("pools:")
    for pool in pools {
      lines.append("  \(pool.id):")
      lines += pool.keyLines.map { "    " + $0 }
    }
    return (lines + sources.lines).joined(separator: "\n") + "\n"
  }
}

extension TopologyPool {
  fileprivate var keyLines: [String] {
    var lines = ["template: \(template.id)", "nodes: \(nodes)"]
    if !hosts.isEmpty { lines.append("hosts: \(YAMLText("\(hosts)"))") }
    if spareNodes != 0 { lines.append("spare_nodes: \(spareNodes)") }
    if failedNodes != failedIndices.count { lines.append("failed_nodes: \(failedNodes)") }
    if !failedIndices.isEmpty { lines.append("failed_at: \(YAMLText.wholeList(failedIndices))") }
    if let racks { lines.append("nodes_per_rack: \(racks.text)") }
    if nodesPerDomain != 1 { lines.append("nodes_per_domain: \(domains.text)") }
    if usableNodesPerDomain != nodesPerDomain {
      lines.append("usable_nodes_per_domain: \(usableNodesPerDomain)")
    }
    if !tiers.isEmpty {
      lines.append("tiers: " + YAMLText.group(tiers.map { ($0.name, $0.units.text) }))
    }
    return lines
  }
}

extension NodeGroups {
  // One number for equal groups, else the size of each.
  fileprivate var text: String { sizes.map(YAMLText.wholeList) ?? "\(nodes)" }
}

extension [TopologySource] {
  fileprivate var lines: [String] {
    if isEmpty { return [] }
    return ["sources:"]
      + flatMap { source in
        [
          "  - of: [\(source.figures.joined(separator: ", "))]",
          "    from: \(YAMLText(source.source))",
          source.date.isEmpty ? nil : "    date: \(YAMLText(source.date))",
          "    verified: \(source.isVerified)",
          source.note.isEmpty ? nil : "    note: \(YAMLText(source.note))",
        ].compactMap { $0 }
      }
  }
}

extension Range<Int> {
  // Neighbours that are alike.
  fileprivate func runs(areAlike: (Int, Int) -> Bool) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for index in self {
      if let last = runs.last, areAlike(last.lowerBound, index) {
        runs[runs.count - 1] = last.lowerBound..<index + 1
      } else {
        runs.append(index..<index + 1)
      }
    }
    return runs
  }
}
