internal import Documents
internal import Topology

/// The memory tiers of hwloc 3, which hwloc 2 writes as infos of the machine and its NUMA nodes.
struct HwlocMemoryTier {
  private let nodes: Bitmap
  private let kind: String?

  /// Nil for one without NUMA nodes, which is then in the log.
  init?(_ tag: XMLTag, log: inout DiagnosticLog) {
    guard let text = tag.attributes["nodeset"], case .members(let nodes) = HwlocSet(text) else {
      log.add(
        Diagnostic(
          "a memory tier without the set of its NUMA nodes", at: tag.place, key: "nodeset",
          value: tag.attributes["nodeset"].map { .text($0) } ?? .nothing,
          remedy: "write such as 0x0000000f"))
      return nil
    }
    self.nodes = nodes
    kind = tag.attributes["kinds"].flatMap { UInt($0) }.flatMap(Self.word)
  }

  /// Words of the set, for the limit of them.
  var wordCount: Int { nodes.wordCount }

  /// Marks the NUMA nodes of each tier as hwloc 2 does.
  static func mark(_ tiers: [HwlocMemoryTier], in tree: inout MachineTree) {
    if tiers.count < 2 { return }
    var tierOf: [Int: Int] = [:]
    for (number, tier) in tiers.enumerated() {
      for node in tier.nodes.members where tierOf[node] == nil { tierOf[node] = number }
    }
    for position in tree.positions(of: .numaNode) {
      let node = tree.objects[position]
      guard let number = node.osIndex.flatMap({ tierOf[$0] }), node.info("MemoryTier") == nil else {
        continue
      }
      tree.update(position) { node in
        node.infos.append(MachineObject.Info(name: "MemoryTier", value: "\(number)"))
        if node.subtype == nil { node.subtype = tiers[number].kind }
      }
    }
    if tree.info("MemoryTiersNr") == nil {
      tree.update(0) {
        $0.infos.append(MachineObject.Info(name: "MemoryTiersNr", value: "\(tiers.count)"))
      }
    }
  }

  // The bits of hwloc 3: 1 HBM, 2 DRAM, 4 a GPU's, 8 for one purpose, 16 not volatile, 32 over CXL.
  private static func word(_ kinds: UInt) -> String? {
    switch kinds {
    case 1: "HBM"
    case 2: "DRAM"
    case 4: "GPUMemory"
    case 8: "SPM"
    case 16: "NVM"
    case 33: "CXL-HBM"
    case 34: "CXL-DRAM"
    case 36: "CXL-GPUMemory"
    case 40: "CXL-SPM"
    case 48: "CXL-NVM"
    default: nil
    }
  }
}
