extension NodeTemplate {
  /// The machine as a tree of parts, so that tools that read hwloc's files can be told of it.
  ///
  /// Cores are given to packages and NUMA nodes in turn; GPUs and adapters hang at their NUMA node
  /// as PCI devices with the driver's device below; links are matrices as a driver would show them,
  /// those through switches with the switch as a row. ``MachineTree/nodeTemplate(id:date:)`` gives
  /// back the same counts, memory, GPUs, links and adapters.
  ///
  /// hwloc has no machine without a package, a core, a NUMA node or the addresses of its devices.
  /// What the template does not know stands in as one of each, marked by an info `FulcrumUnknown`,
  /// and is not known again after reading. So is a machine of more than 8,192 threads.
  public var machineTree: MachineTree {
    let layout = MachineLayout(self)
    var devices = MachineDevices(layout)
    devices.add(gpus)
    for fabric in fabrics { devices.add(fabric) }
    devices.addUnlinkedDomains(gpus)
    devices.add(nics)
    var tree = devices.tree
    tree.numberObjects()
    return tree
  }
}

/// Devices of a template on their way into the tree.
private struct MachineDevices {
  private(set) var tree: MachineTree
  private let places: [Int: Int]
  private var taken = Set<PCIAddress>()
  private var made = 0
  // The driver's device of each GPU.
  private var drivers: [Int] = []

  init(_ layout: MachineLayout) {
    tree = layout.tree
    places = layout.places
  }

  /// The maker, and how its driver names devices.
  private enum Maker {
    case nvidia, amd, intel, unknown

    init(_ gpu: NodeTemplate.GPU) {
      let words = [gpu.accelerator ?? "", gpu.model].map { $0.lowercased() }
      func says(_ names: [String]) -> Bool {
        words.contains { word in names.contains { word.contains($0) } }
      }
      self =
        says(["mi100", "mi2", "mi3", "amd"])
        ? .amd
        : says(["pvc", "intel", "gaudi"])
          ? .intel : gpu.accelerator != nil || says(["nvidia", "tesla"]) ? .nvidia : .unknown
    }

    /// Class, maker, driver's word and its name for devices.
    var identity: (classCode: Int, vendor: Int, subtype: String, prefix: String) {
      switch self {
      case .nvidia: (0x0302, PCIMaker.nvidia, "NVML", "nvml")
      case .amd: (0x1200, PCIMaker.amd, "RSMI", "rsmi")
      case .intel: (0x0380, PCIMaker.intel, "LevelZero", "ze")
      case .unknown: (0x0302, 0, "OpenCL", "opencl0d")
      }
    }
  }

  mutating func add(_ gpus: [NodeTemplate.GPU]) {
    taken = Set(gpus.compactMap { $0.pci.flatMap { PCIAddress($0) } })
    for (index, gpu) in gpus.enumerated() {
      let identity = Maker(gpu).identity
      var function = PCIFunction(
        address: gpu.pci.flatMap { PCIAddress($0) } ?? freeAddress, classCode: identity.classCode,
        vendor: identity.vendor)
      function.device = 0
      let known = gpu.pci.flatMap { PCIAddress($0) } != nil
      let position = add(function, isKnown: known, near: gpu.numa)
      var driver = MachineObject(type: .osDevice)
      driver.name = "\(identity.prefix)\(index)"
      driver.subtype = identity.subtype
      driver.deviceKinds = [.gpu, .coprocessor]
      driver.infos = infos(of: gpu)
      drivers.append(tree.append(driver, under: position))
    }
  }

  private func infos(of gpu: NodeTemplate.GPU) -> [MachineObject.Info] {
    var infos: [MachineObject.Info] = []
    func add(_ name: String, _ value: String) {
      infos.append(MachineObject.Info(name: name, value: value))
    }
    if !gpu.model.isEmpty { add("GPUModel", gpu.model) }
    if gpu.memoryBytes > 0 { add(MachineMark.memorySize, "\(gpu.memoryBytes)B") }
    if Accelerator.id(ofModel: gpu.model) != gpu.accelerator {
      add(MachineMark.accelerator, gpu.accelerator ?? "none")
    }
    if gpu.sharesHostMemory != (gpu.accelerator == "mi300a") {
      add(MachineMark.sharesHostMemory, gpu.sharesHostMemory ? "yes" : "no")
    }
    return infos
  }

