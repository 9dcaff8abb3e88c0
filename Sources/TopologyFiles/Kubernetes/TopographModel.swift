internal import Documents
internal import Topology

/// The model of a cluster by which topograph is tried: switches, and blocks of nodes under them.
///
/// Two shapes are read: switches as a group of keys with `blocks`, and, until 2025, switches as a
/// list with `capacity_blocks`. Source: topograph, pkg/models and tests/models.
enum TopographModel {
  /// Whether the text looks like one.
  static func recognises(_ text: String) -> Bool {
    var hasBlocks = false
    var hasSwitches = false
    for line in text.utf8.prefix(1 << 20).split(separator: 0x0A) {
      let key = Substring(line.prefix { $0 != UInt8(ascii: ":") })
      switch key {
      case "switches": hasSwitches = true
      case "blocks", "capacity_blocks": hasBlocks = true
      case "kind", "apiVersion": return false
      default: break
      }
    }
    return hasBlocks && (hasSwitches || text.utf8.firstRange(of: "nodes".utf8) != nil)
  }

  /// Reads the nodes with their switches and domains; what machines they are is not told.
  /// - Throws: Every problem found, each with its place.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    let root = try DocumentNode(yaml: input)
    var reader = TopographReader(input.file)
    reader.read(root)
    return try reader.finish()
  }
}

/// Reads the parts of a model.
private struct TopographReader {
  private struct Switch {
    var parent: String?
    var labels: [(key: String, value: String)] = []
    var place: SourceLocation
  }

  private struct Block {
    var place: SourceLocation
    var name: String?
    var hosts = HostNames()
    var switchName: String?
    var labels: [(key: String, value: String)] = []
    var domain: String?
    var subDomain: String?
    var type: String?
  }

  private var list: NodeList
  private var log = DiagnosticLog()
  private var switches: [String: Switch] = [:]
  private var order: [String] = []
  // Old models name the blocks below a switch.
  private var switchOfBlock: [String: String] = [:]
  private var blocks: [Block] = []
  private var register = HostRegister()
  private var ignored = Set<String>()

  static let problemLimit = 20
  static let tierLimit = 32

  init(_ file: String) { list = NodeList(format: .topograph, file: file) }

  mutating func read(_ root: DocumentNode) {
    for entry in root.entries ?? [] {
      switch entry.key {
      case "switches": readSwitches(entry.value)
      case "blocks", "capacity_blocks": readBlocks(entry.value, entry.key)
      default: ignored.insert(entry.key)
      }
    }
    if root["blocks"] == nil, root["capacity_blocks"] == nil {
      note("the model has no blocks", at: root.location, "", "list blocks: [{switch, nodes}]")
    }
  }

  private mutating func readSwitches(_ node: DocumentNode) {
    for (index, element) in (node.elements ?? []).enumerated() {
      guard let name = element["name"]?.text else {
        note(
          "the switch has no name", at: element.location, "switches[\(index)]", "give it a name")
        continue
      }
      readSwitch(name, element, at: element.location)
    }
    for entry in node.entries ?? [] { readSwitch(entry.key, entry.value, at: entry.location) }
  }

  private mutating func readSwitch(_ name: String, _ node: DocumentNode, at place: SourceLocation) {
    if switches[name] == nil { enter(name, at: place) }
    for entry in node.entries ?? [] {
      switch entry.key {
      case "name": break
      case "labels", "annotations":
        let labels = pairs(entry.value)
        switches[name]?.labels += labels
      case "switches":
        for child in entry.value.elements ?? [] { adopt(child, by: name) }
      case "capacity_blocks", "blocks":
        for block in entry.value.elements ?? [] { switchOfBlock[block.text ?? ""] = name }
      case "nodes":
        var block = Block(place: entry.value.location)
        block.switchName = name
        readHosts(entry.value, "switches.\(name).nodes", &block)
        blocks.append(block)
      default: ignored.insert("switches.\(entry.key)")
      }
    }
  }

  private mutating func adopt(_ child: DocumentNode, by parent: String) {
    guard let name = child.text, !child.isNull else {
      return note(
        "is no name of a switch", at: child.location, "switches.\(parent).switches",
        "list the names of switches")
    }
    if switches[name] == nil { enter(name, at: child.location) }
    if let other = switches[name]?.parent, other != parent {
      note(
        "the switch is below \(parent) and below \(other)", at: child.location,
        "switches.\(parent).switches", "keep one of the two", value: name)
    }
    switches[name]?.parent = parent
  }

  private mutating func enter(_ name: String, at place: SourceLocation) {
    switches[name] = Switch(place: place)
    order.append(name)
  }

  private mutating func readBlocks(_ node: DocumentNode, _ key: String) {
    for (index, element) in (node.elements ?? []).enumerated() {
      if log.problems.count >= Self.problemLimit { return }
      let path = "\(key)[\(index)]"
      var block = Block(place: element.location)
      let before = log.problems.count
      for entry in element.entries ?? [] {
        switch entry.key {
        case "name": block.name = entry.value.text
        case "switch": block.switchName = entry.value.isNull ? nil : entry.value.text
        case "nodes": readHosts(entry.value, path + ".nodes", &block)
        case "type": block.type = entry.value.text
        case "nvlink": block.domain = entry.value.isNull ? nil : entry.value.text
        case "labels", "annotations": readMarks(entry.value, &block)
        default: ignored.insert("\(key).\(entry.key)")
        }
      }
      if block.hosts.isEmpty, log.problems.count == before {
        note("the block has no nodes", at: element.location, path, "list its nodes, or delete it")
      }
      blocks.append(block)
    }
  }

