internal import Documents
internal import Topology

/// Slurm's slurm.conf: the nodes of a cluster by kind, and its partitions as far as they tell which
/// nodes are used.
///
/// Each `NodeName=` line becomes one entry; names are not written out. Scheduler settings are
/// listed as ignored.
/// Source: Slurm, slurm.conf(5).
enum SlurmConfiguration {
  /// Whether the text looks like such a file.
  static func recognises(_ text: String, file: String) -> Bool {
    SlurmKind(text) == .configuration
  }

  /// Reads the nodes.
  ///
  /// Takes at most 20 problems before it stops. Linear in the text, but for sorting the lines by
  /// name.
  /// - Throws: Every problem found, each with its place.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    var builder = SlurmConfigurationBuilder(input)
    return try builder.read()
  }
}

/// What is collected while the lines go by.
private struct SlurmConfigurationBuilder {
  /// A `NodeName=` line.
  private struct Declared {
    var entry: NodeList.Entry
    var features: [String]
    var isFuture: Bool
  }

  /// What a `NodeName=` line says besides the names.
  private struct Kind {
    var pairs: [SlurmPair]
    var machine: MachineFacts
    var state: SlurmState
    var reason: String
    var features: [String]
  }

  private var lines: SlurmLines
  private var list: NodeList
  private var log = DiagnosticLog()
  private var declared: [Declared] = []
  private var budget = SlurmHosts()
  private var downBudget = SlurmHosts(repeats: true)
  private var defaults: [SlurmPair] = []
  private var known: Kind?
  private var partitions: SlurmPartitions
  private var down: [(hosts: HostNames?, state: SlurmState)] = []
  private var reasons = SlurmReasons()
  private var settings: [String: SlurmPair] = [:]
  private var cloudNodes = 0
  private var futureNodes = 0

  init(_ input: InputText) {
    lines = SlurmLines(input)
    list = NodeList(format: .slurmConfiguration, file: input.file)
    partitions = SlurmPartitions()
  }

  mutating func read() throws(Diagnostics) -> NodeList {
    while let line = try lines.nextPairs(&log) { take(line) }
    try log.throwIfAny()
    if declared.isEmpty {
      throw Diagnostics(
        "has no NodeName line", at: SourceLocation(file: lines.file),
        remedy: "give the slurm.conf in which the nodes are, or scontrol show nodes --json")
    }
    try finish()
    return list
  }

  // A line may hold several settings; nodes, sets and partitions take all that follows.
  private mutating func take(_ line: SlurmLine) {
    for (index, pair) in line.pairs.enumerated() {
      let rest = line.pairs[(index + 1)...]
      switch pair.name {
      case "nodename": return takeNodes(pair, rest)
      case "partitionname", "nodeset":
        return partitions.take(pair, rest, lines: lines, &log, &list.source)
      case "downnodes": return takeDown(pair, rest)
      case "clustername", "grestypes", "topologyplugin": takeSetting(pair)
      default: list.source.ignore(lines.key(pair))
      }
    }
  }

  private mutating func takeSetting(_ pair: SlurmPair) {
    if let earlier = settings[pair.name], earlier.value != pair.value,
      list.source.contradictions.count < TopologyReading.Source.limit
    {
      list.source.contradict(
        "\(lines.key(pair))=\(pair.value) against \(earlier.value) in line \(earlier.key.line); "
          + "the last one was taken, as Slurm does", at: lines.place(pair.key))
    }
    settings[pair.name] = pair
  }

  private mutating func takeNodes(_ pair: SlurmPair, _ rest: ArraySlice<SlurmPair>) {
    if pair.value.uppercased() == "DEFAULT" {
      defaults =
        SlurmNodeLine(
          rest, over: defaults, lines: lines, log: &log, source: &list.source
        ).inherited
      known = nil
      return
    }
    guard let hosts = hosts(pair) else { return }
    let kind = kind(rest)
    if kind.state.isCloud { cloudNodes += hosts.count }
    if kind.state.isFuture { futureNodes += hosts.count }
    let state = kind.state.state
    reasons.add(kind.reason, of: hosts.count, in: state)
    declared.append(
      Declared(
        entry: NodeList.Entry(
          hosts: hosts, machine: kind.machine, state: state, place: lines.place(pair.key)),
        features: kind.features, isFuture: kind.state.isFuture))
  }

  // A line for each node says the same of most: what the line before said is not read again, unless
  // there was something to say about it.
  private mutating func kind(_ pairs: ArraySlice<SlurmPair>) -> Kind {
    if let known, pairs.elementsEqual(known.pairs, by: { $0.isLike($1) }) { return known }
    let before = log.problems.count + list.source.contradictions.count
    let line = SlurmNodeLine(
      pairs, over: defaults, lines: lines, log: &log, source: &list.source)
    let state = SlurmState(line.pair("state")?.value ?? "")
    if let word = state.unknown, let pair = line.pair("state") { refuseState(word, pair) }
    if let pair = line.pair("topology") {
      list.source.ignore(lines.key(pair))
      list.source.note(
        "Topology= of nodes is not read: where they lie is taken from topology.conf or topology.yaml"
      )
    }
    let kind = Kind(
      pairs: Array(pairs),
      machine: line.machine(lines: lines, log: &log, source: &list.source), state: state,
      reason: line.pair("reason")?.value ?? "", features: line.features)
    let isQuiet = log.problems.count + list.source.contradictions.count == before
    known = isQuiet ? kind : nil
    return kind
  }