  mutating func add(_ nics: [NodeTemplate.NIC]) {
    for (index, nic) in nics.enumerated() {
      let function = PCIFunction(address: freeAddress, classCode: 0x0200)
      let position = add(function, isKnown: false, near: nic.numa)
      var device = MachineObject(type: .osDevice)
      device.name = "net\(index)"
      device.deviceKinds = .network
      device.infos = [
        MachineObject.Info(name: "SpeedMbps", value: "\(nic.gigabitsPerSecond * 1000)")
      ]
      tree.append(device, under: position)
    }
  }

  mutating func add(_ fabric: NodeTemplate.Fabric) {
    let count = drivers.count
    if count < 2 { return }
    func megabytes(_ rate: Double) -> UInt64 { UInt64(min(1e15, max(1, (rate * 1000).rounded()))) }
    var rows = drivers
    var values: [UInt64] = []
    switch fabric.shape {
    case .switched(let rate):
      rows.append(addSwitch())
      values = [UInt64](repeating: 0, count: rows.count * rows.count)
      for gpu in 0..<count {
        values[gpu * rows.count + count] = megabytes(rate)
        values[count * rows.count + gpu] = megabytes(rate)
      }
    case .eachPair(let rate):
      values = (0..<count * count).map { $0 / count == $0 % count ? 0 : megabytes(rate) }
    case .pairs(let pairs):
      values = [UInt64](repeating: 0, count: count * count)
      for pair in pairs where pair.a != pair.b {
        guard (0..<count).contains(pair.a), (0..<count).contains(pair.b) else { continue }
        values[pair.a * count + pair.b] = megabytes(pair.gigabytesPerSecond)
        values[pair.b * count + pair.a] = megabytes(pair.gigabytesPerSecond)
      }
    }
    tree.matrices.append(
      MachineMatrix(
        name: MachineTree.bandwidthMatrix(of: fabric.kind), kind: .bandwidth, objects: rows,
        values: values))
  }

  private mutating func addSwitch() -> Int {
    var port = MachineObject(type: .pciDevice)
    port.pci = PCIFunction(address: freeAddress, classCode: 0x0680)
    port.subtype = "NVSwitch"
    port.mark(.address)
    return tree.append(port, under: 0)
  }

  /// Domains whose links are not known: that there are some is all that is said.
  mutating func addUnlinkedDomains(_ gpus: [NodeTemplate.GPU]) {
    let groups = tree.gpuDomains
    let linked = gpus.indices.map { gpu in groups.firstIndex { $0.contains(gpu) } }
    let count = gpus.count
    let isAMD = gpus.contains { Maker($0) == .amd }
    var values = [UInt64](repeating: 0, count: count * count)
    for a in gpus.indices where gpus[a].domain != nil {
      for b in gpus.indices
      where a != b && gpus[a].domain == gpus[b].domain && linked[a] != linked[b] {
        values[a * count + b] = 1
      }
    }
    if values.allSatisfy({ $0 == 0 }) { return }
    tree.matrices.append(
      MachineMatrix(
        name: isAMD ? "XGMIHops" : "NVLinkHops", kind: .hops, objects: drivers, values: values))
  }

  private mutating func add(
    _ function: PCIFunction, isKnown: Bool, near numa: Int?
  ) -> Int {
    var device = MachineObject(type: .pciDevice)
    device.pci = function
    if !isKnown { device.mark(.address) }
    let place = numa.flatMap { places[$0] }
    if place == nil { device.mark(.numa) }
    return tree.append(device, under: place ?? 0)
  }

  /// An address at the end of the numbers, where no machine has one.
  private var freeAddress: PCIAddress {
    mutating get {
      while true {
        let address = PCIAddress(
          domain: 0xFFFF, bus: made / 256 % 256, device: made / 8 % 32, function: made % 8)
        made += 1
        if made > 1 << 16 || taken.insert(address).inserted { return address }
      }
    }
  }
}
