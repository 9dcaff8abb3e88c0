import Documents
import Testing

@testable import Topology
@testable import TopologyFiles

@Suite("lists of nodes put together") struct ClusterAssemblyTests {
  static func entry(
    _ hosts: String, gpus: Int = 8, model: String = "h100", memory: Int? = nil,
    state: NodeList.State = .inService, line: Int = 1
  ) throws -> NodeList.Entry {
    var facts = MachineFacts()
    facts.gpus = gpus == 0 ? [] : [.init(model: model, count: gpus)]
    facts.memoryBytes = memory
    return NodeList.Entry(
      hosts: try HostNames(hosts), machine: facts, state: state,
      place: SourceLocation(file: "nodes.conf", line: line))
  }

  static func list(
    _ file: String, _ nodes: [NodeList.Entry] = [], levels: [NodeList.Level] = []
  ) -> NodeList {
    var list = NodeList(format: .slurmConfiguration, file: file)
    (list.nodes, list.levels) = (nodes, levels)
    return list
  }

  static func level(
    _ kind: NodeList.Level.Kind, _ groups: [String: String]
  ) throws -> NodeList.Level {
    NodeList.Level(
      kind: kind,
      groups: try groups.sorted { $0.key < $1.key }.map {
        .init(name: $0.key, hosts: try HostNames($0.value))
      })
  }

  @Test("equal nodes are a pool, others are others, those without GPUs are left out and said")
  func pools() throws {
    var assembly = ClusterAssembly(
      [
        Self.list(
          "c.conf",
          [
            try Self.entry("login[1-2]", gpus: 0), try Self.entry("b[01-04]"),
            try Self.entry("a[1-2]", gpus: 4), try Self.entry("z1", model: "a100"),
          ])
      ], machines: .none)
    let cluster = try assembly.cluster()
    #expect(cluster.id == "c" && cluster.problems.isEmpty)
    #expect(cluster.pools.map(\.id) == ["a100", "h100", "h100-x4"])
    #expect(cluster.pools.map(\.nodes) == [1, 4, 2])
    #expect(cluster.pools.map { "\($0.hosts)" } == ["z1", "b[01-04]", "a[1-2]"])
    #expect(assembly.sources[0].notes == ["2 nodes without GPUs left out: login[1-2]"])
  }

  @Test("kinds of GPUs that are no shipped accelerator are said, in whatever list they stand")
  func unknownModels() throws {
    let models = Self.list(
      "gres.conf", [try Self.entry("a[1-2]", model: "tesla"), try Self.entry("b1", model: "rtx")])
    let counts = Self.list(
      "c.conf",
      [
        try Self.entry("a[1-2],b1,c1", model: ""), try Self.entry("d1"),
        try Self.entry("e1", gpus: 1, model: "p100-pcie"),
      ])
    let named = [
      "16 GPUs are called tesla, which is no known accelerator",
      "8 GPUs are called rtx, which is no known accelerator",
      "1 GPU is called p100-pcie: p100-pcie, which is no shipped accelerator",
      "8 GPUs are told without their kind",
    ]
    var assembly = ClusterAssembly([counts, models], machines: .none)
    _ = try assembly.cluster()
    #expect(Set(assembly.sources[0].notes) == Set(named) && assembly.sources[1].notes.isEmpty)
    let machine = NodeTemplate(
      id: "m", sockets: 0, coresPerSocket: 0, numaNodes: [],
      gpus: [NodeTemplate.GPU](
        repeating: NodeTemplate.GPU(model: "GPU", accelerator: nil, memoryBytes: 0), count: 8))
    var completed = ClusterAssembly(
      [Self.list("c.conf", [try Self.entry("a[1-2]", model: "")])],
      machines: MachineJoin(all: machine))
    _ = try completed.cluster()
    #expect(completed.sources[0].notes.isEmpty)
  }

