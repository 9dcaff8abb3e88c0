/// Machines in one place: pools of equal nodes.
///
/// Templates times counts: a cluster of 100,000 GPUs is as small as one of 8.
public struct ClusterTopology: Hashable, Sendable {
  /// The name in files.
  public var id: String
  /// What its owner calls it.
  public var name: String
  /// Whose it is; empty if unknown.
  public var owner: String
  /// Its pools, in the order of writing.
  public var pools: [TopologyPool]
  /// Where the figures come from.
  public var sources: [TopologySource]

  /// A cluster.
  public init(
    id: String, name: String = "", owner: String = "", pools: [TopologyPool],
    sources: [TopologySource] = []
  ) {
    self.id = id
    self.name = name
    self.owner = owner
    self.pools = pools
    self.sources = sources
  }

  /// One machine as a cluster.
  public init(oneOf template: NodeTemplate) {
    self.init(
      id: template.id, name: template.name,
      pools: [
        TopologyPool(id: template.accelerator?.id ?? "gpu", template: template, nodes: 1)
      ])
  }

  /// What a source may speak of.
  public static let figures = [
    "nodes", "template", "racks", "domains", "tiers", "spares", "failed",
  ]

  /// Nodes, spares and failed ones included.
  public var nodes: Int { pools.reduce(0) { $0 + $1.nodes } }

  /// GPUs, those of spares and failed nodes included.
  public var gpus: Int { pools.reduce(0) { $0 + $1.gpus } }

  /// GPUs of nodes that work, spares included.
  public var inServiceGPUs: Int { pools.reduce(0) { $0 + $1.inServiceGPUs } }

  /// GPUs that can be given out.
  public var usableGPUs: Int { pools.reduce(0) { $0 + $1.usableGPUs } }

  /// Cards: fewer than GPUs where a card shows as several.
  public var cards: Int { pools.reduce(0) { $0 + $1.nodes * $1.template.cards } }

  /// H100-equivalents in service; nil if a GPU is of an unknown kind.
  public var h100e: Double? {
    var sum = 0.0
    for pool in pools {
      guard let h100e = pool.h100e else { return nil }
      sum += h100e
    }
    return sum
  }

  /// Bytes of all memory, each counted once.
  public var memoryBytes: Int { pools.reduce(0) { $0 + $1.nodes * $1.template.memoryBytes } }

  /// The templates of the pools by id, each once.
  public var templates: [NodeTemplate] {
    var seen = Set<String>()
    return pools.map(\.template).sorted { $0.id < $1.id }.filter { seen.insert($0.id).inserted }
  }

  /// What does not hold together; empty for a sound cluster.
  public var problems: [TopologyProblem] {
    var problems: [TopologyProblem] = []
    if Set(pools.map(\.id)).count < pools.count {
      problems.append(
        TopologyProblem(
          key: "pools", problem: "two pools have one id", remedy: "name the pools apart"))
    }
    return problems + pools.flatMap(\.problems) + sources.problems(knowing: Self.figures)
  }
}
