internal import Documents
internal import Topology

/// Puts lists of nodes together into one cluster: equal nodes become pools, levels become geometry.
///
/// Nodes of different lists are one where their names are. Where lists contradict each other the
/// earlier one is believed, and the contradiction is noted. The order of nodes is that of their
/// names, so that the order of lines in a file means nothing.
struct ClusterAssembly {
  /// What was read of each text, with what the assembly found.
  private(set) var sources: [TopologyReading.Source]
  // What nodes are, each once, so that a hundred thousand equal lines are looked at once.
  private var facts = UniqueFacts()
  // What entries say; a node refers to one, so that a million equal nodes take little.
  private var entries: [AssembledEntry] = []
  private var nodes: [AssembledNode] = []
  private var levels: [NodeList.Level] = []
  // What became of an entry that another list completes.
  private var joined: [[Int]: Int] = [:]
  private let lists: [NodeList]
  private let machines: MachineJoin

  /// An assembly of at least one list.
  init(_ lists: [NodeList], machines: MachineJoin) {
    self.lists = lists
    self.machines = machines
    sources = lists.map(\.source)
    levels = lists.flatMap(\.levels)
  }

  /// The cluster.
  /// - Throws: No node with GPUs, GPUs that no text counts, machines that do not fit.
  mutating func cluster() throws(Diagnostics) -> ClusterTopology {
    try merge()
    if nodes.isEmpty {
      throw Diagnostics(
        "names no node", at: SourceLocation(file: sources[0].file),
        remedy: "give the file that lists the nodes too")
    }
    leaveOutNodesWithoutGPUs()
    for (number, list) in lists.enumerated() where levels.allSatisfy(\.groups.isEmpty) {
      if let missing = list.missingLevels { sources[number].note(missing) }
    }
    if nodes.isEmpty {
      throw Diagnostics(
        "tells of no GPU in any node", at: SourceLocation(file: sources[0].file),
        remedy: "give the file that counts them too, or a machine beside it, such as dgx-h100")
    }
    noteUnknownModels()
    nodes.sort { $0.key < $1.key }
    let kinds = facts.all.map { NodeKind($0) }
    let members = Dictionary(grouping: nodes.indices) { kinds[entries[nodes[$0].entry].facts] }
      .sorted { ($1.value.count, $0.value[0]) < ($0.value.count, $1.value[0]) }
    var pools: [TopologyPool] = []
    var log = DiagnosticLog()
    for (kind, members) in members {
      let base = kind.gpus > 0 ? kind.poolID : machines.all?.accelerator?.id ?? kind.poolID
      let id = Self.id(base, ofNodesWith: kind.gpus, besides: pools.map(\.id))
      do throws(Diagnostics) {
        pools.append(try pool(id, members.map { nodes[$0] }))
      } catch {
        log.add(error)
      }
    }
    try log.throwIfAny()
    return ClusterTopology(
      id: clusterID, name: clusterName, pools: pools.sorted { $0.id < $1.id }, sources: origins)
  }

  // MARK: Nodes

  private mutating func merge() throws(Diagnostics) {
    let isJoined = lists.count > 1
    var positions: [String: Int] = [:]
    var strangers: [Int: HostNames] = [:]
    var origin: Int?
    for (number, list) in lists.enumerated() {
      for entry in list.nodes where !entry.hosts.isEmpty {
        origin = origin ?? number
        add(entry, of: number)
        let index = entries.count - 1
        for node in AssembledNode.nodes(of: entry.hosts, entry: index) {
          if let position = isJoined ? positions[node.name] : nil {
            join(index, into: position)
          } else if number == origin {
            if isJoined { positions[node.name] = nodes.count }
            nodes.append(node)
          } else {
            strangers[number, default: HostNames()].append(one: node.name)
          }
        }
      }
    }
    if isJoined, let origin { try reportStrangers(strangers, positions, origin) }
    if nodes.isEmpty { takeNamesOfLevels() }
    for (number, list) in lists.enumerated() {
      guard let entry = list.nodes.first(where: \.hosts.isEmpty) else { continue }
      // What names a node of its own says all of it.
      var named = Set<String>()
      for entry in list.nodes { named.formUnion(entry.hosts.names) }
      add(entry, of: number)
      let index = entries.count - 1
      for position in nodes.indices where hasGPUs(nodes[position]) {
        if named.isEmpty || !named.contains(nodes[position].name) { join(index, into: position) }
      }
    }
  }

