internal import Documents
internal import Topology

/// Slurm's topology.conf: which nodes share a switch, or a block.
///
/// Source: Slurm, topology.conf(5).
enum SlurmTopology {
  /// Whether the text looks like such a file.
  static func recognises(_ text: String, file: String) -> Bool { SlurmKind(text) == .topology }

  /// Reads the levels; the nodes are those of the levels and of nothing else.
  /// - Throws: Every problem found, each with its place.
  static func read(_ input: InputText) throws(Diagnostics) -> NodeList {
    var builder = SlurmTopologyBuilder(input)
    return try builder.read()
  }
}

/// What is collected while the lines go by.
private struct SlurmTopologyBuilder {
  private static let keys: [String: [String]] = [
    // scontrol show topology prints the level, and all nodes below a switch.
    "switchname": ["switches", "nodes", "linkspeed", "level"], "blockname": ["nodes"],
    "ringname": ["nodes"],
  ]

  private var lines: SlurmLines
  private var list: NodeList
  private var log = DiagnosticLog()
  private var budget = SlurmHosts()
  private var childBudget = SlurmHosts()
  private var switches: [SlurmSwitch] = []
  private var blocks = SlurmBlocks(blocks: [])
  private var rings: [SlurmGroups.Group] = []
  private var sizesMark: SlurmMark?

  init(_ input: InputText) {
    lines = SlurmLines(input)
    list = NodeList(format: .slurmTopology, file: input.file)
  }

  mutating func read() throws(Diagnostics) -> NodeList {
    while let line = try lines.nextPairs(&log) { take(line) }
    try log.throwIfAny()
    if switches.isEmpty, blocks.blocks.isEmpty, rings.isEmpty {
      throw Diagnostics(
        "describes no switch and no block", at: SourceLocation(file: lines.file),
        remedy: "write such as SwitchName=leaf1 Nodes=node[01-16]")
    }
    blocks.sizesPlace = sizesMark.map(lines.place)
    var tree = SlurmSwitches(switches)
    list.levels = tree.levels(&log, &list.source) + blocks.levels(&log, &list.source)
    if !rings.isEmpty {
      let rings = SlurmBlocks.distinct(rings, what: "ring", &log, &list.source)
      list.levels.append(SlurmBlocks.level("ring", rings))
      list.source.note("the order of the nodes in a ring is not used")
    }
    try log.throwIfAny()
    noteMixture()
    noteAliases()
    return list
  }

  private mutating func take(_ line: SlurmLine) {
    for (index, pair) in line.pairs.enumerated() {
      switch pair.name {
      case "blocksizes": takeSizes(pair)
      case "switchname", "blockname", "ringname":
        return takeGroup(pair, line.pairs[(index + 1)...])
      default:
        log.add(
          Diagnostic(
            "stands before a SwitchName or BlockName, or is no key of topology.conf",
            at: lines.place(pair.key), key: lines.key(pair), value: .text(pair.value),
            remedy: nearestName(
              to: pair.name, among: ["switchname", "blockname", "blocksizes", "ringname"]
            ).map { "did you mean \($0)?" } ?? "begin the line with SwitchName or BlockName"))
        return
      }
    }
  }

  private mutating func takeGroup(_ pair: SlurmPair, _ rest: ArraySlice<SlurmPair>) {
    var found: [String: SlurmPair] = [:]
    let known = Self.keys[pair.name] ?? []
    for option in rest {
      if option.name == "blocksizes" {
        takeSizes(option)
        continue
      }
      if !known.contains(option.name), log.problems.count < SlurmLines.problemLimit {
        let name = nearestName(to: option.name, among: known)
        log.add(
          Diagnostic(
            "is no key of a \(lines.key(pair)) line", at: lines.place(option.key),
            key: lines.key(option), value: .text(option.value),
            remedy: name.map { "did you mean \($0)?" } ?? "delete it"))
      }
      if ["linkspeed", "level"].contains(option.name) { list.source.ignore(lines.key(option)) }
      found[option.name] = option
    }
    let place = lines.place(pair.key)
    if pair.name == "switchname" {
      let below = found["switches"]
      let isPrinted = found["level"] != nil && below != nil
      let nodes = isPrinted ? nil : found["nodes"]
      switches.append(
        SlurmSwitch(
          name: pair.value, nodes: nodes.flatMap { hosts($0) },
          children: below.flatMap { childBudget.read($0, lines: lines, &log) }, place: place,
          listPlace: lines.place((below ?? nodes)?.start ?? pair.key)))
      return
    }
    guard let nodes = found["nodes"] else {
      list.source.note("\(lines.key(pair)) \(pair.value) has no nodes and was left out")
      return
    }
    guard let hosts = hosts(nodes) else { return }
    let block = SlurmGroups.Group(
      name: pair.value, hosts: hosts, place: lines.place(nodes.start))
    if pair.name == "ringname" { rings.append(block) } else { blocks.blocks.append(block) }
  }

  private mutating func hosts(_ pair: SlurmPair) -> HostNames? {
    budget.read(pair, lines: lines, &log)
  }

  private mutating func takeSizes(_ pair: SlurmPair) {
    sizesMark = pair.start
    blocks.sizes = []
    if log.problems.count >= SlurmLines.problemLimit { return }
    for word in pair.value.split(separator: ",").prefix(64) {
      guard let size = Int(word), size > 0, size <= HostNames.limit else {
        log.add(
          Diagnostic(
            "is no number of nodes", at: lines.place(pair.start), key: lines.key(pair),
            value: .text(String(word)), remedy: "write such as BlockSizes=18,36"))
        return
      }
      blocks.sizes.append(size)
    }
  }

  private mutating func noteMixture() {
    if !switches.isEmpty, !blocks.blocks.isEmpty {
      list.source.contradict(
        "switches and blocks stand in one file; Slurm takes those that TopologyPlugin names, here "
          + "both were read", at: blocks.blocks[0].place)
    }
  }

  // topograph writes the makers' names of its switches and blocks as comments.
  private mutating func noteAliases() {
    let names = Set(switches.map(\.name) + blocks.blocks.map(\.name))
    let aliases = lines.aliases.filter { names.contains($0.name) }
    if let first = aliases.first {
      list.source.note(
        "comments give \(aliases.count) switches or blocks other names, such as \(first.alias) for "
          + "\(first.name); they are called as the file calls them")
    }
  }
}
