internal import Documents
internal import Topology

/// A machine as NCCL and RCCL describe it.
struct CollectivesMachine {
  /// The NUMA nodes, in the order of the text.
  var nodes: [Node] = []
  /// The GPUs, in the order of the text.
  var gpus: [GPU] = []
  /// The ports of network adapters, in the order of the text.
  var ports: [Port] = []
  /// Adapters of the bus of which the text tells no port.
  var silentAdapters = 0
  /// What was read.
  var source: TopologyReading.Source

  /// The processors of a NUMA node.
  struct Node {
    /// The system's number; nil for the -1 of a machine that does not tell.
    var number: Int?
    /// The logical CPUs, if the text tells.
    var cpus: Bitmap?
    /// Where it stands.
    var place: SourceLocation
  }

  /// A GPU.
  struct GPU {
    /// The function on the bus.
    var function: PCIFunction
    /// The system's number of the NUMA node around it.
    var numa: Int?
    /// The program's number of it; nil if no program used it.
    var device: Int?
    /// CUDA's number of the architecture; on AMD's GPUs `sm` counts the compute units instead.
    var architecture: Int?
    /// AMD's name of the architecture.
    var gcn: String?
    /// Its links.
    var links: [Link] = []
    /// Where it stands.
    var place: SourceLocation
  }

  /// Links from a GPU to one other end.
  struct Link {
    /// What it is.
    var kind: NodeTemplate.LinkKind
    /// The other end.
    var target: Target
    /// How many links lead there.
    var count: Int
    /// Where it stands.
    var place: SourceLocation

    /// The other end of a link.
    enum Target: Hashable {
      /// A GPU at this address.
      case gpu(PCIAddress)
      /// A port of an NVSwitch; all ports of a machine are one fabric.
      case fabric
      /// A processor, as on POWER.
      case processor
    }
  }

  /// A port of a network adapter.
  struct Port {
    /// The driver's name and the number of the port.
    var name: String
    /// Megabits a second; nil if the text does not tell.
    var megabits: Int?
    /// The system's number of the NUMA node around it.
    var numa: Int?
    /// Where it stands.
    var place: SourceLocation
  }
}
