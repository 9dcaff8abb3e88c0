internal import Topology

/// Switches for Slurm, made of the levels in which nodes lie.
///
/// A switch is a group under the groups that hold it, so that the result is a tree whatever the
/// levels are: a group that lies across two outer ones becomes two switches.
struct SlurmTree {
  /// A switch; nodes or switches below it, never both.
  struct Switch: Hashable {
    var name: String
    var hosts = HostNames()
    var children: [Int] = []
  }

  /// The switches, outer levels first.
  private(set) var switches: [Switch] = []
  /// The nodes that are in no group.
  private(set) var rest = HostNames()

  private struct Step: Hashable {
    var parent: Int?
    var kind: NodeList.Level.Kind
    var name: String
  }

  private struct Draft {
    var step: Step
    // Pools, levels and groups in their order.
    var order: Int
    var group: HostNames
    var hosts = HostNames()
    var children: [Int] = []
  }

  private var drafts: [Draft] = []
  private var steps: [Step: Int] = [:]

  /// Builds the switches of pools; groups of the same kind and name in two pools are one.
  init(_ pools: [SlurmTopologyText.Pool]) {
    for (number, pool) in pools.enumerated() { add(pool, at: number) }
    finish()
  }

  private mutating func add(_ pool: SlurmTopologyText.Pool, at number: Int) {
    let levels = pool.levels.filter { !SlurmTopologyText.isBlock($0.kind) }
    let groups = levels.enumerated().flatMap { level, content in
      content.groups.map { (level: level, kind: content.kind, group: $0) }
    }
    var spans = HostSpans()
    spans.insert(pool.hosts, owner: 0)
    for (index, group) in groups.enumerated() { spans.insert(group.group.hosts, owner: index + 1) }
    // Owners are in the order of levels, which makes them the way down.
    for piece in spans.pieces() ?? [] where piece.owners[0] == 0 {
      var parent: Int?
      var level = -1
      for owner in piece.owners.dropFirst() where groups[owner - 1].level > level {
        let group = groups[owner - 1]
        level = group.level
        let step = Step(parent: parent, kind: group.kind, name: group.group.name)
        parent = draft(step, order: number << 32 + owner, group.group.hosts)
      }
      if let parent {
        drafts[parent].hosts.append(piece.hosts)
      } else {
        rest.append(piece.hosts)
      }
    }
  }

  private mutating func draft(_ step: Step, order: Int, _ group: HostNames) -> Int {
    if let index = steps[step] { return index }
    let index = drafts.count
    steps[step] = index
    drafts.append(Draft(step: step, order: order, group: group))
    if let parent = step.parent { drafts[parent].children.append(index) }
    return index
  }

  private mutating func finish() {
    let order = drafts.indices.sorted { drafts[$0].order < drafts[$1].order }
    var positions = [Int](repeating: 0, count: drafts.count)
    for (position, index) in order.enumerated() { positions[index] = position }
    var names = SlurmNames()
    switches = order.map { Switch(name: names.name(drafts[$0].step.name)) }
    for (position, index) in order.enumerated() {
      let draft = drafts[index]
      switches[position].children = draft.children.map { positions[$0] }.sorted()
      if draft.hosts.isEmpty { continue }
      if draft.children.isEmpty {
        // In the order of the group, if all of it is here.
        let isWhole = draft.hosts.count == draft.group.count
        switches[position].hosts = isWhole ? draft.group : draft.hosts
      } else {
        switches[position].children.append(switches.count)
        let name = names.name("\(draft.step.name)-nodes")
        switches.append(Switch(name: name, hosts: draft.hosts))
      }
    }
    drafts = []
    steps = [:]
  }

  /// The names of the switches below one, as a host list.
  func children(of node: Switch) -> HostNames {
    var names = HostNames()
    for child in node.children { names.append(one: switches[child].name) }
    return names
  }
}

/// Names that Slurm takes for switches and blocks, each once.
struct SlurmNames {
  private var taken: Set<String> = []

  /// A name like the text: letters, digits, dots, hyphens and underscores, at most 60.
  mutating func name(_ text: String) -> String {
    let allowed = text.unicodeScalars.prefix(60).map { scalar in
      let isPlain =
        scalar.isASCII && (scalar.properties.isAlphabetic || "0123456789".contains(scalar))
      return isPlain || "._-".unicodeScalars.contains(scalar) ? Character(scalar) : "-"
    }
    let base = allowed.isEmpty ? "unnamed" : String(allowed)
    if taken.insert(base).inserted { return base }
    for number in 2... where taken.insert("\(base).\(number)").inserted {
      return "\(base).\(number)"
    }
    return base
  }
}

extension String {
  fileprivate func contains(_ scalar: Unicode.Scalar) -> Bool { unicodeScalars.contains(scalar) }
}
