internal import Topology

/// Writes where nodes lie as Slurm's topology.conf or topology.yaml.
///
/// NVLink domains over nodes become blocks; racks and tiers become a tree of switches, of which the
/// innermost are leaves. topology.conf is of one plugin: blocks where there are any. topology.yaml
/// (25.05 and later) holds both.
/// Source: Slurm, topology.conf(5), topology.yaml(5).
struct SlurmTopologyText {
  /// Nodes and how they lie together.
  struct Pool: Hashable {
    /// The nodes' names.
    var hosts: HostNames
    /// Outer levels first; nodes of other pools in their groups are passed over.
    var levels: [NodeList.Level]
    /// Nodes of a domain that jobs may count on, if some stand by: 16 of an NVL72's 18.
    var usableNodesPerDomain: Int?

    /// Nodes.
    init(hosts: HostNames, levels: [NodeList.Level], usableNodesPerDomain: Int? = nil) {
      self.hosts = hosts
      self.levels = levels
      self.usableNodesPerDomain = usableNodesPerDomain
    }
  }

  private let tree: SlurmTree
  private let blocks: [NodeList.Level.Group]
  private let sizes: [Int]
  private let outside: HostNames

  /// Takes the pools of one cluster; names that would end a word in Slurm's files are left out.
  init(_ pools: [Pool]) {
    let pools = pools.map {
      Pool(
        hosts: Self.writable($0.hosts), levels: $0.levels,
        usableNodesPerDomain: $0.usableNodesPerDomain)
    }
    tree = SlurmTree(pools)
    let blocks = SlurmBlockList(pools)
    self.blocks = blocks.blocks
    sizes = blocks.sizes
    outside = blocks.outside
  }

  private static func writable(_ hosts: HostNames) -> HostNames {
    var writable = HostNames()
    for run in hosts.runs {
      let isWord = (run.prefix + run.suffix).utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) || "._-".utf8.contains($0)
      }
      if isWord { writable.append(run) }
    }
    return writable
  }

  // Slurm's lists end a name with its bracket: what has more text after it is written one by one.
  private static func text(_ hosts: HostNames) -> String {
    var words: [String] = []
    var plain = HostNames()
    for run in hosts.runs {
      if run.suffix.isEmpty {
        plain.append(run)
        continue
      }
      if !plain.isEmpty { words.append(plain.description) }
      plain = HostNames()
      words += (0..<run.count).map { run.name(at: $0) }
    }
    if !plain.isEmpty { words.append(plain.description) }
    return words.joined(separator: ",")
  }

  /// Whether a level is of blocks and not of switches.
  static func isBlock(_ kind: NodeList.Level.Kind) -> Bool {
    switch kind {
    case .domain: true
    case .rack: false
    case .tier(let name): name == "block" || name.hasPrefix("block-of-")
    }
  }

  /// The text of topology.conf.
  var conf: String {
    var lines: [String] = []
    if !blocks.isEmpty {
      lines.append("# TopologyPlugin=topology/block")
      lines += blocks.map { "BlockName=\($0.name) Nodes=\(Self.text($0.hosts))" }
      lines.append("BlockSizes=\(sizes.map(String.init).joined(separator: ","))")
      if !outside.isEmpty { lines.append("# In no block: \(Self.text(outside))") }
    } else if !tree.switches.isEmpty {
      lines.append("# TopologyPlugin=topology/tree")
      for node in tree.switches {
        let below =
          node.children.isEmpty
          ? "Nodes=\(Self.text(node.hosts))" : "Switches=\(Self.text(tree.children(of: node)))"
        lines.append("SwitchName=\(node.name) \(below)")
      }
      if !tree.rest.isEmpty { lines.append("# Below no switch: \(Self.text(tree.rest))") }
    } else {
      lines.append("# TopologyPlugin=topology/flat: it is not known which nodes lie together")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// The text of topology.yaml.
  var yaml: String {
    var lines = ["---"]
    if !blocks.isEmpty {
      lines += ["- topology: blocks", "  cluster_default: true", "  block:", "    block_sizes:"]
      lines += sizes.map { "      - \($0)" }
      lines.append("    blocks:")
      for block in blocks {
        lines += [
          "      - block: \(quoted(block.name))",
          "        nodes: \(quoted("\(Self.text(block.hosts))"))",
        ]
      }
      if !outside.isEmpty { lines.append("    # In no block: \(Self.text(outside))") }
    }
    if !tree.switches.isEmpty {
      lines += ["- topology: switches", "  cluster_default: \(blocks.isEmpty)", "  tree:"]
      lines.append("    switches:")
      for node in tree.switches {
        lines.append("      - switch: \(quoted(node.name))")
        lines.append(
          node.children.isEmpty
            ? "        nodes: \(quoted("\(Self.text(node.hosts))"))"
            : "        children: \(quoted("\(Self.text(tree.children(of: node)))"))")
      }
      if !tree.rest.isEmpty { lines.append("    # Below no switch: \(Self.text(tree.rest))") }
    }
    if lines.count == 1 {
      lines += ["- topology: flat", "  cluster_default: true", "  flat: true"]
    }
    return lines.map { $0 + "\n" }.joined()
  }

  // A word that YAML might take for a number or a truth value is quoted.
  private func quoted(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { (0x41...0x5A).contains($0 & 0xDF) } ?? false
      && text.utf8.contains { (0x30...0x39).contains($0) }
      && text.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF)
          || "._-[],".utf8.contains($0)
      }
    return isPlain ? text : "\"\(text)\""
  }
}