  // Names of other texts that the nodes' own text does not list. Where all are, the texts are not of
  // one cluster, or call its nodes by other names: what they tell would be lost.
  private mutating func reportStrangers(
    _ nodes: [Int: HostNames], _ positions: [String: Int], _ origin: Int
  ) throws(Diagnostics) {
    for (number, list) in lists.enumerated() where number != origin {
      var names = nodes[number] ?? HostNames()
      var total = list.nodes.reduce(0) { $0 + $1.hosts.count }
      var seen = Set<String>()
      for name in list.levels.flatMap(\.groups).lazy.flatMap(\.hosts.names)
      where list.nodes.isEmpty && seen.insert(name).inserted {
        total += 1
        if positions[name] == nil { names.append(one: name) }
      }
      if names.isEmpty { continue }
      let place = SourceLocation(file: sources[number].file)
      if names.count == total {
        throw Diagnostics(
          "speaks of \(names.shortened), and \(sources[origin].file) of none of them", at: place,
          remedy: "give files of one cluster that call its nodes by the same names")
      }
      sources[number].contradict(
        "speaks of \(names.shortened), which \(sources[origin].file) does not list; left out",
        at: place)
    }
  }

  // Where no text lists the nodes, those that share switches are all there are.
  private mutating func takeNamesOfLevels() {
    add(
      NodeList.Entry(
        hosts: HostNames(), machine: MachineFacts(), place: SourceLocation(file: sources[0].file)),
      of: 0)
    var seen = Set<String>()
    for group in levels.reversed().flatMap(\.groups) {
      nodes += AssembledNode.nodes(of: group.hosts, entry: entries.count - 1)
        .filter { seen.insert($0.name).inserted }
    }
  }

  private mutating func join(_ other: Int, into position: Int) {
    let own = nodes[position].entry
    if let known = joined[[own, other]] {
      nodes[position].entry = known
      return
    }
    var entry = entries[own]
    var machine = facts.all[entry.facts]
    for conflict in machine.fill(from: facts.all[entries[other].facts]) {
      sources[entries[other].list].contradict(
        "\(conflict) in \(sources[entry.list].file), which is taken", at: entries[other].place)
    }
    entry.facts = facts.index(of: machine)
    if entry.state == .inService { entry.state = entries[other].state }
    entries.append(entry)
    joined[[own, other]] = entries.count - 1
    nodes[position].entry = entries.count - 1
  }

  private mutating func leaveOutNodesWithoutGPUs() {
    // A machine speaks for nodes of which no text tells a GPU; where texts tell of some, they know.
    if machines.isForAll, !nodes.contains(where: hasGPUs) { return }
    var names = HostNames()
    for node in nodes.sorted(by: { $0.key < $1.key })
    where !hasGPUs(node) { names.append(node.run) }
    if names.isEmpty { return }
    sources[0].note(
      "\(names.count) node\(names.count == 1 ? "" : "s") without GPUs left out: "
        + names.shortened)
    nodes = nodes.filter(hasGPUs)
  }

  // Kinds of GPUs that are no shipped accelerator, so that nobody takes them for one.
  private mutating func noteUnknownModels() {
    var counts = [[String: Int]](repeating: [:], count: lists.count)
    for (entry, nodes) in Dictionary(grouping: nodes, by: \.entry) {
      for gpus in facts.all[entries[entry].facts].gpus {
        counts[entries[entry].list][gpus.model, default: 0] += gpus.count * nodes.count
      }
    }
    for (list, counts) in counts.enumerated() {
      for (model, count) in counts.sorted(by: { $0.key < $1.key })
      where Accelerator.id(ofModel: model) == nil {
        // A machine beside the lists tells what they only count.
        if model.isEmpty, machines != .none { continue }
        sources[list].note(Self.words(for: count, called: model))
      }
    }
  }

  private static func words(for count: Int, called model: String) -> String {
    let many = count == 1 ? "1 GPU is" : "\(count) GPUs are"
    if model.isEmpty { return "\(many) told without their kind" }
    let shown = model.escapedForDisplay()
    if let name = Accelerator.name(ofModel: model) {
      return "\(many) called \(shown): \(name), which is no shipped accelerator"
    }
    return "\(many) called \(shown), which is no known accelerator"
  }

  private mutating func add(_ entry: NodeList.Entry, of list: Int) {
    entries.append(
      AssembledEntry(
        facts: facts.index(of: entry.machine), state: entry.state, place: entry.place, list: list))
  }

  private func hasGPUs(_ node: AssembledNode) -> Bool {
    !facts.all[entries[node.entry].facts].gpus.isEmpty
  }

  // MARK: Pools

  private mutating func pool(
    _ id: String, _ members: [AssembledNode]
  ) throws(Diagnostics) -> TopologyPool {
    var counts: [Int: Int] = [:]
    for node in members { counts[entries[node.entry].facts, default: 0] += 1 }
    let own = entries[members[0].entry]
    let common = counts.sorted { $0.key < $1.key }.map { (facts.all[$0.key], $0.value) }
    var template = try machines.template(
      for: common, pool: id, at: own.place, in: &sources[own.list])
    let geometry = LevelGeometry(
      members, levels(fitting: template), accelerator: template.accelerator?.id)
    if geometry.domains != nil { template.joinGPUs() }
    let pool = members.count == nodes.count ? "" : "pool \(id): "
    for problem in geometry.contradictions { contradictLevels(pool + problem) }
    for note in geometry.notes { sources[sources.count - 1].note(pool + note) }
    let states = geometry.order.map { entries[members[$0].entry].state }
    let failed = states.indices.filter { states[$0] != .inService }
    if !failed.isEmpty { noteFailures(failed.map { states[$0] }) }
    var hosts = HostNames()
    for position in geometry.order { hosts.append(members[position].run) }
    return TopologyPool(
      id: id, template: template, nodes: members.count, hosts: hosts, failedNodes: failed.count,
      failedIndices: failed, racks: geometry.racks, domains: geometry.domains ?? NodeGroups(of: 1),
      tiers: geometry.tiers)
  }

