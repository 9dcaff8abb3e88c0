internal import Topology

/// Puts what the amdgpu driver says into the tree, in the shape that hwloc itself gives it.
enum AMDMerge {
  /// Adds memory, names, partitions and links to the GPUs.
  /// - Returns: What does not fit, and what the files do not tell.
  static func add(_ report: AMDReport, to tree: inout MachineTree) -> [ProbeNote] {
    var notes: [ProbeNote] = []
    // What the PCI database already names well keeps its name: boards call a MI250X MI250.
    let hasKind = Set(
      tree.nodeTemplate(id: "machine").gpus.filter { $0.accelerator != nil }.compactMap(\.pci))
    let hasMemory = Set(tree.gpus.filter { $0.memoryBytes != nil }.map(\.position))
    let nodes = hostNodes(report, tree)
    var positions: [Int] = []
    for gpu in report.gpus {
      let function =
        tree.pciDevice(at: gpu.address)
        ?? added(gpu, near: gpu.hostNode.flatMap { nodes?[$0] }, to: &tree, &notes)
      positions.append(function)
      var infos = infos(gpu, isNamed: hasKind.contains(gpu.address.description))
      if hasMemory.contains(function) { infos.removeAll { $0.name == "RSMIVRAMSize" } }
      let device = device(gpu, under: function, in: &tree)
      tree.update(device) { $0.infos += infos }
    }
    notes += disagreements(report, tree)
    notes += partitions(report)
    notes += report.contradicted.map { .severalChips(address: $0) }
    if report.hidden > 0 { notes.append(.hiddenByKFD(count: report.hidden)) }
    notes += addLinks(report, positions: positions, to: &tree)
    return notes
  }

  /// The system's numbers of KFD's nodes of CPUs, by rank; nil where they cannot be told.
  private static func hostNodes(_ report: AMDReport, _ tree: MachineTree) -> [Int]? {
    let hosts = tree.hostNUMANodes.compactMap { tree.objects[$0].osIndex }.sorted()
    return hosts.count == report.hostNodes ? hosts : nil
  }

  private static func added(
    _ gpu: AMDReport.GPU, near node: Int?, to tree: inout MachineTree, _ notes: inout [ProbeNote]
  ) -> Int {
    notes.append(.notOnPCI(address: gpu.address))
    var function = MachineObject(type: .pciDevice)
    function.pci = PCIFunction(
      address: gpu.address, classCode: gpu.classCode, vendor: PCIMaker.amd, device: gpu.product)
    return tree.append(function, under: tree.place(nearNode: node))
  }

  /// The device that hwloc already has of this driver, or a new one.
  private static func device(
    _ gpu: AMDReport.GPU, under function: Int, in tree: inout MachineTree
  ) -> Int {
    let name = gpu.card ?? gpu.nodes.first.map { "kfd\($0)" } ?? "amdgpu"
    let known = tree.objects[function].children.first { tree.objects[$0].name == name }
    if let known { return known }
    var object = MachineObject(type: .osDevice)
    object.name = name
    object.deviceKinds = [.gpu]
    return tree.append(object, under: function)
  }

  private static func infos(_ gpu: AMDReport.GPU, isNamed: Bool) -> [MachineObject.Info] {
    let bytes = gpu.memoryBytes ?? gpu.computeMemoryBytes
    let pairs: [(String, String?)] = [
      ("GPUVendor", "AMD"), ("GPUModel", isNamed ? nil : gpu.name), ("AMDUUID", gpu.identity),
      ("RSMIVRAMSize", bytes.map { "\($0 / 1024)KiB" }),
      ("ComputePartition", gpu.computePartition), ("MemoryPartition", gpu.memoryPartition),
      ("KFDNodes", gpu.nodes.isEmpty ? nil : gpu.nodes.map(String.init).joined(separator: ",")),
    ]
    return pairs.compactMap { name, value in
      value.map { MachineObject.Info(name: name, value: $0) }
    }
  }

  /// Where two drivers, or a driver and hwloc, say different things of one GPU.
  private static func disagreements(_ report: AMDReport, _ tree: MachineTree) -> [ProbeNote] {
    let nodes = hostNodes(report, tree) ?? []
    let nodeOf = Dictionary(
      tree.gpus.compactMap { gpu in gpu.pci.map { ($0.address, gpu.numaNode) } },
      uniquingKeysWith: { first, _ in first })
    return report.gpus.flatMap { gpu -> [ProbeNote] in
      var notes: [ProbeNote] = []
      // KFD's own figure leaves out what firmware keeps, a few percent at most.
      if let all = gpu.memoryBytes, let some = gpu.computeMemoryBytes,
        all.subtractingReportingOverflow(some).partialValue > all / 10
      {
        notes.append(.memoryDisagrees(address: gpu.address, taken: all, other: some))
      }
      if let rank = gpu.hostNode, nodes.count > 1, let taken = nodeOf[gpu.address],
        taken != nodes[rank]
      {
        notes.append(
          .nodeDisagrees(address: gpu.address, taken: taken, other: [nodes[rank]], by: "KFD"))
      }
      return notes
    }
  }

  /// The GPUs that are cut, those cut alike in one note.
  private static func partitions(_ report: AMDReport) -> [ProbeNote] {
    let cut = report.gpus.filter { gpu in
      gpu.nodes.count > 1 || gpu.computePartition.map { $0 != "SPX" } ?? false
        || gpu.memoryPartition.map { $0 != "NPS1" } ?? false
    }
    let words = cut.map { gpu in
      let modes = [gpu.computePartition, gpu.memoryPartition].compactMap(\.self)
      let parts = gpu.nodes.count > 1 ? "\(gpu.nodes.count) partitions" : "partitions"
      return modes.isEmpty ? parts : "\(parts) (\(modes.joined(separator: ", ")))"
    }
    return ProbeNote.partitioned(zip(cut.map(\.address), words))
  }

  private static func addLinks(
    _ report: AMDReport, positions: [Int], to tree: inout MachineTree
  ) -> [ProbeNote] {
    let isThere = tree.matrices.contains { $0.name.hasPrefix("XGMI") }
    if report.links.isEmpty || isThere { return [] }
    let isWidthKnown = report.links.contains { $0.megabytes > 0 }
    let linked = Set(report.links.flatMap { [$0.first, $0.second] }).sorted()
    let rows = Dictionary(uniqueKeysWithValues: linked.enumerated().map { ($1, $0) })
    var values = [UInt64](repeating: 0, count: linked.count * linked.count)
    for link in report.links {
      guard let row = rows[link.first], let column = rows[link.second] else { continue }
      values[row * linked.count + column] = isWidthKnown ? link.megabytes : 1
    }
    tree.matrices.append(
      MachineMatrix(
        name: isWidthKnown ? "XGMIBandwidth" : "XGMIHops",
        kind: isWidthKnown ? .bandwidth : .hops, objects: linked.map { positions[$0] },
        values: values))
    return isWidthKnown ? [] : [.unknownXGMI]
  }
}
