public import Documents
internal import Topology

extension TopologyReading {
  /// Reads the files of one machine or of one cluster, whatever wrote them.
  ///
  /// Several files are parts of one cluster: its nodes, its GPUs, its switches. A file of one machine
  /// beside them says what a node is.
  /// - Parameters:
  ///   - inputs: At least one text.
  ///   - machines: What the nodes are, where the cluster's own files only count.
  ///   - shelf: The machines that a file of ours may name.
  /// - Throws: Every problem of every text, with its place.
  public init(
    _ inputs: [InputText], machines: MachineJoin = .none, shelf: TemplateShelf = .empty
  ) throws(Diagnostics) {
    precondition(!inputs.isEmpty, "a reading is of at least one text")
    let texts = inputs.map { (format: TopologyFormat(of: $0), input: $0) }
    var parts: [Int: Part] = [:]
    var log = DiagnosticLog()
    // Two kinds of texts are read with what others say, which are read before them.
    let order = texts.indices.sorted { a, b in
      let (x, y) = (texts[a].format.needsOthers ? 1 : 0, texts[b].format.needsOthers ? 1 : 0)
      return (x, a) < (y, b)
    }
    for index in order {
      do throws(Diagnostics) {
        let others = texts.indices.map {
          (format: texts[$0].format, input: texts[$0].input, part: parts[$0])
        }
        parts[index] = try Self.part(texts[index].format, texts[index].input, beside: others, shelf)
      } catch {
        log.add(error)
      }
    }
    try log.throwIfAny()
    try self.init(texts.indices.compactMap { parts[$0] }, machines)
  }

  /// What one text is.
  private enum Part {
    case whole(TopologyReading)
    case nodes(NodeList)

    /// The nodes, if it is a list of some.
    var list: NodeList? {
      if case .nodes(let list) = self { list } else { nil }
    }
  }

  private static func part(
    _ format: TopologyFormat, _ input: InputText,
    beside others: [(format: TopologyFormat, input: InputText, part: Part?)],
    _ shelf: TemplateShelf
  ) throws(Diagnostics) -> Part {
    switch format {
    case .hwloc: return .whole(try HwlocXML.reading(input))
    case .nvidiaTopology: return .whole(try NvidiaTopologyTable.read(input))
    case .collectives: return .whole(try CollectivesXML.read(input))
    case .slurmConfiguration: return .nodes(try SlurmConfiguration.read(input))
    case .slurmResources:
      let configuration = others.first { $0.format == .slurmConfiguration }?.part
      return .nodes(try SlurmResources.read(input, nodes: configuration?.list))
    case .slurmTopology: return .nodes(try SlurmTopology.read(input))
    case .slurmTopologyYAML: return .nodes(try SlurmTopologyYAML.read(input))
    case .slurmNodes: return .nodes(try SlurmNodes.read(input))
    case .kubernetes:
      let levels = try others.first { $0.format == .kueue }
        .map { other throws(Diagnostics) in try KueueTopology.levels(other.input) }
      return .nodes(try KubernetesNodes.read(input, levels: levels))
    case .kueue: return .nodes(try KueueTopology.read(input))
    case .topograph: return .nodes(try TopographModel.read(input))
    case .instanceTopology: return .nodes(try InstanceTopology.read(input))
    case .table: return .nodes(try NodeTable.read(input))
    case .fulcrum:
      let file = try TopologyFile(yaml: input, shelf: shelf)
      return .whole(
        TopologyReading(file, sources: [Source(format: .fulcrum, version: "1", file: input.file)]))
    }
  }

  private init(_ parts: [Part], _ machines: MachineJoin) throws(Diagnostics) {
    var lists: [NodeList] = []
    var wholes: [TopologyReading] = []
    for part in parts {
      switch part {
      case .whole(let reading): wholes.append(reading)
      case .nodes(let list): lists.append(list)
      }
    }
    var machines = machines
    if lists.isEmpty {
      // A cluster of our own with a machine beside it, or one of either.
      let first = wholes.firstIndex { $0.isCluster } ?? 0
      let reading = wholes.remove(at: first)
      for whole in wholes {
        guard reading.isCluster, case .template(let template) = whole.file, machines.all == nil
        else {
          throw Diagnostics(
            "is a topology of its own beside \(reading.sources[0].file)",
            at: SourceLocation(file: whole.sources[0].file), remedy: "give one of the two")
        }
        machines.all = template
      }
      self = try reading.joined(with: machines)
      sources += wholes.flatMap(\.sources)
      return
    }
    for whole in wholes {
      guard case .template(let template) = whole.file, machines.all == nil else {
        throw Diagnostics(
          "cannot complete the nodes of \(lists[0].source.file)",
          at: SourceLocation(file: whole.sources[0].file),
          remedy: "give one machine beside the files of a cluster")
      }
      machines.all = template
    }
    var assembly = ClusterAssembly(lists, machines: machines)
    let cluster = try assembly.cluster()
    try machines.checkPools(of: cluster, at: SourceLocation(file: lists[0].source.file))
    self.init(.cluster(cluster), sources: assembly.sources + wholes.flatMap(\.sources))
    try check(cluster)
  }

  private var isCluster: Bool {
    if case .cluster = file { true } else { false }
  }

  /// A cluster of our own with its machines replaced by others.
  private func joined(with machines: MachineJoin) throws(Diagnostics) -> TopologyReading {
    if machines == .none { return self }
    let place = SourceLocation(file: sources[0].file)
    guard case .cluster(var cluster) = file else {
      throw Diagnostics(
        "is a machine already", at: place,
        remedy: "leave the other machine out, or give a cluster's file")
    }
    try machines.checkPools(of: cluster, at: place)
    for index in cluster.pools.indices {
      let pool = cluster.pools[index]
      guard let machine = machines.byPool[pool.id] ?? machines.all else { continue }
      try Self.check(machine, fits: pool, at: place)
      cluster.pools[index].template = machine
    }
    try check(cluster)
    return TopologyReading(.cluster(cluster), tree: tree, sources: sources)
  }

  // As of schedulers' nodes: GPUs that differ in number or kind are not those of the machine.
  private static func check(
    _ machine: NodeTemplate, fits pool: TopologyPool, at place: SourceLocation
  ) throws(Diagnostics) {
    let key = "pools.\(pool.id)"
    let remedy = "name another machine for this pool"
    if machine.gpus.count != pool.gpusPerNode {
      throw Diagnostics(
        "its nodes have \(pool.gpusPerNode) GPUs, and machine \(machine.id) has "
          + "\(machine.gpus.count)", at: place, key: key, remedy: remedy)
    }
    let (told, known) = (pool.template.kinds, machine.kinds)
    if !told.isEmpty, !known.isEmpty, told != known {
      throw Diagnostics(
        "its GPUs are \(told.joined(separator: ", ")), and those of machine \(machine.id) "
          + known.joined(separator: ", "), at: place, key: key, remedy: remedy)
    }
  }

  // What was put together has to hold together as what a user writes.
  private func check(_ cluster: ClusterTopology) throws(Diagnostics) {
    let problems = cluster.problems.map { problem in
      Diagnostic(
        problem.problem, at: SourceLocation(file: sources[0].file), key: problem.key,
        value: problem.value.isEmpty ? .nothing : .text(problem.value), remedy: problem.remedy)
    }
    if !problems.isEmpty { throw Diagnostics(problems) }
  }
}

extension TopologyFormat {
  /// Whether a text is understood with the help of others beside it.
  fileprivate var needsOthers: Bool { self == .slurmResources || self == .kubernetes }
}
