internal import Documents
internal import Topology

/// What Slurm says of its nodes while it runs: `scontrol show nodes --json`, `sinfo --json`, and the
/// text of `scontrol show nodes`.
///
/// Reads what every version since 20.11 writes: numbers as numbers or as `{set, infinite, number}`,
/// states and features as text or as lists.
/// Source: Slurm, `src/plugins/data_parser/v0.0.46/parsers.c`.
enum SlurmNodes {
  /// Whether the text looks like one of these.
  static func recognises(_ text: String, file: String) -> Bool {
    let start = text.utf8.first { $0 > 0x20 }
    guard start == UInt8(ascii: "{") else { return SlurmKind(text) == .nodes }
    let head = Array(text.utf8.prefix(1 << 16))
    func holds(_ word: String) -> Bool {
      let sought = Array("\"\(word)\"".utf8)
      return head.indices.contains { head[$0] == 0x22 && head[$0...].starts(with: sought) }
    }
    return holds("sinfo")
      || holds("nodes") && (holds("real_memory") || holds("gres") || holds("data_parser"))
  }

  // Groups of values that say nothing of hardware; they are much of the text.
  private static let unused: Set<String> = ["energy", "external_sensors", "power", "partitions"]

  /// Reads the nodes.
  /// - Throws: Every problem found, each with its place, at most 20.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    if input.text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") {
      var reader = SlurmNodesReader(file: input.file)
      var json = JSONReader(input, skipping: unused)
      let root = try json.read(handingOut: "nodes", "sinfo") { node, path throws(Diagnostics) in
        try reader.add(node, path)
      }
      return try reader.finish(root)
    }
    var reader = SlurmNodeText(input)
    return try reader.read()
  }
}

/// Reads the JSON form, a node at a time.
private struct SlurmNodesReader {
  // Nodes of which the ignored keys are listed.
  private static let sampled = 50

  private var collector: SlurmNodeCollector
  private var log = DiagnosticLog()
  private var ignored: Set<String> = []
  private var count = 0

  init(file: String) { collector = SlurmNodeCollector(file: file) }

  mutating func add(_ element: DocumentNode, _ path: String) throws(Diagnostics) {
    guard let values = element.entries else {
      throw Diagnostics(
        "is no JSON object", at: element.location, key: path,
        remedy: "give the output of scontrol as it is")
    }
    var record = SlurmRecord(values, path: path, place: element.location)
    let node = record.node(isRow: element["nodes"]?.entries != nil)
    if record.log.isEmpty {
      if count < Self.sampled { ignored.formUnion(record.ignored) }
      collector.add(node, &log)
    }
    count += 1
    for problem in record.log.problems where log.problems.count < SlurmLines.problemLimit {
      log.add(problem)
    }
    if log.problems.count >= SlurmLines.problemLimit { try log.throwIfAny() }
  }

  consuming func finish(_ root: DocumentNode) throws(Diagnostics) -> NodeList {
    try log.throwIfAny()
    guard (root["sinfo"] ?? root["nodes"])?.elements != nil else {
      throw Diagnostics(
        "has no list of nodes", at: SourceLocation(file: collector.list.source.file), key: "nodes",
        remedy: "give the output of scontrol show nodes --json")
    }
    for entry in root.entries ?? [] { try readHead(entry) }
    for key in ignored.subtracting(collector.list.source.ignored).sorted() {
      collector.list.source.ignore(key)
    }
    return try collector.finish()
  }

  private mutating func readHead(_ entry: DocumentNode.Entry) throws(Diagnostics) {
    switch entry.key {
    case "nodes", "sinfo": return
    case "meta":
      guard entry.value.entries != nil else {
        throw Diagnostics(
          "is no JSON object", at: entry.value.location, key: entry.key,
          remedy: "give the output of scontrol as it is")
      }
      let slurm = entry.value["slurm"] ?? entry.value["Slurm"]
      collector.list.source.version = slurm?["release"]?.text ?? ""
      collector.list.cluster = slurm?["cluster"]?.text ?? ""
    case "errors", "warnings":
      if let elements = entry.value.elements, !elements.isEmpty {
        collector.list.source.note(
          "Slurm reported \(elements.count) \(entry.key) with its answer: the nodes may not be all")
      }
    default: collector.list.source.ignore(entry.key)
    }
  }
}

/// One node as Slurm tells of it.
struct SlurmNode {
  /// Its name, or the names of several that are the same.
  var names: [String] = []
  /// What it is.
  var machine = MachineFacts()
  /// Its state.
  var state = SlurmState([])
  /// Why it is in it.
  var reason = ""
  /// The value of `gres`.
  var gres = ""
  /// The value of `tres`: what accounting counts.
  var tres = ""
  /// GPUs that wait for a repair.
  var drained = ""
  /// Where the text speaks of it.
  var place: SourceLocation
}
