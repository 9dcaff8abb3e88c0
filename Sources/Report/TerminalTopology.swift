internal import Topology
public import TopologyFiles

/// A machine or a cluster as lines for a terminal of 80 columns: plain text, no colour.
public struct TerminalTopology: Sendable {
  private let file: TopologyFile
  private let sizes: [Int]?
  private let width = 80

  /// The sizes of jobs that are shown unless others are asked for.
  public static let usualSizes = [1, 8, 16, 32, 64, 128, 256, 512, 1_024]

  /// The lines of a machine or a cluster, with slots for jobs of `sizes`; nil for the usual ones, as
  /// far as a pool has so many GPUs.
  public init(_ file: TopologyFile, sizes: [Int]? = nil) {
    self.file = file
    self.sizes = sizes
  }

  /// Everything: totals, pools or parts, slots, sources.
  public var text: String {
    let lines =
      switch file {
      case .cluster(let cluster):
        head(cluster.id, cluster.name, cluster.owner) + totals(cluster) + pools(cluster)
          + slotLines(cluster)
          + sources(
            [(cluster.id, cluster.sources)] + cluster.templates.map { ($0.id, $0.sources) })
      case .template(let template):
        head(template.id, template.name, template.vendor) + parts(template)
          + sources([(template.id, template.sources)])
      }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The slots alone.
  public var slots: String {
    let cluster =
      switch file {
      case .cluster(let cluster): cluster
      case .template(let template): ClusterTopology(oneOf: template)
      }
    return (head(cluster.id, cluster.name, cluster.owner) + slotLines(cluster))
      .joined(separator: "\n") + "\n"
  }

  private func head(_ id: String, _ name: String, _ owner: String) -> [String] {
    let words = [id, name == id ? "" : name, name.contains(owner) ? "" : owner]
      .filter { !$0.isEmpty }
    return TextTable.wrapped(words.joined(separator: " · "), width: width, indent: 2)
  }

  // MARK: Clusters

  private func totals(_ cluster: ClusterTopology) -> [String] {
    var parts = [
      "\(NumberFormat.grouped(cluster.nodes)) nodes",
      "\(NumberFormat.grouped(cluster.gpus)) GPUs"
        + (cluster.cards == cluster.gpus
          ? "" : " on \(NumberFormat.grouped(cluster.cards)) cards"),
      "\(NumberFormat.grouped(cluster.usableGPUs)) to give out",
    ]
    if let h100e = cluster.h100e {
      parts.append("\(NumberFormat.count(h100e)) H100-equivalents in service")
    }
    if cluster.memoryBytes > 0 { parts.append("\(Self.memory(cluster.memoryBytes)) of memory") }
    return TextTable.wrapped(parts.joined(separator: " · "), width: width, indent: 2) + [""]
  }

  private func pools(_ cluster: ClusterTopology) -> [String] {
    var table = TextTable([.left, .left, .right, .right, .right, .right, .left])
    table.add(["POOLS", "machine", "nodes", "spare", "failed", "usable", "domains"])
    for pool in cluster.pools {
      let roles = pool.roles
      table.add([
        pool.id, pool.template.id, NumberFormat.grouped(pool.nodes),
        NumberFormat.grouped(roles.spare.count + roles.standby.count),
        NumberFormat.grouped(roles.failed.count), NumberFormat.grouped(roles.free.count),
        domains(of: pool),
      ])
    }
    let places = cluster.pools.compactMap { pool in
      let levels =
        (pool.racks.map { [("rack", $0)] } ?? []) + pool.tiers.map { ($0.name, $0.units) }
      return levels.isEmpty
        ? nil
        : "\(pool.id): " + levels.map { words(for: $0.1, $0.0, in: pool) }.joined(separator: ", ")
    }
    return table.lines(width: width)
      + places.flatMap { TextTable.wrapped($0, width: width, indent: 2) } + [""]
  }

  private func domains(of pool: TopologyPool) -> String {
    if pool.domainCount == 0 {
      return pool.template.unknownFigures.contains("links") ? "not known" : "none"
    }
    let usable =
      pool.usableGPUsPerDomain == pool.gpusPerDomain
      ? "" : ", \(pool.usableGPUsPerDomain) usable"
    return "\(NumberFormat.grouped(pool.domainCount)) x \(pool.gpusPerDomain)\(usable)"
  }

  private func words(for groups: NodeGroups, _ name: String, in pool: TopologyPool) -> String {
    let count = NumberFormat.grouped(groups.count(in: pool.nodes))
    let smallest = groups.sizes?.min().map { "\($0) to " } ?? ""
    return "\(count) x \(name) of \(smallest)\(groups.nodes) nodes"
  }

  private func slotLines(_ cluster: ClusterTopology) -> [String] {
    TerminalSlots(cluster, sizes: sizes, width: width).lines
  }

  // MARK: Machines

  private func parts(_ template: NodeTemplate) -> [String] {
    var table = TextTable([.left, .left])
    let threads =
      template.threadsPerCore == 1 ? "" : ", \(template.hardwareThreads) hardware threads"
    if template.sockets > 0 {
      table.add(["CPUs", "\(template.sockets) x \(template.coresPerSocket) cores\(threads)"])
    }
    if template.hostMemoryBytes > 0 { table.add(["memory", hostMemory(template)]) }
    for (model, gpus) in grouped(template.gpus.map(\.model)) {
      let gpu = template.gpus[gpus[0]]
      table.add([
        "GPUs",
        "\(gpus.count) x \(model)"
          + (gpu.memoryBytes == 0 ? "" : ", \(Self.memory(gpu.memoryBytes)) each")
          + (gpu.sharesHostMemory ? ", shared with the CPUs" : ""),
      ])
    }
    if let h100e = template.h100e, !template.gpus.isEmpty {
      table.add(["", "\(NumberFormat.fixed(h100e, 1)) H100-equivalents"])
    }
    for near in template.gpusByNUMA { table.add(["", share(of: near, in: template)]) }
    for fabric in template.fabrics { table.add(["links", words(for: fabric)]) }
    let domains = template.domains.filter { $0.count > 1 }
    table.add([
      "domains",
      domains.isEmpty
        ? (template.unknownFigures.contains("links") ? "not known" : "none")
        : domains.map { $0.map(String.init).joined(separator: " ") }.joined(separator: " | "),
    ])
    for (rate, nics) in grouped(template.nics.map(\.gigabitsPerSecond)) {
      table.add(["NICs", "\(nics.count) x \(Self.plain(rate)) Gb/s"])
    }
    return table.lines(width: 1_000).flatMap { TextTable.wrapped(keepingIndent: $0, width: width) }
      + [""]
  }

  private func hostMemory(_ template: NodeTemplate) -> String {
    let memory = Self.memory(template.hostMemoryBytes)
    if template.unknownFigures.contains("numa") { return memory }
    let nodes = template.hostNUMANodes
    let numbers = nodes.map { "\($0.osIndex)" }.joined(separator: " ")
    return "\(memory) in \(nodes.count) NUMA node\(nodes.count == 1 ? "" : "s") (\(numbers))"
  }

  // The GPUs of a NUMA node with what of the host goes with each of them.
  private func share(of gpus: [Int], in template: NodeTemplate) -> String {
    let numa = template.gpus[gpus[0]].numa
    let node = numa.map { "NUMA node \($0)" } ?? "no NUMA node"
    let one = template.hostShare(ofGPUs: [gpus[0]])
    let words = [
      one.cores == 0 ? nil : "\(one.cores) core\(one.cores == 1 ? "" : "s")",
      one.memoryBytes == 0 ? nil : Self.memory(one.memoryBytes),
    ].compactMap(\.self)
    let ranges = gpus.compactMap(template.cores(besideGPU:))
    let cores =
      ranges.first.map { first in
        ", cores \(first.lowerBound)-\((ranges.last ?? first).upperBound - 1)"
      } ?? ""
    return "\(node)\(cores): GPUs \(gpus.map(String.init).joined(separator: " "))"
      + (words.isEmpty ? "" : "; with each \(words.joined(separator: " and "))")
  }

  private func words(for fabric: NodeTemplate.Fabric) -> String {
    let kind = fabric.kind.rawValue
    switch fabric.shape {
    case .switched(let rate): return "\(kind) to a switch, \(Self.plain(rate)) GB/s each way a GPU"
    case .eachPair(let rate):
      return "\(kind) between all pairs, \(Self.plain(rate)) GB/s each way a pair"
    case .pairs(let pairs):
      let rates = Set(pairs.map(\.gigabytesPerSecond)).sorted().map(Self.plain)
      return "\(kind) between \(pairs.count) pairs, \(NumberFormat.list(rates)) GB/s each way"
    }
  }

  private func grouped<Value: Hashable>(_ values: [Value]) -> [(Value, [Int])] {
    var order: [Value] = []
    var members: [Value: [Int]] = [:]
    for (index, value) in values.enumerated() {
      if members[value] == nil { order.append(value) }
      members[value, default: []].append(index)
    }
    return order.map { ($0, members[$0] ?? []) }
  }

  // MARK: Sources

  private func sources(_ groups: [(id: String, sources: [TopologySource])]) -> [String] {
    let all = groups.flatMap { group in group.sources.map { (group.id, $0) } }
    if all.isEmpty { return ["SOURCES  none given"] }
    var lines = [""] + ["SOURCES"]
    if case .template = file { lines = ["SOURCES"] }
    for (id, source) in all {
      let mark = source.isVerified ? "" : "UNVERIFIED "
      let date = source.date.isEmpty ? "" : ", \(source.date)"
      let note = source.note.isEmpty ? "" : " (\(source.note))"
      let text =
        "\(mark)\(id) \(source.figures.joined(separator: ", ")): \(source.source)\(date)\(note)"
      lines += TextTable.wrapped(text, width: width - 2, indent: 2).map { "  " + $0 }
    }
    return lines
  }

  // MARK: Numbers

  static func memory(_ bytes: Int) -> String {
    let isBinary = bytes > 0 && bytes % (1 << 30) == 0
    let units: [(String, Double)] =
      isBinary
      ? [("PiB", 0x1p50), ("TiB", 0x1p40), ("GiB", 0x1p30)]
      : [("PB", 1e15), ("TB", 1e12), ("GB", 1e9)]
    let value = Double(bytes)
    let unit = units.first { value >= $0.1 } ?? units[units.count - 1]
    return plain((value / unit.1 * 10).rounded() / 10) + " " + unit.0
  }

  static func plain(_ value: Double) -> String {
    value == value.rounded() ? NumberFormat.count(value) : NumberFormat.fixed(value, 1)
  }
}

extension TextTable {
  /// A line that is too long, broken with the indent of its second column.
  fileprivate static func wrapped(keepingIndent line: String, width: Int) -> [String] {
    if line.count <= width { return [line] }
    let name = line.prefix { $0 != " " }
    let indent = line.dropFirst(name.count).prefix { $0 == " " }.count + name.count
    return wrapped(String(line.dropFirst(indent)), width: width - indent, indent: 0)
      .enumerated().map { index, text in
        (index == 0 ? line.prefix(indent) : Substring(String(repeating: " ", count: indent)))
          + text
      }
  }
}