  // Domains over nodes need nodes whose GPUs are in one; what is known of a machine goes first.
  private mutating func levels(fitting template: NodeTemplate) -> [NodeList.Level] {
    if template.domains.count == 1 || template.unknownFigures.contains("links") { return levels }
    if levels.contains(where: { $0.kind == .domain }) {
      contradictLevels(
        "tells of domains over nodes, and the GPUs of machine \(template.id) are not all linked; "
          + "the domains are left out")
    }
    return levels.filter { $0.kind != .domain }
  }

  private mutating func contradictLevels(_ problem: String) {
    sources[sources.count - 1].contradict(
      problem, at: SourceLocation(file: sources[sources.count - 1].file))
  }

  private mutating func noteFailures(_ states: [NodeList.State]) {
    var words: [String: Int] = [:]
    for case .failed(let word) in states { words[word, default: 0] += 1 }
    let list = words.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    sources[0].note("out of service: " + list.joined(separator: ", "))
  }

  private static func id(
    _ base: String, ofNodesWith gpus: Int, besides taken: [String]
  ) -> String {
    if !taken.contains(base) { return base }
    let counted = "\(base)-x\(gpus)"
    if !taken.contains(counted) { return counted }
    return (2...).lazy.map { "\(base)-\($0)" }.first { !taken.contains($0) } ?? base
  }

  // MARK: The cluster

  private var clusterName: String { lists.map(\.cluster).first { !$0.isEmpty } ?? "" }

  private var clusterID: String {
    clusterName.isEmpty
      ? Identifier.near(fileName: sources[0].file, else: "cluster")
      : Identifier.near(fileName: clusterName, else: "cluster")
  }

  private var origins: [TopologySource] {
    lists.compactMap { list in
      var figures: [String] = []
      if !list.nodes.isEmpty { figures += ["nodes", "template"] }
      if list.nodes.contains(where: { $0.state != .inService }) { figures.append("failed") }
      for level in list.levels {
        let figure =
          switch level.kind {
          case .domain: "domains"
          case .rack: "racks"
          case .tier: "tiers"
          }
        if !figures.contains(figure) { figures.append(figure) }
      }
      if figures.isEmpty { return nil }
      return TopologySource(
        figures: figures,
        source: list.source.words,
        date: "", isVerified: true)
    }
  }
}

extension NodeTemplate {
  /// Puts the GPUs into one domain, where nothing is known of their links but that other nodes share
  /// it.
  fileprivate mutating func joinGPUs() {
    guard domains.count > 1, unknownFigures.contains("links") else { return }
    for index in gpus.indices { gpus[index].domain = 0 }
  }
}

/// What a list says of nodes.
struct AssembledEntry: Hashable {
  /// What they are, as a position among the facts.
  var facts: Int
  /// Whether they work.
  var state: NodeList.State
  /// Where it is said.
  var place: SourceLocation
  /// By which list.
  var list: Int
}

/// Facts of machines, each once.
private struct UniqueFacts {
  private(set) var all: [MachineFacts] = []
  private var positions: [MachineFacts: Int] = [:]

  /// The position of some facts, which are added if they are new.
  mutating func index(of facts: MachineFacts) -> Int {
    if let last = all.last, last == facts { return all.count - 1 }
    if let known = positions[facts] { return known }
    positions[facts] = all.count
    all.append(facts)
    return all.count - 1
  }
}

/// A node of an assembly.
struct AssembledNode: Hashable {
  /// Its name as a run of one.
  var run: HostNames.Run
  /// What is said of it.
  var entry: Int

  /// Its name.
  var name: String { run.name(at: 0) }

  /// Orders as people number: by what stands before the number, the number, what follows.
  var key: (String, Int, String, Int) {
    (run.prefix, run.numbers?.lowerBound ?? -1, run.suffix, run.width)
  }

  /// The nodes of some names.
  static func nodes(of hosts: HostNames, entry: Int) -> [AssembledNode] {
    var nodes: [AssembledNode] = []
    nodes.reserveCapacity(hosts.count)
    for run in hosts.runs {
      for number in run.numbers ?? 0...0 {
        var one = run
        if run.numbers != nil { one.numbers = number...number }
        nodes.append(AssembledNode(run: one, entry: entry))
      }
    }
    return nodes
  }
}

extension HostNames {
  /// The list for a message: at most 80 characters.
  var shortened: String {
    let list = description
    return list.count > 80 ? list.prefix(79) + "…" : list
  }
}
