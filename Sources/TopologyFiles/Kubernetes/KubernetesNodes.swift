internal import Documents
internal import Topology

/// The nodes of a Kubernetes cluster: `kubectl get nodes -o json`, or YAML.
enum KubernetesNodes {
  /// Whether the text looks like nodes of Kubernetes.
  ///
  /// Objects of other kinds name nodes too, as their owners: the first kind decides, but for those
  /// of Kueue, which may stand before the nodes.
  static func recognises(_ text: String) -> Bool {
    let kinds = KubernetesObjects.kinds(in: text).lazy.filter { !KueueTopology.kinds.contains($0) }
    return kinds.first.map { ["Node", "NodeList"].contains($0) } ?? false
  }

  /// Reads the nodes.
  ///
  /// Takes at most 20 problems before it stops. Linear in the text: 80 MB of JSON take seconds.
  /// - Parameters:
  ///   - input: A node, a list of nodes, or documents of YAML.
  ///   - levels: Which labels are levels, if a Topology of Kueue says it; one in the same text
  ///     counts too. Without, the labels that are known here.
  /// - Throws: Every problem found, each with its place.
  static func read(
    _ input: InputText, levels: KueueLevels? = nil
  ) throws(Diagnostics) -> NodeList {
    var cluster = try gather(input, levels)
    // The Topology may follow the nodes, whose labels it makes worth keeping: then read them again.
    if levels == nil, let found = cluster.ownLevels() { cluster = try gather(input, found) }
    return try cluster.finish()
  }

  private static func gather(
    _ input: InputText, _ levels: KueueLevels?
  ) throws(Diagnostics) -> KubernetesCluster {
    var cluster = KubernetesCluster(input.file, levels: levels)
    try KubernetesObjects.read(input) { object, path throws(Diagnostics) in
      try cluster.add(object, path: path)
    }
    return cluster
  }
}

/// Gathers the objects of a text into a list of nodes.
private struct KubernetesCluster {
  private var list: NodeList
  private var reader: KubernetesNodeReader
  private var kueue: KueueReader
  private let levels: KueueLevels?
  private var nodes: [KubernetesNode] = []
  private var register = HostRegister()
  private var otherKinds: [String: Int] = [:]

  static let problemLimit = 20

  init(_ file: String, levels: KueueLevels?) {
    list = NodeList(format: .kubernetes, file: file)
    reader = KubernetesNodeReader(wanted: levels?.wantedLabels ?? [])
    kueue = KueueReader(file: file)
    self.levels = levels
  }

  mutating func add(_ object: DocumentNode, path: String) throws(Diagnostics) {
    let kind = object["kind"]?.text ?? (object["metadata"] == nil ? nil : "Node")
    switch kind {
    case "Node":
      if let node = reader.node(object, path: path) { enter(node, path) }
    case let kind? where KueueTopology.kinds.contains(kind[...]):
      kueue.add(object, kind, path: path)
    case let kind?:
      otherKinds[kind.escapedForDisplay(limit: 60), default: 0] += 1
    case nil:
      reader.log.add(
        Diagnostic(
          "is no object of Kubernetes", at: object.location, key: path,
          remedy: "export it with kubectl get nodes -o json"))
    }
    if reader.log.problems.count >= Self.problemLimit { try reader.log.throwIfAny() }
  }

  private mutating func enter(_ node: KubernetesNode, _ path: String) {
    let key = path.isEmpty ? "metadata.name" : path + ".metadata.name"
    if let problem = register.enter(HostNames(one: node.name), at: node.place, key: key) {
      reader.log.add(problem)
    }
    nodes.append(node)
  }

  /// What the text itself says of levels; nil if it holds no Topology.
  func ownLevels() -> KueueLevels? { kueue.levels }

  mutating func finish() throws(Diagnostics) -> NodeList {
    var log = reader.log
    log.add(Diagnostics(kueue.log.problems))
    try log.throwIfAny()
    if nodes.isEmpty {
      throw Diagnostics(
        "holds no node", at: SourceLocation(file: list.source.file),
        remedy: "export the nodes with kubectl get nodes -o json")
    }
    for path in reader.ignoredPaths { list.source.ignore(path) }
    for (kind, count) in otherKinds.sorted(by: { $0.key < $1.key }) {
      list.source.note(
        "\(count) object\(count == 1 ? "" : "s") of kind \(kind) \(count == 1 ? "is" : "are")"
          + " passed over")
    }
    try addEntries()
    noteStates()
    let clusters = Set(
      nodes.map { node in KubernetesLabel.clusters.lazy.compactMap { node.labels[$0] }.first })
    if clusters.count == 1, case let name?? = clusters.first { list.cluster = name }
    kueue.note(in: &list.source)
    let reading = KubernetesLevels(nodes, source: list.source)
    (list.levels, list.source) = levels.map { reading.read($0) } ?? reading.read()
    return list
  }

  private mutating func addEntries() throws(Diagnostics) {
    var log = DiagnosticLog()
    var assumptions: [String: Int] = [:]
    for node in nodes {
      var counting = KubernetesGPUs(node)
      let gpus = counting.facts()
      if gpus.contains(where: { $0.count > KubernetesNode.gpuLimit }) {
        log.add(
          Diagnostic(
            "has more than \(KubernetesNode.gpuLimit) GPUs", at: node.devicePlace ?? node.place,
            key: node.name, remedy: "correct its capacity, or label it nvidia.com/gpu.count"))
        if log.problems.count >= Self.problemLimit { break }
      }
      for sentence in counting.contradictions {
        list.source.contradict(sentence, at: node.devicePlace ?? node.place)
      }
      if let assumption = counting.assumption { assumptions[assumption, default: 0] += 1 }
      let product =
        node.labels[KubernetesLabel.instance] ?? node.labels[KubernetesLabel.oldInstance]
        ?? node.labels[KubernetesLabel.machine]
      let facts = MachineFacts(
        product: product, cpus: node.cpus, memoryBytes: node.memoryBytes, gpus: gpus)
      let state: NodeList.State =
        !node.isReady
        ? .failed("NotReady") : node.isCordoned ? .failed("SchedulingDisabled") : .inService
      list.nodes.append(
        NodeList.Entry(
          hosts: HostNames(one: node.name), machine: facts, state: state, place: node.place))
    }
    try log.throwIfAny()
    for (assumption, count) in assumptions.sorted(by: { $0.key < $1.key }) {
      list.source.note("\(count) of \(nodes.count) nodes \(assumption)")
    }
  }

  // What keeps pods away without the node having failed.
  private mutating func noteStates() {
    var (missing, affected) = (0, 0)
    var taints: [String: Int] = [:]
    for (node, entry) in zip(nodes, list.nodes) {
      for taint in Set(node.taints) { taints[taint, default: 0] += 1 }
      let offered = node.capacity.values.reduce(0, +)
      let healthy = node.allocatable.values.reduce(0, +)
      let gpus = entry.machine.gpus.reduce(0) { $0 + $1.count }
      if healthy >= offered || node.allocatable.isEmpty || gpus == 0 { continue }
      missing += ((offered - healthy) * gpus + offered - 1) / offered
      affected += 1
    }
    if missing > 0 {
      list.source.note(
        "\(missing) GPU\(missing == 1 ? "" : "s") of \(affected)"
          + " node\(affected == 1 ? " is" : "s are") not allocatable")
    }
    for (taint, count) in taints.sorted(by: { $0.key < $1.key }) {
      list.source.note(
        "\(count) of \(nodes.count) nodes carry the taint \(taint.escapedForDisplay(limit: 200))")
    }
  }
}
