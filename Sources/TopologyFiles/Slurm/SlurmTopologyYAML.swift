internal import Documents
internal import Topology

/// Slurm's topology.yaml (25.05 and later): named topologies, of which one is the cluster's.
///
/// Source: Slurm, topology.yaml(5).
enum SlurmTopologyYAML {
  /// Whether the text looks like such a file: a list of which an element has `topology`.
  static func recognises(_ text: String, file: String) -> Bool {
    let lines = text.utf8.prefix(1 << 16).split(separator: UInt8(ascii: "\n"))
    for line in lines {
      let start = line.drop { $0 == 0x20 }
      if start.isEmpty || start.first == UInt8(ascii: "#") || start.elementsEqual("---".utf8) {
        continue
      }
      guard start.first == UInt8(ascii: "-") else { return false }
      return start.dropFirst().drop { $0 == 0x20 }.starts(with: "topology:".utf8)
    }
    return false
  }

  /// Reads the levels of the topology that is marked `cluster_default`, else of the first.
  /// - Throws: Every problem found, each with its place.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    let root = try DocumentNode(yaml: input)
    guard let elements = root.elements, !elements.isEmpty else {
      throw Diagnostics(
        "is no list of topologies", at: root.location,
        remedy: "begin each with - topology: and a name")
    }
    var reader = SlurmTopologyYAMLReader(file: input.file)
    return try reader.read(elements)
  }
}

private struct SlurmTopologyYAMLReader {
  private static let kinds = ["tree", "block", "flat", "ring", "torus3d"]

  private var list: NodeList
  private var log = DiagnosticLog()
  // Each topology names the nodes again.
  private var budget = SlurmHosts()
  private var childBudget = SlurmHosts()

  init(file: String) { list = NodeList(format: .slurmTopologyYAML, file: file) }

  mutating func read(_ elements: [DocumentNode]) throws(Diagnostics) -> NodeList {
    var topologies: [(name: String, kind: String, isDefault: Bool, levels: [NodeList.Level])] = []
    var notes: [TopologyReading.Source] = []
    for (index, element) in elements.enumerated() {
      if log.problems.count >= SlurmLines.problemLimit { break }
      (budget, childBudget) = (SlurmHosts(), SlurmHosts())
      var section = Section(element, path: "[\(index)]")
      let source = list.source
      let name = section.text("topology") ?? ""
      let isDefault = section.flag("cluster_default", default: false) ?? false
      let given = Self.kinds.filter { section.has($0) }
      if given.count != 1, section.log.isEmpty {
        log.add(
          Diagnostic(
            given.isEmpty
              ? "has no kind of topology" : "has \(given.joined(separator: " and "))",
            at: element.location, key: section.path,
            remedy: "give exactly one of \(Self.kinds.joined(separator: ", "))"))
      }
      var found: [NodeList.Level] = []
      for kind in given { found += levels(kind, &section) }
      for kind in Self.kinds { _ = section.node(kind) }
      section.noteUnknownKeys()
      log.add(Diagnostics(section.log.problems))
      topologies.append((name, given.first ?? "", isDefault, found))
      notes.append(list.source)
      list.source = source
    }
    if log.problems.count > SlurmLines.problemLimit {
      throw Diagnostics(Array(Diagnostics(log.problems).problems.prefix(SlurmLines.problemLimit)))
    }
    try log.throwIfAny()
    let chosen = topologies.firstIndex { $0.isDefault } ?? 0
    list.source = notes[chosen]
    list.levels = topologies[chosen].levels
    if topologies.count > 1 {
      let others = topologies.indices.filter { $0 != chosen }.prefix(20).map {
        "\(topologies[$0].name) (\(topologies[$0].kind))"
      }
      list.source.note(
        "topology \(topologies[chosen].name) was read, "
          + (topologies[chosen].isDefault
            ? "the cluster's default" : "the first; none is the default")
          + "; not read: \(others.joined(separator: ", "))")
    }
    if topologies[chosen].kind == "flat" {
      list.source.note("topology \(topologies[chosen].name) is flat: no nodes lie together")
    }
    return list
  }

  private mutating func levels(_ kind: String, _ section: inout Section) -> [NodeList.Level] {
    // A flat topology is a flag or a group of options, which are the scheduler's.
    if kind == "flat" {
      for entry in section.node("flat")?.entries ?? [] { list.source.ignore("flat.\(entry.key)") }
      return []
    }
    guard var inner = section.section(kind) else { return [] }
    defer { inner.finish(into: &section) }
    switch kind {
    case "tree": return tree(&inner)
    case "block": return blocks(&inner)
    case "ring":
      let given = groups(&inner, "rings", name: "ring")
      let rings = SlurmBlocks.distinct(given, what: "ring", &log, &list.source)
      list.source.note("the order of the nodes in a ring is not used")
      return rings.isEmpty ? [] : [SlurmBlocks.level("ring", rings)]
    default: return toruses(&inner)
    }
  }

