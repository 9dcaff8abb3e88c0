import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("topology.conf and topology.yaml, written") struct SlurmTopologyTextTests {
  static func pool(_ list: NodeList) throws -> SlurmTopologyText.Pool {
    var spans = HostSpans()
    for group in list.levels.flatMap(\.groups) { spans.insert(group.hosts, owner: 0) }
    var hosts = HostNames()
    for piece in try #require(spans.pieces()) { hosts.append(piece.hosts) }
    return SlurmTopologyText.Pool(hosts: hosts, levels: list.levels)
  }

  @Test(
    "what is written reads back as the same levels",
    arguments: [SlurmExamples.tree, SlurmExamples.blocks, SlurmExamples.yaml])
  func roundTrip(text: String) throws {
    let list = try SlurmExamples.read(text)
    let written = SlurmTopologyText([try Self.pool(list)])
    #expect(try SlurmExamples.read(written.conf).levels == list.levels, "\(written.conf)")
    #expect(try SlurmExamples.read(written.yaml).levels == list.levels, "\(written.yaml)")
  }

  @Test("random trees come back, with some nodes at no leaf", arguments: 0..<40)
  func randomTrees(seed: Int) throws {
    var numbers = SplitMix(state: UInt64(seed))
    var lines: [String] = []
    var (leaf, node, spine) = (0, 1, 0)
    for core in 1...Int.random(in: 1...3, using: &numbers) {
      var spines: [String] = []
      for _ in 1...Int.random(in: 1...3, using: &numbers) {
        spine += 1
        spines.append("spine\(spine)")
        let leaves = Int.random(in: 1...4, using: &numbers)
        lines.append("SwitchName=spine\(spine) Switches=leaf[\(leaf + 1)-\(leaf + leaves)]")
        for _ in 1...leaves {
          leaf += 1
          let count = Int.random(in: 1...9, using: &numbers)
          lines.append("SwitchName=leaf\(leaf) Nodes=node[\(node)-\(node + count - 1)]")
          node += count
        }
      }
      lines.append("SwitchName=core\(core) Switches=\(spines.joined(separator: ","))")
    }
    let list = try SlurmExamples.read(lines.joined(separator: "\n"))
    let written = SlurmTopologyText([try Self.pool(list)])
    #expect(try SlurmExamples.read(written.conf).levels == list.levels)
    #expect(try SlurmExamples.read(written.yaml).levels == list.levels)
  }

  @Test("NVLink domains become blocks, the network a tree beside them")
  func domains() throws {
    func group(_ name: String, _ hosts: String) throws -> NodeList.Level.Group {
      NodeList.Level.Group(name: name, hosts: try HostNames(hosts))
    }
    let pool = SlurmTopologyText.Pool(
      hosts: try HostNames("n[01-72]"),
      levels: [
        NodeList.Level(
          kind: .tier("leaf"), groups: [try group("l 1", "n[01-36]"), try group("l 2", "n[37-72]")]),
        NodeList.Level(
          kind: .domain,
          groups: [
            try group("nvl1", "n[01-18]"), try group("nvl2", "n[19-36]"),
            try group("nvl3", "n[37-54]"), try group("nvl4", "n[55-72]"),
          ]),
      ], usableNodesPerDomain: 16)
    let written = SlurmTopologyText([pool])
    #expect(
      written.conf == """
        # TopologyPlugin=topology/block
        BlockName=nvl1 Nodes=n[01-18]
        BlockName=nvl2 Nodes=n[19-36]
        BlockName=nvl3 Nodes=n[37-54]
        BlockName=nvl4 Nodes=n[55-72]
        BlockSizes=16

        """)
    #expect(written.yaml.contains("- topology: switches\n  cluster_default: false\n  tree:"))
    #expect(written.yaml.contains("      - switch: l-1\n        nodes: n[01-36]\n"))
    #expect(try SlurmExamples.read(written.yaml).levels.count == 1)
  }

  @Test("pools share switches of one name, strange names are left out, nothing known is flat")
  func pools() throws {
    let level = NodeList.Level(
      kind: .tier("spine"),
      groups: [NodeList.Level.Group(name: "s1", hosts: try HostNames("a[1-2],b[1-2]"))])
    let text = SlurmTopologyText([
      SlurmTopologyText.Pool(hosts: try HostNames("a[1-2]"), levels: [level]),
      SlurmTopologyText.Pool(hosts: try HostNames("b[1-3]"), levels: [level]),
    ])
    #expect(
      text.conf
        == "# TopologyPlugin=topology/tree\nSwitchName=s1 Nodes=a[1-2],b[1-2]\n# Below no switch: b3\n"
    )
    let suffixes = SlurmTopologyText([
      SlurmTopologyText.Pool(
        hosts: try HostNames("n[1-2]-ib"),
        levels: [
          NodeList.Level(
            kind: .rack,
            groups: [NodeList.Level.Group(name: "r1", hosts: try HostNames("n[1-2]-ib"))])
        ])
    ])
    #expect(suffixes.conf.contains("SwitchName=r1 Nodes=n1-ib,n2-ib\n"))
    let strange = SlurmTopologyText([
      SlurmTopologyText.Pool(hosts: HostNames(one: "x\nSwitchName=evil"), levels: [])
    ])
    #expect(
      strange.conf == "# TopologyPlugin=topology/flat: it is not known which nodes lie together\n")
    #expect(try SlurmExamples.read(strange.yaml).levels.isEmpty)
  }
}
