/// Equal nodes of a cluster, in racks and domains.
///
/// Nodes are numbered from 0; domain `d` holds the nodes from `d * nodesPerDomain` on, rack `r`
/// those from `r * nodesPerRack` on. The last rack, domain or tier may be short.
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
  /// Nodes of one rack; nil if unknown.
  public var nodesPerRack: Int?
  /// Nodes of one NVLink (xGMI, Xe Link) domain; 1 when no domain is larger than a node.
  public var nodesPerDomain: Int
  /// Nodes of a domain that are given out, the rest standing by: 16 of the 18 of an NVL72.
  public var usableNodesPerDomain: Int
  /// Network tiers above the node or domain, inner ones first.
  public var tiers: [Tier]

  /// Nodes under one switch, or in one unit, of the network.
  public struct Tier: Hashable, Sendable {
    /// What it is called: `leaf`, `scalable-unit`, `island`.
    public var name: String
    /// Nodes in one.
    public var nodes: Int

    /// A tier.
    public init(name: String, nodes: Int) {
      self.name = name
      self.nodes = nodes
    }
  }

  /// Equal nodes.
  public init(
    id: String, template: NodeTemplate, nodes: Int, spareNodes: Int = 0, failedNodes: Int = 0,
    failedIndices: [Int] = [], nodesPerRack: Int? = nil, nodesPerDomain: Int = 1,
    usableNodesPerDomain: Int? = nil, tiers: [Tier] = []
  ) {
    self.id = id
    self.template = template
    self.nodes = nodes
    self.spareNodes = spareNodes
    self.failedNodes = failedNodes
    self.failedIndices = failedIndices
    self.nodesPerRack = nodesPerRack
    self.nodesPerDomain = nodesPerDomain
    self.usableNodesPerDomain = usableNodesPerDomain ?? nodesPerDomain
    self.tiers = tiers
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

  /// Racks, the last perhaps short; nil if unknown.
  public var racks: Int? { nodesPerRack.map { Self.groups(of: $0, in: nodes) } }

  /// NVLink (xGMI, Xe Link) domains of several GPUs, within nodes or over them.
  public var domains: Int {
    if nodesPerDomain > 1 { return Self.groups(of: nodesPerDomain, in: nodes) }
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

  static func groups(of size: Int, in count: Int) -> Int {
    precondition(size > 0, "a group holds at least one node")
    return (count + size - 1) / size
  }
}
