internal import Documents
internal import Topology

extension ClusterTopology {
  /// Reads the group of keys of a cluster.
  ///
  /// - Returns: nil after noting a problem.
  init?(_ section: inout Section, shelf: TemplateShelf) {
    let before = section.log.problems.count
    let id = section.identifier("cluster")
    let name = section.text("name", default: "")
    let owner = section.text("owner", default: "")
    let own = section.templates()
    let pools = section.pools(own, shelf)
    let sources = section.sources(of: Self.figures)
    guard section.log.problems.count == before, let id, let name, let owner else { return nil }
    self.init(id: id, name: name, owner: owner, pools: pools, sources: sources)
  }
}

extension Section {
  fileprivate mutating func templates() -> [String: NodeTemplate] {
    guard var group = section("templates") else { return [:] }
    var templates: [String: NodeTemplate] = [:]
    group.readEach { id, section in templates[id] = NodeTemplate(&section, id: id) }
    group.finish(into: &self)
    return templates
  }

  fileprivate mutating func pools(
    _ own: [String: NodeTemplate], _ shelf: TemplateShelf
  ) -> [TopologyPool] {
    guard let node = requiredNode("pools", remedy: "name at least one pool with its nodes") else {
      return []
    }
    var group = Section(node, path: pathOf("pools"))
    var pools: [TopologyPool] = []
    group.readEach { id, section in
      if let pool = TopologyPool(id, &section, own, shelf) { pools.append(pool) }
    }
    if group.entries.isEmpty, group.log.isEmpty {
      note("names no pool", of: "pools", remedy: "write h100: {template: dgx-h100, nodes: 16}")
    }
    group.finish(into: &self)
    return pools
  }

  // The groups in this one, whose keys are ids.
  private mutating func readEach(_ body: (_ id: String, inout Section) -> Void) {
    var register = IdentifierRegister()
    for entry in entries {
      _ = node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: path) { note(problem) }
      var section = Section(entry.value, path: pathOf(entry.key))
      body(entry.key, &section)
      section.finish(into: &self)
    }
  }
}

extension TopologyPool {
  fileprivate init?(
    _ id: String, _ section: inout Section, _ own: [String: NodeTemplate], _ shelf: TemplateShelf
  ) {
    let before = section.log.problems.count
    let template = section.template(own, shelf)
    let nodes = section.count("nodes", .nodes)
    let spares = section.count("spare_nodes", .nodes, default: 0)
    let failedAt =
      section.has("failed_at") ? section.numbers("failed_at", .nodes)?.map { Int($0) } : []
    _ = section.node("failed_at")
    let failed = section.count("failed_nodes", .nodes, default: failedAt?.count ?? 0)
    let racks = section.groups(of: "nodes_per_rack")
    let domains = section.groups(of: "nodes_per_domain") ?? NodeGroups(of: 1)
    let usable = section.count("usable_nodes_per_domain", .groupOfNodes, default: domains.nodes)
    let tiers = section.tiers()
    let hosts = section.hosts()
    guard section.log.problems.count == before, let template, let nodes, let spares, let failedAt,
      let failed, let usable
    else { return nil }
    self.init(
      id: id, template: template, nodes: nodes, hosts: hosts, spareNodes: spares,
      failedNodes: failed, failedIndices: failedAt, racks: racks, domains: domains,
      usableNodesPerDomain: usable, tiers: tiers)
    let problems = self.problems
    section.note(problems, dropping: "pools.\(id).")
    if !problems.isEmpty { return nil }
  }
}

extension Section {
  fileprivate mutating func template(
    _ own: [String: NodeTemplate], _ shelf: TemplateShelf
  ) -> NodeTemplate? {
    guard let name = text("template") else { return nil }
    if let template = own[name] ?? shelf[name] { return template }
    let names = Set(own.keys).union(shelf.names)
    note(
      "there is no machine of that name", of: "template", value: name,
      remedy: nearestName(to: name, among: names).map { "did you mean \($0)?" }
        ?? "describe it under templates, or use one of fulcrum topology list")
    return nil
  }

  fileprivate mutating func tiers() -> [TopologyPool.Tier] {
    guard var group = section("tiers") else { return [] }
    let tiers = group.entries.compactMap { entry in
      group.groups(of: entry.key).map { TopologyPool.Tier(name: entry.key, units: $0) }
    }
    group.finish(into: &self)
    return tiers
  }

  /// Groups of nodes: one number for equal ones, or the size of each in brackets.
  fileprivate mutating func groups(of key: String) -> NodeGroups? {
    guard has(key) else {
      _ = node(key)
      return nil
    }
    guard let sizes = numbers(key, .groupOfNodes)?.map({ Int($0) }) else { return nil }
    return sizes.count == 1 ? NodeGroups(of: sizes[0]) : NodeGroups(sizes: sizes)
  }

  /// The nodes' names: a host list such as node[001-128].
  fileprivate mutating func hosts() -> HostNames {
    guard let node = node("hosts") else { return HostNames() }
    do throws(HostNames.Fault) {
      return try HostNames(node.text ?? "")
    } catch {
      note(error.problem, of: "hosts", value: node.text, remedy: error.remedy)
      return HostNames()
    }
  }
}
