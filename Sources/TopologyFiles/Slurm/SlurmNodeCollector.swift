internal import Documents
internal import Topology

/// Makes a list of the nodes that Slurm tells of, those of which it says the same in one entry.
struct SlurmNodeCollector {
  /// The list so far.
  var list: NodeList
  private var firsts: [String: Int] = [:]
  private var counts: [String: Int] = [:]
  private var reasons = SlurmReasons()

  /// Nodes of one file: each has a name of its own in memory.
  static let limit = 200_000

  /// An empty list.
  init(file: String) { list = NodeList(format: .slurmNodes, file: file) }

  /// Adds a node.
  mutating func add(_ node: SlurmNode, _ log: inout DiagnosticLog) {
    var node = node
    if node.names.allSatisfy(\.isEmpty) {
      log.add(
        Diagnostic(
          "has no name", at: node.place, key: "name",
          remedy: "give the output of scontrol as it is"))
      return
    }
    for name in node.names where !Self.isName(name) {
      log.add(
        Diagnostic(
          "is no name of a node", at: node.place, key: "name", value: .text(name),
          remedy: "give the output of scontrol as it is"))
      return
    }
    do throws(SlurmGRES.Fault) {
      let gres = try SlurmGRES(node.gres)
      node.machine.gpus = gres.gpus
      gres.note(in: &list.source)
      compare(gres, node)
      let drained = try SlurmGRES(node.drained == "N/A" ? "" : node.drained).counted
      if drained > 0 {
        list.source.note(
          "node \(node.names[0]) has \(drained) drained GPUs; they were counted as the others")
      }
    } catch {
      log.add(
        Diagnostic(
          error.problem, at: node.place, key: "\(node.names[0]).gres",
          value: error.value.isEmpty ? .nothing : .text(error.value), remedy: error.remedy))
      return
    }
    if let word = node.state.unknown {
      list.source.note("the state \(word) is not known; it was taken for one that works")
    }
    for state in ["FUTURE", "CLOUD", "POWERED_DOWN"] where node.state.words.contains(state) {
      counts[state, default: 0] += node.names.count
    }
    if node.state.isFuture { return }
    for name in node.names { add(name, as: node, &log) }
  }

  private static func isName(_ text: String) -> Bool {
    text.utf8.count <= 255
      && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && !"\"#,=[]()\\".utf8.contains($0) }
  }

  // Accounting counts whole GPUs and partitions, with and without their types.
  private mutating func compare(_ gres: SlurmGRES, _ node: SlurmNode) {
    for item in node.tres.split(separator: ",") {
      guard item.hasPrefix("gres/gpu="), let count = Int(item.dropFirst(9)) else { continue }
      if count != gres.counted {
        list.source.contradict(
          "node \(node.names[0]): gres/gpu=\(count) in its tres against \(gres.counted) GPUs in its "
            + "gres (\(node.gres.prefix(60))); its gres was taken", at: node.place)
      }
    }
  }

  private mutating func add(_ name: String, as node: SlurmNode, _ log: inout DiagnosticLog) {
    let state = node.state.state
    if let first = firsts[name] {
      // sinfo lists a node once for each of its partitions.
      let known = list.nodes[first]
      if known.machine != node.machine || known.state != state {
        list.source.contradict(
          "node \(name) is described otherwise in line \(known.place.line); that was taken",
          at: node.place)
      }
      return
    }
    reasons.add(node.reason, of: 1, in: state)
    if firsts.count == Self.limit {
      log.add(
        Diagnostic(
          "the file lists more than \(Self.limit) nodes", at: node.place,
          remedy: "give slurm.conf, where ranges of names stay short"))
      return
    }
    if let last = list.nodes.indices.last, list.nodes[last].machine == node.machine,
      list.nodes[last].state == state
    {
      list.nodes[last].hosts.append(one: name)
    } else {
      list.nodes.append(
        NodeList.Entry(
          hosts: HostNames(one: name), machine: node.machine, state: state, place: node.place))
    }
    firsts[name] = list.nodes.count - 1
  }

  /// Ends the list.
  mutating func finish() throws(Diagnostics) -> NodeList {
    if list.nodes.isEmpty, counts["FUTURE"] == nil {
      throw Diagnostics(
        "lists no node", at: SourceLocation(file: list.source.file),
        remedy: "give the output of scontrol show nodes --json")
    }
    let words = [
      ("FUTURE", "they do not exist yet and were left out"),
      ("CLOUD", "they are made when jobs need them"),
      ("POWERED_DOWN", "they start when jobs need them"),
    ]
    for (state, meaning) in words {
      if let count = counts[state] { list.source.note("\(count) nodes are \(state): \(meaning)") }
    }
    reasons.note(in: &list.source)
    return list
  }
}
