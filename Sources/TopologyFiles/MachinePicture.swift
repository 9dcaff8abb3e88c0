internal import Documents
public import Topology

/// A machine as lines of text for a terminal: packages, memory, GPUs, adapters, links.
///
/// At most 80 columns; names that a file or driver gave cannot act on the terminal.
public struct MachinePicture: Hashable, Sendable {
  /// The lines.
  public let lines: [String]

  /// All lines, each ended.
  public var text: String { lines.map { $0 + "\n" }.joined() }

  private static let width = 80

  /// Draws a machine.
  public init(_ tree: MachineTree) {
    let root = Branch(tree.machineName, MachineParts(tree).branches)
    let parts = [root.lines, tree.kindLines, tree.linkLines].filter { !$0.isEmpty }
    let lines = [tree.summary] + parts.flatMap { [""] + $0 }
    self.lines = lines.map { line in
      line.count <= Self.width ? line : line.prefix(Self.width - 1) + "…"
    }
  }
}

/// A line with lines that belong under it.
private struct Branch {
  var text: String
  var branches: [Branch]

  init(_ text: String, _ branches: [Branch] = []) {
    self.text = text
    self.branches = branches
  }

  var lines: [String] {
    var lines = [text]
    for (index, branch) in branches.enumerated() {
      let isLast = index == branches.count - 1
      for (row, line) in branch.lines.enumerated() {
        let rule = row == 0 ? (isLast ? "└─ " : "├─ ") : (isLast ? "   " : "│  ")
        lines.append(rule + line)
      }
    }
    return lines
  }
}

/// The parts of a machine in the order in which they are drawn.
private struct MachineParts {
  private let tree: MachineTree
  private let gpus: [MachineGPU]
  private let hosts: [Int]
  private let cores: [Int]
  private let caches: [Int]
  // By the position of the host node; nil for those near none.
  private let adapters: [Int?: [Int]]

  init(_ tree: MachineTree) {
    self.tree = tree
    gpus = tree.gpus
    hosts = tree.hostNUMANodes
    cores = tree.positions(of: .core)
    caches = tree.positions(of: .cache(level: 3, holds: .unified))
    let adapters = tree.positions(of: .osDevice).filter { position in
      !tree.objects[position].deviceKinds.isDisjoint(with: [.network, .openFabrics])
        && tree.nearest(position, where: { $0.type == .pciDevice }) != nil
    }
    self.adapters = Dictionary(grouping: adapters.prefix(256)) { tree.hostNUMANode(near: $0) }
  }

  var branches: [Branch] {
    let packages = tree.positions(of: .package)
    var drawn = Set<Int>()
    var branches = packages.map { position in
      let cpus = tree.objects[position].cpus ?? Bitmap()
      let inside = hosts.filter { tree.objects[$0].cpus?.isSubset(of: cpus) ?? false }
      drawn.formUnion(inside)
      return Branch(package(position), inside.map(node))
    }
    branches += hosts.filter { !drawn.contains($0) }.map(node)
    branches += gpus.indices.filter { gpus[$0].numaNode == nil }.map { Branch(gpu($0)) }
    branches += adapters(near: nil)
    return branches
      + tree.deviceNUMANodes.map { position in
        let memory = tree.objects[position]
        return Branch("GPU memory, node \(memory.osIndex ?? 0)  \(memory.bytes.binary)")
      }
  }

  private func package(_ position: Int) -> String {
    let package = tree.objects[position]
    let model = package.info("CPUModel").map { "  " + $0.collapsed } ?? ""
    return "package \(package.osIndex.map(String.init) ?? "")\(model)"
  }

  private func node(_ position: Int) -> Branch {
    let node = tree.objects[position]
    let cpus = node.cpus ?? Bitmap()
    func inside(_ positions: [Int]) -> [Int] {
      positions.filter {
        tree.objects[$0].cpus.map { !$0.isEmpty && $0.isSubset(of: cpus) } ?? false
      }
    }
    var words = ["NUMA node \(node.osIndex ?? 0)", node.bytes.binary] + memory(position)
    if let owner = plainNode(beside: position) {
      words.append("beside node \(owner)")
    } else {
      let cores = inside(self.cores).count
      if cores > 0 { words.append(cores.of("core")) }
      words.append("threads \(cpus)")
      let caches = inside(self.caches)
      if let first = caches.first {
        words.append("\(caches.count) x L3 \(tree.objects[first].bytes.binary)")
      }
    }
    let index = node.osIndex
    let here = gpus.indices.filter { gpus[$0].numaNode == index && index != nil }
    return Branch(
      words.joined(separator: "  "), here.map { Branch(gpu($0)) } + adapters(near: position))
  }

