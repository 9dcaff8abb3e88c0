internal import Topology

/// What the amdgpu driver says of AMD's GPUs in its files, by PCI address.
struct AMDReport: Hashable, Sendable {
  /// The GPUs, by address.
  var gpus: [GPU] = []
  /// The xGMI links between two GPUs.
  var links: [Link] = []
  /// Nodes of KFD, the compute driver, that this process may not read.
  var hidden = 0
  /// Addresses at which KFD has several chips; the first is taken.
  var contradicted: [PCIAddress] = []
  /// CPUs' nodes of KFD, which it makes of the NUMA nodes with processors in their order.
  var hostNodes = 0

  /// One GPU, in however many partitions.
  struct GPU: Hashable, Sendable {
    var address: PCIAddress
    /// The PCI product number; 0 if no file tells.
    var product = 0
    /// PCI class and subclass.
    var classCode = 0x0380
    /// The product's name, from the board's own memory.
    var name: String?
    /// The chip's identity, as 16 hexadecimal digits.
    var identity: String?
    /// Bytes of memory that the graphics driver gives.
    var memoryBytes: UInt64?
    /// Bytes of memory that KFD, the compute driver, gives.
    var computeMemoryBytes: UInt64?
    /// `SPX`, `CPX` and such: how the GPU is cut for computing.
    var computePartition: String?
    /// `NPS1`, `NPS4` and such: how its memory is cut.
    var memoryPartition: String?
    /// The kernel's name of the graphics device: `card1`.
    var card: String?
    /// KFD's numbers of the devices that it makes of this GPU.
    var nodes: [Int] = []
    /// The rank of the nearest of KFD's nodes of CPUs.
    var hostNode: Int?
  }

  /// What joins a pair of GPUs.
  struct Link: Hashable, Sendable {
    /// The index of the GPU from which it goes.
    var first: Int
    /// The index of the GPU to which it goes.
    var second: Int
    /// Megabytes a second, one direction; 0 if the driver does not say.
    var megabytes: UInt64
  }

  /// Reads the files below a root; empty where there is no such driver.
  init(_ files: KernelFiles) {
    var gpus: [PCIAddress: GPU] = [:]
    for gpu in Self.cards(files) where gpus[gpu.address] == nil { gpus[gpu.address] = gpu }
    let topology = KFDTopology(files)
    let (chips, contradicted) = topology.chips(known: Set(gpus.keys))
    self.contradicted = contradicted
    for chip in chips {
      let (address, nodes) = (chip.address, chip.nodes)
      var gpu = gpus[address] ?? GPU(address: address)
      gpu.nodes = nodes.map(\.number)
      if gpu.product == 0 { gpu.product = nodes[0].product }
      gpu.identity = gpu.identity ?? nodes[0].identity
      let bytes = nodes.reduce(UInt64(0)) {
        $0.addingReportingOverflow($1.memoryBytes).partialValue
      }
      gpu.computeMemoryBytes = bytes > 0 ? bytes : nil
      gpu.hostNode = nodes.lazy.compactMap { topology.hostNode(near: $0) }.first
      gpus[address] = gpu
    }
    self.gpus = gpus.values.sorted { $0.address < $1.address }
    hidden = topology.hidden
    hostNodes = topology.hosts.count
    links = links(topology)
  }

  /// The graphics driver's devices.
  private static func cards(_ files: KernelFiles) -> [GPU] {
    let folder = "sys/class/drm"
    return files.names(in: folder).compactMap { card in
      // `card1` is a device, `card1-DP-1` a socket of it.
      let path = "\(folder)/\(card)/device"
      guard card.hasPrefix("card"), Int(card.dropFirst(4)) != nil,
        files.number(path + "/vendor") == UInt64(PCIMaker.amd),
        let address = address(ofDevice: path, files)
      else { return nil }
      var gpu = GPU(address: address)
      gpu.card = card
      gpu.product = Int(clamping: files.number(path + "/device") ?? 0)
      if let code = files.number(path + "/class") { gpu.classCode = Int(clamping: code >> 8) }
      gpu.name = files.text(path + "/product_name")
      gpu.identity = files.text(path + "/unique_id")
      gpu.memoryBytes = files.number(path + "/mem_info_vram_total").flatMap { $0 > 0 ? $0 : nil }
      gpu.computePartition = files.text(path + "/current_compute_partition")
      gpu.memoryPartition = files.text(path + "/current_memory_partition")
      return gpu
    }
  }

  /// Where a device sits: the name of its folder, or what its `uevent` says.
  private static func address(ofDevice path: String, _ files: KernelFiles) -> PCIAddress? {
    if let address = files.linkName(path).flatMap({ PCIAddress($0) }) { return address }
    let key = "PCI_SLOT_NAME="
    let line = files.text(path + "/uevent")?.split(whereSeparator: \.isNewline)
      .first { $0.hasPrefix(key) }
    return line.flatMap { PCIAddress($0.dropFirst(key.count)) }
  }

  /// The links between different GPUs, one for each pair and direction: the widest.
  ///
  /// KFD lists the partitions of one GPU as joined too; these are no links. A link of width 0 is
  /// one whose width the driver does not know; but where it knows some, it is a detour over others.
  private func links(_ topology: KFDTopology) -> [Link] {
    let gpuOf = Dictionary(
      gpus.enumerated().flatMap { index, gpu in gpu.nodes.map { ($0, index) } },
      uniquingKeysWith: { first, _ in first })
    var widths: [Pair: UInt64] = [:]
    for link in topology.links {
      guard let first = gpuOf[link.from], let second = gpuOf[link.to], first != second else {
        continue
      }
      let pair = Pair(first: first, second: second)
      widths[pair] = max(widths[pair] ?? 0, link.megabytes)
    }
    let isWidthKnown = widths.values.contains { $0 > 0 }
    return widths.filter { !isWidthKnown || $0.value > 0 }
      .map { Link(first: $0.first, second: $0.second, megabytes: $1) }
      .sorted { ($0.first, $0.second) < ($1.first, $1.second) }
  }

  private struct Pair: Hashable {
    var first: Int
    var second: Int
  }
}
