internal import Documents
public import Topology

/// What nodes are that a cluster's own files only count.
///
/// A machine of the catalogue, of a probe or of a file stands for the nodes of a pool or of all pools.
/// It brings what schedulers do not know: links, NUMA nodes, adapters. What both tell and tell
/// differently is reported, and GPUs that differ in number or kind are refused.
public struct MachineJoin: Hashable, Sendable {
  /// The machine of every pool that has none of its own.
  public var all: NodeTemplate?
  /// The machines of pools.
  public var byPool: [String: NodeTemplate]

  /// Machines for all pools, or for some.
  public init(all: NodeTemplate? = nil, byPool: [String: NodeTemplate] = [:]) {
    self.all = all
    self.byPool = byPool
  }

  /// Nothing is known besides the cluster's own files.
  public static let none = MachineJoin()

  /// Whether nodes of which no GPU is told have some nevertheless.
  var isForAll: Bool { all != nil }

  /// Refuses machines of pools that are not there.
  func checkPools(of cluster: ClusterTopology, at place: SourceLocation) throws(Diagnostics) {
    let pools = cluster.pools.map(\.id)
    let unknown = byPool.keys.sorted().filter { !pools.contains($0) }
    if unknown.isEmpty { return }
    throw Diagnostics(
      unknown.map {
        Diagnostic(
          "there is no pool of that name", at: place, key: "pools", value: .text($0),
          remedy: "the pools are \(pools.joined(separator: ", "))")
      })
  }

  /// What the nodes of a pool are.
  ///
  /// - Parameters:
  ///   - counts: What is told of them, with how many nodes each.
  ///   - id: The pool's.
  ///   - place: Where they are spoken of first.
  ///   - source: Takes notes and contradictions.
  func template(
    for counts: [(facts: MachineFacts, nodes: Int)], pool id: String, at place: SourceLocation,
    in source: inout TopologyReading.Source
  ) throws(Diagnostics) -> NodeTemplate {
    let facts = MachineFacts(sharedBy: counts, pool: id, &source)
    guard let machine = byPool[id] ?? all else { return facts.template(id: id, from: source) }
    let count = facts.gpus.reduce(0) { $0 + $1.count }
    if count != machine.gpus.count, count > 0 {
      throw Diagnostics(
        "its nodes have \(count) GPUs, and machine \(machine.id) has \(machine.gpus.count)",
        at: place, key: "pools.\(id)", remedy: "name another machine for this pool")
    }
    let told = Set(facts.gpus.compactMap { Accelerator.id(ofModel: $0.model) }).sorted()
    let known = machine.kinds
    if !told.isEmpty, !known.isEmpty, told != known {
      throw Diagnostics(
        "its GPUs are \(told.joined(separator: ", ")), and those of machine \(machine.id) "
          + known.joined(separator: ", "), at: place, key: "pools.\(id)",
        remedy: "name another machine for this pool")
    }
    for difference in facts.differences(from: machine) {
      source.contradict(
        "pool \(id): \(difference) of machine \(machine.id), which is taken", at: place)
    }
    return machine
  }
}

extension NodeTemplate {
  /// The accelerators of its GPUs, each once, sorted.
  var kinds: [String] { Set(gpus.compactMap(\.accelerator)).sorted() }
}

extension MachineFacts {
  /// What all nodes of a pool have in common.
  ///
  /// Of what differs the most frequent value is taken, and of memory the smallest.
  fileprivate init(
    sharedBy counts: [(facts: MachineFacts, nodes: Int)], pool id: String,
    _ source: inout TopologyReading.Source
  ) {
    let most = counts.map(\.nodes).max()
    // Of equally many the larger machine, whatever the order of rows.
    self =
      counts.filter { $0.nodes == most }.map(\.facts).max {
        $0.rank.lexicographicallyPrecedes($1.rank)
      }
      ?? MachineFacts()
    if counts.count < 2 { return }
    let memory = counts.compactMap(\.facts.memoryBytes)
    if let least = memory.min(), let most = memory.max(), least < most {
      memoryBytes = least
      if most - least > most / 50 {
        source.note(
          "pool \(id): nodes have \(MemoryText(bytes: least).rounded) to "
            + "\(MemoryText(bytes: most).rounded) of memory; the least is taken")
      }
    }
    let processors = Set(counts.map { [$0.facts.sockets, $0.facts.coresPerSocket, $0.facts.cpus] })
    if processors.count > 1 {
      source.note("pool \(id): nodes differ in their processors; those of most nodes are taken")
    }
  }

  // An order of its own, so that a choice between two does not depend on which came first.
  private var rank: [String] {
    let figures = [sockets, coresPerSocket, threadsPerCore, cpus, memoryBytes]
    let gpus = gpus.map { "\($0.model) \($0.memoryBytes ?? 0) \($0.sockets ?? [])" }
    let digits = figures.map { figure in
      let text = String(figure ?? 0)
      return String(repeating: "0", count: max(0, 20 - text.count)) + text
    }
    return digits + [product ?? ""] + gpus
  }

  /// A machine of which no more is known.
  func template(id: String, from source: TopologyReading.Source) -> NodeTemplate {
    let cores = (sockets ?? 0) * (coresPerSocket ?? 0)
    let knowsCores = cores > 0
    var figures: [String] = []
    if knowsCores { figures += ["sockets", "cores"] }
    if memoryBytes != nil { figures.append("memory") }
    figures.append("gpus")
    return NodeTemplate(
      id: id, name: product ?? "", sockets: knowsCores ? sockets ?? 0 : 0,
      coresPerSocket: knowsCores ? coresPerSocket ?? 0 : 0,
      threadsPerCore: knowsCores ? threadsPerCore ?? 1 : 1,
      numaNodes: memoryBytes.map {
        [NodeTemplate.NUMANode(osIndex: 0, cores: cores, memoryBytes: $0)]
      } ?? [],
      gpus: gpus.flatMap { group in
        [NodeTemplate.GPU](
          repeating: NodeTemplate.GPU(
            model: group.model.isEmpty ? "GPU" : group.model,
            accelerator: Accelerator.id(ofModel: group.model),
            memoryBytes: group.memoryBytes ?? 0), count: group.count)
      },
      sources: [
        TopologySource(
          figures: figures,
          source: source.words,
          date: "", isVerified: true)
      ])
  }

  /// What a machine tells differently, as the beginnings of sentences.
  fileprivate func differences(from machine: NodeTemplate) -> [String] {
    var differences: [String] = []
    func compare(_ what: String, _ told: Int?, _ known: Int) {
      if let told, told != known, known > 0 {
        differences.append("says \(what) \(told), against \(known)")
      }
    }
    compare("sockets", sockets, machine.sockets)
    compare("cores a socket", coresPerSocket, machine.coresPerSocket)
    compare("CPUs", sockets == nil ? cpus : nil, machine.hardwareThreads)
    if let memoryBytes, machine.hostMemoryBytes > 0,
      !MemoryText.areAlike(memoryBytes, machine.hostMemoryBytes)
    {
      differences.append(
        "says \(MemoryText(bytes: memoryBytes).rounded) of memory, against "
          + MemoryText(bytes: machine.hostMemoryBytes).rounded)
    }
    return differences
  }
}

extension MemoryText {
  /// Whether two figures may be of one machine: a system shows a little less than is built in.
  static func areAlike(_ a: Int, _ b: Int) -> Bool {
    Double(min(a, b)) >= 0.9 * Double(max(a, b))
  }
}
