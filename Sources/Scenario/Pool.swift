public import Topology

extension Scenario {
  /// Machines in one place.
  public struct Cluster: Hashable, Sendable {
    /// The name in files.
    public var id: String
    /// Whether `--cluster` replaces this one.
    public var isMain: Bool
    /// The catalogue's name or the file that describes it; nil where the scenario itself does.
    public var origin: String?
    /// Its pools, with where their nodes stand.
    public var topology: ClusterTopology

    /// Nodes, spares and failed ones included.
    public var nodes: Int { topology.nodes }
    /// Nodes kept back for failures.
    public var spareNodes: Int { topology.pools.reduce(0) { $0 + $1.spareNodes } }
    /// Nodes out of service.
    public var failedNodes: Int { topology.pools.reduce(0) { $0 + $1.failedNodes } }
  }

  /// The GPUs that are given out together; counted in units, which are nodes.
  public struct Pool: Hashable, Sendable {
    /// The name in files: the accelerator's, unless two clusters share it.
    public var id: String
    /// The cluster it lies in.
    public var cluster: String
    /// The id of its accelerator.
    public var accelerator: String
    /// H100-equivalents of one GPU.
    public var h100ePerGPU: Double
    /// What the same GPU rents for, dollars an hour, if a price was given.
    public var rentPerGPUHour: Double?
    /// Its nodes, racks and domains.
    public var geometry: TopologyPool
    /// Units rented beside the nodes of the cluster: they can be given out, and have no place in it.
    public var rentedUnits = 0
    /// Units that the plan itself may rent; what each costs is ``rentPerUnitYear``.
    public var rentableUnits = 0
    /// Units that arrive or leave in the course of the horizon, by month; they have no place yet.
    public var deliveries: [Delivery] = []
    /// Units kept back beyond spares, so that the plan survives a failure.
    public var reservedUnits = 0
    /// What one unit draws, in watts, if that is known.
    public var wattsPerUnit: Double?
    private let ownedUnits: Int

    /// Units that can be given out from the beginning: nodes without spares, failed and reserved ones,
    /// and what is rented.
    public var capacity: Int {
      let arrived = deliveries.reduce(0) { $1.month == 0 ? $0 + $1.units : $0 }
      return max(0, max(0, ownedUnits - reservedUnits) + rentedUnits + arrived)
    }

    /// A pool of a cluster.
    public init(
      id: String, cluster: String, accelerator: String, h100ePerGPU: Double,
      rentPerGPUHour: Double? = nil, geometry: TopologyPool
    ) {
      self.id = id
      self.cluster = cluster
      self.accelerator = accelerator
      self.h100ePerGPU = h100ePerGPU
      self.rentPerGPUHour = rentPerGPUHour
      self.geometry = geometry
      ownedUnits = geometry.usableNodes
    }

    /// GPUs of one unit.
    public var gpusPerUnit: Int { geometry.gpusPerNode }
    /// H100-equivalents of one unit.
    public var h100ePerUnit: Double { Double(gpusPerUnit) * h100ePerGPU }
    /// H100-equivalents in service, spares included.
    public var inServiceH100e: Double { Double(geometry.inServiceGPUs) * h100ePerGPU }
    /// The fewest units of at least so many H100-equivalents; a product may fall short by its last bit.
    package func units(meeting h100e: Double) -> Int {
      var units = max(0, Int((h100e / h100ePerUnit).rounded(.down)))
      while Double(units) * h100ePerUnit < h100e { units += 1 }
      return units
    }

    /// What one rented unit costs, dollars a year of 8,760 hours.
    public var rentPerUnitYear: Double? { rentPerGPUHour.map { $0 * 8_760 * Double(gpusPerUnit) } }
  }

  /// The pool that people weigh, as its place in ``pools``: the largest of the largest cluster.
  package var weighedPool: Int? {
    pools.firstIndex {
      $0.cluster == weighedCluster.id && $0.inServiceH100e == weighedCluster.h100e
    }
  }

  /// The cluster with the largest pool in service: nobody trains across pools.
  ///
  /// Ties go to the first id.
  static func weighedCluster(among pools: [Pool]) -> WeighedCluster? {
    let largest = pools.sorted { $0.cluster < $1.cluster }.reduce(nil as Pool?) { best, pool in
      best.map { pool.inServiceH100e > $0.inServiceH100e } ?? true ? pool : best
    }
    return largest.map { WeighedCluster(id: $0.cluster, h100e: $0.inServiceH100e) }
  }
}
