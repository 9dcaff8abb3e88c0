internal import Documents
import Topology

extension NodeTemplate {
  /// Reads the group of keys of a machine; `id` is its name if the group does not give it.
  ///
  /// - Returns: nil after noting a problem.
  init?(_ section: inout Section, id given: String? = nil) {
    let before = section.log.problems.count
    let id = given ?? section.identifier("template")
    let name = section.text("name", default: "")
    let vendor = section.text("vendor", default: "")
    let sockets = section.countIfKnown("sockets", .items)
    let cores = section.countIfKnown("cores_per_socket", .items)
    let threads = section.count("threads_per_core", .items, default: 1)
    let numa = section.numaNodes()
    var gpus = section.gpus()
    let fabrics = section.fabrics()
    let nics = section.nics()
    let sources = section.sources(of: Self.figures)
    guard section.log.problems.count == before, let id, let name, let vendor, let sockets,
      let cores, let threads
    else { return nil }
    let givesDomains = gpus.contains { $0.hasDomain }
    self.init(
      id: id, name: name, vendor: vendor, sockets: sockets, coresPerSocket: cores,
      threadsPerCore: threads, numaNodes: numa, gpus: gpus.map(\.gpu), fabrics: fabrics,
      nics: nics, sources: sources)
    let problems = self.problems
    if problems.isEmpty, !givesDomains {
      for (index, domain) in linkedDomains.enumerated() { gpus[index].gpu.domain = domain }
      self.gpus = gpus.map(\.gpu)
    }
    section.note(problems)
    if !problems.isEmpty { return nil }
  }
}

/// A GPU as read, and whether its file says in which domain it is.
private struct ReadGPU {
  var gpu: NodeTemplate.GPU
  var hasDomain: Bool
}

extension Section {
  fileprivate mutating func numaNodes() -> [NodeTemplate.NUMANode] {
    var nodes: [NodeTemplate.NUMANode] = []
    for var section in groups("numa") {
      let count = section.count("count", .items, default: 1) ?? 1
      let kind = section.choice(
        "kind", among: NodeTemplate.NUMANode.Kind.allCases.map(\.rawValue), default: "host")
      let cores = section.count("cores", .osIndex, default: 0)
      let memory = section.memory("memory")
      let indices = section.numbers("os_index", .osIndex, forEachOf: count)
      section.finish(into: &self)
      guard let cores, let memory,
        let kind = kind.flatMap(NodeTemplate.NUMANode.Kind.init(rawValue:))
      else { continue }
      nodes += (0..<count).map { index in
        NodeTemplate.NUMANode(
          osIndex: indices?[index] ?? nodes.count + index, cores: cores, memoryBytes: memory,
          kind: kind)
      }
    }
    return nodes
  }

  fileprivate mutating func gpus() -> [ReadGPU] {
    var gpus: [ReadGPU] = []
    for var section in groups("gpus") {
      let count = section.count("count", .items, default: 1) ?? 1
      let model = section.text("model")
      let accelerator =
        section.has("accelerator")
        ? section.choice("accelerator", among: Accelerator.shipped.map(\.id).sorted()) : nil
      _ = section.node("accelerator")
      let memory = section.memoryIfKnown("memory")
      let shared = section.flag("shares_host_memory", default: false)
      let numa = section.numbers("numa", .osIndex, forEachOf: count)
      let pci = section.texts("pci", forEachOf: count)
      let hasDomain = section.has("domain")
      let isAlone = section.node("domain")?.text == "none"
      let domain = isAlone ? nil : section.numbers("domain", .osIndex, forEachOf: count)
      section.finish(into: &self)
      guard let model, let memory, let shared else { continue }
      gpus += (0..<count).map { index in
        ReadGPU(
          gpu: NodeTemplate.GPU(
            model: model, accelerator: accelerator, memoryBytes: memory,
            sharesHostMemory: shared, numa: numa?[index], pci: pci?[index],
            domain: domain?[index]),
          hasDomain: hasDomain)
      }
    }
    return gpus
  }

  fileprivate mutating func fabrics() -> [NodeTemplate.Fabric] {
    var fabrics: [NodeTemplate.Fabric] = []
    for var section in groups("links") {
      let kind = section.choice("kind", among: NodeTemplate.LinkKind.allCases.map(\.rawValue))
      let switched = section.optionalNumber("switched", .bandwidth)
      let eachPair = section.optionalNumber("each_pair", .bandwidth)
      let pairs = section.pairs()
      let given = ["switched", "each_pair", "pairs"].filter { section.has($0) }
      if given.count != 1 {
        section.note(
          Diagnostic(
            given.isEmpty ? "says not how GPUs are joined" : "says twice how GPUs are joined",
            at: section.location, key: section.path,
            remedy: "give one of switched, each_pair (GB/s) and pairs ([a, b, GB/s])"))
      }
      section.finish(into: &self)
      guard let kind = kind.flatMap(NodeTemplate.LinkKind.init(rawValue:)) else { continue }
      if let switched {
        fabrics.append(.init(kind: kind, shape: .switched(gigabytesPerSecond: switched)))
      } else if let eachPair {
        fabrics.append(.init(kind: kind, shape: .eachPair(gigabytesPerSecond: eachPair)))
      } else if let pairs {
        fabrics.append(.init(kind: kind, shape: .pairs(pairs)))
      }
    }
    return fabrics
  }

  private mutating func pairs() -> [NodeTemplate.Fabric.Pair]? {
    guard let node = node("pairs") else { return nil }
    let numbers = (node.elements ?? []).map { $0.elements?.map { $0.text.flatMap(Double.init) } }
    var pairs: [NodeTemplate.Fabric.Pair] = []
    for case let row? in numbers where row.count == 3 {
      if let a = row[0].flatMap({ Int(exactly: $0) }), let b = row[1].flatMap({ Int(exactly: $0) }),
        let rate = row[2], rate > 0, rate <= 1e6, (0..<1024).contains(a), (0..<1024).contains(b)
      {
        pairs.append(.init(a, b, gigabytesPerSecond: rate))
      }
    }
    if pairs.count == numbers.count, !pairs.isEmpty { return pairs }
    note(
      "is no list of pairs", of: "pairs",
      remedy: "write [[0, 1, 50], [0, 2, 25]]: two GPUs and GB/s in one direction")
    return nil
  }

  fileprivate mutating func nics() -> [NodeTemplate.NIC] {
    var nics: [NodeTemplate.NIC] = []
    for var section in groups("nics") {
      let count = section.count("count", .items, default: 1) ?? 1
      let rate = section.number("gigabits", .gigabits)
      let numa = section.numbers("numa", .osIndex, forEachOf: count)
      section.finish(into: &self)
      guard let rate else { continue }
      nics += (0..<count).map { NodeTemplate.NIC(gigabitsPerSecond: rate, numa: numa?[$0]) }
    }
    return nics
  }
}