  private mutating func hosts(_ pair: SlurmPair) -> HostNames? {
    if pair.value.uppercased() == "ALL" {
      log.add(
        Diagnostic(
          "ALL is no name of a node", at: lines.place(pair.start), key: lines.key(pair),
          remedy: "write the names, such as NodeName=node[01-16]"))
      return nil
    }
    return budget.read(pair, lines: lines, &log)
  }

  private mutating func refuseState(_ word: String, _ pair: SlurmPair) {
    if log.problems.count >= SlurmLines.problemLimit { return }
    let known = SlurmState.failing.union(SlurmState.working)
    log.add(
      Diagnostic(
        "is no state of a node", at: lines.place(pair.start), key: lines.key(pair),
        value: .text(pair.value),
        remedy: nearestName(to: word, among: known.sorted()).map { "did you mean \($0)?" }
          ?? "write UNKNOWN, DOWN, DRAIN, FAIL, FUTURE or CLOUD"))
  }

  private mutating func takeDown(_ pair: SlurmPair, _ rest: ArraySlice<SlurmPair>) {
    var state = SlurmState("DOWN")
    var reason = ""
    for pair in rest {
      switch pair.name {
      case "state":
        state = SlurmState(pair.value)
        if let word = state.unknown { refuseState(word, pair) }
      case "reason": reason = pair.value
      default: list.source.ignore(lines.key(pair))
      }
    }
    if pair.value.uppercased() == "ALL" {
      down.append((nil, state))
    } else if let hosts = downBudget.read(pair, lines: lines, &log) {
      down.append((hosts, state))
      reasons.add(reason, of: hosts.count, in: state.state)
    }
  }

  private mutating func finish() throws(Diagnostics) {
    list.cluster = settings["clustername"]?.value ?? ""
    var spans = HostSpans()
    for (index, line) in declared.enumerated() { spans.insert(line.entry.hosts, owner: index) }
    for (index, down) in down.enumerated() {
      if let hosts = down.hosts { spans.insert(hosts, owner: declared.count + index) }
    }
    guard let pieces = spans.pieces() else { throw SlurmHosts.tooEntangled(lines.file) }
    noteRepeated(pieces)
    try log.throwIfAny()
    list.nodes = entries(pieces)
    try partitions.check(
      declared.map { ($0.entry.hosts, $0.features, $0.isFuture) }, lines: lines, &list.source)
    noteStates()
    reasons.note(in: &list.source)
    noteSettings()
  }

  // A name in two lines: Slurm does not start with such a file.
  private mutating func noteRepeated(_ pieces: [HostSpans.Piece]) {
    for piece in pieces where log.problems.count < SlurmLines.problemLimit {
      let owners = piece.owners.filter { $0 < declared.count }
      guard owners.count > 1 else { continue }
      log.add(
        Diagnostic(
          "names a node twice, first in line \(declared[owners[0]].entry.place.line)",
          at: declared[owners[1]].entry.place, key: "NodeName",
          value: .text(piece.hosts.description), remedy: "name each node on one line only"))
    }
  }

  // The lines without FUTURE nodes, cut where DownNodes names some of a line's nodes.
  private func entries(_ pieces: [HostSpans.Piece]) -> [NodeList.Entry] {
    var broken: [Int: [(down: Int, hosts: HostNames)]] = [:]
    var healthy: [Int: HostNames] = [:]
    let affected = Set(
      pieces.lazy.filter { $0.owners.count > 1 }.map { $0.owners[0] }.filter { $0 < declared.count }
    )
    for piece in pieces {
      guard let line = piece.owners.first, affected.contains(line) else { continue }
      if let last = piece.owners.last, last >= declared.count {
        broken[line, default: []].append((last - declared.count, piece.hosts))
      } else {
        healthy[line, default: HostNames()].append(piece.hosts)
      }
    }
    let all = down.last { $0.hosts == nil }
    var entries: [NodeList.Entry] = []
    for (index, line) in declared.enumerated() where !line.isFuture {
      var entry = line.entry
      if let all { entry.state = all.state.state }
      guard let parts = broken[index] else {
        entries.append(entry)
        continue
      }
      if let rest = healthy[index] {
        entry.hosts = rest
        entries.append(entry)
      }
      for number in Set(parts.map(\.down)).sorted() {
        entry.hosts = HostNames()
        for part in parts where part.down == number { entry.hosts.append(part.hosts) }
        entry.state = down[number].state.state
        entries.append(entry)
      }
    }
    return entries
  }

  private mutating func noteStates() {
    if futureNodes > 0 {
      list.source.note("\(futureNodes) nodes are FUTURE: they do not exist yet and were left out")
    }
    if cloudNodes > 0 {
      list.source.note("\(cloudNodes) nodes are CLOUD: they are made when jobs need them")
    }
  }

  private mutating func noteSettings() {
    if let plugin = settings["topologyplugin"] {
      let name = plugin.value.split(separator: "/").last.map(String.init) ?? plugin.value
      if !["flat", "default", "none"].contains(name.lowercased()) {
        list.missingLevels =
          "TopologyPlugin=\(plugin.value): which nodes lie together is in topology.conf or "
          + "topology.yaml, which was not given"
      }
    }
    let hasGPUs = list.nodes.contains { !$0.machine.gpus.isEmpty }
    let types = settings["grestypes"]?.value.lowercased().split(separator: ",") ?? []
    if hasGPUs, let pair = settings["grestypes"], !types.contains("gpu") {
      list.source.contradict(
        "GresTypes=\(pair.value) does not name gpu, but nodes have Gres=gpu; the GPUs were counted",
        at: lines.place(pair.key))
    }
  }
}
