import Foundation
import Testing

/// Files as a user has them, the command line on which they are named, and what they hold.
struct TopologyExample: Sendable, CustomTestStringConvertible {
  var name: String
  /// What is named on the command line.
  var names: [String]
  /// The texts by the names of their files.
  var files: [(name: String, text: String)]
  /// The formats, as documents name them.
  var format: String
  var version = ""
  /// Machines; 0 for a file of one machine.
  var nodes = 0
  var gpus: Int
  /// GPUs that can be given out.
  var usable: Int
  /// Jobs of 8 GPUs that find a place at once.
  var jobsOf8: Int
  var ignored: [String] = []
  var contradictions: [String] = []
  var notes: [String] = []
  /// Figures of the only machine that no text tells.
  var unknown: [String] = []

  var testDescription: String { name }

  /// Writes the files into a folder.
  func write(to folder: TemporaryFolder) throws {
    for file in files {
      if let slash = file.name.lastIndex(of: "/") {
        try FileManager.default.createDirectory(
          atPath: folder.path(String(file.name[..<slash])), withIntermediateDirectories: true)
      }
      try folder.write(file.text, to: file.name)
    }
  }
}

extension TopologyExample {
  static let hwloc = TopologyExample(
    name: "hwloc XML", names: ["node.xml"], files: [("node.xml", MachineExamples.hwloc)],
    format: "hwloc XML", version: "2.0", gpus: 2, usable: 2, jobsOf8: 0,
    ignored: ["element support"],
    contradictions: [
      "node.xml:47:3: cpukind: names threads that the machine has not, 4; they were left out",
      "node.xml:43:3: memattr Bandwidth: its flags are 6, but 5 by hwloc's definition, which was taken",
    ])

  static let table = TopologyExample(
    name: "nvidia-smi topo -m with colours", names: ["topo.txt"],
    files: [("topo.txt", MachineExamples.table)], format: "nvidia-smi topo", gpus: 4, usable: 4,
    jobsOf8: 0,
    contradictions: ["topo.txt:6: listed, and not in the table: GPU4; the table was taken"],
    notes: ["network adapters left out, because the table does not tell their speed: mlx5_0"],
    unknown: ["sockets", "cores", "memory", "nics"])

  static let collectives = TopologyExample(
    name: "NCCL XML", names: ["nccl.xml"], files: [("nccl.xml", MachineExamples.collectives)],
    format: "NCCL XML", version: "1", gpus: 2, usable: 2, jobsOf8: 0,
    ignored: ["cpu arch", "gpu gdr", "gpu rank", "net dev", "net guid"],
    notes: ["logical CPUs in its masks: 32; sockets and cores are not told"],
    unknown: ["sockets", "cores", "memory"])

  static let slurm = TopologyExample(
    name: "a folder of Slurm", names: ["slurm"],
    files: [
      ("slurm/slurm.conf", ClusterExamples.slurm), ("slurm/gres.conf", ClusterExamples.resources),
      ("slurm/topology.conf", ClusterExamples.switches),
    ], format: "slurm.conf, gres.conf, topology.conf", nodes: 12, gpus: 96, usable: 88,
    jobsOf8: 11,
    ignored: [
      "slurm/slurm.conf: SlurmctldHost", "slurm/slurm.conf: Weight",
      "slurm/topology.conf: LinkSpeed",
    ],
    contradictions: [
      "slurm/gres.conf: speaks of gpu099, which slurm/slurm.conf does not list; left out"
    ],
    notes: [
      "2 nodes are in no partition: login[1-2]",
      "reasons of nodes that are out of service: 1 × fan",
      "2 nodes without GPUs left out: login[1-2]", "out of service: 1 DOWN",
    ], unknown: ["numa", "links", "nics"])

  static let slurmMachine = TopologyExample(
    name: "a folder of Slurm beside a machine", names: ["slurm", "dgx-h100"], files: slurm.files,
    format: "slurm.conf, gres.conf, topology.conf, fulcrum", version: "1", nodes: 12, gpus: 96,
    usable: 88, jobsOf8: 11, ignored: slurm.ignored, contradictions: slurm.contradictions,
    notes: slurm.notes)

  static let blocks = TopologyExample(
    name: "topology.yaml beside a machine", names: ["topology.yaml", "gb200-nvl72-tray"],
    files: [("topology.yaml", ClusterExamples.blocks)], format: "topology.yaml, fulcrum",
    version: "1", nodes: 36, gpus: 144, usable: 144, jobsOf8: 18,
    contradictions: [
      "topology.yaml:6:7: a block size of 40 is not 18 times 2, 4, 8 … and larger than 36; it was left out"
    ], notes: ["blocks are taken as NVLink domains, because the GPUs are gb200"])

