internal import Documents
internal import Topology
public import TopologyFiles

/// A machine or a cluster as the outside may rely on it: JSON, schema `fulcrum.topology/1`,
/// snake_case.
///
/// Keys are added freely and never renamed; what is not known is absent. Memory is in bytes,
/// bandwidth in GB/s in one direction.
public struct TopologyDocument: Codable, Hashable, Sendable {
  /// `fulcrum.topology/1`.
  public var schema = "fulcrum.topology/1"
  /// The version of the program.
  public var version: String
  /// The text that was read.
  public var inputs: [Input]
  /// The clusters; none for a machine.
  public var clusters: [Cluster]
  /// The machines.
  public var templates: [Template]
  /// Everything together.
  public var totals: Totals
  /// The NVLink (xGMI, Xe Link) domains.
  public var domains: Domains
  /// How many jobs of a size are placeable at once; in a pool each.
  public var slots: [Slots]
  /// What was read.
  public var source: Source
  /// Where the figures come from.
  public var facts: [Fact]
  /// What a reader should know, such as why a GPU is missing; absent if nothing.
  public var notes: [String]?

  /// One text that was read; exactly one of `path` and `builtin`.
  public struct Input: Codable, Hashable, Sendable {
    /// The path as given.
    public var path: String?
    /// The name in the catalogue.
    public var builtin: String?
    /// Of its bytes.
    public var sha256: String

    /// A text that was read.
    public init(path: String? = nil, builtin: String? = nil, sha256: String) {
      self.path = path
      self.builtin = builtin
      self.sha256 = sha256
    }
  }