  private mutating func tree(_ section: inout Section) -> [NodeList.Level] {
    var switches: [SlurmSwitch] = []
    eachElement(&section, "switches") { reader, element in
      guard let name = element.text("switch") else { return }
      let nodes = reader.hosts(&element, "nodes")
      let children = reader.children(&element)
      switches.append(
        SlurmSwitch(
          name: name, nodes: nodes, children: children, place: element.place(of: "switch"),
          listPlace: element.place(of: element.has("children") ? "children" : "nodes")))
    }
    if !log.isEmpty || !section.log.isEmpty { return [] }
    var tree = SlurmSwitches(switches)
    return tree.levels(&log, &list.source)
  }

  private mutating func blocks(_ section: inout Section) -> [NodeList.Level] {
    var blocks = SlurmBlocks(blocks: groups(&section, "blocks", name: "block"))
    if let node = section.node("block_sizes") {
      blocks.sizesPlace = node.location
      for element in (node.elements ?? [node]).prefix(64) {
        guard let text = element.text, let size = Int(text), size > 0, size <= HostNames.limit
        else {
          log.add(
            Diagnostic(
              "is no number of nodes", at: element.location, key: section.pathOf("block_sizes"),
              value: element.text.map { .text($0) } ?? .nothing,
              remedy: "write a list such as [18, 36]"))
          continue
        }
        blocks.sizes.append(size)
      }
    }
    return log.isEmpty && section.log.isEmpty ? blocks.levels(&log, &list.source) : []
  }

  private mutating func toruses(_ section: inout Section) -> [NodeList.Level] {
    var toruses: [SlurmGroups.Group] = []
    eachElement(&section, "toruses") { reader, element in
      guard let name = element.text("name") else { return }
      for key in ["dims", "placements"] {
        if element.node(key) != nil { reader.list.source.ignore("torus3d.\(key)") }
      }
      var hosts = reader.hosts(&element, "nodes") ?? HostNames()
      reader.eachElement(&element, "regions") { reader, region in
        for key in ["anchor", "dims"] { _ = region.node(key) }
        if let nodes = reader.hosts(&region, "nodes") { hosts.append(nodes) }
      }
      let place = element.place(of: element.has("regions") ? "regions" : "nodes")
      if !hosts.isEmpty {
        toruses.append(SlurmGroups.Group(name: name, hosts: hosts, place: place))
      }
    }
    toruses = SlurmBlocks.distinct(toruses, what: "torus", &log, &list.source)
    list.source.note("where in a torus a node lies is not used")
    return toruses.isEmpty ? [] : [SlurmBlocks.level("torus", toruses)]
  }

  // Blocks or rings: a name and nodes each.
  private mutating func groups(
    _ section: inout Section, _ key: String, name: String
  ) -> [SlurmGroups.Group] {
    var groups: [SlurmGroups.Group] = []
    eachElement(&section, key) { reader, element in
      guard let name = element.text(name) else { return }
      guard let hosts = reader.hosts(&element, "nodes") else {
        if !element.has("nodes") {
          reader.list.source.note("\(name) has no nodes and was left out")
        }
        return
      }
      groups.append(
        SlurmGroups.Group(name: name, hosts: hosts, place: element.place(of: "nodes")))
    }
    return groups
  }

  private mutating func eachElement(
    _ section: inout Section, _ key: String,
    _ body: (inout SlurmTopologyYAMLReader, inout Section) -> Void
  ) {
    guard let node = section.node(key) else { return }
    guard let elements = node.elements else {
      section.note("is no list", of: key, value: node.text, remedy: "begin each element with -")
      return
    }
    for (index, element) in elements.enumerated() {
      if section.log.problems.count + log.problems.count >= SlurmLines.problemLimit { return }
      var inner = section.nested(element, path: "\(section.pathOf(key))[\(index)]")
      body(&self, &inner)
      inner.finish(into: &section)
    }
  }

  private mutating func hosts(_ section: inout Section, _ key: String) -> HostNames? {
    guard let text = listText(&section, key) else { return nil }
    return budget.read(text, at: section.place(of: key), key: section.pathOf(key), &log)
  }

  private mutating func children(_ section: inout Section) -> HostNames? {
    guard let text = listText(&section, "children") else { return nil }
    return childBudget.read(
      text, at: section.place(of: "children"), key: section.pathOf("children"), &log)
  }

  private func listText(_ section: inout Section, _ key: String) -> String? {
    guard let node = section.node(key) else { return nil }
    if node.text == nil {
      section.note(
        "is a list or a group where one text is needed", of: key,
        remedy: "write a host list such as node[01-16]")
    }
    return node.text
  }
}