  static let slurmNodes = TopologyExample(
    name: "scontrol --json", names: ["nodes.json"],
    files: [("nodes.json", ClusterExamples.slurmNodes)], format: "Slurm JSON", version: "24.11.5",
    nodes: 2, gpus: 8, usable: 4, jobsOf8: 0, ignored: ["features", "partitions", "weight"],
    contradictions: [
      "nodes.json:6:3: node gpu2: gres/gpu=8 in its tres against 4 GPUs in its gres (gpu:a100:4(S:0-1)); its gres was taken"
    ],
    notes: [
      "reasons of nodes that are out of service: 1 × Xid 79", "out of service: 1 DOWN+DRAIN",
    ], unknown: ["numa", "links", "nics"])

  static let kubernetes = TopologyExample(
    name: "Kubernetes, JSON", names: ["k8s.json"],
    files: [("k8s.json", ClusterExamples.kubernetes)], format: "Kubernetes nodes", nodes: 6,
    gpus: 48, usable: 40, jobsOf8: 5, ignored: ["metadata.labels.team", "status.nodeInfo"],
    contradictions: [
      "k8s.json:28:24: the labels of n3 say 8 GPUs, its capacity 7; the label is taken"
    ], notes: ["out of service: 1 NotReady"],
    unknown: ["sockets", "cores", "numa", "links", "nics"])

  static let kubernetesYAML = TopologyExample(
    name: "Kubernetes, YAML", names: ["k8s.yaml"],
    files: [("k8s.yaml", ClusterExamples.kubernetesYAML)], format: "Kubernetes nodes", nodes: 6,
    gpus: 48, usable: 40, jobsOf8: 5, ignored: ["metadata.labels.team", "status.nodeInfo"],
    contradictions: [
      "k8s.yaml:53:66: the labels of n3 say 8 GPUs, its capacity 7; the label is taken"
    ], notes: ["out of service: 1 NotReady"],
    unknown: ["sockets", "cores", "numa", "links", "nics"])

  static let kueue = TopologyExample(
    name: "Kubernetes beside Kueue", names: ["k8s.json", "kueue.yaml"],
    files: [("k8s.json", ClusterExamples.kubernetes), ("kueue.yaml", ClusterExamples.kueue)],
    format: "Kubernetes nodes, Kueue Topology", version: "v1beta1", nodes: 6, gpus: 48,
    usable: 40, jobsOf8: 5,
    ignored: ["k8s.json: metadata.labels.team", "k8s.json: status.nodeInfo"],
    contradictions: [
      "k8s.json:28:24: the labels of n3 say 8 GPUs, its capacity 7; the label is taken"
    ], notes: ["out of service: 1 NotReady"],
    unknown: ["sockets", "cores", "numa", "links", "nics"])

  static let model = TopologyExample(
    name: "topograph beside a machine", names: ["model.yaml", "dgx-h100"],
    files: [("model.yaml", ClusterExamples.model)], format: "topograph model, fulcrum",
    version: "1", nodes: 8, gpus: 64, usable: 64, jobsOf8: 8,
    notes: ["tells where nodes are and not what they are"])

  static let list = TopologyExample(
    name: "CSV", names: ["list.csv"], files: [("list.csv", ClusterExamples.table)],
    format: "CSV node list", nodes: 17, gpus: 136, usable: 128, jobsOf8: 16, ignored: ["owner"],
    contradictions: ["list.csv:2:1: the row names 8 nodes and counts 7; the names are taken"],
    notes: ["out of service: 1 DRAINED"], unknown: ["sockets", "cores", "numa", "links", "nics"])

  static let instances = TopologyExample(
    name: "EC2", names: ["ec2.json"], files: [("ec2.json", ClusterExamples.instances)],
    format: "EC2 instance topology", nodes: 2, gpus: 16, usable: 16, jobsOf8: 2,
    ignored: ["Instances.GroupName"],
    notes: [
      "2 of 2 nodes tell no GPUs; their instance type p5.48xlarge has 8 x h100 (Amazon EC2 user guide, accelerated computing instances, 2025), which is assumed"
    ], unknown: ["sockets", "cores", "numa", "memory", "links", "nics"])

  static let all = [
    hwloc, table, collectives, slurm, slurmMachine, blocks, slurmNodes, kubernetes,
    kubernetesYAML, kueue, model, list, instances,
  ]
}
