/// NUMA nodes of a machine that are alike: its fast memory, its plain memory, that of its GPUs.
public struct MachineMemoryTier: Hashable, Sendable {
  /// hwloc's word: `DRAM`, `HBM`, `MCDRAM`, `NVM`, `CXL-DRAM`, `GPUMemory` …; nil if none is known.
  public var kind: String?
  /// The positions of the nodes in the tree.
  public var nodes: [Int]
  /// Bytes of all of them.
  public var bytes: UInt64
  /// MiB/s of one of them from the processors near; the least where they differ, nil if unknown.
  public var mebibytesPerSecond: UInt64?
  /// Nanoseconds from the processors near; the most where they differ, nil if unknown.
  public var nanoseconds: UInt64?
}

extension MachineTree {
  /// The memory in tiers, the fastest known first, then by kind and by the nodes' order.
  ///
  /// The tiers are those that the source numbers. Where it does not, nodes are alike if they are of
  /// one kind and their local bandwidths differ by no more than a tenth, as hwloc has it.
  public var memoryTiers: [MachineMemoryTier] {
    let nodes = positions(of: .numaNode)
    let speeds = nodes.map { localFigure("Bandwidth", of: $0) }
    let delays = nodes.map { localFigure("Latency", of: $0) }
    let ranks = tierRanks(of: nodes, speeds: speeds)
    let groups = Dictionary(grouping: nodes.indices) { ranks[$0] }
    let tiers = groups.values.map { members in
      MachineMemoryTier(
        kind: objects[nodes[members[0]]].subtype, nodes: members.map { nodes[$0] },
        bytes: members.reduce(0) {
          $0.addingReportingOverflow(objects[nodes[$1]].bytes).partialValue
        },
        mebibytesPerSecond: members.compactMap { speeds[$0] }.min(),
        nanoseconds: members.compactMap { delays[$0] }.max())
    }
    return tiers.sorted { left, right in
      let (a, b) = (left.mebibytesPerSecond ?? 0, right.mebibytesPerSecond ?? 0)
      return a != b ? a > b : left.nodes[0] < right.nodes[0]
    }
  }

  /// A standard attribute of a NUMA node as its own processors see it; nil if it is not known.
  public func localFigure(_ name: String, of node: Int) -> UInt64? {
    guard let cpus = objects[node].cpus, !cpus.isEmpty,
      let attribute = memoryAttributes.first(where: { $0.name == name })
    else { return nil }
    return attribute.values.first { value in
      guard value.target == node, case .cpus(let near) = value.initiator else { return false }
      return cpus.isSubset(of: near)
    }?.value
  }

  /// What tells the nodes' tiers apart: the source's number, or kind and step of bandwidth.
  private func tierRanks(of nodes: [Int], speeds: [UInt64?]) -> [TierRank] {
    var ranks = nodes.map { position in
      let node = objects[position]
      return TierRank(
        number: node.info("MemoryTier").flatMap { Int($0) }, kind: node.subtype ?? "", step: 0)
    }
    for (_, members) in Dictionary(grouping: nodes.indices, by: { ranks[$0] }) {
      guard ranks[members[0]].number == nil else { continue }
      var (step, last) = (0, 0.0)
      for member in members.sorted(by: { (speeds[$0] ?? 0, $0) < (speeds[$1] ?? 0, $1) }) {
        let speed = Double(speeds[member] ?? 0)
        if last > 0, speed > last * 1.1 { step += 1 }
        last = speed
        ranks[member].step = step
      }
    }
    return ranks
  }

  private struct TierRank: Hashable {
    var number: Int?
    var kind: String
    var step: Int
  }

  /// Whether the node is memory beside the plain one: faster, slower or further away.
  ///
  /// Cores and GPUs belong to the plain memory near them where both are at the same processors.
  public func isSpecialMemory(_ position: Int) -> Bool {
    Self.specialMemory.contains(objects[position].subtype ?? "")
  }

  private static let specialMemory: Set<String> = [
    "HBM", "MCDRAM", "SPM", "NVM", "CXL-DRAM", "CXL-HBM", "CXL-SPM", "CXL-NVM", "GPUMemory",
    "CXL-GPUMemory",
  ]
}
