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
    return tree.append(function, under: 0)
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
    return object
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

extension NVMLReport.Link {
  /// Where the other end sits.
  var address: PCIAddress {
    PCIAddress(domain: domain, bus: bus, device: device, function: 0)
  }
}
