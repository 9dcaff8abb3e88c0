extension TopologyPool {
  /// What does not hold together; empty for a sound pool.
  public var problems: [TopologyProblem] {
    countProblems + failureProblems + domainProblems + tierProblems + hostProblems
  }

  private func problem(
    _ key: String, _ problem: String, _ value: String = "", remedy: String
  ) -> TopologyProblem {
    TopologyProblem(key: "pools.\(id).\(key)", problem: problem, value: value, remedy: remedy)
  }

  private var countProblems: [TopologyProblem] {
    var problems: [TopologyProblem] = []
    for (key, count, lowest) in [
      ("nodes", nodes, 0), ("spare_nodes", spareNodes, 0), ("failed_nodes", failedNodes, 0),
      ("nodes_per_rack", nodesPerRack ?? 1, 1), ("nodes_per_domain", nodesPerDomain, 1),
      ("usable_nodes_per_domain", usableNodesPerDomain, 1),
    ] where count < lowest {
      problems.append(problem(key, "is below \(lowest)", "\(count)", remedy: "count them"))
    }
    if template.gpus.isEmpty {
      problems.append(
        problem("template", "its nodes have no GPUs", template.id, remedy: "choose another"))
    }
    if spareNodes + failedNodes > nodes {
      problems.append(
        problem(
          "nodes", "is fewer than the \(spareNodes) spare and \(failedNodes) failed ones together",
          "\(nodes)", remedy: "count spare and failed nodes in nodes"))
    }
    return problems
  }

  private var failureProblems: [TopologyProblem] {
    var problems: [TopologyProblem] = []
    for index in failedIndices where !(0..<max(nodes, 0)).contains(index) {
      problems.append(
        problem(
          "failed_at", "there is no node of that number", "\(index)",
          remedy: "nodes are numbered from 0 to \(nodes - 1)"))
    }
    if zip(failedIndices, failedIndices.dropFirst()).contains(where: { $0 >= $1 }) {
      problems.append(
        problem(
          "failed_at", "the numbers do not ascend, or one is given twice",
          remedy: "sort them, each once"))
    }
    if failedIndices.count > failedNodes {
      problems.append(
        problem(
          "failed_nodes", "more nodes are named than failed", "\(failedIndices.count)",
          remedy: "count every failed node"))
    }
    return problems
  }

  private var domainProblems: [TopologyProblem] {
    var problems: [TopologyProblem] = []
    if usableNodesPerDomain > nodesPerDomain {
      problems.append(
        problem(
          "usable_nodes_per_domain", "is more than the \(nodesPerDomain) nodes of a domain",
          "\(usableNodesPerDomain)", remedy: "give at most nodes_per_domain"))
    }
    if nodesPerDomain > 1, template.domains.count != 1 {
      problems.append(
        problem(
          "nodes_per_domain", "the GPUs of one node are not all in one domain", template.id,
          remedy: "give 1, or a template whose GPUs are all linked"))
    }
    if let racks, racks.nodes > 0, nodesPerDomain > 1,
      !racks.nest(in: domains, nodes: nodes), !domains.nest(in: racks, nodes: nodes)
    {
      problems.append(
        problem(
          "nodes_per_domain", "racks of \(racks.nodes) nodes and domains cut each other",
          "\(nodesPerDomain)", remedy: "let each rack lie in one domain, or each domain in one rack"
        ))
    }
    problems += totalProblem("nodes_per_domain", domains)
    if let racks { problems += totalProblem("nodes_per_rack", racks) }
    return problems
  }

  private func totalProblem(_ key: String, _ groups: NodeGroups) -> [TopologyProblem] {
    var problems: [TopologyProblem] = []
    if let total = groups.total, total != nodes {
      problems.append(
        problem(
          key, "its groups do not hold the \(nodes) nodes", "\(total)",
          remedy: "let the numbers of the list add up to nodes"))
    }
    if groups.sizes?.contains(where: { $0 < 1 }) ?? false {
      problems.append(
        problem(key, "a group has no node", remedy: "give each group at least one node"))
    }
    return problems
  }

  private var hostProblems: [TopologyProblem] {
    if let name = hosts.repeatedName {
      return [
        problem("hosts", "two nodes have one name", name, remedy: "give each node its own name")
      ]
    }
    if hosts.isEmpty || hosts.count == nodes { return [] }
    return [
      problem(
        "hosts", "names \(hosts.count) nodes, and there are \(nodes)", "\(hosts)",
        remedy: "give one name for each node, such as node[1-\(max(1, nodes))]")
    ]
  }

  private var tierProblems: [TopologyProblem] {
    var problems: [TopologyProblem] = []
    var (inner, name) = (domains, "a domain")
    for tier in tiers {
      problems += totalProblem("tiers", tier.units)
      if tier.nodes < inner.nodes || tier.units == inner || inner.nodes < 1
        || !inner.nest(in: tier.units, nodes: nodes)
      {
        problems.append(
          problem(
            "tiers", "\(tier.name) is not several times the \(inner.nodes) nodes of \(name)",
            "\(tier.nodes)", remedy: "list inner tiers first, each a multiple of the one before"))
      }
      (inner, name) = (tier.units, tier.name)
    }
    if Set(tiers.map(\.name)).count < tiers.count {
      problems.append(problem("tiers", "two tiers have one name", remedy: "name them apart"))
    }
    return problems
  }
}
