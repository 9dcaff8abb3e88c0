/// Equal nodes of a cluster, in racks and domains.
///
/// Nodes are numbered from 0; racks, domains and tiers hold neighbours, see ``NodeGroups``.
public struct TopologyPool: Hashable, Sendable {
  /// The name in files: the accelerator's where one pool has it.
  public var id: String
  /// What each node is.
  public var template: NodeTemplate
  /// Nodes, spares and failed ones included.
  public var nodes: Int
  /// Nodes kept back for failures, over those that domains keep back.
  public var spareNodes: Int
  /// Nodes out of service.
  public var failedNodes: Int
  /// Which nodes are out of service, as far as that is known; ascending.
  public var failedIndices: [Int]
  /// The nodes' names, by number; empty if unknown.
  public var hosts: HostNames
  /// The racks; nil if unknown.
  public var racks: NodeGroups?
  /// The NVLink (xGMI, Xe Link) domains; of one node where no domain is larger than that.
  public var domains: NodeGroups
  /// Nodes of a domain that are given out, the rest standing by: 16 of the 18 of an NVL72.
  public var usableNodesPerDomain: Int
  /// Network tiers above the node or domain, inner ones first.
  public var tiers: [Tier]

  /// Nodes under one switch, or in one unit, of the network.
  public struct Tier: Hashable, Sendable {
    /// What it is called: `leaf`, `scalable-unit`, `island`.
    public var name: String
    /// Its units.
    public var units: NodeGroups

    /// Nodes in a full unit.
    public var nodes: Int { units.nodes }

    /// A tier of these units.
    public init(name: String, units: NodeGroups) {
      self.name = name
      self.units = units
    }

    /// A tier of equal units.
    public init(name: String, nodes: Int) {
      self.init(name: name, units: NodeGroups(of: nodes))
    }
  }

  /// Equal nodes in racks and domains that may differ.
  public init(
    id: String, template: NodeTemplate, nodes: Int, hosts: HostNames = HostNames(),
    spareNodes: Int = 0, failedNodes: Int = 0, failedIndices: [Int] = [], racks: NodeGroups?,
    domains: NodeGroups, usableNodesPerDomain: Int? = nil, tiers: [Tier] = []
  ) {
    self.id = id
    self.template = template
    self.nodes = nodes
    self.spareNodes = spareNodes
    self.failedNodes = failedNodes
    self.failedIndices = failedIndices
    self.hosts = hosts
    self.racks = racks
    self.domains = domains
    self.usableNodesPerDomain = usableNodesPerDomain ?? domains.nodes
    self.tiers = tiers
  }

  /// Equal nodes in equal racks and domains.
  public init(
    id: String, template: NodeTemplate, nodes: Int, spareNodes: Int = 0, failedNodes: Int = 0,
    failedIndices: [Int] = [], nodesPerRack: Int? = nil, nodesPerDomain: Int = 1,
    usableNodesPerDomain: Int? = nil, tiers: [Tier] = []
  ) {
    self.init(
      id: id, template: template, nodes: nodes, spareNodes: spareNodes, failedNodes: failedNodes,
      failedIndices: failedIndices, racks: nodesPerRack.map(NodeGroups.init(of:)),
      domains: NodeGroups(of: nodesPerDomain), usableNodesPerDomain: usableNodesPerDomain,
      tiers: tiers)
  }
}

extension TopologyPool {
  /// The id of the accelerator of every GPU, if they are alike and known.
  public var accelerator: String? { template.accelerator?.id }

  /// GPUs of one node.
  public var gpusPerNode: Int { template.gpus.count }

  /// GPUs, those of spares and failed nodes included.
  public var gpus: Int { nodes * gpusPerNode }

  /// Nodes that work, spares included.
  public var inServiceNodes: Int { nodes - failedNodes }

  /// GPUs of nodes that work, spares included.
  public var inServiceGPUs: Int { inServiceNodes * gpusPerNode }

  /// H100-equivalents in service; nil if a GPU is of an unknown kind.
  public var h100e: Double? { template.h100e.map { $0 * Double(inServiceNodes) } }

  /// Nodes that can be given out: without failed ones, spares, and what domains keep back.
  public var usableNodes: Int { freeNodes.count }

  /// GPUs that can be given out.
  public var usableGPUs: Int { usableNodes * gpusPerNode }

  /// Nodes of a full rack; nil if unknown.
  public var nodesPerRack: Int? { racks?.nodes }

  /// Nodes of a full domain; 1 where no domain is larger than a node.
  public var nodesPerDomain: Int { domains.nodes }

  /// How many NVLink (xGMI, Xe Link) domains of several GPUs there are, within nodes or over them.
  public var domainCount: Int {
    if nodesPerDomain > 1 { return domains.count(in: nodes) }
    return nodes * template.domains.count { $0.count > 1 }
  }

  /// GPUs of a full domain; 1 where GPUs are not joined.
  public var gpusPerDomain: Int {
    if nodesPerDomain > 1 { return nodesPerDomain * gpusPerNode }
    return template.domains.map(\.count).max() ?? 0
  }

  /// GPUs of a full domain without the nodes that stand by.
  public var usableGPUsPerDomain: Int {
    nodesPerDomain > 1 ? usableNodesPerDomain * gpusPerNode : gpusPerDomain
  }
}