  @Test("the order of lines and of groups means nothing", arguments: 0..<30)
  func order(seed: Int) throws {
    var numbers = SplitMix(state: UInt64(seed))
    var lines: [NodeList.Entry] = []
    for number in 1...12 {
      lines.append(
        try Self.entry(
          "n\(number)", memory: 1 << 40,
          state: number % 5 == 0 ? .failed("DOWN") : .inService, line: number))
    }
    let leaves = ["s1": "n[1-5]", "s2": "n[6-8]", "s3": "n[9-12]"]
    let spines = ["t1": "n[1-8]", "t2": "n[9-12]"]
    func cluster(_ lines: [NodeList.Entry], _ flipped: Bool) throws -> ClusterTopology {
      var levels = [try Self.level(.tier("spine"), spines), try Self.level(.tier("leaf"), leaves)]
      if flipped { for index in levels.indices { levels[index].groups.reverse() } }
      var assembly = ClusterAssembly(
        [Self.list("c.conf", lines), Self.list("t.conf", levels: levels)], machines: .none)
      return try assembly.cluster()
    }
    let plain = try cluster(lines, false)
    let shuffled = try cluster(lines.shuffled(using: &numbers), Bool.random(using: &numbers))
    #expect(plain == shuffled)
    let pool = plain.pools[0]
    #expect(pool.tiers.map(\.name) == ["leaf", "spine"])
    #expect(pool.tiers.map(\.units.sizes) == [[5, 3, 4], nil])
    #expect(pool.failedIndices == [4, 9] && "\(pool.hosts)" == "n[1-12]")
    #expect(plain.problems.isEmpty)
  }