/// The blocks of several pools, and the sizes that Slurm should plan with.
private struct SlurmBlockList {
  private(set) var blocks: [NodeList.Level.Group] = []
  private(set) var sizes: [Int] = []
  private(set) var outside = HostNames()

  init(_ pools: [SlurmTopologyText.Pool]) {
    var names = SlurmNames()
    var larger: Set<Int> = []
    var base = Int.max
    for pool in pools {
      guard
        let level = pool.levels.last(where: { $0.kind == .domain })
          ?? pool.levels.last(where: { $0.kind == .tier("block") })
      else {
        outside.append(pool.hosts)
        continue
      }
      let own = add(level, of: pool, &names)
      let shortest = own.map(\.hosts.count).min() ?? .max
      let steps = Self.steps(above: own, pool.levels)
      // A size in the name of a larger block tells the base with which it was made.
      base = min(base, steps.base ?? min(shortest, pool.usableNodesPerDomain ?? shortest))
      larger.formUnion(steps.counts)
    }
    if !blocks.isEmpty { sizes = [base] + larger.sorted().map { base * $0 } }
  }

  // The groups of the level as far as they are of the pool.
  private mutating func add(
    _ level: NodeList.Level, of pool: SlurmTopologyText.Pool, _ names: inout SlurmNames
  ) -> [NodeList.Level.Group] {
    var spans = HostSpans()
    spans.insert(pool.hosts, owner: 0)
    for (index, group) in level.groups.enumerated() { spans.insert(group.hosts, owner: index + 1) }
    var members = [HostNames](repeating: HostNames(), count: level.groups.count)
    for piece in spans.pieces() ?? [] where piece.owners[0] == 0 {
      if piece.owners.count > 1 {
        members[piece.owners[1] - 1].append(piece.hosts)
      } else {
        outside.append(piece.hosts)
      }
    }
    var own: [NodeList.Level.Group] = []
    for (group, hosts) in zip(level.groups, members) where !hosts.isEmpty {
      own.append(
        NodeList.Level.Group(
          name: names.name(group.name),
          hosts: hosts.count == group.hosts.count ? group.hosts : hosts))
    }
    blocks += own
    return own
  }

  // How many neighbouring blocks the groups of outer levels hold, where it is a power of two.
  private static func steps(
    above blocks: [NodeList.Level.Group], _ levels: [NodeList.Level]
  ) -> (counts: Set<Int>, base: Int?) {
    var base: Int?
    var counts: Set<Int> = []
    for level in levels.reversed() {
      guard case .tier(let name) = level.kind, name.hasPrefix("block-of-"),
        let size = Int(name.dropFirst(9)), let first = level.groups.first
      else { continue }
      var count = 0
      var nodes = 0
      while count < blocks.count, nodes < first.hosts.count {
        nodes += blocks[count].hosts.count
        count += 1
      }
      // The only group of a level may be short of blocks.
      var power = 1
      while power < count { power *= 2 }
      if level.groups.count == 1, let base { power = max(power, size / max(base, 1)) }
      if power > 1, size % power == 0 {
        base = base ?? size / power
        counts.insert(power)
      }
    }
    return (counts, base)
  }
}
