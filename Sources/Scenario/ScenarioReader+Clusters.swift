import Documents
internal import Topology
internal import TopologyFiles

extension ScenarioReader {
  /// The clusters by id; fills ``pools``.
  mutating func readClusters() -> [Scenario.Cluster] {
    let accelerators = readAccelerators()
    guard var group = root.requiredSection("clusters", remedy: "name at least one cluster") else {
      poolsAreKnown = false
      return []
    }
    var register = IdentifierRegister()
    var clusters: [Scenario.Cluster] = []
    for entry in group.entries {
      _ = group.node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: "clusters") {
        group.note(problem)
      }
      var section = group.nested(entry.value, path: "clusters.\(entry.key)")
      if let cluster = readCluster(entry.key, &section, among: accelerators) {
        clusters.append(cluster)
      }
      section.finish(into: &group)
    }
    if group.entries.isEmpty, group.log.isEmpty {
      group.note(
        Diagnostic(
          "names no cluster", at: group.location, key: "clusters",
          remedy: "name one, such as bay-1: {accelerator: h100, nodes: 16}"))
    }
    poolsAreKnown = group.log.isEmpty
    checkMain(&clusters, &group)
    clusters.sort { $0.id < $1.id }
    formPools(of: clusters, accelerators, &group)
    group.finish(into: &root)
    return clusters
  }

  private mutating func readAccelerators() -> [Accelerator] {
    var known = Accelerator.shipped
    guard var group = root.section("accelerators") else { return known }
    let measure = Measure(
      "H100-equivalents of one", example: "0.5", from: 0, through: 1_000, isAboveLowest: true)
    for entry in group.entries {
      var section = group.nested(entry.value, path: "accelerators.\(entry.key)")
      _ = group.node(entry.key)
      let h100e = section.number("h100e", measure)
      let source = section.text("source", default: "stated in the scenario")
      section.finish(into: &group)
      if let fault = Identifier.fault(of: entry.key) {
        group.note(
          Diagnostic(
            "the id \(fault)", at: entry.location, key: "accelerators", value: .text(entry.key),
            remedy: Identifier.remedy))
      } else if let h100e, let source {
        known.removeAll { $0.id == entry.key }
        known.append(Accelerator(id: entry.key, h100e: h100e, source: source))
      }
    }
    group.finish(into: &root)
    return known
  }

  // A cluster by name or file, nodes of one machine by name or file, or nodes of an accelerator.
  private mutating func readCluster(
    _ id: String, _ section: inout Section, among accelerators: [Accelerator]
  ) -> Scenario.Cluster? {
    let isMain = section.flag("main", default: false)
    let origin = (section.texts("cluster") ?? section.texts("machine"))?.joined(separator: ",")
    let changes = readNodes(&section, isRequired: !section.has("cluster"))
    let pool = readPoolName(&section)
    var topology: ClusterTopology?
    if section.has("cluster") {
      topology = findCluster(&section)
    } else if section.has("machine") {
      topology = findTemplate(&section).map {
        ClusterTopology(
          id: id,
          pools: [TopologyPool(id: $0.gpus.first?.accelerator ?? "", template: $0, nodes: 0)])
      }
    } else {
      topology = readInline(id, &section, among: accelerators)
    }
    readExtras(of: id, pools: topology?.pools.count ?? 1, &section)
    guard let isMain, let changes, var topology else { return nil }
    if let problem = Self.apply(changes, pool: pool, to: &topology) {
      section.note(
        problem.what, of: problem.key, value: problem.value, remedy: problem.remedy)
      return nil
    }
    return Scenario.Cluster(id: id, isMain: isMain, origin: origin, topology: topology)
  }

  private struct NodeCounts {
    var nodes, spares, failed, perRack: Int?
  }

  private func readNodes(_ section: inout Section, isRequired: Bool) -> NodeCounts? {
    let measure = Measure.count("a whole number of nodes", example: "16", in: 0...1_000_000)
    var isGood = true
    func count(_ key: String, _ section: inout Section) -> Int? {
      guard section.has(key) else {
        _ = section.node(key)
        return nil
      }
      let count = section.count(key, measure)
      isGood = isGood && count != nil
      return count
    }
    let spares = count("spare_nodes", &section)
    let failed = count("failed_nodes", &section)
    let perRack = count("nodes_per_rack", &section)
    let nodes = isRequired ? section.count("nodes", measure) : count("nodes", &section)
    if isRequired && nodes == nil || !isGood { return nil }
    if let nodes, (spares ?? 0) + (failed ?? 0) > nodes {
      section.note(
        "is fewer than the \(spares ?? 0) spare and \(failed ?? 0) failed ones together",
        of: "nodes", value: String(nodes), remedy: "count spare and failed nodes in nodes")
      return nil
    }
    return NodeCounts(nodes: nodes, spares: spares, failed: failed, perRack: perRack)
  }

  private func readPoolName(_ section: inout Section) -> String? {
    guard let pool = section.optionalText("pool") else { return nil }
    if let fault = Identifier.fault(of: pool) {
      section.note("the id \(fault)", of: "pool", value: pool, remedy: Identifier.remedy)
    }
    return pool
  }

  private func readInline(
    _ id: String, _ section: inout Section, among accelerators: [Accelerator]
  ) -> ClusterTopology? {
    let perNode = Measure.count("a whole number of GPUs", example: "8", in: 1...1_024)
    let accelerator = section.choice("accelerator", among: accelerators.map(\.id).sorted())
    let gpus = section.count("gpus_per_node", perNode, default: 8)
    guard let accelerator, let gpus else { return nil }
    let gpu = NodeTemplate.GPU(model: accelerator, accelerator: accelerator, memoryBytes: 0)
    let template = NodeTemplate(
      id: accelerator, sockets: 0, coresPerSocket: 0, numaNodes: [],
      gpus: Array(repeating: gpu, count: gpus))
    return ClusterTopology(
      id: id, pools: [TopologyPool(id: accelerator, template: template, nodes: 0)])
  }

  // Counts of the scenario go before those of a cluster's own file.
  private static func apply(
    _ counts: NodeCounts, pool: String?, to topology: inout ClusterTopology
  ) -> (key: String, what: String, value: String, remedy: String)? {
    let stated: [(key: String, value: Int?)] = [
      ("nodes", counts.nodes), ("spare_nodes", counts.spares), ("failed_nodes", counts.failed),
      ("nodes_per_rack", counts.perRack),
    ]
    let first = stated.first { $0.value != nil }
    if topology.pools.count != 1, first != nil || pool != nil {
      return (
        first?.key ?? "pool", "speaks of one pool, and \(topology.id) has \(topology.pools.count)",
        first?.value.map(String.init) ?? pool ?? "", "leave it out, or describe the pools in a file"
      )
    }
    guard topology.pools.count == 1 else { return nil }
    if let pool { topology.pools[0].id = pool }
    if let nodes = counts.nodes { topology.pools[0].nodes = nodes }
    if let spares = counts.spares { topology.pools[0].spareNodes = spares }
    if let failed = counts.failed { topology.pools[0].failedNodes = failed }
    if let perRack = counts.perRack, perRack > 0 {
      topology.pools[0].racks = NodeGroups(of: perRack)
    }
    if counts.nodes != nil || counts.failed != nil { topology.pools[0].failedIndices = [] }
    if counts.nodes != nil { topology.pools[0].hosts = HostNames() }
    let own = topology.pools[0]
    if own.spareNodes + own.failedNodes > own.nodes {
      return (
        first?.key ?? "nodes", "leaves less than no node of \(topology.id)",
        first?.value.map(String.init) ?? "",
        "it has \(own.nodes), \(own.spareNodes) spare and \(own.failedNodes) failed"
      )
    }
    return nil
  }

  private func checkMain(_ clusters: inout [Scenario.Cluster], _ group: inout Section) {
    if clusters.count == 1, group.entries.count == 1 { clusters[0].isMain = true }
    let main = clusters.filter(\.isMain)
    if main.count == 1 || clusters.count != group.entries.count || clusters.isEmpty { return }
    group.note(
      Diagnostic(
        main.isEmpty ? "no cluster is the main one" : "more than one cluster is the main one",
        at: group.location, key: "clusters",
        remedy: "write main: true at one of \(clusters.map(\.id).sorted().joined(separator: ", "))")
    )
  }

  private mutating func formPools(
    of clusters: [Scenario.Cluster], _ accelerators: [Accelerator], _ group: inout Section
  ) {
    for cluster in clusters {
      for pool in cluster.topology.pools {
        formPool(pool, of: cluster, accelerators, &group)
      }
    }
    pools.sort { $0.id < $1.id }
  }

  private mutating func formPool(
    _ geometry: TopologyPool, of cluster: Scenario.Cluster, _ accelerators: [Accelerator],
    _ group: inout Section
  ) {
    let kinds = Set(geometry.template.gpus.map(\.accelerator))
    guard kinds.count == 1, let id = kinds.first ?? nil,
      let accelerator = accelerators.first(where: { $0.id == id })
    else {
      group.note(
        Diagnostic(
          "has nodes without GPUs, or with GPUs whose worth is not known",
          at: group.place(of: cluster.id), key: "clusters.\(cluster.id)",
          value: .text(geometry.template.id),
          remedy: "give their accelerator in the machine's file, and its h100e under accelerators"))
      poolsAreKnown = false
      return
    }
    if let other = pools.first(where: { $0.id == geometry.id }) {
      group.note(
        Diagnostic(
          "forms a pool of the same name as \(other.cluster)", at: group.place(of: cluster.id),
          key: "clusters.\(cluster.id)", value: .text(geometry.id),
          remedy: "name the pools apart, such as pool: \(geometry.id)-\(cluster.id)"))
      poolsAreKnown = false
      return
    }
    pools.append(
      Scenario.Pool(
        id: geometry.id, cluster: cluster.id, accelerator: accelerator.id,
        h100ePerGPU: accelerator.h100e, geometry: geometry))
    if let extras = clusterExtras[cluster.id], let place = pools.indices.last {
      pools[place].deliveries = extras.deliveries
      pools[place].wattsPerUnit = extras.kilowattsPerNode.map { $0 * 1_000 }
    }
    facts.append(Scenario.Fact(accelerator))
  }
}
