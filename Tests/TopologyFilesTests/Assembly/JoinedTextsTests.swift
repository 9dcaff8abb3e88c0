import Documents
import Testing

@testable import Topology
@testable import TopologyFiles

@Suite("texts that know nothing of each other") struct JoinedTextsTests {
  private typealias Lists = ClusterAssemblyTests

  private static func machine(_ id: String, gpus: Int = 8, domains: Int) -> NodeTemplate {
    NodeTemplate(
      id: id, sockets: 0, coresPerSocket: 0, numaNodes: [],
      gpus: (0..<gpus).map { number in
        NodeTemplate.GPU(
          model: "H100", accelerator: "h100", memoryBytes: 0, domain: number * domains / gpus)
      },
      sources: [
        TopologySource(figures: ["links"], source: "data sheet", date: "2024", isVerified: true)
      ])
  }

  @Test("a machine is what nodes with GPUs are, not the login node beside them")
  func nodesWithoutGPUs() throws {
    let lists = [
      Lists.list(
        "c.conf", [try Lists.entry("login[1-2]", gpus: 0), try Lists.entry("n[1-4]")])
    ]
    let machine = Self.machine("dgx", domains: 1)
    for join in [MachineJoin(all: machine), MachineJoin(byPool: ["h100": machine])] {
      var assembly = ClusterAssembly(lists, machines: join)
      let cluster = try assembly.cluster()
      #expect(cluster.pools.map(\.id) == ["h100"] && cluster.nodes == 4)
      #expect(assembly.sources[0].notes == ["2 nodes without GPUs left out: login[1-2]"])
    }
  }

  @Test("GPUs whose links nobody tells are joined where their nodes share a domain")
  func domainsOverNodes() throws {
    let lists = [
      Lists.list("c.conf", [try Lists.entry("n[1-4]", gpus: 4, model: "gb200")]),
      Lists.list(
        "t.conf", levels: [try Lists.level(.tier("block"), ["a": "n[1-2]", "b": "n[3-4]"])]),
    ]
    var assembly = ClusterAssembly(lists, machines: .none)
    let cluster = try assembly.cluster()
    #expect(cluster.problems.isEmpty)
    #expect(cluster.pools[0].domainCount == 2 && cluster.pools[0].gpusPerDomain == 8)
    #expect(cluster.pools[0].slots(sizes: [8])[0].scope == .domain)
  }

