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
    var register = IdentifierRegister()
    for entry in group.entries {
      _ = group.node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: group.path) {
        group.note(problem)
      }
      var section = Section(entry.value, path: group.pathOf(entry.key))
      templates[entry.key] = NodeTemplate(&section, id: entry.key)
      section.finish(into: &group)
    }
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
    var register = IdentifierRegister()
    var pools: [TopologyPool] = []
    for entry in group.entries {
      _ = group.node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: group.path) {
        group.note(problem)
      }
      var section = Section(entry.value, path: group.pathOf(entry.key))
      if let pool = TopologyPool(entry.key, &section, own, shelf) { pools.append(pool) }
      section.finish(into: &group)
    }
    if group.entries.isEmpty, group.log.isEmpty {
      note("names no pool", of: "pools", remedy: "write h100: {template: dgx-h100, nodes: 16}")
    }
    group.finish(into: &self)
    return pools
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
    let rack = section.has("nodes_per_rack") ? section.count("nodes_per_rack", .groupOfNodes) : nil
    _ = section.node("nodes_per_rack")
    let domain = section.count("nodes_per_domain", .groupOfNodes, default: 1)
    let usable = section.count("usable_nodes_per_domain", .groupOfNodes, default: domain ?? 1)
    let tiers = section.tiers()
    guard section.log.problems.count == before, let template, let nodes, let spares, let failedAt,
      let failed, let domain, let usable
    else { return nil }
    self.init(
      id: id, template: template, nodes: nodes, spareNodes: spares, failedNodes: failed,
      failedIndices: failedAt, nodesPerRack: rack, nodesPerDomain: domain,
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
      group.count(entry.key, .groupOfNodes).map {
        TopologyPool.Tier(name: entry.key, nodes: $0)
      }
    }
    group.finish(into: &self)
    return tiers
  }
}