  @Test("nodes stand so that every level is a run, whatever their names")
  func interleaved() throws {
    let levels = [
      try Self.level(.tier("leaf"), ["x": "n[1,3,5]", "y": "n[2,4,6]"]),
      try Self.level(.domain, ["p": "n[1,5]", "q": "n[2,4]", "r": "n6"]),
    ]
    var assembly = ClusterAssembly(
      [Self.list("c.conf", [try Self.entry("n[1-6]")]), Self.list("t.conf", levels: levels)],
      machines: .none)
    let pool = try assembly.cluster().pools[0]
    #expect("\(pool.hosts)" == "n[1,5,3,2,4,6]")
    #expect(pool.domains.sizes == [2, 1, 2, 1])
    #expect(pool.tiers == [.init(name: "leaf", nodes: 3)])
    #expect(
      assembly.sources[1].notes == [
        "1 of 6 nodes are in no group of level domain: each is taken as alone"
      ])
  }

  @Test("a level that cuts across domains gives way, and that is said")
  func crossing() throws {
    let levels = [
      try Self.level(.rack, ["a": "n[1-3]", "b": "n[4-6]"]),
      try Self.level(.domain, ["p": "n[1-4]", "q": "n[5-6]"]),
    ]
    var assembly = ClusterAssembly(
      [Self.list("c.conf", [try Self.entry("n[1-6]")]), Self.list("t.conf", levels: levels)],
      machines: .none)
    let pool = try assembly.cluster().pools[0]
    #expect(pool.racks == nil && pool.domains.sizes == nil && pool.nodesPerDomain == 4)
    #expect(
      assembly.sources[1].contradictions == [
        "t.conf: the groups of level rack lie across those of another; the level is left out"
      ])
  }

  @Test("the first text is believed, what the second tells differently is said once")
  func contradiction() throws {
    var gres = try Self.entry("n[1-4]", gpus: 4, line: 7)
    gres.place.file = "gres.conf"
    var assembly = ClusterAssembly(
      [Self.list("c.conf", [try Self.entry("n[1-4]")]), Self.list("gres.conf", [gres])],
      machines: .none)
    #expect(try assembly.cluster().pools[0].gpusPerNode == 8)
    #expect(
      assembly.sources[1].contradictions == [
        "gres.conf:7: says 4 GPUs a node, against 8 in c.conf, which is taken"
      ])
  }

  @Test("a node that is out takes none with it where a second text speaks of all")
  func failureAlone() throws {
    let nodes = [
      try Self.entry("n[1-4]"), try Self.entry("n5", state: .failed("DOWN"), line: 2),
      try Self.entry("n[6-12]", line: 3),
    ]
    var assembly = ClusterAssembly(
      [Self.list("c.conf", nodes), Self.list("gres.conf", [try Self.entry("n[1-12]")])],
      machines: .none)
    #expect(try assembly.cluster().pools.map(\.failedIndices) == [[4]])
    #expect(assembly.sources[0].notes == ["out of service: 1 DOWN"])
  }

  @Test("an entry without names speaks of every node with GPUs")
  func everyNode() throws {
    let all = try Self.entry("", gpus: 8, model: "h100")
    var assembly = ClusterAssembly(
      [
        Self.list("c.conf", [try Self.entry("n[1-4]", model: ""), try Self.entry("l1", gpus: 0)]),
        Self.list("gres.conf", [all]),
      ], machines: .none)
    let cluster = try assembly.cluster()
    #expect(cluster.pools.map(\.id) == ["h100"] && cluster.nodes == 4)
  }

  @Test("a machine beside the nodes brings what they do not tell, and must have their GPUs")
  func machine() throws {
    let template = NodeTemplate(
      id: "dgx", sockets: 2, coresPerSocket: 56,
      numaNodes: [.init(osIndex: 0, cores: 112, memoryBytes: 2 << 40)],
      gpus: [NodeTemplate.GPU](
        repeating: NodeTemplate.GPU(model: "H100", accelerator: "h100", memoryBytes: 80), count: 8))
    let lists = [Self.list("c.conf", [try Self.entry("n[1-4]", memory: 1 << 40)])]
    var assembly = ClusterAssembly(lists, machines: MachineJoin(all: template))
    #expect(try assembly.cluster().pools[0].template == template)
    #expect(
      assembly.sources[0].contradictions == [
        "nodes.conf:1: pool h100: says 1 TiB of memory, against 2 TiB of machine dgx, which is taken"
      ])
    var other = template
    other.gpus = [other.gpus[0]]
    var wrong = ClusterAssembly(lists, machines: MachineJoin(byPool: ["h100": other]))
    #expect(
      throws: Diagnostics(
        "its nodes have 8 GPUs, and machine dgx has 1",
        at: SourceLocation(file: "nodes.conf", line: 1), key: "pools.h100",
        remedy: "name another machine for this pool")
    ) { try wrong.cluster() }
  }

  @Test("switches alone name the nodes; their GPUs need a machine")
  func levelsAlone() throws {
    let list = Self.list(
      "t.conf", levels: [try Self.level(.tier("leaf"), ["a": "n[1-3]", "b": "n[4-6]"])])
    var bare = ClusterAssembly([list], machines: .none)
    #expect(throws: Diagnostics.self) { try bare.cluster() }
    var assembly = ClusterAssembly(
      [list], machines: MachineJoin(all: ClusterAssemblyTests.bare))
    let pool = try assembly.cluster().pools[0]
    #expect(pool.nodes == 6 && pool.tiers == [.init(name: "leaf", nodes: 3)])
  }

  static let bare = NodeTemplate(
    id: "bare", sockets: 0, coresPerSocket: 0, numaNodes: [],
    gpus: [NodeTemplate.GPU(model: "H100", accelerator: "h100", memoryBytes: 0)])

  @Test("a million nodes on one line take no million of anything but numbers")
  func large() throws {
    var assembly = ClusterAssembly(
      [Self.list("c.conf", [try Self.entry("n[1-200000]")])], machines: .none)
    let pool = try assembly.cluster().pools[0]
    #expect(pool.nodes == 200_000 && pool.hosts.runs.count == 1)
  }
}
