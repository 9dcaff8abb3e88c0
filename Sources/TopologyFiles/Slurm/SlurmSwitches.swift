internal import Documents
internal import Topology

/// A switch of topology.conf or topology.yaml.
struct SlurmSwitch {
  /// Its name.
  var name: String
  /// The nodes at it; nil if it has none.
  var nodes: HostNames?
  /// The switches below it; nil if it has none.
  var children: HostNames?
  /// Where it is described.
  var place: SourceLocation
  /// Where its nodes or children are listed.
  var listPlace: SourceLocation
}

/// A tree of switches, and the levels that it makes.
///
/// A switch with nodes is at height 0, one with switches a step above the highest of them. Heights
/// are levels, whatever the switches are called.
struct SlurmSwitches {
  /// How many levels there may be.
  static let heightLimit = 16

  private let switches: [SlurmSwitch]
  private var byName: [String: Int] = [:]
  private var children: [[Int]]
  private var parents: [Int?]
  private var heights: [Int?]

  /// Takes the switches in the order of the file.
  init(_ switches: [SlurmSwitch]) {
    self.switches = switches
    children = Array(repeating: [], count: switches.count)
    parents = Array(repeating: nil, count: switches.count)
    heights = Array(repeating: nil, count: switches.count)
  }

  /// The levels, outer ones first; empty after a problem.
  mutating func levels(
    _ log: inout DiagnosticLog, _ source: inout TopologyReading.Source
  ) -> [NodeList.Level] {
    checkEach(&log, &source)
    linkChildren(&log)
    if !log.isEmpty { return [] }
    let order = measureHeights(&log)
    if !log.isEmpty { return [] }
    let leaves = switches.map {
      SlurmGroups.Group(name: $0.name, hosts: $0.nodes ?? HostNames(), place: $0.listPlace)
    }
    let hosts = SlurmGroups.distinct(leaves, what: "switch", &log, &source)
    noteUneven(&source)
    return levels(from: order, hosts)
  }

  private mutating func checkEach(
    _ log: inout DiagnosticLog, _ source: inout TopologyReading.Source
  ) {
    for (index, node) in switches.enumerated() where log.problems.count < SlurmLines.problemLimit {
      if let first = byName[node.name] {
        log.add(
          Diagnostic(
            "the switch is described twice, first in line \(switches[first].place.line)",
            at: node.place, value: .text(node.name), remedy: "give each switch its own name"))
        continue
      }
      byName[node.name] = index
      if node.nodes != nil, node.children != nil {
        log.add(
          Diagnostic(
            "the switch has nodes and switches", at: node.listPlace, value: .text(node.name),
            remedy: "put the nodes below a switch of their own"))
      } else if node.nodes == nil, node.children == nil {
        source.note("switch \(node.name) has neither nodes nor switches and was left out")
      }
    }
  }

  private mutating func linkChildren(_ log: inout DiagnosticLog) {
    for (index, node) in switches.enumerated() {
      guard let names = node.children?.names else { continue }
      for name in names {
        if log.problems.count >= SlurmLines.problemLimit { return }
        guard let child = byName[name] else {
          let near =
            switches.count <= 1_000 ? nearestName(to: name, among: byName.keys.sorted()) : nil
          log.add(
            Diagnostic(
              "the switch below it is not described", at: node.listPlace, key: node.name,
              value: .text(name),
              remedy: near.map { "did you mean \($0)?" } ?? "describe it, or take it off the list"))
          break
        }
        if let parent = parents[child] {
          log.add(
            Diagnostic(
              "the switch is below \(switches[parent].name) of line "
                + "\(switches[parent].place.line) already", at: node.listPlace, key: node.name,
              value: .text(name),
              remedy: "put each switch below one other; links beside the tree "
                + "are not described"))
          break
        }
        parents[child] = index
        children[index].append(child)
      }
    }
  }

