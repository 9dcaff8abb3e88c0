/// A link between two GPUs of a machine.
public struct MachineLink: Hashable, Sendable {
  /// The first GPU, as an index of ``MachineTree/gpus``.
  public var first: Int
  /// The second GPU, larger than the first.
  public var second: Int
  /// The technology.
  public var kind: NodeTemplate.LinkKind
  /// Gigabytes a second in one direction; nil where the source only says that there is a link.
  public var gigabytesPerSecond: Double?
}

extension MachineTree {
  /// The links between pairs of GPUs, by first and second; of each kind one at most.
  ///
  /// Where GPUs reach each other through NVSwitch the source shows no link between GPUs: all switch
  /// ports of the machine are one fabric, and a pair is as fast as the slower of the two GPUs'
  /// links into it. Figures of processors in the same matrix (POWER) are left aside.
  /// `XGMIHops` is 1 for every pair, direct or not: it tells that there is a link, and no width.
  /// Where the rows are parts of GPUs (the tiles of Xe Link), the links of all parts add up.
  public var gpuLinks: [MachineLink] {
    let gpus = gpus
    var links: [NodeTemplate.LinkKind: [Pair: Double?]] = [:]
    for matrix in matrices {
      guard let (kind, isWidth) = Self.linkMatrices[matrix.name] else { continue }
      for (pair, value) in widths(of: matrix, among: gpus) where value > 0 {
        let speed = isWidth ? Double(value) / 1000 : nil
        let known = links[kind]?[pair] ?? nil
        links[kind, default: [:]][pair] = .some(speed ?? known)
      }
    }
    return links.flatMap { kind, pairs in
      pairs.map { pair, speed in
        MachineLink(first: pair.first, second: pair.second, kind: kind, gigabytesPerSecond: speed)
      }
    }.sorted {
      ($0.first, $0.second, $0.kind.rawValue) < ($1.first, $1.second, $1.kind.rawValue)
    }
  }

  /// The GPUs in groups that reach each other over fast links, as indices of ``gpus``.
  ///
  /// Every GPU is in exactly one group; a GPU without links is a group of one. PCIe joins nothing.
  public var gpuDomains: [[Int]] {
    let joining = gpuLinks.filter { $0.kind != .pcie }
    return LinkedGroups(of: gpus.count, joinedBy: joining.map { ($0.first, $0.second) }).all
  }

  private struct Pair: Hashable {
    var first: Int
    var second: Int
  }

  private static let linkMatrices: [String: (kind: NodeTemplate.LinkKind, isWidth: Bool)] = [
    "NVLinkBandwidth": (.nvlink, true), "XGMIBandwidth": (.xgmi, true),
    "NVLinkHops": (.nvlink, false), "XGMIHops": (.xgmi, false),
    "XeLinkBandwidth": (.xelink, true), "PCIeBandwidth": (.pcie, true),
  ]

  /// How a matrix of such links is called.
  static func bandwidthMatrix(of kind: NodeTemplate.LinkKind) -> String {
    switch kind {
    case .nvlink: "NVLinkBandwidth"
    case .xgmi: "XGMIBandwidth"
    case .xelink: "XeLinkBandwidth"
    case .pcie: "PCIeBandwidth"
    }
  }

  /// The figure of each pair of GPUs: its own, or through the fabric if that is more.
  private func widths(of matrix: MachineMatrix, among gpus: [MachineGPU]) -> [Pair: UInt64] {
    let gpuAt = Dictionary(
      uniqueKeysWithValues: gpus.enumerated().map { ($0.element.position, $0.offset) })
    let rows = matrix.objects.map { position -> Int? in
      nearest(position, where: { $0.type == .pciDevice }).flatMap { gpuAt[$0] } ?? gpuAt[position]
    }
    let switches = matrix.objects.indices.filter { isSwitch(matrix.objects[$0]) }
    var widths: [Pair: UInt64] = [:]
    var intoFabric: [Int: UInt64] = [:]
    for (row, gpu) in rows.enumerated() {
      guard let gpu else { continue }
      intoFabric[gpu] = switches.reduce(intoFabric[gpu] ?? 0) { sum, column in
        let width = max(matrix.value(from: row, to: column), matrix.value(from: column, to: row))
        return sum.addingReportingOverflow(width).partialValue
      }
      for (column, other) in rows.enumerated() {
        guard let other, gpu < other else { continue }
        let width = max(matrix.value(from: row, to: column), matrix.value(from: column, to: row))
        let pair = Pair(first: gpu, second: other)
        widths[pair] = (widths[pair] ?? 0).addingReportingOverflow(width).partialValue
      }
    }
    let reached = intoFabric.filter { $0.value > 0 }.keys.sorted()
    for (index, first) in reached.enumerated() {
      for second in reached[(index + 1)...] {
        let through = min(intoFabric[first] ?? 0, intoFabric[second] ?? 0)
        widths[Pair(first: first, second: second)] = max(
          widths[Pair(first: first, second: second)] ?? 0, through)
      }
    }
    return widths
  }

  /// Whether links of a kind between GPUs go through switches.
  func hasSwitches(for kind: NodeTemplate.LinkKind) -> Bool {
    matrices.contains { matrix in
      Self.linkMatrices[matrix.name]?.kind == kind && matrix.objects.contains(where: isSwitch)
    }
  }

  // hwloc marks the ports; class 0680 of NVIDIA is what they are without the mark.
  private func isSwitch(_ position: Int) -> Bool {
    let object = objects[position]
    guard object.type == .pciDevice else { return object.subtype == "NVSwitch" }
    return object.subtype == "NVSwitch"
      || object.pci.map { $0.vendor == PCIMaker.nvidia && $0.classCode == 0x0680 } ?? false
  }
}
