import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("round trip of clusters") struct ClusterRoundTripTests {
  @Test("a cluster comes back equal from YAML and JSON, and is written alike", arguments: 0..<200)
  func native(seed: UInt64) throws {
    var numbers = SplitMix(state: seed)
    let cluster = RandomCluster(pools: 1 + Int(seed % 3), &numbers).cluster
    try #require(cluster.problems == [])
    let file = TopologyFile.cluster(cluster)
    let text = cluster.yaml()
    #expect(try TopologyFile(yaml: InputText(text, file: "c.yaml")) == file, "\(text)")
    let reading = TopologyReading(file, sources: [])
    let place = SourceLocation(file: "c")
    let yaml = try TopologyConversion(reading, as: .yaml, at: place)
    #expect(yaml.text == text)
    let json = try TopologyConversion(reading, as: .json, at: place)
    #expect(try TopologyFile(yaml: InputText(json.text, file: "c.json")) == file, "\(json.text)")
  }

  @Test(
    "Slurm's files beside the machine bring back the same nodes, grouped the same way",
    arguments: 0..<150, [TopologyConversion.Format.slurmConf, .slurmYAML])
  func slurm(seed: UInt64, format: TopologyConversion.Format) throws {
    var numbers = SplitMix(state: seed)
    var cluster = RandomCluster(pools: 1, &numbers).cluster
    cluster.pools[0].accountForWholeDomains()
    let pool = cluster.pools[0]
    let conversion = try TopologyConversion(
      TopologyReading(.cluster(cluster), sources: []), as: format, at: SourceLocation(file: "c"))
    #expect(conversion.notes.isEmpty)
    let known = pool.partitions
    if known.isEmpty { return }
    let reading = try TopologyReading(
      [InputText(conversion.text, file: format.rawValue)],
      machines: MachineJoin(all: pool.template))
    guard case .cluster(let again) = reading.file, again.pools.count == 1 else {
      Issue.record("no cluster of one pool: \(conversion.text)")
      return
    }
    #expect(Set(again.pools[0].hosts.names) == Set(pool.hosts.names), "\(conversion.text)")
    #expect(again.problems == [])
    // Blocks hold no tree beside them: of a cluster with domains these alone come back, and what
    // Slurm makes of several of them.
    let found = again.pools[0].partitions
    if pool.nodesPerDomain > 1 {
      #expect(found.contains(pool.partition(pool.domains)), "\(conversion.text)")
    } else {
      #expect(found == known, "\(conversion.text)")
    }
  }

  @Test("Kueue has a level for every level", arguments: 0..<100)
  func kueue(seed: UInt64) throws {
    var numbers = SplitMix(state: seed)
    let cluster = RandomCluster(pools: 1, &numbers).cluster
    let pool = cluster.pools[0]
    let text = try TopologyConversion(
      TopologyReading(.cluster(cluster), sources: []), as: .kueue, at: SourceLocation(file: "c")
    ).text
    let levels = try KueueTopology.levels(InputText(text, file: "kueue.yaml"))
    let isByRack =
      pool.racks != nil && pool.nodesPerDomain == 1
      && !pool.tiers.contains { $0.units == pool.racks }
    let count = pool.tiers.count + (isByRack ? 1 : 0) + (pool.nodesPerDomain > 1 ? 1 : 0)
    #expect(levels.labels.count == count + 1, "\(text)")
    #expect(Set(levels.labels).count == levels.labels.count)
    #expect(levels.labels.last == KubernetesLabel.hostname)
    #expect(levels.name == cluster.id.lowercased())
  }
}

/// A cluster whose racks, domains and tiers are as unequal as real ones.
struct RandomCluster {
  let cluster: ClusterTopology

  /// A cluster of so many pools.
  init(pools count: Int, _ numbers: inout SplitMix) {
    var pools: [TopologyPool] = []
    for number in 0..<count { pools.append(Self.pool(number, &numbers)) }
    cluster = ClusterTopology(
      id: "c", name: Bool.random(using: &numbers) ? "" : "a: b #c",
      owner: Bool.random(using: &numbers) ? "" : "us", pools: pools,
      sources: [
        TopologySource(figures: ["nodes", "racks"], source: "docs", date: "", isVerified: true)
      ])
  }