  private mutating func readHosts(_ node: DocumentNode, _ path: String, _ block: inout Block) {
    for element in node.elements ?? [node] {
      if log.problems.count >= Self.problemLimit { return }
      guard let text = element.text, !element.isNull else {
        note("is no name of nodes", at: element.location, path, "write such as node[01-16]")
        continue
      }
      guard let hosts = HostNames.read(text, at: element.location, key: path, &log) else {
        continue
      }
      if let problem = register.enter(hosts, at: element.location, key: path) {
        log.add(problem)
      } else {
        block.hosts.append(hosts)
      }
    }
  }

  private mutating func readMarks(_ node: DocumentNode, _ block: inout Block) {
    for (key, value) in pairs(node) {
      if KubernetesLabel.domains.contains(key) || key.hasSuffix("/domain") {
        block.domain = value
      } else if key.hasSuffix("/sub-domain") {
        block.subDomain = value
      } else {
        block.labels.append((key, value))
      }
    }
  }

  private func pairs(_ node: DocumentNode) -> [(key: String, value: String)] {
    (node.entries ?? []).compactMap { entry in entry.value.text.map { (entry.key, $0) } }
  }

  mutating func finish() throws(Diagnostics) -> NodeList {
    var chains: [String: [String]] = [:]
    for (index, block) in blocks.enumerated() where block.switchName == nil {
      blocks[index].switchName = block.name.flatMap { switchOfBlock[$0] }
    }
    for (index, block) in blocks.enumerated() {
      guard let name = block.switchName else { continue }
      if switches[name] == nil {
        if log.problems.count >= Self.problemLimit { break }
        note(
          "there is no such switch", at: block.place, "blocks[\(index)].switch",
          nearestName(to: name, among: order).map { "did you mean \($0)?" }
            ?? "list it under switches", value: name)
        continue
      }
      if chains[name] == nil { chains[name] = chain(from: name) }
    }
    try log.throwIfAny()
    if blocks.isEmpty {
      throw Diagnostics(
        "names no node", at: SourceLocation(file: list.source.file),
        remedy: "list blocks: [{switch, nodes}]")
    }
    for block in blocks {
      list.nodes.append(
        NodeList.Entry(
          hosts: block.hosts, machine: MachineFacts(product: block.type), place: block.place))
    }
    list.levels = levels(chains)
    for key in ignored.sorted() { list.source.ignore(key.escapedForDisplay(limit: 400)) }
    list.source.note("tells where nodes are and not what they are")
    return list
  }

  // The switch and those above it.
  private mutating func chain(from name: String) -> [String] {
    var chain = [name]
    while let parent = switches[chain[chain.count - 1]]?.parent {
      if chain.contains(parent) || chain.count >= Self.tierLimit {
        note(
          chain.contains(parent)
            ? "the switch is below itself" : "stands below more than \(Self.tierLimit) switches",
          at: switches[name]?.place ?? SourceLocation(file: list.source.file), "switches",
          "let switches form a tree", value: name)
        break
      }
      chain.append(parent)
    }
    return chain
  }

  private mutating func levels(_ chains: [String: [String]]) -> [NodeList.Level] {
    var levels: [NodeList.Level] = []
    let chainOf = blocks.map { $0.switchName.flatMap { chains[$0] } ?? [] }
    let labels = zip(blocks, chainOf).map { block, chain in
      block.labels + chain.flatMap { switches[$0]?.labels ?? [] }
    }
    func add(_ kind: NodeList.Level.Kind, _ value: (Int) -> String?) {
      let members = blocks.indices.map { index in
        (hosts: blocks[index].hosts, path: value(index).map { [$0] })
      }
      if let level = NodeList.Level(kind, of: members) { levels.append(level) }
    }
    for site in KubernetesLabel.sites {
      add(.tier(KubernetesLabel.shortName(site))) { index in
        labels[index].first { $0.key == site }?.value
      }
    }
    for tier in (0..<(chainOf.map(\.count).max() ?? 0)).reversed() {
      add(.tier("tier-\(tier)")) { chainOf[$0].indices.contains(tier) ? chainOf[$0][tier] : nil }
    }
    add(.rack) { labels[$0].first { KubernetesLabel.isRack($0.key) }?.value }
    add(.domain) { blocks[$0].domain }
    add(.tier("sub-domain")) { blocks[$0].subDomain }
    for (key, _) in labels.joined()
    where !KubernetesLabel.sites.contains(key) && !KubernetesLabel.isRack(key) {
      ignored.insert("labels.\(key)")
    }
    return levels
  }

  private mutating func note(
    _ problem: String, at place: SourceLocation, _ key: String, _ remedy: String,
    value: String? = nil
  ) {
    log.add(
      Diagnostic(
        problem, at: place, key: key, value: value.map { .text($0) } ?? .nothing, remedy: remedy))
  }
}
