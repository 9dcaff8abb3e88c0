import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("models of topograph") struct TopographModelTests {
  static let model = """
    # two spines
    switches:
      core:
        labels: {topology.kubernetes.io/region: north}
        switches: [spine-1, spine-2]
      spine-1:
        labels: {topology.kubernetes.io/zone: a, example.com/pod: p}
        switches: [leaf-1, leaf-2]
      spine-2:
        switches: [leaf-3]
    blocks:
    - switch: leaf-1
      nodes: ["n[01-18]"]
      annotations: {accelerator.topology.test/domain: nvl-1}
    - switch: leaf-2
      nodes: ["n[19-20,22]", n24]
      annotations:
        accelerator.topology.test/domain: nvl-1
        accelerator.topology.test/sub-domain: half
    - switch: leaf-3
      nodes: [m1]
    - nodes: [cpu1]

    """

  static let old = """
    switches:
    - name: core
      switches: [leaf-1, leaf-2]
    - name: leaf-1
      capacity_blocks: [b1]
    - name: leaf-2
      capacity_blocks: [b2]
    capacity_blocks:
    - {name: b1, type: H100, nvlink: nv1, nodes: [n1, n2]}
    - {name: b2, type: H100, nodes: [n3]}
    - {name: b3, type: H100, nvlink: nv1, nodes: [n4]}

    """

  @Test("switches become tiers, nearest last, and annotations domains")
  func read() throws {
    #expect(TopographModel.recognises(Self.model))
    let list = try TopographModel.read(InputText(Self.model, file: "m"))
    #expect(list.nodes.map(\.hosts.description) == ["n[01-18]", "n[19-20,22,24]", "m1", "cpu1"])
    #expect(
      list.levels.map(\.kind) == [
        .tier("region"), .tier("zone"), .tier("tier-2"), .tier("tier-1"), .tier("tier-0"),
        .domain, .tier("sub-domain"),
      ])
    #expect(list.groups(.tier("region")) == ["north": "n[01-20,22,24],m1"])
    #expect(list.groups(.tier("zone")) == ["a": "n[01-20,22,24]"])
    #expect(list.groups(.tier("tier-1")) == ["spine-1": "n[01-20,22,24]", "spine-2": "m1"])
    #expect(
      list.groups(.tier("tier-0")) == [
        "leaf-1": "n[01-18]", "leaf-2": "n[19-20,22,24]", "leaf-3": "m1",
      ])
    #expect(list.groups(.domain) == ["nvl-1": "n[01-20,22,24]"])
    #expect(list.groups(.tier("sub-domain")) == ["half": "n[19-20,22,24]"])
    #expect(list.source.ignored == ["labels.example.com/pod"])
  }

  @Test("the older shape is read too, whichever part comes first", arguments: [false, true])
  func older(isReversed: Bool) throws {
    let cut = try #require(Self.old.firstRange(of: "\ncapacity_blocks:\n"))
    let text =
      isReversed ? Self.old[cut.lowerBound...] + Self.old[..<cut.lowerBound] : Self.old[...]
    #expect(TopographModel.recognises(String(text)))
    let list = try TopographModel.read(InputText(String(text), file: "m"))
    #expect(list.nodes.map(\.machine.product) == ["H100", "H100", "H100"])
    #expect(list.groups(.tier("tier-1")) == ["core": "n[1-3]"])
    #expect(list.groups(.tier("tier-0")) == ["leaf-1": "n[1-2]", "leaf-2": "n3"])
    #expect(list.groups(.domain) == ["nv1": "n[1-2,4]"])
  }

  static let wrong: [(String, String)] = [
    (
      "blocks: []", "m: names no node; list blocks: [{switch, nodes}]"
    ),
    (
      "switches: {}", "m:1:1: the model has no blocks; list blocks: [{switch, nodes}]"
    ),
    (
      "switches: {leaf-1: {}}\nblocks:\n- {switch: leaf-2, nodes: [n1]}",
      "m:3:3: blocks[0].switch: there is no such switch (leaf-2); did you mean leaf-1?"
    ),
    (
      "switches:\n  a: {switches: [c]}\n  b: {switches: [c]}\nblocks:\n- {switch: c, nodes: [n]}",
      "m:3:18: switches.b.switches: the switch is below b and below a (c); keep one of the two"
    ),
    (
      "switches:\n  a: {switches: [b]}\n  b: {switches: [a]}\nblocks:\n- {switch: a, nodes: [n]}",
      "m:2:3: switches: the switch is below itself (a); let switches form a tree"
    ),
    (
      "blocks:\n- nodes: [\"n[1-3]\"]\n- nodes: [n2]",
      "m:3:11: blocks[1].nodes: the node is given twice, first in line 2 (n2); keep one of the two"
    ),
    (
      "blocks:\n- nodes: [\"n[1-\"]",
      "m:2:11: blocks[0].nodes: has a bracket that does not close (n[1-);"
        + " write such as node[01-16] or n[1-4,8]"
    ),
    (
      "blocks:\n- nodes: [\"n[1-999999]\", \"m[1-999999]\"]",
      "m:2:26: blocks[0].nodes: makes more than 1000000 nodes; check the numbers, or split the file"
    ),
  ]

  @Test("what cannot be a cluster is refused with its place", arguments: wrong.indices)
  func refused(index: Int) {
    let (text, message) = Self.wrong[index]
    do throws(Diagnostics) {
      _ = try TopographModel.read(InputText(text, file: "m"))
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.first?.description == message)
    }
  }

  @Test("a block without nodes is told with the others")
  func all() {
    let text = "blocks:\n- switch: a\n- nodes: [n1]\n- nodes: []\n- nodes: [\"n[\", n1]"
    do throws(Diagnostics) {
      _ = try TopographModel.read(InputText(text, file: "m"))
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.map(\.location.line) == [2, 2, 4, 5, 5])
    }
  }

  @Test("one seeded change anywhere never stops the program", arguments: 0..<150)
  func mutated(seed: UInt64) {
    let text = seed % 2 == 0 ? Self.model : Self.old
    guard let input = try? InputText(bytes: Mutation.of(text, seed: seed), file: "m") else {
      return
    }
    _ = TopographModel.recognises(input.text)
    if let list = try? TopographModel.read(input) { #expect(!list.nodes.isEmpty) }
  }
}