  // Leaves first; what is never reached goes round in a circle. The order in which all are done.
  private mutating func measureHeights(_ log: inout DiagnosticLog) -> [Int] {
    var waiting = children.map(\.count)
    var order = switches.indices.filter { waiting[$0] == 0 }
    var next = 0
    while next < order.count {
      let index = order[next]
      next += 1
      let below = children[index].compactMap { heights[$0] }.max()
      heights[index] = below.map { $0 + 1 } ?? 0
      if let parent = parents[index] {
        waiting[parent] -= 1
        if waiting[parent] == 0 { order.append(parent) }
      }
    }
    if let start = switches.indices.first(where: { heights[$0] == nil }) {
      noteCircle(from: start, &log)
    }
    if let high = order.first(where: { (heights[$0] ?? 0) >= Self.heightLimit }) {
      log.add(
        Diagnostic(
          "the switch has more than \(Self.heightLimit) levels of switches below it",
          at: switches[high].place, value: .text(switches[high].name),
          remedy: "describe the levels that matter to jobs"))
    }
    return order
  }

  private func noteCircle(from start: Int, _ log: inout DiagnosticLog) {
    var path: [Int] = []
    var seen: Set<Int> = []
    var index = start
    while seen.insert(index).inserted {
      path.append(index)
      guard let below = children[index].first(where: { heights[$0] == nil }) else { return }
      index = below
    }
    let circle = path.drop { $0 != index }.map { switches[$0].name }
    log.add(
      Diagnostic(
        "the switches go round in a circle", at: switches[index].listPlace,
        value: .text((circle + [switches[index].name]).joined(separator: " over ")),
        remedy: "take one of them off the list of the one before"))
  }

  private func noteUneven(_ source: inout TopologyReading.Source) {
    for (index, below) in children.enumerated() {
      let levels = Set(below.compactMap { heights[$0] })
      if levels.count > 1 {
        source.note(
          "the switches below \(switches[index].name) have different numbers of levels below them: "
            + "some nodes are in no group of a level between")
        return
      }
    }
  }

  private func levels(from order: [Int], _ leaves: [HostNames]) -> [NodeList.Level] {
    var hosts = leaves
    for index in order {
      for child in children[index] { hosts[index].append(hosts[child]) }
    }
    let top = order.filter { !hosts[$0].isEmpty }.compactMap { heights[$0] }.max()
    guard let top else { return [] }
    return (0...top).reversed().map { height in
      let groups = switches.indices.filter { heights[$0] == height && !hosts[$0].isEmpty }
      return NodeList.Level(
        kind: .tier(Self.name(of: height, top: top)),
        groups: groups.map { NodeList.Level.Group(name: switches[$0].name, hosts: hosts[$0]) })
    }
  }

  /// What the level of a height is called in a tree.
  static func name(of height: Int, top: Int) -> String {
    top < 3 ? ["leaf", "spine", "core"][height] : "level-\(height + 1)"
  }
}

/// Groups of nodes of which each node is in one.
enum SlurmGroups {
  /// A group as the file has it.
  struct Group {
    /// Its name.
    var name: String
    /// Its nodes.
    var hosts: HostNames
    /// Where they are listed.
    var place: SourceLocation
  }

  /// The nodes of each group, a node that is in two in the first of them only.
  ///
  /// Slurm warns of such nodes and goes on, and files of large clusters have them.
  static func distinct(
    _ groups: [Group], what: String, _ log: inout DiagnosticLog,
    _ source: inout TopologyReading.Source
  ) -> [HostNames] {
    var hosts = groups.map(\.hosts)
    var spans = HostSpans()
    for (index, group) in groups.enumerated() { spans.insert(group.hosts, owner: index) }
    guard let pieces = spans.pieces() else {
      log.add(SlurmHosts.tooEntangled(groups.first?.place.file ?? ""))
      return hosts
    }
    var short: Set<Int> = []
    for piece in pieces where piece.owners.count > 1 {
      short.formUnion(piece.owners.dropFirst())
      if source.contradictions.count == TopologyReading.Source.limit { continue }
      let (first, second) = (groups[piece.owners[0]], groups[piece.owners[1]])
      source.contradict(
        piece.owners[0] == piece.owners[1]
          ? "\(what) \(first.name) lists \(piece.hosts.description) twice; it counts once"
          : "\(piece.hosts.description) is in \(what) \(first.name) and in \(second.name); the former was "
            + "taken", at: second.place)
    }
    for index in short { hosts[index] = HostNames() }
    for piece in pieces where short.contains(piece.owners[0]) {
      hosts[piece.owners[0]].append(piece.hosts)
    }
    return hosts
  }
}