  /// What kind of memory a node is and how fast, as far as the source tells.
  private func memory(_ position: Int) -> [String] {
    var words = [tree.objects[position].subtype?.collapsed].compactMap(\.self)
    if let rate = tree.localFigure("Bandwidth", of: position) {
      words.append("\((Double(rate) * 1_048_576 / 1e9).rounded().plain) GB/s")
    }
    if let delay = tree.localFigure("Latency", of: position) { words.append("\(delay) ns") }
    return words
  }

  /// The number of the node to which the processors of a second memory belong; nil for the first.
  private func plainNode(beside position: Int) -> Int? {
    let alike = hosts.filter { tree.objects[$0].cpus == tree.objects[position].cpus }
    let plain = alike.first { !tree.isSpecialMemory($0) } ?? alike.first
    return plain.flatMap { $0 == position ? nil : tree.objects[$0].osIndex }
  }

  private func gpu(_ index: Int) -> String {
    let gpu = gpus[index]
    var words = ["GPU \(index)", gpu.model?.collapsed ?? "unnamed"]
    if let bytes = gpu.memoryBytes { words.append(bytes.binary) }
    if let pci = gpu.pci { words.append(pci.address.description) }
    return words.joined(separator: "  ")
  }

  private func adapters(near node: Int?) -> [Branch] {
    (adapters[node] ?? []).map { position in
      let device = tree.objects[position]
      let speed =
        device.info("SpeedMbps").flatMap { Double($0) }.map { "  \(($0 / 1000).plain) Gb/s" } ?? ""
      return Branch("network  \(device.name?.collapsed ?? "unnamed")\(speed)")
    }
  }
}

extension MachineTree {
  fileprivate var machineName: String {
    // A system without a name calls itself (none).
    let names = [info("HostName"), info("DMIProductName")].compactMap(\.self)
    return names.first { !$0.isEmpty && $0 != "(none)" }?.collapsed ?? "machine"
  }

  /// One line of totals.
  fileprivate var summary: String {
    let totals = totals
    let words = [
      totals.packages.of("package"), totals.hostNUMANodes.of("NUMA node"),
      totals.cores.of("core"), totals.pus.of("thread"), totals.hostMemoryBytes.binary,
      totals.gpus == 0 ? "no GPU" : totals.gpus.of("GPU"),
    ]
    return words.joined(separator: ", ")
  }

  /// The kinds of its threads, if there are several.
  fileprivate var kindLines: [String] {
    if cpuKinds.count < 2 { return [] }
    return cpuKinds.map { kind in
      var words = ["threads \(kind.cpus)"]
      if let type = kind.info("CoreType") { words.append(type.collapsed) }
      if let rate = kind.info("FrequencyMaxMHz") { words.append("up to \(rate.collapsed) MHz") }
      if let rank = kind.efficiency { words.append("rank \(rank)") }
      return words.joined(separator: "  ")
    }
  }

  /// How the GPUs are joined.
  fileprivate var linkLines: [String] {
    let links = gpuLinks
    if links.isEmpty { return [] }
    let groups = Dictionary(grouping: links) { link in
      "\(link.kind.rawValue)"
        + (link.gigabytesPerSecond.map { " \($0.plain) GB/s each way" } ?? ", width unknown")
    }
    let sizes = gpuDomains.filter { $0.count > 1 }.map { String($0.count) }
    return groups.sorted { $0.key < $1.key }.map { "\($0.value.count.of("pair")) by \($0.key)" } + [
      "GPUs in one domain: \(sizes.joined(separator: ", "))"
    ]
  }
}

extension Int {
  fileprivate func of(_ noun: String) -> String { "\(self) \(noun)\(self == 1 ? "" : "s")" }
}

extension UInt64 {
  fileprivate var binary: String { MemoryText(bytes: Int(clamping: self)).rounded }
}

extension String {
  /// On one line, with single spaces, safe to print.
  fileprivate var collapsed: String {
    split(whereSeparator: \.isWhitespace).joined(separator: " ").escapedForDisplay(limit: 48)
  }
}
