internal import Topology

/// Puts what NVIDIA's library says into the tree, in the shape that hwloc itself gives it.
enum NVMLMerge {
  /// Adds the GPUs' devices and the matrix of their links.
  /// - Returns: What does not fit.
  static func add(_ report: NVMLReport, to tree: inout MachineTree) -> [ProbeNote] {
    var notes: [ProbeNote] = []
    let before = tree.gpus.count { $0.pci?.vendor == PCIMaker.nvidia }
    var positions: [Int] = []
    for (index, device) in report.devices.enumerated() {
      let function = pciDevice(of: device, in: &tree, &notes)
      positions.append(tree.append(object(device, number: index), under: function))
    }
    notes += parts(report)
    notes += disagreements(report, tree)
    if report.devices.count < before {
      notes.append(.fewerThanPCI(named: report.devices.count, byPCI: before))
    }
    addLinks(report, positions: positions, to: &tree, &notes)
    return notes
  }

  private static func pciDevice(
    of device: NVMLReport.Device, in tree: inout MachineTree, _ notes: inout [ProbeNote]
  ) -> Int {
    let address = device.address
    let known = tree.objects.firstIndex { $0.type == .pciDevice && $0.pci?.address == address }
    if let known { return known }
    notes.append(.notOnPCI(address: address))
    var function = MachineObject(type: .pciDevice)
    function.pci = PCIFunction(
      address: address, classCode: 0x0302, vendor: PCIMaker.nvidia, device: device.product)
    return tree.append(
      function, under: tree.place(nearNode: device.numaNodes.count == 1 ? device.numaNodes[0] : nil)
    )
  }

  private static func object(_ device: NVMLReport.Device, number: Int) -> MachineObject {
    var object = MachineObject(type: .osDevice)
    object.name = "nvml\(number)"
    object.subtype = "NVML"
    object.deviceKinds = [.gpu, .coprocessor]
    let infos = [
      ("Backend", "NVML"), ("GPUVendor", "NVIDIA Corporation"), ("GPUModel", device.name),
      ("NVIDIAUUID", device.uuid),
      ("NVMLMemorySize", device.memoryBytes.map { "\($0 / 1024)KiB" }),
    ]
    object.infos = infos.compactMap { name, value in
      value.map { MachineObject.Info(name: name, value: $0) }
    }
    for part in device.mig?.parts ?? [] {
      let memory = part.memoryBytes.map { "\($0 / 1024)KiB" }
      let words = [part.profile, memory, part.uuid].compactMap(\.self)
      object.infos.append(
        MachineObject.Info(name: "MIGDevice", value: words.joined(separator: " ")))
    }
    return object
  }

  /// The GPUs that are cut, those cut alike in one note.
  private static func parts(_ report: NVMLReport) -> [ProbeNote] {
    let cut = report.devices.filter { $0.mig?.isOn ?? false }
    let words = cut.map { $0.mig?.words ?? "" }
    let changing = report.devices.filter { $0.mig.map { $0.isOn != $0.willBeOn } ?? false }
    return ProbeNote.partitioned(zip(cut.map(\.address), words))
      + changing.map { .cutAfterReset(address: $0.address, isOn: $0.mig?.willBeOn ?? false) }
  }

  /// The GPUs that hwloc places near another NUMA node than NVIDIA's library does.
  private static func disagreements(_ report: NVMLReport, _ tree: MachineTree) -> [ProbeNote] {
    let hosts = Set(tree.hostNUMANodes.compactMap { tree.objects[$0].osIndex })
    if hosts.count < 2 { return [] }
    let nodeOf = Dictionary(
      tree.gpus.compactMap { gpu in gpu.pci.map { ($0.address, gpu.numaNode) } },
      uniquingKeysWith: { first, _ in first })
    return report.devices.compactMap { device in
      let nodes = device.numaNodes.filter { hosts.contains($0) }
      guard let taken = nodeOf[device.address], !nodes.isEmpty, nodes.count < hosts.count,
        taken.map({ !nodes.contains($0) }) ?? true
      else { return nil }
      return .nodeDisagrees(
        address: device.address, taken: taken, other: nodes, by: "NVIDIA's library")
    }
  }

  /// One row per GPU, and one for the fabric behind all NVSwitch ports.
  private static func addLinks(
    _ report: NVMLReport, positions: [Int], to tree: inout MachineTree,
    _ notes: inout [ProbeNote]
  ) {
    let links = report.devices.flatMap(\.links)
    if links.isEmpty { return }
    var rows = positions
    if links.contains(where: { $0.end == .nvswitch }) {
      var fabric = MachineObject(type: .misc)
      fabric.name = "NVSwitch fabric"
      fabric.subtype = "NVSwitch"
      rows.append(tree.append(fabric, under: 0))
    }
    let unknown = Set(links.map(\.version)).filter { width(ofVersion: $0) == nil }
    for version in unknown.sorted() { notes.append(.unknownNVLink(version: version)) }
    // A pair reports its links from both ends; a row from each end keeps the matrix symmetric.
    var values = [UInt64](repeating: 0, count: rows.count * rows.count)
    for (row, device) in report.devices.enumerated() {
      for link in device.links {
        let peer =
          switch link.end {
          case .nvswitch: rows.count - 1
          case .gpu: report.devices.firstIndex { $0.address == link.address } ?? row
          case .other: row
          }
        if peer == row { continue }
        let width = unknown.isEmpty ? width(ofVersion: link.version) ?? 0 : 1
        values[row * rows.count + peer] += width
        if link.end == .nvswitch { values[peer * rows.count + row] += width }
      }
    }
    tree.matrices.append(
      MachineMatrix(
        name: unknown.isEmpty ? "NVLinkBandwidth" : "NVLinkHops",
        kind: unknown.isEmpty ? .bandwidth : .hops, objects: rows, values: values))
  }

  /// Megabytes a second of one link, one direction.
  ///
  /// Source: NVIDIA's architecture papers: P100 20 GB/s; V100, A100 and H100 25; B200 50.
  private static func width(ofVersion version: Int) -> UInt64? {
    switch version {
    case 1: 20_000
    case 2, 3, 4: 25_000
    case 5: 50_000
    default: nil
    }
  }
}

extension NVMLReport.Device {
  /// Where the GPU sits.
  var address: PCIAddress {
    PCIAddress(domain: domain, bus: bus, device: device, function: 0)
  }
}

extension NVMLReport.MIG {
  /// `2 x 3g.20gb of 19.5 GiB, 1 x 1g.5gb of 4.8 GiB`.
  var words: String {
    if parts.isEmpty { return "nothing: MIG is on, and no part may be used here" }
    var counts: [(part: String, count: Int)] = []
    for part in parts {
      let profile = part.profile ?? "part"
      let text = part.memoryBytes.map { "\(profile) of \($0.gibibytes)" } ?? profile
      if let known = counts.firstIndex(where: { $0.part == text }) {
        counts[known].count += 1
      } else {
        counts.append((text, 1))
      }
    }
    let list = counts.map { "\($0.count) x \($0.part)" }.joined(separator: ", ")
    let instances = parts.compactMap(\.instance)
    let isShared = Set(instances).count < instances.count
    return isShared ? "\(list), some of them with their memory in common" : list
  }
}

extension NVMLReport.Link {
  /// Where the other end sits.
  var address: PCIAddress {
    PCIAddress(domain: domain, bus: bus, device: device, function: 0)
  }
}
