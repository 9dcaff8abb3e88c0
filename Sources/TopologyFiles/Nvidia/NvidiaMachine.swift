internal import Documents
internal import Topology

/// A machine as a `nvidia-smi topo -m` table shows it.
///
/// The table counts links and names nodes; it tells neither sockets, cores, memory nor the speed of
/// anything.
struct NvidiaMachine {
  /// What was read.
  private(set) var source: TopologyReading.Source
  private let text: NvidiaTableText
  private let matrix: NvidiaMatrix
  private var affinities: [NvidiaAffinity] = []

  /// A machine of a checked table.
  init(_ text: NvidiaTableText, _ matrix: NvidiaMatrix, _ source: TopologyReading.Source) {
    self.text = text
    self.matrix = matrix
    self.source = source
  }

  /// The machine as a kind of node.
  /// - Throws: Cells after the links that are no numbers.
  mutating func nodeTemplate(id: String) throws(Diagnostics) -> NodeTemplate {
    try readAffinities()
    let numa = numaNodes()
    let devices = devices
    let links = NvidiaLinks(matrix, models: devices.map { $0?.model }, &source)
    let domains = LinkedGroups(of: matrix.gpus.count, joinedBy: links.pairs).numbers
    var nominal = false
    let gpus = matrix.gpus.indices.map { index in
      let device = devices[index]
      let named = device.flatMap { Self.namedMemory($0.model) }
      if device?.memoryBytes == nil, named != nil { nominal = true }
      return NodeTemplate.GPU(
        model: device?.model ?? "GPU",
        accelerator: device.flatMap { Accelerator.id(ofModel: $0.model) },
        memoryBytes: device?.memoryBytes ?? named ?? 0, numa: nearestNode(of: index),
        pci: device?.pci?.description, domain: domains[index])
    }
    noteDevices()
    noteAdapters()
    noteTable()
    var sources = [
      TopologySource(
        figures: ["numa", "gpus", "links"],
        source: "read from \(TopologyFormat.nvidiaTopology.rawValue)", date: "", isVerified: true)
    ]
    if nominal {
      sources.append(
        TopologySource(
          figures: ["gpus"], source: "the products' names", date: "", isVerified: false,
          note: "memory of the GPUs, which no driver gave"))
    }
    return NodeTemplate(
      id: id, sockets: 0, coresPerSocket: 0, numaNodes: numa, gpus: gpus,
      fabrics: links.fabrics, sources: sources + links.rates.map(\.topologySource))
  }

  private var names: [String] { matrix.gpus.map { text.header.devices[$0].text } }

  /// What is known of each GPU besides its row.
  private var devices: [NvidiaDeviceList.Device?] {
    names.map { name in
      NvidiaTableHeader.number(of: name, after: "GPU").flatMap { text.devices.devices[$0] }
    }
  }

  private mutating func readAffinities() throws(Diagnostics) {
    var log = DiagnosticLog()
    for position in matrix.gpus where log.problems.count < NvidiaMatrix.problemLimit {
      affinities.append(
        NvidiaAffinity(
          matrix.rests[position], columns: text.header.affinities,
          row: text.header.devices[position].text,
          at: SourceLocation(file: text.file, line: matrix.lines[position]), &log))
    }
    try log.throwIfAny()
    let unclear = zip(names, affinities).filter(\.1.isUnclear).map(\.0)
    if !unclear.isEmpty {
      source.note(
        "fewer cells than columns, so that what is near is not known: \(unclear.shortList)")
    }
  }

  /// Numbers from here up are of GPUs' memory, which Linux counts after that of the processors.
  private var firstOwnNode: Int { affinities.compactMap(\.ownNode).min() ?? .max }

  /// The one host NUMA node near a GPU; nil if there are several or none.
  private func nearestNode(of index: Int) -> Int? {
    let hosts = hostNodes(of: index)
    return hosts.count == 1 ? hosts[0] : nil
  }

  private func hostNodes(of index: Int) -> [Int] {
    (affinities[index].numa?.members ?? []).filter { $0 < firstOwnNode }
  }