  /// A cluster.
  public struct Cluster: Codable, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// What its owner calls it.
    public var name: String
    /// Whose it is.
    public var owner: String
    /// Its pools.
    public var pools: [Pool]
    /// Its nodes by template.
    public var nodes: [Nodes]
    /// H100-equivalents in service; absent if a GPU is of an unknown kind.
    public var h100e: Double?
  }

  /// Equal nodes of a cluster.
  public struct Pool: Codable, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// Absent if unknown.
    public var accelerator: String?
    /// GPUs in service, spares included.
    public var gpus: Int
    /// Nodes that can be given out.
    public var units: Int
    /// Nodes kept back, those that domains keep back included.
    public var spare: Int
    /// Nodes out of service.
    public var failed: Int
    /// Of a full rack; absent if unknown.
    public var nodesPerRack: Int?
    /// Of a full NVLink domain.
    public var nodesPerDomain: Int
    /// Of an NVLink domain, without those that stand by.
    public var usableNodesPerDomain: Int
    /// The nodes' names as a host list, by number; absent if unknown.
    public var hosts: String?
    /// Nodes of each rack, where racks differ; absent else.
    public var rackNodes: [Int]?
    /// Nodes of each NVLink domain, where domains differ; absent else.
    public var domainNodes: [Int]?
    /// The network's tiers above, inner ones first.
    public var tiers: [Tier]
    /// Nodes that can be given out whichever one node fails.
    public var unitsAfterAnyFailure: Int
    /// Nodes that can be given out whichever one domain or rack fails; absent where neither is known.
    public var unitsAfterAnyGroupFailure: Int?
    /// How many jobs of a size are placeable at once.
    public var slots: [PoolSlots]

    /// A tier of the network.
    public struct Tier: Codable, Hashable, Sendable {
      /// What it is called.
      public var name: String
      /// Nodes of a full unit.
      public var nodes: Int
      /// Nodes of each unit, where units differ; absent else.
      public var sizes: [Int]?
    }

    private enum CodingKeys: String, CodingKey {
      case id, accelerator, gpus, units, spare, failed, hosts, tiers, slots
      case unitsAfterAnyFailure = "units_after_any_failure"
      case unitsAfterAnyGroupFailure = "units_after_any_group_failure"
      case rackNodes = "rack_nodes"
      case domainNodes = "domain_nodes"
      case nodesPerRack = "nodes_per_rack"
      case nodesPerDomain = "nodes_per_domain"
      case usableNodesPerDomain = "usable_nodes_per_domain"
    }
  }

  /// Jobs of one size in a pool.
  public struct PoolSlots: Codable, Hashable, Sendable {
    /// GPUs of a job.
    public var size: Int
    /// Jobs at once.
    public var count: Int
    /// What a job has to lie in: `node`, `domain`, the name of a tier, or `pool`.
    public var scope: String
    /// GPUs that these jobs leave over.
    public var leftOverGPUs: Int
    /// Jobs at once whichever one node fails.
    public var countAfterAnyFailure: Int

    private enum CodingKeys: String, CodingKey {
      case size, count, scope
      case leftOverGPUs = "left_over_gpus"
      case countAfterAnyFailure = "count_after_any_failure"
    }
  }

  /// Nodes of one template.
  public struct Nodes: Codable, Hashable, Sendable {
    /// The template's id.
    public var template: String
    /// Spares and failed ones included.
    public var count: Int
  }

  /// A machine.
  public struct Template: Codable, Hashable, Sendable {
    /// Its id.
    public var id: String
    /// What its vendor calls it.
    public var name: String
    /// Its GPUs, by index.
    public var gpus: [GPU]
    /// Every link between two GPUs.
    public var links: [Link]
    /// Figures that no source speaks of, of sockets, cores, numa, memory, gpus, links, nics.
    public var unknown: [String]
  }

  /// A GPU.
  public struct GPU: Codable, Hashable, Sendable {
    /// What its vendor calls it.
    public var model: String
    /// Absent if unknown.
    public var accelerator: String?
    /// The operating system's number of the nearest host NUMA node.
    public var numa: Int?
    /// Bytes.
    public var memoryBytes: Int
    /// The PCI address.
    public var pci: String?
    /// The NVLink domain within the node.
    public var domain: Int?
    /// The cores to bind its work to, such as `0-13`, counted over the host NUMA nodes; absent if
    /// unknown.
    public var cores: String?

    private enum CodingKeys: String, CodingKey {
      case model, accelerator, numa, pci, domain, cores
      case memoryBytes = "memory_bytes"
    }
  }

  /// A link between two GPUs.
  public struct Link: Codable, Hashable, Sendable {
    /// The index of the first GPU.
    public var a: Int
    /// The index of the second.
    public var b: Int
    /// GB/s.
    public var gigabytesPerSecondPerDirection: Double
    /// `nvlink`, `xgmi`, `xelink` or `pcie`.
    public var kind: String

    private enum CodingKeys: String, CodingKey {
      case a, b, kind
      case gigabytesPerSecondPerDirection = "gbytes_per_second_per_direction"
    }
  }

  /// Everything together, spares and failed nodes included.
  public struct Totals: Codable, Hashable, Sendable {
    /// Machines.
    public var nodes: Int
    /// CPU packages.
    public var packages: Int
    /// Host NUMA nodes: those with cores.
    public var numaNodes: Int
    /// Third-level caches; absent if unknown.
    public var l3s: Int?
    /// PCI functions that are no bridges; absent if unknown.
    public var pciDevices: Int?
    /// Cores.
    public var cores: Int
    /// Hardware threads.
    public var pus: Int
    /// GPUs, as schedulers give them out.
    public var gpus: Int
    /// Cards, fewer than GPUs where a card shows as several.
    public var cards: Int
    /// Bytes of the hosts' memory, as hwloc counts it.
    public var memoryBytes: Int
    /// Bytes of GPU memory that is not the host's as well.
    public var gpuMemoryBytes: Int

    private enum CodingKeys: String, CodingKey {
      case nodes, packages, l3s, cores, pus, gpus, cards
      case numaNodes = "numa_nodes"
      case pciDevices = "pci_devices"
      case memoryBytes = "memory_bytes"
      case gpuMemoryBytes = "gpu_memory_bytes"
    }
  }

  /// The NVLink (xGMI, Xe Link) domains.
  public struct Domains: Codable, Hashable, Sendable {
    /// How many, of several GPUs each.
    public var count: Int
    /// GPUs of the largest.
    public var gpus: Int
    /// Of these without the nodes that stand by.
    public var usable: Int
  }

  /// Jobs of one size.
  public struct Slots: Codable, Hashable, Sendable {
    /// GPUs of a job.
    public var size: Int
    /// Jobs at once.
    public var count: Int
  }

  /// What was read.
  public struct Source: Codable, Hashable, Sendable {
    /// `fulcrum` for a file of our own.
    public var format: String
    /// Of the format.
    public var version: String
    /// What the reader left out.
    public var ignored: [String]
    /// What did not agree with itself, or one text with another.
    public var contradictions: [String]

    /// What was read.
    public init(
      format: String, version: String, ignored: [String] = [], contradictions: [String] = []
    ) {
      self.format = format
      self.version = version
      self.ignored = ignored
      self.contradictions = contradictions
    }

    /// A file of our own.
    public static let native = Source(format: "fulcrum", version: "1")
  }

  /// Where figures come from.
  public struct Fact: Codable, Hashable, Sendable {
    /// The cluster or machine.
    public var what: String
    /// Which figures.
    public var figures: [String]
    /// Who says so.
    public var source: String
    /// Of when; empty if unknown.
    public var date: String
    /// Somebody read it there.
    public var verified: Bool
    /// What a reader has to know; empty if nothing.
    public var note: String
  }

  private enum CodingKeys: String, CodingKey {
    case schema, version, inputs, clusters, templates, totals, domains, slots, source, facts, notes
  }
}

