internal import Documents
internal import Topology

/// Which nodes lie together, by their labels.
struct KubernetesLevels {
  private let nodes: [KubernetesNode]
  private var source: TopologyReading.Source

  init(_ nodes: [KubernetesNode], source: TopologyReading.Source) {
    self.nodes = nodes
    self.source = source
  }

  /// The levels that the labels tell of, outermost first, and the source with what was noticed.
  consuming func read() -> ([NodeList.Level], TopologyReading.Source) {
    var levels: [NodeList.Level] = []
    let zones = values(of: [KubernetesLabel.sites[1], KubernetesLabel.oldSites[1]])
    for (key, old) in zip(KubernetesLabel.sites, KubernetesLabel.oldSites) {
      add(.tier(KubernetesLabel.shortName(key)), values(of: [key, old]), to: &levels)
    }
    for key in network() {
      add(.tier(KubernetesLabel.shortName(key)), values(of: [key]), to: &levels)
    }
    let racks = present(KubernetesLabel.racks + otherRacks)
    compare(racks)
    // A rack stands in one zone: the same name in two is two racks.
    let inZones = zip(zones, values(of: racks)).map { zone, rack in
      rack.map { rack in [zone, rack].compactMap(\.self) }
    }
    add(.rack, inZones, to: &levels)
    let domains = present(KubernetesLabel.domains)
    compare(domains)
    add(.domain, values(of: domains), to: &levels)
    return (levels, source)
  }

  /// The levels that a Topology of Kueue names, outermost first, and the source.
  ///
  /// A group of Kueue is known by its own label and those above: `rack-1` of two blocks is two racks.
  consuming func read(_ kueue: KueueLevels) -> ([NodeList.Level], TopologyReading.Source) {
    var levels: [NodeList.Level] = []
    var paths: [[String]?] = nodes.map { _ in [] }
    for key in kueue.labels where key != KubernetesLabel.hostname {
      for (index, node) in nodes.enumerated() {
        paths[index] = node.labels[key].flatMap { value in paths[index].map { $0 + [value] } }
      }
      let missing = paths.count { $0 == nil }
      if missing > 0 { source.note("\(missing) of \(nodes.count) nodes lack the label \(key)") }
      add(KueueLevels.kind(of: key), paths, to: &levels)
    }
    for flavor in kueue.flavors.prefix(TopologyReading.Source.limit)
    where !flavor.nodeLabels.isEmpty {
      let count = nodes.count { node in
        flavor.nodeLabels.allSatisfy { node.labels[$0.key] == $0.value }
      }
      source.note(
        "the flavor \(flavor.name.escapedForDisplay()) is of \(count) of \(nodes.count) nodes")
    }
    return (levels, source)
  }

  private func values(of keys: [String]) -> [String?] {
    nodes.map { node in keys.lazy.compactMap { node.labels[$0] }.first }
  }

  private func present(_ keys: [String]) -> [String] {
    keys.filter { key in nodes.contains { $0.labels[key] != nil } }
  }

  // Those of most nodes: each is compared with the one that is taken.
  private var otherRacks: [String] {
    var counts: [String: Int] = [:]
    for node in nodes {
      for key in node.labels.keys where KubernetesLabel.isRack(key) { counts[key, default: 0] += 1 }
    }
    for key in KubernetesLabel.racks { counts[key] = nil }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(8).map(\.key)
  }

  // The labels of one network, outermost first: several tools may describe the same switches.
  private mutating func network() -> [String] {
    var families = [present(fabricTiers)] + KubernetesLabel.networks.map(present)
    families.removeAll(where: \.isEmpty)
    // A label that is of one node each says nothing of neighbours.
    let host = "cloud.google.com/gce-topology-host"
    let hosts = nodes.compactMap { $0.labels[host] }
    if Set(hosts).count == hosts.count {
      families = families.map { $0.filter { $0 != host } }.filter { !$0.isEmpty }
    }
    compare(families.compactMap(\.last))
    return families.first ?? []
  }

  private var fabricTiers: [String] {
    var numbers = Set<Int>()
    for node in nodes {
      for key in node.labels.keys where key.hasPrefix(KubernetesLabel.fabricTier) {
        if let number = Int(key.dropFirst(KubernetesLabel.fabricTier.count)),
          (0...99).contains(number)
        {
          numbers.insert(number)
        }
      }
    }
    return numbers.sorted(by: >).map { "\(KubernetesLabel.fabricTier)\($0)" }
  }

  // The first is taken; where another puts nodes together that the first parts, or the reverse, it
  // is told with two of them.
  private mutating func compare(_ keys: [String]) {
    guard let taken = keys.first else { return }
    for other in keys.dropFirst() {
      var groups: [String: (node: Int, value: String)] = [:]
      var others: [String: (node: Int, value: String)] = [:]
      for (index, node) in nodes.enumerated() {
        guard let one = node.labels[taken], let two = node.labels[other] else { continue }
        let first = groups[one] ?? (index, two)
        let second = others[two] ?? (index, one)
        if first.value != two || second.value != one {
          let neighbour = nodes[first.value != two ? first.node : second.node].name
          source.contradict(
            "\(taken) and \(other) group the nodes differently: \(neighbour) and \(node.name)"
              + " share only one of them; \(taken) is taken", at: node.place)
          break
        }
        groups[one] = first
        others[two] = second
      }
    }
  }

  private func add(
    _ kind: NodeList.Level.Kind, _ values: [String?], to levels: inout [NodeList.Level]
  ) {
    add(kind, values.map { $0.map { [$0] } }, to: &levels)
  }

  private func add(
    _ kind: NodeList.Level.Kind, _ paths: [[String]?], to levels: inout [NodeList.Level]
  ) {
    let members = zip(nodes, paths).map { (hosts: HostNames(one: $0.name), path: $1) }
    if let level = NodeList.Level(kind, of: members) { levels.append(level) }
  }
}
