internal import Topology

/// The nodes of AMD's compute driver and the links between them, as its files list them.
///
/// Source: Linux, `drivers/gpu/drm/amd/amdkfd/kfd_topology.c` and `kfd_crat.h`.
struct KFDTopology: Hashable, Sendable {
  /// The nodes that are GPUs or partitions of GPUs.
  var accelerators: [Node] = []
  /// The numbers of the nodes that are CPUs, ascending.
  var hosts: [Int] = []
  /// The xGMI links.
  var links: [Link] = []
  /// The links of GPUs to CPUs, by the GPU's node.
  var hostLinks: [Int: [HostLink]] = [:]
  /// Nodes that this process may not read.
  var hidden = 0

  /// A GPU, or a partition of one.
  struct Node: Hashable, Sendable {
    var number: Int
    /// Where it says it sits; partitions write their number in place of the function.
    var place: PCIAddress
    var product: Int
    /// The chip's identity, the same for all its partitions.
    var identity: String?
    var memoryBytes: UInt64
  }

  /// An xGMI link from one node to another.
  struct Link: Hashable, Sendable {
    var from: Int
    var to: Int
    /// Megabytes a second, one direction.
    var megabytes: UInt64
  }

  /// A link from a GPU to CPUs.
  struct HostLink: Hashable, Sendable {
    var host: Int
    var weight: UInt64
  }

  private static let folder = "sys/class/kfd/kfd/topology/nodes"
  /// More nodes than any machine has, and more links.
  private static let nodeLimit = 1 << 8
  private static let linkLimit = 1 << 14
  private static let xgmi: UInt64 = 11

  /// Reads all nodes; none where there is no such driver.
  init(_ files: KernelFiles) {
    var links: [(from: Int, values: [String: UInt64])] = []
    for name in files.names(in: Self.folder).prefix(Self.nodeLimit) {
      guard let number = Int(name), number >= 0 else { continue }
      let path = "\(Self.folder)/\(name)"
      guard let values = files.numbers(path + "/properties") else {
        hidden += 1
        continue
      }
      if values["simd_count"] ?? 0 > 0 {
        accelerators.append(Self.node(number, values, path, files))
      }
      if values["cpu_cores_count"] ?? 0 > 0 { hosts.append(number) }
      for link in files.names(in: path + "/io_links") where links.count < Self.linkLimit {
        if let values = files.numbers("\(path)/io_links/\(link)/properties") {
          links.append((number, values))
        }
      }
    }
    for (from, values) in links {
      guard let to = values["node_to"].flatMap({ Int(exactly: $0) }) else { continue }
      if hosts.contains(to) {
        hostLinks[from, default: []].append(HostLink(host: to, weight: values["weight"] ?? 0))
      } else if values["type"] == Self.xgmi {
        self.links.append(Link(from: from, to: to, megabytes: values["max_bandwidth"] ?? 0))
      }
    }
  }

  private static func node(
    _ number: Int, _ values: [String: UInt64], _ path: String, _ files: KernelFiles
  ) -> Node {
    // The upper half is not the address: newer drivers keep the partition there.
    let location = Int((values["location_id"] ?? 0) & 0xFFFF)
    let place = PCIAddress(
      domain: Int(clamping: values["domain"] ?? 0), bus: location >> 8,
      device: location >> 3 & 0x1F, function: location & 7)
    let banks = files.names(in: path + "/mem_banks").prefix(16).compactMap {
      files.numbers("\(path)/mem_banks/\($0)/properties")
    }
    // Heaps 1 and 2 are the GPU's own memory, seen by the CPU or not.
    let bytes = banks.reduce(UInt64(0)) { sum, bank in
      guard let heap = bank["heap_type"], heap == 1 || heap == 2 else { return sum }
      return sum.addingReportingOverflow(bank["size_in_bytes"] ?? 0).partialValue
    }
    let identity = values["unique_id"].flatMap { $0 == 0 ? nil : String($0, radix: 16) }
    return Node(
      number: number, place: place, product: Int(clamping: values["device_id"] ?? 0),
      identity: identity.map { String(repeating: "0", count: max(0, 16 - $0.count)) + $0 },
      memoryBytes: bytes)
  }

  /// A chip with the nodes that are its partitions, or the one that is all of it.
  struct Chip: Hashable, Sendable {
    var address: PCIAddress
    var nodes: [Node]
  }

  /// The chips, by their address.
  ///
  /// Partitions of one chip differ in the function of their place only; the chip has the function
  /// that the PCI bus knows, or else the lowest. Several chips at one address contradict each
  /// other: the first is taken.
  func chips(known: Set<PCIAddress>) -> (taken: [Chip], contradicted: [PCIAddress]) {
    let groups = Dictionary(grouping: accelerators) { node in
      var slot = node.place
      if node.identity != nil { slot.function = 0 }
      return Seat(slot: slot, identity: node.identity ?? "")
    }
    let chips = groups.values.map { nodes in
      let places = nodes.map(\.place).sorted()
      let address = places.first { known.contains($0) } ?? places[0]
      return Chip(address: address, nodes: nodes.sorted { $0.number < $1.number })
    }.sorted { ($0.address, $0.nodes[0].number) < ($1.address, $1.nodes[0].number) }
    var taken: [Chip] = []
    var contradicted: [PCIAddress] = []
    for chip in chips {
      if taken.last?.address != chip.address {
        taken.append(chip)
      } else if contradicted.last != chip.address {
        contradicted.append(chip.address)
      }
    }
    return (taken, contradicted)
  }

  private struct Seat: Hashable {
    var slot: PCIAddress
    var identity: String
  }

  /// The rank among the nodes of CPUs of the one nearest to a GPU; nil if none is.
  func hostNode(near node: Node) -> Int? {
    let nearest = hostLinks[node.number]?.min { ($0.weight, $0.host) < ($1.weight, $1.host) }
    return nearest.flatMap { hosts.firstIndex(of: $0.host) }
  }
}