extension TopologyDocument {
  /// The document of a cluster or a machine; a machine is a cluster of one node without a name.
  public init(
    _ file: TopologyFile, sizes: [Int], version: String, inputs: [Input],
    source: Source = .native
  ) {
    let (cluster, isCluster) =
      switch file {
      case .cluster(let cluster): (cluster, true)
      case .template(let template): (ClusterTopology(oneOf: template), false)
      }
    self.version = version
    self.inputs = inputs
    self.source = source
    clusters = isCluster ? [Cluster(cluster, sizes: sizes)] : []
    templates = cluster.templates.map(Template.init)
    totals = Totals(cluster)
    domains = Domains(
      count: cluster.pools.reduce(0) { $0 + $1.domainCount },
      gpus: cluster.pools.map(\.gpusPerDomain).max() ?? 0,
      usable: cluster.pools.map(\.usableGPUsPerDomain).max() ?? 0)
    slots = cluster.slots(sizes: sizes).map { Slots(size: $0.size, count: $0.count) }
    facts =
      (isCluster ? cluster.sources.map { Fact(cluster.id, $0) } : [])
      + cluster.templates.flatMap { template in template.sources.map { Fact(template.id, $0) } }
  }

  /// The document's bytes: keys sorted, two spaces, a newline at the end.
  public func json() throws -> String {
    try jsonDocument()
  }
}

extension TopologyDocument.Cluster {
  fileprivate init(_ cluster: ClusterTopology, sizes: [Int]) {
    id = cluster.id
    name = cluster.name
    owner = cluster.owner
    pools = cluster.pools.map { pool in
      let roles = pool.roles
      return TopologyDocument.Pool(
        id: pool.id, accelerator: pool.accelerator, gpus: pool.inServiceGPUs,
        units: roles.free.count, spare: roles.spare.count + roles.standby.count,
        failed: roles.failed.count, nodesPerRack: pool.nodesPerRack,
        nodesPerDomain: pool.nodesPerDomain, usableNodesPerDomain: pool.usableNodesPerDomain,
        hosts: pool.hosts.isEmpty ? nil : "\(pool.hosts)", rackNodes: pool.racks?.sizes,
        domainNodes: pool.domains.sizes,
        tiers: pool.tiers.map { .init(name: $0.name, nodes: $0.nodes, sizes: $0.units.sizes) },
        unitsAfterAnyFailure: pool.usableNodesAfterAnyFailure,
        unitsAfterAnyGroupFailure: pool.usableNodesAfterAnyGroupFailure,
        slots: zip(pool.slots(sizes: sizes), pool.slotsAfterAnyFailure(sizes: sizes)).map {
          TopologyDocument.PoolSlots($0, after: $1, in: pool)
        })
    }
    nodes = cluster.templates.map { template in
      let count = cluster.pools.reduce(0) { $0 + ($1.template == template ? $1.nodes : 0) }
      return TopologyDocument.Nodes(template: template.id, count: count)
    }
    h100e = cluster.h100e
  }
}

extension TopologyDocument.Template {
  fileprivate init(_ template: NodeTemplate) {
    id = template.id
    name = template.name
    gpus = template.gpus.enumerated().map { index, gpu in
      TopologyDocument.GPU(
        model: gpu.model, accelerator: gpu.accelerator, numa: gpu.numa,
        memoryBytes: gpu.memoryBytes, pci: gpu.pci, domain: gpu.domain,
        cores: template.cores(besideGPU: index).map { "\($0.lowerBound)-\($0.upperBound - 1)" })
    }
    unknown = template.unknownFigures
    links = template.links.map { link in
      TopologyDocument.Link(
        a: link.a, b: link.b,
        gigabytesPerSecondPerDirection: link.gigabytesPerSecondPerDirection,
        kind: link.kind.rawValue)
    }
  }
}

extension TopologyDocument.PoolSlots {
  fileprivate init(_ slot: SlotCount, after: SlotCount, in pool: TopologyPool) {
    size = slot.size
    count = slot.count
    scope =
      switch slot.scope {
      case .node: "node"
      case .domain: "domain"
      case .tier(let name): name
      case .pool: "pool"
      }
    leftOverGPUs = pool.usableGPUs - slot.count * slot.size
    countAfterAnyFailure = after.count
  }
}

extension TopologyDocument.Totals {
  fileprivate init(_ cluster: ClusterTopology) {
    func sum(_ figure: (NodeTemplate) -> Int) -> Int {
      cluster.pools.reduce(0) { $0 + $1.nodes * figure($1.template) }
    }
    nodes = cluster.nodes
    packages = sum(\.sockets)
    numaNodes = sum { $0.hostNUMANodes.count { $0.cores > 0 } }
    cores = sum(\.cores)
    pus = sum(\.hardwareThreads)
    gpus = cluster.gpus
    cards = cluster.cards
    memoryBytes = sum(\.hostMemoryBytes)
    gpuMemoryBytes = cluster.memoryBytes - memoryBytes
  }
}

extension TopologyDocument.Fact {
  fileprivate init(_ what: String, _ source: TopologySource) {
    self.init(
      what: what, figures: source.figures, source: source.source, date: source.date,
      verified: source.isVerified, note: source.note)
  }
}
