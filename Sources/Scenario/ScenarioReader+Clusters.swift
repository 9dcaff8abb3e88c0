import Documents
internal import Topology

extension ScenarioReader {
  /// The clusters by id; fills ``pools``.
  mutating func readClusters() -> [Scenario.Cluster] {
    let accelerators = readAccelerators()
    guard let node = root.requiredNode("clusters", remedy: "name at least one cluster") else {
      return []
    }
    var group = Section(node, path: "clusters")
    var register = IdentifierRegister()
    var clusters: [Scenario.Cluster] = []
    for entry in group.entries {
      _ = group.node(entry.key)
      if let problem = register.enter(entry.key, at: entry.location, key: "clusters") {
        group.note(problem)
      }
      var section = Section(entry.value, path: "clusters.\(entry.key)")
      if let cluster = readCluster(entry.key, &section, among: accelerators) {
        clusters.append(cluster)
      }
      section.finish(into: &group)
    }
    if group.entries.isEmpty, group.log.isEmpty {
      group.note(
        Diagnostic(
          "names no cluster", at: node.location, key: "clusters",
          remedy: "name one, such as bay-1: {accelerator: h100, nodes: 16}"))
    }
    checkMain(&clusters, &group)
    clusters.sort { $0.id < $1.id }
    formPools(of: clusters, accelerators, &group)
    group.finish(into: &root)
    return clusters
  }

  /// The largest cluster in service; ties go to the first id.
  func weighedCluster(among clusters: [Scenario.Cluster]) -> Scenario.WeighedCluster? {
    var largest: Scenario.WeighedCluster?
    for (cluster, pool) in clusters.compactMap({ cluster in
      pools.first { $0.cluster == cluster.id }.map { (cluster, $0) }
    }) {
      let h100e = Double(cluster.inServiceGPUs) * pool.h100ePerGPU
      if h100e > largest?.h100e ?? -1 {
        largest = Scenario.WeighedCluster(id: cluster.id, h100e: h100e)
      }
    }
    return largest
  }

  private mutating func readAccelerators() -> [Accelerator] {
    var known = Accelerator.shipped
    guard var group = root.section("accelerators") else { return known }
    let measure = Measure(
      "H100-equivalents of one", example: "0.5", from: 0, through: 1_000, isAboveLowest: true)
    for entry in group.entries {
      var section = Section(entry.value, path: "accelerators.\(entry.key)")
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

  private func readCluster(
    _ id: String, _ section: inout Section, among accelerators: [Accelerator]
  ) -> Scenario.Cluster? {
    let nodes = Measure.count("a whole number of nodes", example: "16", in: 0...1_000_000)
    let perNode = Measure.count("a whole number of GPUs", example: "8", in: 1...1_024)
    let accelerator = section.choice("accelerator", among: accelerators.map(\.id).sorted())
    let count = section.count("nodes", nodes)
    let gpusPerNode = section.count("gpus_per_node", perNode, default: 8)
    let spares = section.count("spare_nodes", nodes, default: 0)
    let failed = section.count("failed_nodes", nodes, default: 0)
    let isMain = section.flag("main", default: false)
    let pool = section.text("pool", default: accelerator ?? "")
    if let pool, section.has("pool"), let fault = Identifier.fault(of: pool) {
      section.note("the id \(fault)", of: "pool", value: pool, remedy: Identifier.remedy)
    }
    if let count, let spares, let failed, spares + failed > count {
      section.note(
        "is fewer than the \(spares) spare and \(failed) failed ones together", of: "nodes",
        value: String(count), remedy: "count spare and failed nodes in nodes")
    }
    guard let accelerator, let count, let gpusPerNode, let spares, let failed, let isMain, let pool
    else { return nil }
    return Scenario.Cluster(
      id: id, accelerator: accelerator, pool: pool, isMain: isMain, nodes: count,
      gpusPerNode: gpusPerNode, spareNodes: spares, failedNodes: failed)
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
      guard let accelerator = accelerators.first(where: { $0.id == cluster.accelerator }) else {
        continue
      }
      if let other = pools.first(where: { $0.id == cluster.pool }) {
        group.note(
          Diagnostic(
            "forms a pool of the same name as \(other.cluster)", at: group.place(of: cluster.id),
            key: "clusters.\(cluster.id)", value: .text(cluster.pool),
            remedy: "name the pools apart, such as pool: \(cluster.pool)-\(cluster.id)"))
        continue
      }
      pools.append(
        Scenario.Pool(
          id: cluster.pool, cluster: cluster.id, accelerator: accelerator.id,
          gpusPerUnit: cluster.gpusPerNode,
          capacity: cluster.nodes - cluster.spareNodes - cluster.failedNodes,
          h100ePerGPU: accelerator.h100e))
      facts.append(
        Scenario.Fact(
          what: "H100-equivalents of one \(accelerator.id)", value: "\(accelerator.h100e)",
          source: accelerator.source, date: "", isAssumption: false))
    }
    pools.sort { $0.id < $1.id }
  }
}
