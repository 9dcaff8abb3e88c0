import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("places of Kubernetes' nodes") struct KubernetesLevelsTests {
  typealias Fixture = KubernetesFixture

  static func fixture(_ labels: [[String: String]]) -> Fixture {
    Fixture(nodes: labels.enumerated().map { Fixture.h100("n\($0 + 1)", labels: $1) })
  }

  @Test("topograph's tiers are read from outside inwards, however many there are")
  func tiers() throws {
    let list = try Self.fixture(
      (0..<8).map { index in
        [
          "fabric.topograph.run/tier-0": "l\(index / 2)",
          "fabric.topograph.run/tier-1": "s\(index / 4)",
          "fabric.topograph.run/tier-10": "core",
          "nvidia.com/gpu.clique": "uuid\(index / 4).0",
          "topology.kubernetes.io/zone": "z",
        ]
      }
    ).read()
    #expect(
      list.levels.map(\.kind) == [
        .tier("zone"), .tier("tier-10"), .tier("tier-1"), .tier("tier-0"), .domain,
      ])
    #expect(
      list.groups(.tier("tier-0")) == [
        "l0": "n[1-2]", "l1": "n[3-4]", "l2": "n[5-6]", "l3": "n[7-8]",
      ])
    #expect(list.groups(.domain) == ["uuid0.0": "n[1-4]", "uuid1.0": "n[5-8]"])
  }

  @Test(
    "the labels of clouds and of older tools are levels too",
    arguments: [
      ("network.topology.nvidia.com/leaf", NodeList.Level.Kind.tier("leaf")),
      ("network.topology.nvidia.com/spine", .tier("spine")),
      ("network.topology.nvidia.com/accelerator", .domain),
      ("accelerator.topograph.run/domain", .domain), ("ds.coreweave.com/nvlink.domain", .domain),
      ("topology.k8s.aws/capacity-block-id", .domain),
      ("topology.k8s.aws/network-node-layer-3", .tier("network-node-layer-3")),
      ("cloud.google.com/gce-topology-block", .tier("block")),
      ("cloud.google.com/gce-topology-host", .tier("host")),
      ("backend.coreweave.cloud/leafgroup", .tier("leafgroup")),
      ("topology.kubernetes.io/region", .tier("region")),
      ("failure-domain.beta.kubernetes.io/zone", .tier("zone")),
      ("topology.kubernetes.io/rack", .rack), ("example.com/rack-id", .rack), ("rack", .rack),
    ])
  func labels(key: String, kind: NodeList.Level.Kind) throws {
    let list = try Self.fixture([[key: "a"], [key: "b"], [key: "a"]]).read()
    #expect(list.levels.map(\.kind) == [kind])
    #expect(list.groups(kind) == ["a": "n[1,3]", "b": "n2"])
  }

  @Test("two labels of one level that agree are one; where they differ, the first counts")
  func contradiction() throws {
    let clique = "nvidia.com/gpu.clique"
    let domain = "accelerator.topograph.run/domain"
    let agreeing = try Self.fixture([
      [clique: "u.0", domain: "d"], [clique: "u.0", domain: "d"], [domain: "e"],
    ]).read()
    #expect(agreeing.groups(.domain) == ["u.0": "n[1-2]", "e": "n3"])
    #expect(agreeing.source.contradictions.isEmpty)
    let differing = try Self.fixture([
      [clique: "u.0", domain: "d"], [clique: "u.0", domain: "d"], [clique: "u.1", domain: "d"],
    ]).read()
    #expect(differing.groups(.domain) == ["u.0": "n[1-2]", "u.1": "n3"])
    #expect(
      differing.source.contradictions == [
        "nodes:19:23: nvidia.com/gpu.clique and accelerator.topograph.run/domain group the nodes"
          + " differently: n1 and n3 share only one of them; nvidia.com/gpu.clique is taken"
      ])
  }

  @Test(
    "a capacity block joins by NVLink only what is part of an UltraServer",
    arguments: [("p5.48xlarge", false), ("p6e-gb200.36xlarge", true)])
  func capacityBlocks(type: String, isDomain: Bool) throws {
    let labels = [
      "node.kubernetes.io/instance-type": type, "topology.k8s.aws/capacity-block-id": "cb-1",
    ]
    let list = try Self.fixture([labels, labels]).read()
    #expect(list.groups(.domain) == (isDomain ? ["cb-1": "n[1-2]"] : [:]))
    let key = "metadata.labels.topology.k8s.aws/capacity-block-id"
    #expect(list.source.ignored.contains(key) == !isDomain)
  }

  @Test("of two descriptions of one network the first is taken")
  func networks() throws {
    let list = try Self.fixture([
      ["fabric.topograph.run/tier-0": "a", "network.topology.nvidia.com/leaf": "x"],
      ["fabric.topograph.run/tier-0": "b", "network.topology.nvidia.com/leaf": "x"],
    ]).read()
    #expect(list.levels.map(\.kind) == [.tier("tier-0")])
    #expect(list.source.contradictions.count == 1)
  }

  @Test("hosts of one node each are no level, and a rack of two zones is two")
  func trivial() throws {
    let rack = "topology.kubernetes.io/rack"
    let zone = "topology.kubernetes.io/zone"
    let host = "cloud.google.com/gce-topology-host"
    let list = try Self.fixture([
      [rack: "1", zone: "a", host: "h1"], [rack: "2", zone: "a", host: "h2"],
      [rack: "1", zone: "b", host: "h3"],
    ]).read()
    #expect(list.levels.map(\.kind) == [.tier("zone"), .rack])
    #expect(list.groups(.rack) == ["a/1": "n1", "2": "n2", "b/1": "n3"])
  }

  static let topology = """
    apiVersion: kueue.x-k8s.io/v1beta2
    kind: Topology
    metadata: {name: default}
    spec:
      levels:
      - nodeLabel: cloud.provider.com/topology-block
      - nodeLabel: cloud.provider.com/topology-rack
      - nodeLabel: kubernetes.io/hostname
    ---
    apiVersion: kueue.x-k8s.io/v1beta2
    kind: ResourceFlavor
    metadata: {name: tas}
    spec:
      nodeLabels: {group: a}
      topologyName: default

    """

  @Test("Kueue's Topology names the levels, wherever it stands", arguments: 0..<3)
  func kueue(place: Int) throws {
    let nodes = Self.fixture(
      [(1, 1), (1, 2), (2, 1), (2, 1)].map { block, rack in
        [
          "cloud.provider.com/topology-block": "b\(block)",
          "cloud.provider.com/topology-rack": "r\(rack)", "group": rack == 1 ? "a" : "b",
          "topology.kubernetes.io/zone": "z",
        ]
      } + [["cloud.provider.com/topology-rack": "r1"]])
    let list: NodeList
    switch place {
    case 0:
      let levels = try KueueTopology.levels(InputText(Self.topology, file: "k.yaml"))
      list = try nodes.read(levels: levels)
    case 1:
      let text = Self.topology + "---\n" + nodes.text(.yamlDocuments)
      #expect(KubernetesNodes.recognises(text))
      list = try KubernetesNodes.read(InputText(text, file: "n"))
    default:
      let text = nodes.text(.yamlDocuments) + "---\n" + Self.topology
      list = try KubernetesNodes.read(InputText(text, file: "n"))
    }
    #expect(list.levels.map(\.kind) == [.tier("block"), .rack])
    #expect(list.groups(.tier("block")) == ["b1": "n[1-2]", "b2": "n[3-4]"])
    #expect(list.groups(.rack) == ["b1/r1": "n1", "r2": "n2", "b2/r1": "n[3-4]"])
    #expect(
      list.source.notes.contains("1 of 5 nodes lack the label cloud.provider.com/topology-block"))
    #expect(list.source.notes.contains("the flavor tas is of 3 of 5 nodes"))
  }
}
