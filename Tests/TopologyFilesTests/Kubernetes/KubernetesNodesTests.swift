import Documents
import Testing
import Topology

@testable import TopologyFiles

@Suite("nodes of Kubernetes") struct KubernetesNodesTests {
  typealias Fixture = KubernetesFixture
  typealias Node = KubernetesFixture.Node

  @Test("JSON, a YAML list and YAML documents read the same", arguments: Fixture.Syntax.allCases)
  func syntaxes(syntax: Fixture.Syntax) throws {
    let fixture = Fixture(nodes: [
      Fixture.h100("g1"), Fixture.h100("g2", labels: ["topology.kubernetes.io/zone": "a"]),
      Node(name: "cpu1", capacity: ["cpu": "64000m", "memory": "256Gi"]),
    ])
    #expect(KubernetesNodes.recognises(fixture.text(syntax)))
    #expect(!KueueTopology.recognises(fixture.text(syntax)))
    let list = try fixture.read(syntax)
    #expect(list.nodes.map(\.hosts.description) == ["g1", "g2", "cpu1"])
    let machine = list.nodes[0].machine
    #expect(machine.cpus == 224)
    #expect(machine.memoryBytes == 2_113_394_736 * 1024)
    #expect(
      machine.gpus == [
        MachineFacts.GPUs(
          model: "NVIDIA-H100-80GB-HBM3", count: 8, memoryBytes: 81_559 * 1_048_576)
      ])
    #expect(list.nodes[2].machine == MachineFacts(cpus: 64, memoryBytes: 256 << 30))
    #expect(list.groups(.tier("zone")) == ["a": "g2"])
    #expect(list.source.ignored.contains("status.images"))
    #expect(list.source.ignored.contains("metadata.uid"))
    #expect(list.source.contradictions.isEmpty)
  }

  /// How device plugins and their labels tell of the same eight GPUs, and what is said of it.
  struct Telling: CustomTestStringConvertible {
    var name: String
    var labels: [String: String] = [:]
    var capacity: [String: String] = [:]
    var count = 8
    var model: String
    var contradiction: String?
    var note: String?
    var testDescription: String { name }
  }

  static let product = "nvidia.com/gpu.product"

  static let tellings: [Telling] = [
    Telling(
      name: "capacity alone", labels: [product: "NVIDIA-B200"],
      capacity: ["nvidia.com/gpu": "8"], model: "NVIDIA-B200"),
    Telling(
      name: "time slices",
      labels: [
        "nvidia.com/gpu.count": "8", "nvidia.com/gpu.replicas": "4", product: "Tesla-T4-SHARED",
        "nvidia.com/gpu.sharing-strategy": "time-slicing",
      ], capacity: ["nvidia.com/gpu": "32"], model: "Tesla-T4"),
    Telling(
      name: "time slices, count unknown",
      labels: ["nvidia.com/gpu.replicas": "4", product: "Tesla-T4-SHARED"],
      capacity: ["nvidia.com/gpu": "32"], model: "Tesla-T4"),
    Telling(
      name: "time slices under another name",
      labels: [
        "nvidia.com/gpu.count": "8", "nvidia.com/gpu.replicas": "10", product: "NVIDIA-L4",
      ], capacity: ["nvidia.com/gpu": "0", "nvidia.com/gpu.shared": "80"], model: "NVIDIA-L4"),
    Telling(
      name: "MIG, mixed",
      labels: [
        "nvidia.com/gpu.count": "8", product: "NVIDIA-H100-80GB-HBM3",
        "nvidia.com/mig.strategy": "mixed",
      ],
      capacity: [
        "nvidia.com/gpu": "2", "nvidia.com/mig-1g.10gb": "14", "nvidia.com/mig-3g.40gb": "8",
      ], model: "NVIDIA-H100-80GB-HBM3"),
    Telling(
      name: "MIG, mixed, count unknown", labels: [product: "NVIDIA-H100-80GB-HBM3"],
      capacity: [
        "nvidia.com/gpu": "2", "nvidia.com/mig-1g.10gb": "14", "nvidia.com/mig-3g.40gb": "8",
      ], model: "NVIDIA-H100-80GB-HBM3", note: "parted by MIG"),
    Telling(
      name: "MIG, single, the label counts partitions",
      labels: [
        "nvidia.com/gpu.count": "56", product: "NVIDIA-H100-80GB-HBM3-MIG-1g.10gb",
        "nvidia.com/mig.strategy": "single", "nvidia.com/gpu.memory": "9856",
      ], capacity: ["nvidia.com/gpu": "56"], model: "NVIDIA-H100-80GB-HBM3", note: "parted by MIG"),
    Telling(
      name: "MIG, single, of two a GPU",
      labels: [
        "nvidia.com/gpu.count": "16", product: "NVIDIA-A100-SXM4-80GB-MIG-3g.40gb",
        "nvidia.com/mig.strategy": "single",
      ], capacity: ["nvidia.com/gpu": "16"], model: "NVIDIA-A100-SXM4-80GB", note: "parted by MIG"),
    Telling(
      name: "MIG, single, little compute and much memory",
      labels: [
        "nvidia.com/gpu.count": "32", product: "NVIDIA-H100-80GB-HBM3-MIG-1g.20gb",
        "nvidia.com/mig.strategy": "single",
      ], capacity: ["nvidia.com/gpu": "32"], model: "NVIDIA-H100-80GB-HBM3", note: "parted by MIG"),
    Telling(
      name: "MIG, single, the label counts GPUs",
      labels: [
        "nvidia.com/gpu.count": "8", product: "NVIDIA-H100-80GB-HBM3-MIG-1g.10gb",
        "nvidia.com/mig.strategy": "single",
      ], capacity: ["nvidia.com/gpu": "56"], model: "NVIDIA-H100-80GB-HBM3"),
    Telling(
      name: "MIG, single, of a known instance",
      labels: [
        "nvidia.com/gpu.count": "28", product: "NVIDIA-A100-SXM4-40GB-MIG-1g.5gb",
        "node.kubernetes.io/instance-type": "p4d.24xlarge",
      ], capacity: ["nvidia.com/gpu": "28"], model: "NVIDIA-A100-SXM4-40GB"),
    Telling(
      name: "label against capacity",
      labels: ["nvidia.com/gpu.count": "8", product: "NVIDIA-H200"],
      capacity: ["nvidia.com/gpu": "6"], model: "NVIDIA-H200",
      contradiction: "the labels of n say 8 GPUs, its capacity 6; the label is taken"),
    Telling(
      name: "GPUs that the device plugin does not see",
      labels: ["nvidia.com/gpu.count": "8", product: "NVIDIA-H200"], model: "NVIDIA-H200",
      contradiction: "the labels of n say 8 GPUs, its capacity names none; the label is taken"),
    Telling(
      name: "no multiple of the replicas",
      labels: ["nvidia.com/gpu.replicas": "4", product: "Tesla-T4-SHARED"],
      capacity: ["nvidia.com/gpu": "33"], model: "Tesla-T4",
      contradiction: "the capacity of n, 33, is no multiple of its 4 replicas; 8 GPUs are taken"),
    Telling(
      name: "GKE", labels: ["cloud.google.com/gke-accelerator": "nvidia-h100-80gb"],
      capacity: ["nvidia.com/gpu": "8"], model: "nvidia-h100-80gb"),
    Telling(
      name: "GKE, shared",
      labels: [
        "cloud.google.com/gke-accelerator": "nvidia-l4",
        "cloud.google.com/gke-max-shared-clients-per-gpu": "2",
      ], capacity: ["nvidia.com/gpu": "16"], model: "nvidia-l4"),
    Telling(
      name: "AMD", labels: ["amd.com/gpu.product-name": "AMD_Instinct_MI300X_OAM"],
      capacity: ["amd.com/gpu": "8"], model: "AMD_Instinct_MI300X_OAM"),
    Telling(
      name: "AMD in eighths",
      labels: [
        "amd.com/gpu.product-name": "AMD_Instinct_MI300X_OAM",
        "amd.com/gpu.compute-memory-partition": "cpx_nps4",
      ], capacity: ["amd.com/gpu": "64"], model: "AMD_Instinct_MI300X_OAM"),
    Telling(
      name: "AMD in eighths under their own name",
      labels: ["amd.com/gpu.product-name": "AMD_Instinct_MI300X_OAM"],
      capacity: ["amd.com/cpx_nps1": "64"], model: "AMD_Instinct_MI300X_OAM"),
    Telling(
      name: "Intel", labels: ["gpu.intel.com/product": "Max_1550"],
      capacity: ["gpu.intel.com/i915": "8", "gpu.intel.com/i915_monitoring": "1"],
      model: "Max_1550"),
    Telling(
      name: "TPUs", labels: ["cloud.google.com/gke-tpu-accelerator": "tpu-v6e-slice"],
      capacity: ["google.com/tpu": "8"], model: "tpu-v6e-slice"),
    Telling(name: "Gaudi", capacity: ["habana.ai/gaudi": "8"], model: "gaudi"),
    Telling(
      name: "Alibaba", labels: ["alibabacloud.com/gpu-card-model": "V100M32"],
      capacity: ["alibabacloud.com/gpu-count": "8", "alibabacloud.com/gpu-milli": "8000"],
      model: "V100M32"),
    Telling(
      name: "nothing but an instance type",
      labels: ["node.kubernetes.io/instance-type": "p5.48xlarge"], model: "h100",
      note: "1 of 1 nodes tell no GPUs; their instance type p5.48xlarge has 8 x h100"),
  ]

  @Test("eight GPUs are eight, however they are parted, shared and told", arguments: tellings)
  func counted(telling: Telling) throws {
    let node = Node(name: "n", labels: telling.labels, capacity: telling.capacity)
    let list = try Fixture(nodes: [node]).read()
    #expect(list.gpus == telling.count)
    #expect(list.nodes[0].machine.gpus.map(\.model) == [telling.model])
    #expect(
      list.source.contradictions.map {
        $0.split(separator: ": ", maxSplits: 1).last.map(String.init)
      }
        == [telling.contradiction].compactMap(\.self))
    let assumed = list.source.notes.filter { $0.contains("assumed") }
    #expect(assumed.count == (telling.note == nil ? 0 : 1))
    #expect(telling.note.map { assumed.first?.contains($0) ?? false } ?? true)
  }

  @Test("a node that is cordoned or not ready has failed; taints are told")
  func states() throws {
    var nodes = (1...4).map { Fixture.h100("g\($0)") }
    nodes[1].isCordoned = true
    nodes[2].ready = "Unknown"
    nodes[3].taint = "nvidia.com/gpu"
    nodes[0].allocatable = nodes[0].capacity.merging(["nvidia.com/gpu": "6"]) { $1 }
    nodes[3].allocatable = nodes[3].capacity.merging(["nvidia.com/gpu": "7"]) { $1 }
    let list = try Fixture(nodes: nodes).read()
    #expect(
      list.nodes.map(\.state) == [
        .inService, .failed("SchedulingDisabled"), .failed("NotReady"), .inService,
      ])
    #expect(
      list.source.notes == [
        "3 GPUs of 2 nodes are not allocatable",
        "1 of 4 nodes carry the taint nvidia.com/gpu:NoSchedule",
      ])
  }

  @Test("objects of other kinds are passed over and counted")
  func others() throws {
    let text =
      Fixture(nodes: [Fixture.h100("g1")]).text(.yamlDocuments)
      + "---\n# a comment alone\n---\nkind: Pod\nmetadata: {name: p}\n---\nkind: Pod\nmetadata: {}\n"
    let list = try KubernetesNodes.read(InputText(text, file: "n.yaml"))
    #expect(list.nodes.count == 1)
    #expect(list.source.notes.contains("2 objects of kind Pod are passed over"))
  }

  @Test("what is not a list of nodes is not taken for one")
  func recognised() {
    let pods = """
      {"kind": "List", "items": [{"apiVersion": "v1", "kind": "Pod",
       "metadata": {"ownerReferences": [{"kind": "Node", "name": "n1"}]}}]}
      """
    #expect(!KubernetesNodes.recognises(pods))
    #expect(!KubernetesNodes.recognises("cluster: a\npools: {a: {template: b, nodes: 3}}"))
    #expect(KubernetesNodes.recognises("{\"kind\":\"NodeList\",\"items\":[]}"))
    #expect(KubernetesNodes.recognises("apiVersion: v1\nkind: Node\nmetadata: {name: a}"))
  }
}