  private static func pool(_ number: Int, _ numbers: inout SplitMix) -> TopologyPool {
    let gpus = [4, 8].randomElement(using: &numbers) ?? 8
    let template = NodeTemplate(
      id: "m\(number)", sockets: 2, coresPerSocket: 8,
      numaNodes: [.init(osIndex: 0, cores: 16, memoryBytes: 1 << 39)],
      gpus: [NodeTemplate.GPU](
        repeating: .init(model: "H100", accelerator: "h100", memoryBytes: 80 << 30, domain: 0),
        count: gpus),
      fabrics: [.init(kind: .nvlink, shape: .switched(gigabytesPerSecond: 450))])
    let hasDomains = Int.random(in: 0..<3, using: &numbers) == 0
    var sizes = [Int](repeating: 1, count: Int.random(in: 1...40, using: &numbers))
    if hasDomains { sizes = groups(of: sizes, most: 6, &numbers) }
    let nodes = sizes.reduce(0, +)
    var pool = TopologyPool(
      id: "p\(number)", template: template, nodes: nodes,
      hosts: hosts(nodes, prefix: "p\(number)n", &numbers), racks: nil,
      domains: NodeGroups(sizes: sizes))
    if Bool.random(using: &numbers) {
      sizes = groups(of: sizes, most: 4, &numbers)
      pool.racks = NodeGroups(sizes: sizes)
    }
    for name in ["leaf", "spine", "core"].prefix(Int.random(in: 0...3, using: &numbers)) {
      sizes = groups(of: sizes, most: 4, &numbers)
      let units = NodeGroups(sizes: sizes)
      let inner = pool.tiers.last?.units ?? pool.domains
      if units != inner { pool.tiers.append(.init(name: name, units: units)) }
    }
    let failed = (0..<nodes).filter { _ in Int.random(in: 0..<8, using: &numbers) == 0 }
    pool.failedIndices = failed
    pool.failedNodes = Int.random(in: failed.count...nodes, using: &numbers)
    pool.spareNodes = Int.random(in: 0...(nodes - pool.failedNodes), using: &numbers)
    pool.usableNodesPerDomain = Int.random(in: 1...pool.nodesPerDomain, using: &numbers)
    return pool
  }

  // Neighbours put together, up to so many at once.
  private static func groups(
    of sizes: [Int], most: Int, _ numbers: inout SplitMix
  ) -> [Int] {
    var groups: [Int] = []
    var rest = sizes[...]
    while !rest.isEmpty {
      let count = Int.random(in: 1...most, using: &numbers)
      groups.append(rest.prefix(count).reduce(0, +))
      rest = rest.dropFirst(count)
    }
    return groups
  }

  // Names in runs with gaps, some with zeros in front; in ascending order.
  private static func hosts(
    _ count: Int, prefix: String, _ numbers: inout SplitMix
  ) -> HostNames {
    let width = [1, 3, 4].randomElement(using: &numbers) ?? 1
    var names = HostNames()
    var next = Int.random(in: 0...120, using: &numbers)
    while names.count < count {
      let length = min(Int.random(in: 1...12, using: &numbers), count - names.count)
      names.append(
        HostNames.Run(prefix: prefix, numbers: next...(next + length - 1), width: width, suffix: "")
      )
      next += length + Int.random(in: 0...3, using: &numbers)
    }
    return names
  }
}

extension TopologyPool {
  /// Every level of more than one node a group as sets of names, each once.
  var partitions: Set<Set<Set<String>>> {
    let groups = (racks.map { [$0] } ?? []) + [domains] + tiers.map(\.units)
    return Set(groups.filter { $0.nodes > 1 }.map(partition))
  }

  /// The names in each group.
  func partition(_ groups: NodeGroups) -> Set<Set<String>> {
    Set(
      (0..<groups.count(in: nodes)).map {
        Set(hosts[groups.range(of: $0, in: nodes)].names)
      })
  }

  /// Leaves no node of a domain standing by, of which Slurm's blocks know nothing else to write.
  fileprivate mutating func accountForWholeDomains() { usableNodesPerDomain = nodesPerDomain }
}
