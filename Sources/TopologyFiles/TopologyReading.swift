public import Documents
public import Topology

/// What was understood of the files of a machine or a cluster, and what was not.
public struct TopologyReading: Hashable, Sendable {
  /// The machine or the cluster.
  public var file: TopologyFile
  /// The parts, if hwloc wrote the file.
  public var tree: MachineTree?
  /// What was read, a text each.
  public var sources: [Source]

  /// A reading.
  public init(_ file: TopologyFile, tree: MachineTree? = nil, sources: [Source]) {
    self.file = file
    self.tree = tree
    self.sources = sources
  }

  /// One text that was read.
  public struct Source: Hashable, Sendable {
    /// Its format.
    public var format: TopologyFormat
    /// The format's version, if the text states one.
    public var version: String
    /// Its name.
    public var file: String
    /// Keys and elements that say nothing to a planner or are not understood, once each, in order;
    /// at most ``limit``.
    public private(set) var ignored: [String] = []
    /// Where the text contradicts itself or another, one sentence each with its place and with which
    /// of the two was taken; at most ``limit``.
    public private(set) var contradictions: [String] = []
    /// What a reader should know: what was assumed, what could not be seen; at most ``limit``.
    public private(set) var notes: [String] = []

    /// How many of each are kept.
    public static let limit = 100

    /// A text of a format.
    public init(format: TopologyFormat, version: String = "", file: String) {
      self.format = format
      self.version = version
      self.file = file
    }

    /// Notes a key or an element that is not used.
    public mutating func ignore(_ what: String) {
      if ignored.count < Self.limit, !ignored.contains(what) { ignored.append(what) }
    }

    /// Notes a contradiction; `what` is a sentence without its full stop.
    public mutating func contradict(_ what: String, at place: SourceLocation) {
      let sentence = "\(place): \(what)"
      if contradictions.count < Self.limit, !contradictions.contains(sentence) {
        contradictions.append(sentence)
      }
    }

    /// Notes something else; a sentence without its full stop.
    public mutating func note(_ what: String) {
      if notes.count < Self.limit, !notes.contains(what) { notes.append(what) }
    }
  }
}

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
