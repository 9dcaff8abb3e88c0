import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("topology.conf and topology.yaml") struct SlurmTopologyTests {
  static func names(_ list: NodeList) -> [String] {
    list.levels.map { level in
      if case .tier(let name) = level.kind { name } else { "\(level.kind)" }
    }
  }

  @Test("a tree becomes levels by height, outer ones first")
  func tree() throws {
    let list = try SlurmExamples.read(SlurmExamples.tree)
    #expect(Self.names(list) == ["core", "spine", "leaf"])
    #expect(list.levels[0].groups.map(\.name) == ["core1"])
    #expect(list.levels[0].groups[0].hosts.description == "gpu[001-018]")
    #expect(list.levels[1].groups.map(\.hosts.description) == ["gpu[001-016]", "gpu[017-018]"])
    #expect(list.levels[2].groups.map(\.name) == ["leaf1", "leaf2", "leaf3"])
    #expect(list.source.ignored == ["LinkSpeed"])
    #expect(
      list.source.notes == [
        "comments give 1 switches or blocks other names, such as fabric-a for core1; they are called "
          + "as the file calls them"
      ])
  }

  @Test("blocks and larger blocks of neighbours")
  func blocks() throws {
    let list = try SlurmExamples.read(SlurmExamples.blocks)
    #expect(Self.names(list) == ["block-of-72", "block-of-36", "block"])
    #expect(list.levels[1].groups.map(\.name) == ["b1..b2", "b3..b4"])
    #expect(list.levels[1].groups.map(\.hosts.description) == ["n[01-36]", "n[37-72]"])
    #expect(list.levels[2].groups.count == 4)
    #expect(list.source.contradictions.isEmpty)
  }

  @Test("the default of several topologies is read, the others are named")
  func yaml() throws {
    let list = try SlurmExamples.read(SlurmExamples.yaml)
    #expect(Self.names(list) == ["block-of-4", "block"])
    #expect(
      list.source.notes == [
        "topology blocks was read, the cluster's default; not read: trees (tree), plain (flat)"
      ])
    let first = SlurmExamples.yaml.replacing(
      "cluster_default: true", with: "cluster_default: false")
    let tree = try SlurmExamples.read(first)
    #expect(Self.names(tree) == ["spine", "leaf"])
    #expect(tree.levels[0].groups[0].hosts.description == "n[1-8]")
  }

  @Test(
    "rings, toruses and flat networks",
    arguments: [
      ("ring:\n    rings:\n      - ring: r1\n        nodes: n[1-8]", ["ring"]),
      (
        "torus3d:\n    toruses:\n      - name: pod\n        dims: {x: 2, y: 2, z: 2}\n"
          + "        regions:\n          - anchor: {x: 0, y: 0, z: 0}\n"
          + "            dims: {x: 2, y: 2, z: 1}\n            nodes: n[1-4]", ["torus"]
      ),
      ("flat: true", []),
    ])
  func others(text: String, levels: [String]) throws {
    let list = try SlurmExamples.read("- topology: t\n  \(text)\n")
    #expect(Self.names(list) == levels)
    #expect(list.source.notes.count == 1)
  }

  @Test(
    "contradictions",
    arguments: [
      (
        "BlockName=a Nodes=n[1-4]\nBlockName=b Nodes=n[5-8]\nBlockSizes=4,16",
        "f:3:12: a block size of 16 against 8 nodes in all blocks; the level is one block of what there "
          + "is"
      ),
      (
        "BlockName=a Nodes=n[1-4]\nBlockName=b Nodes=n[5-8]\nBlockSizes=4,6",
        "f:3:12: a block size of 6 is not 4 times 2, 4, 8 … and larger than 4; it was left out"
      ),
      (
        "BlockName=a Nodes=n[1-4]\nBlockName=b Nodes=n5\nBlockSizes=4",
        "f:3:12: a block size of 4 against 1 nodes of block b; the nodes were taken"
      ),
      (
        "BlockName=a Nodes=n[1-4]\nSwitchName=s Nodes=n[1-4]",
        "f:1:19: switches and blocks stand in one file; Slurm takes those that TopologyPlugin names, "
          + "here both were read"
      ),
      (
        "SwitchName=a Nodes=n[1-4]\nSwitchName=b Nodes=n[4-5]",
        "f:2:20: n4 is in switch a and in b; the former was taken"
      ),
      (
        "BlockName=a Nodes=n[1-2]\nBlockName=b Nodes=n02,n2",
        "f:2:19: n2 is in block a and in b; the former was taken"
      ),
      ("SwitchName=a Nodes=n1,n1", "f:1:20: switch a lists n1 twice; it counts once"),
    ])
  func contradictions(text: String, sentence: String) throws {
    #expect(try SlurmExamples.read(text).source.contradictions == [sentence])
  }

  @Test(
    "what is wrong is refused",
    arguments: [
      (
        "SwitchName=a Nodes=n1 Switches=b\nSwitchName=b Nodes=n2",
        "f:1:32: the switch has nodes and switches (a); put the nodes below a switch of their own"
      ),
      (
        "SwitchName=leaf1 Nodes=n1\nSwitchName=b Switches=leaf2",
        "f:2:23: b: the switch below it is not described (leaf2); did you mean leaf1?"
      ),
      (
        "SwitchName=a Switches=b\nSwitchName=b Switches=c\nSwitchName=c Switches=a",
        "f:1:23: the switches go round in a circle (a over b over c over a); take one of them off the "
          + "list of the one before"
      ),
      (
        "SwitchName=a Nodes=n1\nSwitchName=b Switches=a\nSwitchName=c Switches=a",
        "f:3:23: c: the switch is below b of line 2 already (a); put each switch below one other; "
          + "links beside the tree are not described"
      ),
      (
        "SwitchName=a Nodes=n1\nSwitchName=a Nodes=n2",
        "f:2:1: the switch is described twice, first in line 1 (a); give each switch its own name"
      ),
      (
        "SwitchName=a Nods=n1",
        "f:1:14: Nods: is no key of a SwitchName line (n1); did you mean nodes?"
      ),
      (
        "BlockName=a Nodes=n1\nBlockSizes=4x",
        "f:2:12: BlockSizes: is no number of nodes (4x); write such as BlockSizes=18,36"
      ),
      (
        "- topology: t\n  tree:\n    switches:\n      - switch: a\n        node: n1\n",
        "f:5:9: [0].tree.switches[0].node: unknown key; did you mean nodes?"
      ),
      (
        "- topology: t\n  tree:\n    switches:\n      - switch: a\n        nodes: [n1, n2]\n",
        "f:5:16: [0].tree.switches[0].nodes: is a list or a group where one text is needed; write a "
          + "host list such as node[01-16]"
      ),
      (
        "- topology: t\n  flat: true\n  tree: {}\n",
        "f:1:3: [0]: has tree and flat; give exactly one of tree, block, flat, ring, torus3d"
      ),
      (
        "- topology: t\n  block:\n    blocks:\n      - block: a\n        nodes: n[2-1]\n",
        "f:5:16: [0].block.blocks[0].nodes: holds a range that runs downwards, 2-1 (n[2-1]); write the "
          + "smaller number first"
      ),
    ])
  func refused(text: String, message: String) {
    #expect(SlurmExamples.problems(text) == [message])
  }

  @Test("sixteen levels are read, seventeen are not")
  func depth() throws {
    func chain(_ length: Int) -> String {
      (1..<length).map { "SwitchName=s\($0) Switches=s\($0 - 1)\n" }.joined()
        + "SwitchName=s0 Nodes=n[1-2]"
    }
    let list = try SlurmExamples.read(chain(16))
    #expect(list.levels.count == 16 && Self.names(list).last == "level-1")
    #expect(SlurmExamples.problems(chain(17)).count == 1)
    #expect(SlurmExamples.problems(chain(20_000)).count == 1)
  }

  @Test("nodes are one however they are written")
  func spans() throws {
    for (first, second, common) in [
      ("n1[2-3]", "n13", 1), ("n[8-12]", "n09,n10", 1), ("r[1-2]n1", "r2n1", 1), ("a", "b,a", 1),
      ("n[8-9]", "n[08-09]", 0), ("n1[2-3]", "n[1-3]", 0), ("r[1-2]n1", "r[1-2]n2", 0),
    ] {
      let text = "SwitchName=s Nodes=\(first)\nSwitchName=t Nodes=\(second),z"
      let list = try SlurmExamples.read(text)
      let names = list.levels[0].groups.flatMap { Array($0.hosts.names) }
      let truth = Set(try HostNames("\(first),\(second),z").names)
      #expect(names.count == truth.count && Set(names) == truth, "\(text)")
      #expect(list.source.contradictions.count == common, "\(text)")
    }
  }

  @Test("what scontrol show topology prints is the same tree")
  func printed() throws {
    let text = """
      SwitchName=core1 Level=2 LinkSpeed=1 Nodes=gpu[001-018] Switches=spine[1-2]
      SwitchName=spine1 Level=1 LinkSpeed=1 Nodes=gpu[001-016] Switches=leaf[1-2]
      SwitchName=spine2 Level=1 LinkSpeed=1 Nodes=gpu[017-018] Switches=leaf3
      SwitchName=leaf1 Level=0 LinkSpeed=1 Nodes=gpu[001-008]
      SwitchName=leaf2 Level=0 LinkSpeed=1 Nodes=gpu[009-016]
      SwitchName=leaf3 Level=0 LinkSpeed=1 Nodes=gpu[017-018]
      """
    let list = try SlurmExamples.read(text)
    #expect(try list.levels == SlurmExamples.read(SlurmExamples.tree).levels)
  }

  @Test("pieces hold each name once, with all its lists", arguments: 0..<60)
  func pieces(seed: Int) throws {
    var numbers = SplitMix(state: UInt64(seed))
    var spans = HostSpans()
    var truth: [String: [Int]] = [:]
    for owner in 0..<Int.random(in: 1...8, using: &numbers) {
      let lower = Int.random(in: 0...120, using: &numbers)
      let upper = lower + Int.random(in: 0...60, using: &numbers)
      let zeros = Bool.random(using: &numbers) ? "0" : ""
      let text =
        [
          "n[\(zeros)\(lower)-\(upper)]", "n1[\(zeros)\(lower)-\(upper)]", "n[\(lower)-\(upper)]x",
          "a[1-2]n[\(lower)-\(upper)]", "n[\(lower)-\(upper)]-1",
        ].randomElement(using: &numbers) ?? ""
      let hosts = try HostNames(text)
      spans.insert(hosts, owner: owner)
      for name in hosts.names { truth[name, default: []].append(owner) }
    }
    var read: [String: [Int]] = [:]
    for piece in try #require(spans.pieces()) {
      for name in piece.hosts.names {
        #expect(read.updateValue(piece.owners, forKey: name) == nil, "\(name)")
      }
    }
    #expect(read == truth)
  }
}
