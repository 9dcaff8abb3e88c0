/// One kind of machine: sockets, memory, GPUs and how they are joined.
///
/// A cluster is templates times counts, so that its size costs nothing. Memory is in bytes,
/// bandwidth in GB/s (10^9 bytes) in one direction.
public struct NodeTemplate: Hashable, Sendable {
  /// The name in files.
  public var id: String
  /// What the vendor calls it.
  public var name: String
  /// Who makes it; empty if unknown.
  public var vendor: String
  /// CPU packages; 0 if unknown.
  public var sockets: Int
  /// Cores of one package; 0 if unknown.
  public var coresPerSocket: Int
  /// Hardware threads of one core.
  public var threadsPerCore: Int
  /// The NUMA nodes, those of GPU memory included; none if unknown.
  public var numaNodes: [NUMANode]
  /// The GPUs, in the order of their indices.
  public var gpus: [GPU]
  /// How the GPUs are joined.
  public var fabrics: [Fabric]
  /// The network adapters for traffic between nodes.
  public var nics: [NIC]
  /// Where the figures come from.
  public var sources: [TopologySource]

  /// A machine.
  public init(
    id: String, name: String = "", vendor: String = "", sockets: Int, coresPerSocket: Int,
    threadsPerCore: Int = 1, numaNodes: [NUMANode], gpus: [GPU], fabrics: [Fabric] = [],
    nics: [NIC] = [], sources: [TopologySource] = []
  ) {
    self.id = id
    self.name = name
    self.vendor = vendor
    self.sockets = sockets
    self.coresPerSocket = coresPerSocket
    self.threadsPerCore = threadsPerCore
    self.numaNodes = numaNodes
    self.gpus = gpus
    self.fabrics = fabrics
    self.nics = nics
    self.sources = sources
  }

  /// What a source may speak of.
  public static let figures = ["sockets", "cores", "numa", "memory", "gpus", "links", "nics"]

  /// Memory with its own distance from the cores.
  public struct NUMANode: Hashable, Sendable {
    /// Whose memory it is.
    public enum Kind: String, Hashable, Sendable, CaseIterable {
      /// The CPUs'.
      case host
      /// A GPU's, which the operating system shows as a node without cores.
      case gpuMemory = "gpu_memory"
    }

    /// The operating system's number.
    public var osIndex: Int
    /// Cores in it.
    public var cores: Int
    /// Its memory in bytes.
    public var memoryBytes: Int
    /// Whose memory it is.
    public var kind: Kind

    /// A NUMA node.
    public init(osIndex: Int, cores: Int, memoryBytes: Int, kind: Kind = .host) {
      self.osIndex = osIndex
      self.cores = cores
      self.memoryBytes = memoryBytes
      self.kind = kind
    }
  }

  /// One GPU, as a scheduler gives it out.
  public struct GPU: Hashable, Sendable {
    /// What the vendor calls it.
    public var model: String
    /// The id of its ``Accelerator``; nil if it is none of the known ones.
    public var accelerator: String?
    /// Its memory in bytes; 0 if unknown.
    public var memoryBytes: Int
    /// The memory is the CPUs' too, and counts once.
    public var sharesHostMemory: Bool
    /// The operating system's number of the nearest host NUMA node.
    public var numa: Int?
    /// The PCI address, such as `0000:1b:00.0`.
    public var pci: String?
    /// Which NVLink, xGMI or Xe Link domain of the node it is in; nil if in none.
    public var domain: Int?

    /// A GPU.
    public init(
      model: String, accelerator: String?, memoryBytes: Int, sharesHostMemory: Bool = false,
      numa: Int? = nil, pci: String? = nil, domain: Int? = nil
    ) {
      self.model = model
      self.accelerator = accelerator
      self.memoryBytes = memoryBytes
      self.sharesHostMemory = sharesHostMemory
      self.numa = numa
      self.pci = pci
      self.domain = domain
    }
  }

  /// A network adapter.
  public struct NIC: Hashable, Sendable {
    /// Its rate in gigabits a second, in one direction.
    public var gigabitsPerSecond: Double
    /// The operating system's number of the nearest host NUMA node.
    public var numa: Int?

    /// A network adapter.
    public init(gigabitsPerSecond: Double, numa: Int? = nil) {
      self.gigabitsPerSecond = gigabitsPerSecond
      self.numa = numa
    }
  }
}
