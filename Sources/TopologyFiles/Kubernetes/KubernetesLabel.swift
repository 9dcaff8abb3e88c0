/// The labels that tell of GPUs and of places.
///
/// Sources: GPU Feature Discovery's README (k8s-device-plugin), topograph's reference of node labels
/// (1.0 and 0.5), the documentation of GKE, EKS, OKE and CoreWeave on topology, read in 2026.
enum KubernetesLabel {
  static let count = "nvidia.com/gpu.count"
  static let replicas = "nvidia.com/gpu.replicas"
  static let googleCount = "cloud.google.com/gke-accelerator-count"
  static let googleClients = "cloud.google.com/gke-max-shared-clients-per-gpu"
  static let alibabaCount = "aliyun.accelerator/nvidia_count"
  static let sharing = "nvidia.com/gpu.sharing-strategy"
  static let migStrategy = "nvidia.com/mig.strategy"
  static let googlePartition = "cloud.google.com/gke-gpu-partition-size"
  static let memory = "nvidia.com/gpu.memory"
  static let amdMemory = "amd.com/gpu.vram"
  static let amdPartition = "amd.com/gpu.compute-memory-partition"
  static let instance = "node.kubernetes.io/instance-type"
  static let oldInstance = "beta.kubernetes.io/instance-type"
  static let machine = "nvidia.com/gpu.machine"
  static let capacityBlock = "topology.k8s.aws/capacity-block-id"
  static let hostname = "kubernetes.io/hostname"

  /// Labels whose values are numbers.
  static let counts: Set<String> = [count, replicas, googleCount, googleClients, alibabaCount]

  /// Labels that name the kind of GPU, the most telling first.
  static let models = [
    "nvidia.com/gpu.product", "amd.com/gpu.product-name", "beta.amd.com/gpu.product-name",
    "gpu.intel.com/product", "gpu.nvidia.com/class", "cloud.google.com/gke-accelerator",
    "cloud.google.com/gke-tpu-accelerator", "aliyun.accelerator/nvidia_name",
    "alibabacloud.com/gpu-card-model",
  ]

  /// Labels that name the cluster.
  static let clusters = ["alpha.eksctl.io/cluster-name", "kubernetes.azure.com/cluster"]

  /// Labels that name the NVLink domain, the most specific first.
  static let domains = [
    "nvidia.com/gpu.clique", "accelerator.topograph.run/domain",
    "network.topology.nvidia.com/accelerator", "ds.coreweave.com/nvlink.domain",
    "topology.k8s.aws/ultraserver-id", "oci.oraclecloud.com/host.gpu_memory_fabric_id",
    capacityBlock,
  ]

  /// Labels that name the rack, the most specific first; others end like them.
  static let racks = [
    "topology.kubernetes.io/rack", "node.coreweave.cloud/rack", "oci.oraclecloud.com/host.rack_id",
    "cloud.provider.com/topology-rack",
  ]

  /// Where the machines stand, outermost first.
  static let sites = ["topology.kubernetes.io/region", "topology.kubernetes.io/zone"]
  /// The same before Kubernetes 1.17.
  static let oldSites = [
    "failure-domain.beta.kubernetes.io/region", "failure-domain.beta.kubernetes.io/zone",
  ]

  /// What topograph writes since 1.0, with a number behind it; 0 is nearest.
  static let fabricTier = "fabric.topograph.run/tier-"

  /// Labels of one network from outside inwards; the first family that a cluster has is taken.
  static let networks: [[String]] = [
    [
      "network.topology.nvidia.com/datacenter", "network.topology.nvidia.com/core",
      "network.topology.nvidia.com/spine", "network.topology.nvidia.com/block",
      "network.topology.nvidia.com/leaf",
    ],
    [
      "topology.k8s.aws/network-node-layer-1", "topology.k8s.aws/network-node-layer-2",
      "topology.k8s.aws/network-node-layer-3", "topology.k8s.aws/network-node-layer-4",
    ],
    [
      "cloud.google.com/gce-topology-block", "cloud.google.com/gce-topology-subblock",
      "cloud.google.com/gce-topology-host",
    ],
    [
      "oci.oraclecloud.com/host.hpc_island_id", "oci.oraclecloud.com/host.network_block_id",
      "oci.oraclecloud.com/host.local_block_id",
    ],
    [
      "backend.coreweave.cloud/fabric", "backend.coreweave.cloud/superpod",
      "backend.coreweave.cloud/leafgroup",
    ],
    [
      "ib.coreweave.cloud/fabric", "ib.coreweave.cloud/superpod", "ib.coreweave.cloud/leafgroup",
    ],
  ]

  /// Whether a label is one of these.
  static func isKnown(_ key: String) -> Bool {
    others.contains(key) || key.hasPrefix(fabricTier) || isRack(key)
  }

  /// Whether a label names the rack, whoever writes it.
  static func isRack(_ key: String) -> Bool {
    if racks.contains(key) { return true }
    let name = key.split(separator: "/").last ?? ""
    return ["rack", "rack-id", "rack_id", "rack-name", "topology-rack"].contains(name)
  }

  /// The last part of a key, by which people speak of the level: `zone`, `leaf`.
  static func shortName(_ key: String) -> String {
    let name = key.split(separator: "/").last.map(String.init) ?? key
    for prefix in ["gce-topology-", "topology-", "host."] where name.hasPrefix(prefix) {
      return String(name.dropFirst(prefix.count))
    }
    return name
  }

  private static let others = Set(
    models + clusters + domains + sites + oldSites + networks.flatMap(\.self) + [
      sharing, migStrategy, googlePartition, memory, amdMemory, amdPartition, instance,
      oldInstance, machine,
    ])
}

/// The resources under which device plugins offer GPUs and parts of them.
enum KubernetesResource {
  static let nvidia = "nvidia.com/gpu"
  static let shared = "nvidia.com/gpu.shared"
  static let mig = "nvidia.com/mig-"
  static let amd = "amd.com/gpu"
  static let amdPartition = "amd.com/"
  static let intel = ["gpu.intel.com/i915", "gpu.intel.com/xe"]
  static let habana = "habana.ai/gaudi"
  /// Google's TPUs and Amazon's Trainium, which count like GPUs.
  static let others = ["google.com/tpu", "aws.amazon.com/neuron"]
  static let alibaba = ["alibabacloud.com/gpu-count", "aliyun.com/gpu-count"]

  /// Whether a resource is one of these.
  static func isDevice(_ name: String) -> Bool {
    whole.contains(name) || name.hasPrefix(mig) || amdParts(of: name) != nil
  }

  /// Into how many an AMD GPU is parted that is offered as `amd.com/cpx_nps4`; nil for another.
  static func amdParts(of name: String) -> Int? {
    guard name.hasPrefix(amdPartition), name.contains("_nps") else { return nil }
    return parts(ofMode: String(name.dropFirst(amdPartition.count)))
  }

  /// Into how many a mode of AMD parts a GPU: `cpx_nps4`; nil for an unknown one.
  ///
  /// Of eight compute dies, as the MI300X and its successors have. Source: AMD Instinct MI300X GPU
  /// partitioning overview, 2025.
  static func parts(ofMode mode: String) -> Int? {
    ["spx": 1, "dpx": 2, "qpx": 4, "cpx": 8][String(mode.lowercased().prefix { $0 != "_" })]
  }

  private static let whole = Set([nvidia, shared, amd, habana] + others + intel + alibaba)
}
