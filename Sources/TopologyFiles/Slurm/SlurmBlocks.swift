internal import Documents
internal import Topology

/// Blocks of nodes, as Slurm's topology/block has them: the lowest of their levels, and larger blocks
/// of neighbouring ones.
struct SlurmBlocks {
  /// The blocks, in order: neighbours make larger blocks.
  var blocks: [SlurmGroups.Group]
  /// Nodes of a block, then of larger ones; empty if the file does not say.
  var sizes: [Int] = []
  /// Where the sizes are.
  var sizesPlace: SourceLocation?

  /// The levels, outer ones first; empty after a problem.
  ///
  /// A larger block of size s holds s / (first size) neighbouring blocks, which is Slurm's rule
  /// whatever the number of nodes in a block.
  func levels(
    _ log: inout DiagnosticLog, _ source: inout TopologyReading.Source
  ) -> [NodeList.Level] {
    let blocks = Self.distinct(blocks, what: "block", &log, &source)
    if !log.isEmpty || blocks.isEmpty { return [] }
    var levels = [Self.level("block", blocks)]
    guard let base = sizes.first else { return levels }
    let place = sizesPlace ?? blocks[0].place
    let total = blocks.reduce(0) { $0 + $1.hosts.count }
    Self.noteShort(base, of: blocks, at: place, &source)
    var previous = base
    for size in sizes.dropFirst() {
      if size % base != 0 || (size / base).nonzeroBitCount != 1 || size <= previous {
        source.contradict(
          "a block size of \(size) is not \(base) times 2, 4, 8 … and larger than \(previous); it was "
            + "left out", at: place)
        continue
      }
      previous = size
      if size > total {
        source.contradict(
          "a block size of \(size) against \(total) nodes in all blocks; the level is one block of "
            + "what there is", at: place)
      }
      levels.insert(Self.larger(blocks, size, of: size / base), at: 0)
    }
    return levels
  }

  private static func noteShort(
    _ base: Int, of blocks: [SlurmGroups.Group], at place: SourceLocation,
    _ source: inout TopologyReading.Source
  ) {
    let short = blocks.filter { $0.hosts.count < base }
    if let first = short.first {
      source.contradict(
        "a block size of \(base) against \(first.hosts.count) nodes of block \(first.name)"
          + (short.count > 1 ? " and \(short.count - 1) more short ones" : "")
          + "; the nodes were taken", at: place)
    }
  }

  private static func larger(
    _ blocks: [SlurmGroups.Group], _ size: Int, of count: Int
  ) -> NodeList.Level {
    var groups: [NodeList.Level.Group] = []
    var start = 0
    while start < blocks.count {
      let end = blocks.count - start <= count ? blocks.count : start + count
      var hosts = HostNames()
      for block in blocks[start..<end] { hosts.append(block.hosts) }
      let name = "\(blocks[start].name)..\(blocks[end - 1].name)"
      groups.append(NodeList.Level.Group(name: name, hosts: hosts))
      start = end
    }
    return NodeList.Level(kind: .tier("block-of-\(size)"), groups: groups)
  }

  /// The groups that have nodes, each node in one; notes a name that two of them have.
  static func distinct(
    _ groups: [SlurmGroups.Group], what: String, _ log: inout DiagnosticLog,
    _ source: inout TopologyReading.Source
  ) -> [SlurmGroups.Group] {
    var seen: [String: Int] = [:]
    for (index, group) in groups.enumerated() {
      guard let first = seen.updateValue(index, forKey: group.name) else { continue }
      if log.problems.count >= SlurmLines.problemLimit { return [] }
      log.add(
        Diagnostic(
          "the \(what) is described twice, first in line \(groups[first].place.line)",
          at: group.place, value: .text(group.name), remedy: "give each \(what) its own name"))
    }
    let hosts = SlurmGroups.distinct(groups, what: what, &log, &source)
    return zip(groups, hosts).compactMap { group, hosts in
      hosts.isEmpty ? nil : SlurmGroups.Group(name: group.name, hosts: hosts, place: group.place)
    }
  }

  /// One level of groups as they are.
  static func level(_ name: String, _ groups: [SlurmGroups.Group]) -> NodeList.Level {
    NodeList.Level(
      kind: .tier(name),
      groups: groups.map { NodeList.Level.Group(name: $0.name, hosts: $0.hosts) })
  }
}
