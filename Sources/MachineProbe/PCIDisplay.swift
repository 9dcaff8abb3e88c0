internal import Topology

/// A PCI function that is a GPU by its class, and which of the kernel's drivers has it.
struct PCIDisplay: Hashable, Sendable {
  /// Its place, class and numbers.
  var function: PCIFunction
  /// The driver that is bound to it; nil if none is.
  var driver: String?
  /// The NUMA node that the firmware says it is near; nil if it does not say.
  var numaNode: Int?

  /// All displays (class 03) and processing accelerators (class 12), by address.
  static func all(in files: KernelFiles) -> [PCIDisplay] {
    let folder = "sys/bus/pci/devices"
    return files.names(in: folder).compactMap { name -> PCIDisplay? in
      let path = "\(folder)/\(name)"
      guard let address = PCIAddress(name), let code = files.number(path + "/class"),
        code >> 16 == 0x03 || code >> 16 == 0x12
      else { return nil }
      let function = PCIFunction(
        address: address, classCode: Int(code >> 8),
        vendor: Int(clamping: files.number(path + "/vendor") ?? 0),
        device: Int(clamping: files.number(path + "/device") ?? 0))
      // The kernel writes -1 where it does not know.
      let node = files.text(path + "/numa_node").flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 }
      return PCIDisplay(
        function: function, driver: files.linkName(path + "/driver"), numaNode: node)
    }.sorted { $0.function.address < $1.function.address }
  }

  /// Adds the displays that the tree lacks, near their NUMA node.
  /// - Returns: A note of those that were lacking.
  static func add(_ displays: [PCIDisplay], to tree: inout MachineTree) -> [ProbeNote] {
    let known = Set(tree.positions(of: .pciDevice).compactMap { tree.objects[$0].pci?.address })
    let missing = displays.filter { !known.contains($0.function.address) }
    for display in missing {
      var object = MachineObject(type: .pciDevice)
      object.pci = display.function
      tree.append(object, under: tree.place(nearNode: display.numaNode))
    }
    return missing.isEmpty ? [] : [.notInLibhwloc(addresses: missing.map(\.function.address))]
  }
}

extension MachineTree {
  /// The position of the PCI device at an address.
  func pciDevice(at address: PCIAddress) -> Int? {
    objects.firstIndex { $0.type == .pciDevice && $0.pci?.address == address }
  }

  /// Where a device near a host NUMA node belongs; the machine itself if that is not known.
  func place(nearNode node: Int?) -> Int {
    guard let node, let host = hostNUMANodes.first(where: { objects[$0].osIndex == node }) else {
      return 0
    }
    return nearest(host, where: { $0.type.isNormal }) ?? 0
  }
}