  private mutating func numaNodes() -> [NodeTemplate.NUMANode] {
    let hosts = Set(affinities.indices.flatMap(hostNodes)).sorted()
    let own = Set(affinities.compactMap(\.ownNode)).sorted()
    let several = names.indices.filter { hostNodes(of: $0).count > 1 }.map { names[$0] }
    if !several.isEmpty {
      source.note("near several NUMA nodes alike, so that none was taken: \(several.shortList)")
    }
    if hosts.isEmpty {
      source.note(
        text.header.affinities.contains(.numa)
          ? "the table knows no NUMA nodes" : "the table has no column of NUMA nodes")
      noteProcessors()
    } else {
      contradictProcessors()
    }
    return hosts.map { NodeTemplate.NUMANode(osIndex: $0, cores: 0, memoryBytes: 0) }
      + own.map {
        NodeTemplate.NUMANode(osIndex: $0, cores: 0, memoryBytes: 0, kind: .gpuMemory)
      }
  }

  // Without nodes, the sets of CPUs still tell which GPUs are near each other.
  private mutating func noteProcessors() {
    var sets: [Bitmap] = []
    var members: [Bitmap: [String]] = [:]
    for (name, affinity) in zip(names, affinities) {
      guard let cpus = affinity.cpus else { continue }
      if members[cpus] == nil { sets.append(cpus) }
      members[cpus, default: []].append(name)
    }
    for cpus in sets {
      source.note(
        "near CPUs \(cpus.description.prefix(60)): \(members[cpus, default: []].shortList)")
    }
  }

  private mutating func contradictProcessors() {
    var nodes: [Bitmap: (node: Int, name: String)] = [:]
    for index in names.indices {
      guard let cpus = affinities[index].cpus, let node = nearestNode(of: index) else { continue }
      if let other = nodes[cpus], other.node != node {
        source.contradict(
          "\(names[index]) has the CPUs of \(other.name) and NUMA node \(node), not"
            + " \(other.node); the nodes were taken",
          at: SourceLocation(file: text.file, line: matrix.lines[matrix.gpus[index]]))
      } else if nodes[cpus] == nil {
        nodes[cpus] = (node, names[index])
      }
    }
  }

  private mutating func noteDevices() {
    let listed = text.devices.devices
    let numbers = names.compactMap { NvidiaTableHeader.number(of: $0, after: "GPU") }
    if listed.isEmpty {
      source.note("the GPUs' model is not told: put the lines of nvidia-smi -L beside the table")
    } else {
      let place = SourceLocation(file: text.file, line: text.header.line)
      let absent = listed.keys.filter { !numbers.contains($0) }.sorted().map { "GPU\($0)" }
      if !absent.isEmpty {
        source.contradict(
          "listed, and not in the table: \(absent.shortList); the table was taken",
          at: place)
      }
      let unlisted = numbers.filter { listed[$0] == nil }.map { "GPU\($0)" }
      if !unlisted.isEmpty {
        source.contradict(
          "in the table, and not listed: \(unlisted.shortList); the table was taken",
          at: place)
      }
    }
    if text.devices.hasInstances {
      source.note("GPUs are cut into MIG instances; whole GPUs were counted")
    }
    let missing = Set(0...(numbers.max() ?? 0)).subtracting(numbers).sorted().map { "GPU\($0)" }
    if !missing.isEmpty {
      source.note(
        "missing between the numbers of the table, hidden from the user or lost:"
          + " \(missing.shortList)")
    }
  }

  private mutating func noteAdapters() {
    let adapters = text.header.devices.indices.filter { !matrix.gpus.contains($0) }
    if adapters.isEmpty { return }
    let names = adapters.map { position in
      let name = text.header.devices[position].text
      return text.legend[name] ?? name
    }
    source.note(
      "network adapters left out, because the table does not tell their speed: \(names.shortList)")
  }

  private mutating func noteTable() {
    for title in text.header.unknown { source.ignore("column \(title)") }
    for line in text.otherTables.prefix(8) {
      source.note("another table, in line \(line), was left out: one text is one machine")
    }
    if text.isWithoutNVLinks {
      source.note("nvidia-smi topo -mp shows no NVLinks: give the table of topo -m to have them")
    }
  }

  // What the product's name says, as in 80GB; the 480 GB of a GH200's name are its processor's.
  private static func namedMemory(_ model: String) -> Int? {
    if model.contains("GH200") || model.contains("GB200") || model.contains("GB300") { return nil }
    let words = model.uppercased().split { !$0.isLetter && !$0.isNumber }
    for word in words where word.hasSuffix("GB") && word.utf8.count <= 5 {
      if let gigabytes = Int(word.dropLast(2)), gigabytes > 0 { return gigabytes * 1_000_000_000 }
    }
    return nil
  }
}

extension [String] {
  /// The first few, and how many more.
  var shortList: String {
    let shown = prefix(8).joined(separator: ", ")
    return count > 8 ? "\(shown) and \(count - 8) more" : shown
  }
}
