internal import Documents
internal import Topology

/// The `PartitionName=` and `NodeSet=` lines of slurm.conf: which nodes jobs can reach.
struct SlurmPartitions {
  private struct Group {
    var name: String
    var nodes: SlurmPair?
    var feature: String?
    var isDefault = false
    var key: SlurmPair
  }

  private var partitions: [Group] = []
  private var sets: [Group] = []
  private var defaultNodes: SlurmPair?
  private static let groupLimit = 10_000

  /// Takes a line.
  mutating func take(
    _ pair: SlurmPair, _ rest: ArraySlice<SlurmPair>, lines: SlurmLines,
    _ log: inout DiagnosticLog, _ source: inout TopologyReading.Source
  ) {
    var group = Group(name: pair.value, key: pair)
    for option in rest {
      switch option.name {
      case "nodes": group.nodes = option
      case "feature" where pair.name == "nodeset": group.feature = option.value
      case "default" where pair.name == "partitionname":
        group.isDefault = ["yes", "true"].contains(option.value.lowercased())
      default: source.ignore(lines.key(option))
      }
    }
    if partitions.count + sets.count == Self.groupLimit {
      log.add(
        Diagnostic(
          "the file has more than \(Self.groupLimit) partitions and sets",
          at: lines.place(pair.key), remedy: "check that the file is what it should be"))
      return
    }
    if pair.name == "nodeset" {
      sets.append(group)
    } else if pair.value.uppercased() == "DEFAULT" {
      defaultNodes = group.nodes ?? defaultNodes
    } else {
      group.nodes = group.nodes ?? defaultNodes
      partitions.append(group)
    }
  }

  /// Compares the partitions with the nodes that there are.
  /// - Throws: Lists that are none, and partitions that overlap more often than can be kept.
  func check(
    _ nodes: [(hosts: HostNames, features: [String], isFuture: Bool)], lines: SlurmLines,
    _ source: inout TopologyReading.Source
  ) throws(Diagnostics) {
    if partitions.isEmpty { return }
    var spans = HostSpans()
    var log = DiagnosticLog()
    var budget = SlurmHosts(repeats: true)
    let sets = Dictionary(grouping: sets, by: \.name)
    // Nodes that do not exist yet are known, and missed by nobody.
    for node in nodes { spans.insert(node.hosts, owner: node.isFuture ? 0 : 1) }
    var holdsAll = false
    for (index, partition) in partitions.enumerated() {
      holdsAll = holdsAll || isAll(partition)
      guard let pair = partition.nodes, !isAll(partition),
        let names = budget.read(pair, lines: lines, &log)
      else { continue }
      for run in names.runs {
        let name = run.count == 1 ? run.name(at: 0) : ""
        let matching = sets[name] ?? []
        if matching.isEmpty { spans.insert(run, owner: index + 2) }
        for set in matching {
          if let pair = set.nodes, let hosts = budget.read(pair, lines: lines, &log) {
            spans.insert(hosts, owner: index + 2)
          }
          for node in nodes where set.feature.map(node.features.contains) ?? false {
            spans.insert(node.hosts, owner: index + 2)
          }
        }
      }
    }
    try log.throwIfAny()
    guard let pieces = spans.pieces() else { throw SlurmHosts.tooEntangled(lines.file) }
    var strangers: [Int: HostNames] = [:]
    var unreached = HostNames()
    for piece in pieces {
      if piece.owners[0] > 1 {
        strangers[piece.owners[0], default: HostNames()].append(piece.hosts)
      } else if piece.owners.last == 1, !holdsAll {
        unreached.append(piece.hosts)
      }
    }
    for (owner, hosts) in strangers.sorted(by: { $0.key < $1.key }) {
      let partition = partitions[owner - 2]
      source.contradict(
        "partition \(partition.name) has \(Self.short(hosts)), of which no NodeName line speaks; "
          + "these were left out", at: lines.place((partition.nodes ?? partition.key).key))
    }
    if !unreached.isEmpty {
      source.note("\(unreached.count) nodes are in no partition: \(Self.short(unreached))")
    }
  }

  private func isAll(_ partition: Group) -> Bool {
    partition.nodes.map { $0.value.lowercased() == "all" } ?? false
  }

  private static func short(_ hosts: HostNames) -> String {
    let text = hosts.description
    return text.count <= 80 ? text : "\(text.prefix(79))…"
  }
}
