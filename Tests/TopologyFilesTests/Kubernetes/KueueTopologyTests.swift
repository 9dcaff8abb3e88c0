import Documents
import Testing

@testable import TopologyFiles

@Suite("Topology of Kueue") struct KueueTopologyTests {
  static let hostname = "kubernetes.io/hostname"

  static func text(_ labels: [String], version: String = "kueue.x-k8s.io/v1beta2") -> String {
    "apiVersion: \(version)\nkind: Topology\nmetadata:\n  name: default\nspec:\n  levels:\n"
      + labels.map { "  - nodeLabel: \"\($0)\"\n" }.joined()
  }

  @Test("the labels are levels in order", arguments: KueueReader.versions)
  func read(version: String) throws {
    let labels = ["topology.kubernetes.io/zone", "cloud.provider.com/topology-rack", Self.hostname]
    let text = Self.text(labels, version: "kueue.x-k8s.io/" + version)
    #expect(KueueTopology.recognises(text))
    #expect(!KubernetesNodes.recognises(text))
    let input = try InputText(text, file: "k.yaml")
    let list = try KueueTopology.read(input)
    #expect(list.nodes.isEmpty)
    #expect(list.levels.map(\.kind) == labels.map { .tier($0) })
    #expect(list.source.version == version)
    #expect(list.source.format == .kueue)
    let levels = try KueueTopology.levels(input)
    #expect(levels == KueueLevels(name: "default", labels: labels))
  }

  @Test(
    "what is written reads back",
    arguments: [
      ["topology.kubernetes.io/zone", "example.com/rack", hostname], [hostname],
      (0..<15).map { "example.com/level-\($0)" } + [hostname],
    ])
  func roundTrip(labels: [String]) throws {
    let text = KueueTopology.yaml(name: "fulcrum-1", levels: labels)
    let levels = try KueueTopology.levels(InputText(text, file: "k.yaml"))
    #expect(levels == KueueLevels(name: "fulcrum-1", labels: labels))
    let without = KueueTopology.yaml(name: "fulcrum-1", levels: labels.dropLast())
    #expect(without == text)
  }

  @Test("quotas and flavors beside it are told, not taken for nodes")
  func beside() throws {
    let text =
      Self.text(["example.com/block", Self.hostname]) + """
        ---
        apiVersion: kueue.x-k8s.io/v1beta2
        kind: ResourceFlavor
        metadata: {name: h100}
        spec: {nodeLabels: {gpu: h100}, topologyName: default, tolerations: []}
        ---
        apiVersion: kueue.x-k8s.io/v1beta2
        kind: ClusterQueue
        metadata: {name: research}
        spec:
          cohort: all
          resourceGroups:
          - flavors:
            - name: h100
              resources: [{name: nvidia.com/gpu, nominalQuota: 16}]
        ---
        apiVersion: kueue.x-k8s.io/v1beta2
        kind: LocalQueue
        metadata: {name: team}

        """
    let input = try InputText(text, file: "k.yaml")
    let levels = try KueueTopology.levels(input)
    #expect(
      levels.flavors == [
        KueueLevels.Flavor(name: "h100", nodeLabels: ["gpu": "h100"], topology: "default")
      ])
    let source = try KueueTopology.read(input).source
    #expect(
      source.ignored == [
        "ResourceFlavor.spec.tolerations", "ClusterQueue.spec.cohort", "kind LocalQueue",
      ])
    #expect(
      source.notes.first
        == "the queue research has a quota of 16 nvidia.com/gpu of the flavor h100, which is no"
        + " property of nodes")
  }

  static let wrong: [(String, String)] = [
    (
      text([]).replacing("levels:\n", with: "levels: []\n"),
      "k:6:11: spec.levels: the Topology has no levels; list them from outside inwards:"
        + " levels: [{nodeLabel: ...}]"
    ),
    (
      text((0..<17).map { "l\($0)" }),
      "k:7:3: spec.levels: has 17 levels, more than Kueue's 16; leave out those that part nothing"
    ),
    (
      text(["a", "b", "a"]),
      "k:9:16: spec.levels[2].nodeLabel: the level is given twice (a); keep one of the two"
    ),
    (
      text([hostname, "a"]),
      "k:7:16: spec.levels[0].nodeLabel: the hosts are not the last level"
        + " (kubernetes.io/hostname); put kubernetes.io/hostname last"
    ),
    (
      text(["a b"]),
      "k:7:16: spec.levels[0].nodeLabel: is no key of a label (a b);"
        + " write such as topology.kubernetes.io/zone"
    ),
    (
      text(["a"], version: "example.com/v1"),
      "k:1:13: apiVersion: is no Topology of Kueue (example.com/v1);"
        + " write apiVersion: kueue.x-k8s.io/v1beta2"
    ),
    (
      "kind: LocalQueue\n",
      "k: holds no Topology of Kueue; give an object of kind Topology with its levels"
    ),
  ]

  @Test("what Kueue would refuse is refused with its place", arguments: wrong.indices)
  func refused(index: Int) {
    let (text, message) = Self.wrong[index]
    do throws(Diagnostics) {
      _ = try KueueTopology.read(InputText(text, file: "k"))
      Issue.record("nothing was refused")
    } catch {
      #expect(error.problems.map(\.description) == [message])
    }
  }

  @Test("one seeded change anywhere never stops the program", arguments: 0..<100)
  func mutated(seed: UInt64) {
    let text = Self.text(["topology.kubernetes.io/zone", "example.com/rack", Self.hostname])
    guard let input = try? InputText(bytes: Mutation.of(text, seed: seed), file: "k") else {
      return
    }
    if let levels = try? KueueTopology.levels(input) {
      #expect((1...3).contains(levels.labels.count))
    }
  }
}
