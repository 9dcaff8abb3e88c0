public import Documents

/// The kinds of files that tell of machines and clusters.
public enum TopologyFormat: String, Hashable, Sendable, CaseIterable {
  /// Our own, YAML or JSON.
  case fulcrum
  /// XML of hwloc: `lstopo machine.xml`.
  case hwloc = "hwloc XML"
  /// The table of `nvidia-smi topo -m`.
  case nvidiaTopology = "nvidia-smi topo"
  /// The XML in which NCCL and RCCL keep a machine.
  case collectives = "NCCL XML"
  /// Slurm's nodes and partitions.
  case slurmConfiguration = "slurm.conf"
  /// Slurm's GPUs.
  case slurmResources = "gres.conf"
  /// Slurm's switches or blocks, until 25.
  case slurmTopology = "topology.conf"
  /// Slurm's switches or blocks, from 25.05.
  case slurmTopologyYAML = "topology.yaml"
  /// `scontrol show nodes --json`, `sinfo --json`.
  case slurmNodes = "Slurm JSON"
  /// `kubectl get nodes -o json` or `-o yaml`.
  case kubernetes = "Kubernetes nodes"
  /// A Topology of Kueue, with its flavors if they stand beside it.
  case kueue = "Kueue Topology"
  /// The model of topograph: switches and blocks.
  case topograph = "topograph model"
  /// `aws ec2 describe-instance-topology`.
  case instanceTopology = "EC2 instance topology"
  /// A table of nodes that a spreadsheet writes.
  case table = "CSV node list"
}

extension TopologyFormat {
  /// The format of a text, by its content; what is nothing else is taken as our own.
  public init(of input: InputText) {
    let (text, file) = (input.text, input.file)
    self =
      switch text.utf8.first(where: { $0 > 0x20 }) {
      case UInt8(ascii: "<"): CollectivesXML.recognises(text) ? .collectives : .hwloc
      case UInt8(ascii: "{"), UInt8(ascii: "["): Self.ofJSON(text, file)
      default: Self.ofLines(text, file)
      }
  }

  private static func ofJSON(_ text: String, _ file: String) -> TopologyFormat {
    if SlurmNodes.recognises(text, file: file) { return .slurmNodes }
    if KubernetesNodes.recognises(text) { return .kubernetes }
    if InstanceTopology.recognises(text) { return .instanceTopology }
    return KueueTopology.recognises(text) ? .kueue : .fulcrum
  }

  private static func ofLines(_ text: String, _ file: String) -> TopologyFormat {
    if NvidiaTopologyTable.recognises(text) { return .nvidiaTopology }
    if SlurmConfiguration.recognises(text, file: file) { return .slurmConfiguration }
    if SlurmResources.recognises(text, file: file) { return .slurmResources }
    if SlurmTopology.recognises(text, file: file) { return .slurmTopology }
    if SlurmNodes.recognises(text, file: file) { return .slurmNodes }
    if SlurmTopologyYAML.recognises(text, file: file) { return .slurmTopologyYAML }
    if KubernetesNodes.recognises(text) { return .kubernetes }
    if KueueTopology.recognises(text) { return .kueue }
    if TopographModel.recognises(text) { return .topograph }
    return NodeTable.recognises(text) ? .table : .fulcrum
  }
}
