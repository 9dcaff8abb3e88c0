import Documents
import Testing
import Topology
import TopologyFiles

@Suite("refusals") struct RefusalTests {
  @Test("every problem of a machine comes with its place, all at once")
  func machine() throws {
    let problems = Self.problems(
      """
      template: dgx
      sockets: 2
      cores_per_socket: 0
      numa: {count: 2, cores: 8, memory: 80}
      gpus: {count: 4, model: H100, accelerator: h10, memory: 80 GB, numa: [0, 1]}
      links: {kind: nvlink, switched: 450, each_pair: 3}
      nic: {gigabits: 400}
      """)
    #expect(
      problems.map { "\($0.location.line):\($0.location.column) \($0.key)" } == [
        "3:19 cores_per_socket", "4:36 numa.memory", "5:44 gpus.accelerator", "5:70 gpus.numa",
        "6:8 links", "7:1 nic",
      ])
    #expect(problems[2].remedy == "did you mean h100?")
    #expect(problems[5].remedy == "did you mean nics?")
  }

  @Test("what does not hold together is told where it stands")
  func unsound() throws {
    let problems = Self.problems(
      """
      template: dgx
      sockets: 1
      cores_per_socket: 8
      numa: {cores: 8, memory: 1 TiB}
      gpus:
        - {count: 2, model: H100, memory: 80 GB, numa: 3}
      links: {kind: nvlink, pairs: [[0, 2, 25]]}
      sources: {of: [gpus], from: me}
      """)
    #expect(problems.map(\.location.line) == [6, 6, 7])
    #expect(problems.map(\.key) == ["gpus[0].numa", "gpus[1].numa", "links"])
  }

  @Test(
    "a cluster's numbers must fit together",
    arguments: [
      ("template: dgx-h10", 4, "did you mean dgx-h100?"),
      ("nodes: 1.5", 5, "give a whole number of nodes, such as 16"),
      ("spare_nodes: 20", 5, "count spare and failed nodes in nodes"),
      ("failed_at: [3, 16]", 6, "nodes are numbered from 0 to 15"),
      ("failed_at: [3, 2]", 6, "sort them, each once"),
      ("nodes_per_domain: 0", 6, "give a whole number of nodes, such as 18"),
      ("usable_nodes_per_domain: 2", 6, "give at most nodes_per_domain"),
      ("tiers: {leaf: 4, row: 6}", 6, "list inner tiers first, each a multiple of the one before"),
      ("rack: 4", 6, nil),
    ] as [(String, Int, String?)])
  func cluster(line: String, place: Int, remedy: String?) throws {
    var lines = ["template: dgx-h100", "nodes: 16"]
    if let key = lines.firstIndex(where: { $0.prefix { $0 != ":" } == line.prefix { $0 != ":" } }) {
      lines[key] = line
    } else {
      lines.append(line)
    }
    let text =
      "cluster: bay\npools:\n  h100:\n" + lines.map { "    \($0)\n" }.joined()
    let problem = try #require(Self.problems(text).first)
    #expect(problem.location.line == place)
    if let remedy { #expect(problem.remedy == remedy) }
  }

  @Test(
    "a file says what it is", arguments: ["nodes: 3", "[1, 2]", "cluster:", "cluster: a b", "x"])
  func kinds(text: String) { #expect(!Self.problems(text).isEmpty) }

  @Test("names of machines may be the cluster's own")
  func ownTemplate() throws {
    let text = """
      cluster: bay
      templates:
        mine:
          sockets: 1
          cores_per_socket: 4
          numa: {cores: 4, memory: 64 GiB}
          gpus: {count: 2, model: "RTX: odd, name", memory: 24 GB, numa: 0}
      pools:
        a: {template: mine, nodes: 3, failed_nodes: 1}
        b: {template: dgx-h100, nodes: 2}
      """
    let file = try TopologyFile(yaml: InputText(text, file: "c.yaml"), shelf: Self.shelf)
    guard case .cluster(let cluster) = file else {
      Issue.record("is no cluster")
      return
    }
    #expect(cluster.gpus == 3 * 2 + 2 * 8)
    #expect(cluster.inServiceGPUs == 20)
    #expect(cluster.h100e == nil)
    let again = try InputText(cluster.yaml(shelf: Self.shelf), file: "d.yaml")
    #expect(try TopologyFile(yaml: again, shelf: Self.shelf) == file)
    #expect(
      try TopologyFile(yaml: again, shelf: Self.shelf).cluster?.yaml(shelf: Self.shelf)
        == again.text)
  }

  static let shelf = TemplateShelf(names: ["dgx-h100"]) { _ in
    NodeTemplate(
      id: "dgx-h100", sockets: 1, coresPerSocket: 8,
      numaNodes: [.init(osIndex: 0, cores: 8, memoryBytes: 1 << 40)],
      gpus: (0..<8).map { _ in
        .init(model: "H100", accelerator: "h100", memoryBytes: 80_000_000_000, numa: 0)
      })
  }

  private static func problems(_ text: String) -> [Diagnostic] {
    do throws(Diagnostics) {
      _ = try TopologyFile(yaml: InputText(text, file: "t.yaml"), shelf: shelf)
      return []
    } catch {
      return error.problems
    }
  }
}

extension TopologyFile {
  fileprivate var cluster: ClusterTopology? {
    if case .cluster(let cluster) = self { cluster } else { nil }
  }
}
