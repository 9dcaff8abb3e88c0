extension PlanDocument {
  /// What one team gets.
  public struct Team: Codable, Hashable, Sendable {
    /// The team.
    public var id: String
    /// Today.
    public var current: [PoolGPUs]
    /// Under the plan.
    public var granted: [PoolGPUs]
    /// The same from later months on; absent where one grant holds for the whole horizon.
    public var later: [LaterGrant]?
    /// The chance that one person stays a year.
    public var stay: Double
    /// 5 % quantile.
    public var stayLow: Double
    /// 95 % quantile.
    public var stayHigh: Double
    /// Today.
    public var presentStay: Double
    /// Under the plan.
    public var value: Double
    /// Today.
    public var presentValue: Double
    /// Worth under the plan less worth today.
    public var change: Double
    /// More people leaving in a year than today.
    public var leavers: Double
    /// Why not its present compute, or a node more; absent where that was not asked for.
    public var whyNot: String?
    /// The same in numbers.
    public var alternative: Alternative?
    /// Where the grant sits.
    public var placement: [Place]
    /// Nodes that the team leaves for others, of those that it holds today and still gets as many of;
    /// absent where its nodes of today are not stated.
    public var movedNodes: Int?
    /// Racks or domains that its grants lie in, over all pools; absent where none are known.
    public var racksCrossed: Int?

    private enum CodingKeys: String, CodingKey {
      case movedNodes = "moved_nodes"
      case racksCrossed = "racks_crossed"
      case id, current, granted, later, stay, value, change, leavers, placement, alternative
      case whyNot = "why_not"
      case stayLow = "stay_low"
      case stayHigh = "stay_high"
      case presentStay = "present_stay"
      case presentValue = "present_value"
    }
  }

  /// What a team gets from a later month on.
  public struct LaterGrant: Codable, Hashable, Sendable {
    /// The month of the plan.
    public var fromMonth: Int
    /// GPUs from then on.
    public var granted: [PoolGPUs]

    private enum CodingKeys: String, CodingKey {
      case granted
      case fromMonth = "from_month"
    }
  }

  /// GPUs of a pool.
  public struct PoolGPUs: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Physical GPUs.
    public var gpus: Int
    /// The same in units.
    public var units: Int
  }

  /// Where part of a grant sits.
  public struct Place: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// What the nodes stand in, with its number from 0: `rack 3`.
    public var domain: String
    /// The first node, counted from 0 in the pool.
    public var firstNode: Int
    /// The nodes' names as a host list; absent if unknown.
    public var hosts: String?
    /// Nodes.
    public var units: Int
    /// Physical GPUs.
    public var gpus: Int
    /// Host NUMA nodes on each of the nodes, by the operating system's numbers; absent where the
    /// machine is not known.
    public var numaNodes: [Int]?
    /// Cores that go with them; absent where the machine is not known.
    public var cores: Int?
    /// Which cores on each node, as `0-27,56-83`, counted over its NUMA nodes in their order; absent
    /// where the machine is not known.
    public var coreRanges: String?
    /// Bytes of host memory that go with them; absent where the machine is not known.
    public var memoryBytes: Int?

    private enum CodingKeys: String, CodingKey {
      case pool, domain, units, gpus, cores, hosts
      case firstNode = "first_node"
      case numaNodes = "numa_nodes"
      case coreRanges = "core_ranges"
      case memoryBytes = "memory_bytes"
    }
  }
}
