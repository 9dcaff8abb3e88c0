internal import Documents
internal import Topology

/// The racks, domains and tiers of a pool, and the order of its nodes in which each is a run.
struct LevelGeometry {
  /// The nodes in their order, as positions among those given.
  private(set) var order: [Int]
  /// The racks; nil if no level tells of any.
  private(set) var racks: NodeGroups?
  /// The domains over nodes; nil if no level tells of any.
  private(set) var domains: NodeGroups?
  /// The tiers, inner ones first.
  private(set) var tiers: [TopologyPool.Tier] = []
  /// Levels that do not fit the others.
  private(set) var contradictions: [String] = []
  /// What was taken for what.
  private(set) var notes: [String] = []

  /// The nodes of a level by number of its group; a node in none has a number of its own.
  private struct Assignment {
    var kind: NodeList.Level.Kind
    var group: [Int]
    // Groups with a node of the pool, and numbers in use.
    var count: Int
    var numbers: Int
  }

  /// - Parameters:
  ///   - members: The nodes of the pool, in the order of their names.
  ///   - levels: Those of one text outer ones first, of several texts in any order.
  ///   - accelerator: Its id, which decides what a scheduler's block is.
  init(_ members: [AssembledNode], _ levels: [NodeList.Level], accelerator: String?) {
    order = Array(members.indices)
    if levels.isEmpty { return }
    let position = Dictionary(members.enumerated().map { ($0.element.name, $0.offset) }) { a, _ in a
    }
    let knowsDomains = levels.contains { $0.kind == .domain }
    let assigned = levels.compactMap { level in
      assign(level, position, members.count, blocksOf: knowsDomains ? nil : accelerator)
    }
    // Of levels that nest the outer one has fewer groups; a domain binds closest.
    var assignments = assigned.enumerated().sorted { a, b in
      let (one, other) = (a.element, b.element)
      return (one.count, one.kind == .domain ? 1 : 0, a.offset)
        < (other.count, other.kind == .domain ? 1 : 0, b.offset)
    }.map(\.element)
    while let broken = Self.crossing(assignments) {
      // A domain is how the hardware is joined; what cuts it gives way.
      let isDomain = assignments[broken.inner].kind == .domain
      let victim = isDomain ? broken.outer : broken.inner
      contradictions.append(
        "the groups of level \(assignments[victim].kind.name) lie across those of another; "
          + "the level is left out")
      assignments.remove(at: victim)
    }
    leaveOutTiersInDomains(&assignments)
    order = Self.order(of: assignments, count: members.count)
    for assignment in assignments.reversed() { take(assignment) }
  }

  private mutating func assign(
    _ level: NodeList.Level, _ position: [String: Int], _ count: Int,
    blocksOf accelerator: String?
  ) -> Assignment? {
    var group = [Int](repeating: -1, count: count)
    for (number, members) in level.groups.enumerated() {
      for name in members.hosts.names {
        if let node = position[name] { group[node] = number }
      }
    }
    let lonely = group.count { $0 < 0 }
    if lonely == count { return nil }
    if lonely > 0 {
      notes.append(
        "\(lonely) of \(count) nodes are in no group of level \(level.kind.name): each is taken as alone"
      )
    }
    var isUsed = [Bool](repeating: false, count: level.groups.count)
    for number in group where number >= 0 { isUsed[number] = true }
    var next = level.groups.count
    for node in group.indices where group[node] < 0 {
      group[node] = next
      next += 1
    }
    var kind = level.kind
    if kind == .tier("block"), ["gb200", "gb300"].contains(accelerator) {
      kind = .domain
      notes.append("blocks are taken as NVLink domains, because the GPUs are \(accelerator ?? "")")
    }
    return Assignment(
      kind: kind, group: group, count: isUsed.count { $0 } + lonely, numbers: next)
  }

  // Jobs that fit in a domain lie in one; what divides it binds nothing more.
  private mutating func leaveOutTiersInDomains(_ assignments: inout [Assignment]) {
    guard let domain = assignments.firstIndex(where: { $0.kind == .domain }),
      assignments[domain].count < order.count
    else { return }
    for index in assignments.indices.reversed() where index > domain {
      guard case .tier(let name) = assignments[index].kind else { continue }
      notes.append("level \(name) lies within the domains and is left out")
      assignments.remove(at: index)
    }
  }

  // By the outermost level first; groups stand in the order of their first nodes.
  private static func order(of assignments: [Assignment], count: Int) -> [Int] {
    let keys = assignments.map { assignment in
      var first = [Int](repeating: -1, count: assignment.numbers)
      for (node, group) in assignment.group.enumerated() where first[group] < 0 {
        first[group] = node
      }
      return assignment.group.map { first[$0] }
    }
    return (0..<count).sorted { a, b in
      for key in keys where key[a] != key[b] { return key[a] < key[b] }
      return a < b
    }
  }

  // Two levels of which the inner one has a group that lies in two of the outer one.
  private static func crossing(_ assignments: [Assignment]) -> (outer: Int, inner: Int)? {
    for inner in assignments.indices {
      for outer in 0..<inner {
        var owner = [Int](repeating: -1, count: assignments[inner].numbers)
        for (group, other) in zip(assignments[inner].group, assignments[outer].group) {
          if owner[group] >= 0, owner[group] != other { return (outer, inner) }
          owner[group] = other
        }
      }
    }
    return nil
  }

  private mutating func take(_ assignment: Assignment) {
    var sizes: [Int] = []
    var last: Int?
    for node in order {
      if assignment.group[node] != last { sizes.append(0) }
      last = assignment.group[node]
      sizes[sizes.count - 1] += 1
    }
    let groups = NodeGroups(sizes: sizes)
    switch assignment.kind {
    case .domain: if groups.nodes > 1 { take(groups, as: \.domains, "domain") }
    case .rack: take(groups, as: \.racks, "rack")
    case .tier(let name):
      let inner = tiers.last?.units ?? domains ?? NodeGroups(of: 1)
      if groups == inner || groups.nodes == 1 { return }
      if tiers.contains(where: { $0.name == name }) {
        contradictions.append(Self.second(name))
      } else {
        tiers.append(TopologyPool.Tier(name: name, units: groups))
      }
    }
  }

  private mutating func take(
    _ groups: NodeGroups, as level: WritableKeyPath<LevelGeometry, NodeGroups?>, _ name: String
  ) {
    if let inner = self[keyPath: level] {
      if inner != groups { contradictions.append(Self.second(name)) }
    } else {
      self[keyPath: level] = groups
    }
  }

  private static func second(_ name: String) -> String {
    "there are two levels \(name) that differ; the inner one is taken"
  }
}

extension NodeList.Level.Kind {
  /// In words.
  var name: String {
    switch self {
    case .domain: "domain"
    case .rack: "rack"
    case .tier(let name): name
    }
  }
}