  @Test("a machine whose GPUs are known to be apart has no domains over nodes, and that is said")
  func machineApart() throws {
    let lists = [
      Lists.list("c.conf", [try Lists.entry("n[1-4]")]),
      Lists.list("t.conf", levels: [try Lists.level(.domain, ["a": "n[1-2]", "b": "n[3-4]"])]),
    ]
    var assembly = ClusterAssembly(
      lists, machines: MachineJoin(all: Self.machine("two-halves", domains: 2)))
    let cluster = try assembly.cluster()
    #expect(cluster.problems.isEmpty && cluster.pools[0].nodesPerDomain == 1)
    #expect(
      assembly.sources[1].contradictions == [
        "t.conf: tells of domains over nodes, and the GPUs of machine two-halves are not all "
          + "linked; the domains are left out"
      ])
  }

  @Test("levels of several texts nest whatever the order of the texts", arguments: 0..<24)
  func orderOfTexts(permutation: Int) throws {
    var texts = [
      Lists.list(
        "leaf.conf", levels: [try Lists.level(.tier("leaf"), ["a": "n[1-4]", "b": "n[5-8]"])]),
      Lists.list("spine.csv", levels: [try Lists.level(.tier("spine"), ["s": "n[1-8]"])]),
      Lists.list(
        "pairs.csv",
        levels: [
          try Lists.level(
            .tier("pair"), ["1": "n[1-2]", "2": "n[3-4]", "3": "n[5-6]", "4": "n[7-8]"])
        ]),
      Lists.list("racks.csv", levels: [try Lists.level(.rack, ["r": "n[1-4]", "q": "n[5-8]"])]),
    ]
    var ordered = [Lists.list("c.conf", [try Lists.entry("n[1-8]")])]
    var left = permutation
    for count in (1...4).reversed() {
      ordered.append(texts.remove(at: left % count))
      left /= count
    }
    var assembly = ClusterAssembly(ordered, machines: .none)
    let pool = try assembly.cluster().pools[0]
    #expect(pool.tiers.map(\.name) == ["pair", "leaf", "spine"])
    #expect(pool.racks == NodeGroups(of: 4) && pool.problems.isEmpty)
    #expect(assembly.sources.flatMap(\.contradictions).isEmpty)
  }

  @Test("switches within a domain bind nothing more: left out, and said")
  func tierInDomain() throws {
    let domains = try Lists.level(.domain, ["p": "n[1-4]", "q": "n[5-8]"])
    let leaves = try Lists.level(
      .tier("leaf"), ["1": "n[1-2]", "2": "n[3-4]", "3": "n[5-6]", "4": "n[7-8]"])
    for levels in [[domains, leaves], [leaves, domains]] {
      var assembly = ClusterAssembly(
        [Lists.list("c.conf", [try Lists.entry("n[1-8]", model: "gb200")], levels: levels)],
        machines: .none)
      let cluster = try assembly.cluster()
      #expect(cluster.problems.isEmpty && cluster.pools[0].tiers.isEmpty)
      #expect(cluster.pools[0].domains == NodeGroups(of: 4))
      #expect(
        assembly.sources[0].notes == ["level leaf lies within the domains and is left out"])
    }
  }

  @Test("two levels of one name that differ are not one level lost in silence")
  func levelsOfOneName() throws {
    let inner = try Lists.level(.tier("leaf"), ["1": "n[1-2]", "2": "n[3-4]"])
    let outer = try Lists.level(.tier("leaf"), ["1": "n[1-4]"])
    var assembly = ClusterAssembly(
      [Lists.list("c.conf", [try Lists.entry("n[1-4]")], levels: [inner, outer])],
      machines: .none)
    #expect(try assembly.cluster().pools[0].tiers == [.init(name: "leaf", nodes: 2)])
    #expect(
      assembly.sources[0].contradictions == [
        "c.conf: there are two levels leaf that differ; the inner one is taken"
      ])
  }

  @Test("what one text tells of a node is not told of the next one in a range of another")
  func rangeOverRows() throws {
    var first = try Lists.entry("n1", memory: 1 << 40)
    first.machine.product = "DGX"
    let rows = [first, try Lists.entry("n2"), try Lists.entry("n3", gpus: 4)]
    var range = try Lists.entry("n[1-3]", line: 9)
    range.place.file = "slurm.conf"
    var assembly = ClusterAssembly(
      [Lists.list("rows.csv", rows), Lists.list("slurm.conf", [range])], machines: .none)
    let cluster = try assembly.cluster()
    #expect(cluster.pools.map(\.nodes) == [2, 1])
    #expect(cluster.pools[1].template.hostMemoryBytes == 0)
    #expect(
      assembly.sources.map(\.contradictions) == [
        [], ["slurm.conf:9: says 8 GPUs a node, against 4 in rows.csv, which is taken"],
      ])
  }

  @Test("names that only a later text knows are said; texts without a common name are refused")
  func strangers() throws {
    let nodes = Lists.list("c.conf", [try Lists.entry("n[1-4]")])
    let most = Lists.list(
      "t.conf", levels: [try Lists.level(.tier("leaf"), ["a": "n[1-2]", "b": "n[3-6]"])])
    var assembly = ClusterAssembly([most, nodes], machines: .none)
    #expect(try assembly.cluster().nodes == 4)
    #expect(
      assembly.sources[0].contradictions == [
        "t.conf: speaks of n[5-6], which c.conf does not list; left out"
      ])
    let others = [
      Lists.list("o.conf", levels: [try Lists.level(.tier("leaf"), ["a": "n[1-4].lab"])]),
      Lists.list("o.conf", [try Lists.entry("n[1-4].lab")]),
    ]
    for other in others {
      var apart = ClusterAssembly([nodes, other], machines: .none)
      #expect(
        throws: Diagnostics(
          "speaks of n[1-4].lab, and c.conf of none of them", at: SourceLocation(file: "o.conf"),
          remedy: "give files of one cluster that call its nodes by the same names")
      ) { try apart.cluster() }
    }
  }

  @Test("of two machines that are as frequent the same one is taken, whatever the order of rows")
  func equallyFrequent() throws {
    var rows = try (1...4).map { try Lists.entry("n\($0)", memory: 1 << 40, line: 1) }
    for index in rows.indices {
      rows[index].machine.sockets = 2
      rows[index].machine.coresPerSocket = index < 2 ? 32 : 64
      rows[index].machine.gpus[0].model = index % 2 == 0 ? "h100" : "NVIDIA H100 80GB HBM3"
    }
    func cluster(_ rows: [NodeList.Entry]) throws -> ClusterTopology {
      var assembly = ClusterAssembly([Lists.list("c.conf", rows)], machines: .none)
      return try assembly.cluster()
    }
    let one = try cluster(rows)
    #expect(try one == cluster(rows.reversed()))
    #expect(one.pools.map(\.nodes) == [4] && one.pools[0].template.coresPerSocket == 64)
  }

  @Test(
    "memory that two texts tell a little differently is no contradiction",
    arguments: [(1_000, 930, false), (930, 1_000, false), (1_000, 500, true)])
  func memory(gibibytes: Int, others: Int, isSaid: Bool) throws {
    var assembly = ClusterAssembly(
      [
        Lists.list("c.conf", [try Lists.entry("n1", memory: gibibytes << 30)]),
        Lists.list("k.json", [try Lists.entry("n1", memory: others << 30)]),
      ], machines: .none)
    #expect(try assembly.cluster().pools[0].template.hostMemoryBytes == gibibytes << 30)
    #expect(
      assembly.sources[1].contradictions
        == (isSaid
          ? ["nodes.conf:1: says 500 GiB of memory, against 1000 GiB in c.conf, which is taken"]
          : []))
  }
}
