public import Documents
internal import Topology

/// A machine or cluster in another program's format.
public struct TopologyConversion: Hashable, Sendable {
  /// What a topology can be written as.
  public enum Format: String, Hashable, Sendable, CaseIterable {
    /// Our own.
    case yaml
    /// Our own, spelt as JSON.
    case json
    /// XML of hwloc 2, of one machine.
    case hwloc
    /// Slurm's topology.conf.
    case slurmConf = "topology.conf"
    /// Slurm's topology.yaml, from 25.05.
    case slurmYAML = "topology.yaml"
    /// A Topology of Kueue.
    case kueue
  }

  /// The file's text.
  public let text: String
  /// What the format cannot hold, and what had to be made up; sentences without their full stops.
  public let notes: [String]

  /// Writes what was read.
  /// - Parameters:
  ///   - reading: The machine or cluster.
  ///   - format: As what.
  ///   - shelf: The machines that a reader of our own files knows; they are named, not repeated.
  ///   - place: What messages call the source.
  /// - Throws: A machine where the format holds clusters, a cluster where it holds one machine.
  public init(
    _ reading: TopologyReading, as format: Format, shelf: TemplateShelf = .empty,
    at place: SourceLocation
  ) throws(Diagnostics) {
    switch format {
    case .yaml, .json:
      let yaml =
        switch reading.file {
        case .template(let template): template.yaml
        case .cluster(let cluster): cluster.yaml(shelf: shelf)
        }
      text =
        format == .yaml
        ? yaml : try DocumentNode(yaml: InputText(yaml, file: "conversion")).json + "\n"
      notes = []
    case .hwloc:
      let template = try Self.machine(of: reading.file, at: place)
      text = (reading.tree ?? template.machineTree).hwlocXML
      let unknown = reading.tree == nil ? template.unknownFigures : []
      notes =
        unknown.isEmpty
        ? []
        : [
          "not known, and written as the least that hwloc takes: \(unknown.joined(separator: ", "))"
        ]
    case .slurmConf, .slurmYAML:
      let cluster = try Self.cluster(of: reading.file, at: place)
      let named = cluster.withHostNames
      let slurm = SlurmTopologyText(named.cluster.pools.map(SlurmTopologyText.Pool.init))
      text = format == .slurmConf ? slurm.conf : slurm.yaml
      notes = named.notes
    case .kueue:
      let cluster = try Self.cluster(of: reading.file, at: place)
      let labels = cluster.levelLabels
      text = KueueTopology.yaml(name: cluster.id.lowercased(), levels: labels.map(\.label))
      notes = labels.map { "\($0.level) is read from the label \($0.label) of the nodes" }
    }
  }

  private static func machine(
    of file: TopologyFile, at place: SourceLocation
  ) throws(Diagnostics) -> NodeTemplate {
    switch file {
    case .template(let template): return template
    case .cluster(let cluster):
      let machines = cluster.templates.map(\.id).joined(separator: ", ")
      throw Diagnostics(
        "is a cluster, and hwloc's XML holds one machine", at: place,
        remedy: "convert a machine: \(machines)")
    }
  }

  private static func cluster(
    of file: TopologyFile, at place: SourceLocation
  ) throws(Diagnostics) -> ClusterTopology {
    switch file {
    case .cluster(let cluster): return cluster
    case .template(let template):
      throw Diagnostics(
        "is a machine, and the format holds the levels of a cluster", at: place,
        value: .text(template.id), remedy: "convert a cluster, or write it as yaml, json or hwloc")
    }
  }
}

extension SlurmTopologyText.Pool {
  /// The levels of a pool with node names.
  init(_ pool: TopologyPool) {
    var levels: [NodeList.Level] = []
    func add(_ kind: NodeList.Level.Kind, _ name: String, _ groups: NodeGroups) {
      levels.append(
        NodeList.Level(
          kind: kind,
          groups: (0..<groups.count(in: pool.nodes)).map { number in
            NodeList.Level.Group(
              name: "\(pool.id)-\(name)\(number + 1)",
              hosts: pool.hosts[groups.range(of: number, in: pool.nodes)])
          }))
    }
    for tier in pool.tiers.reversed() { add(.tier(tier.name), tier.name, tier.units) }
    let isWithinDomain = pool.racks.map { $0.nest(in: pool.domains, nodes: pool.nodes) } ?? false
    if let racks = pool.racks, !isWithinDomain || pool.nodesPerDomain == 1 {
      let isTier = pool.tiers.contains { $0.units == racks }
      if !isTier { add(.rack, "rack", racks) }
    }
    if pool.nodesPerDomain > 1 { add(.domain, "domain", pool.domains) }
    self.init(
      hosts: pool.hosts, levels: levels,
      usableNodesPerDomain: pool.usableNodesPerDomain < pool.nodesPerDomain
        ? pool.usableNodesPerDomain : nil)
  }
}

extension ClusterTopology {
  /// The cluster with a name for each node: `h100-0001` where none is known.
  fileprivate var withHostNames: (cluster: ClusterTopology, notes: [String]) {
    var (cluster, notes) = (self, [String]())
    for index in pools.indices where pools[index].hosts.isEmpty && pools[index].nodes > 0 {
      let pool = pools[index]
      cluster.pools[index].hosts.append(
        HostNames.Run(
          prefix: "\(pool.id)-", numbers: 1...pool.nodes, width: String(pool.nodes).count,
          suffix: ""))
      notes.append(
        "the nodes of \(pool.id) have no names: \(cluster.pools[index].hosts) stands for them, "
          + "write your own as hosts of the pool")
    }
    return (cluster, notes)
  }

  /// The levels of all pools with the labels in which Kubernetes keeps them, outermost first.
  fileprivate var levelLabels: [(level: String, label: String)] {
    let tiers = pools.map(\.tiers.count).max() ?? 0
    let names = pools.max { $0.tiers.count < $1.tiers.count }?.tiers.map(\.name) ?? []
    var labels = (0..<tiers).reversed().map { tier in
      (level: names[tier], label: "\(KubernetesLabel.fabricTier)\(tier)")
    }
    let isByRack = pools.contains { pool in
      pool.racks != nil && pool.nodesPerDomain == 1
        && !pool.tiers.contains { $0.units == pool.racks }
    }
    if isByRack { labels.append(("rack", KubernetesLabel.racks[0])) }
    if pools.contains(where: { $0.nodesPerDomain > 1 }) {
      labels.append(("NVLink domain", KubernetesLabel.domains[1]))
    }
    return labels
  }
}
