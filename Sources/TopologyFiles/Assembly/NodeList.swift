import Documents
import Topology

/// Nodes as another tool lists them, before equal ones become the pools of a cluster.
///
/// What readers of schedulers' and clouds' files make. A list may be of one part only: names with
/// GPUs, or nothing but which names share a switch; ``ClusterAssembly`` puts lists together.
struct NodeList: Hashable, Sendable {
  /// The cluster's name; empty if the text has none.
  var cluster = ""
  /// The nodes, in the order of the text; no name twice within one list.
  var nodes: [Entry] = []
  /// Which nodes share a domain, a rack, a switch; outer levels first.
  var levels: [Level] = []
  /// What to say where no text tells which nodes lie together, though this one knows that one does.
  var missingLevels: String?
  /// What was read, and what of it was not understood.
  var source: TopologyReading.Source

  /// An empty list of a format.
  init(format: TopologyFormat, version: String = "", file: String) {
    source = TopologyReading.Source(format: format, version: version, file: file)
  }

  /// Nodes of which the text says the same.
  struct Entry: Hashable, Sendable {
    /// Their names; a range stays a range.
    var hosts: HostNames
    /// What each of them is.
    var machine: MachineFacts
    /// Whether they work.
    var state = State.inService
    /// Where the text speaks of them.
    var place: SourceLocation
  }

  /// Whether a node works.
  enum State: Hashable, Sendable {
    /// It works, or the text does not say.
    case inService
    /// It does not, in the source's word: `DOWN`, `DRAIN`, `NotReady`, `SchedulingDisabled`.
    case failed(String)
  }

  /// One way in which nodes lie together.
  struct Level: Hashable, Sendable {
    /// What lies together.
    var kind: Kind
    /// The groups with their nodes; a node is in at most one.
    var groups: [Group]

    /// What lies together.
    enum Kind: Hashable, Sendable {
      /// An NVLink, xGMI or Xe Link domain.
      case domain
      /// A rack.
      case rack
      /// A level of the network, called so.
      case tier(String)
    }

    /// Nodes that lie together.
    struct Group: Hashable, Sendable {
      /// Its name; unique within the level.
      var name: String
      /// Its nodes.
      var hosts: HostNames
    }
  }
}

/// What a text tells of one node; nil or empty where it is silent.
struct MachineFacts: Hashable, Sendable {
  /// The maker's or cloud's name of the machine: `p5.48xlarge`, `NVIDIA DGX H100`.
  var product: String?
  /// CPU packages.
  var sockets: Int?
  /// Cores of one package.
  var coresPerSocket: Int?
  /// Hardware threads of one core.
  var threadsPerCore: Int?
  /// Logical CPUs, where sockets and cores are not told.
  var cpus: Int?
  /// Bytes of the host's memory.
  var memoryBytes: Int?
  /// The physical GPUs by kind, without partitions and shares; empty for a node without.
  var gpus: [GPUs] = []

  /// GPUs of one kind in a node.
  struct GPUs: Hashable, Sendable {
    /// The kind in the source's word: `h100`, `NVIDIA-H100-80GB-HBM3`; empty if it only counts.
    var model: String
    /// How many.
    var count: Int
    /// Bytes of memory of one, if told.
    var memoryBytes: Int?
    /// For each GPU its CPU package, if told.
    var sockets: [Int]?
  }
}
