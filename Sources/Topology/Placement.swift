/// Where the grants of a pool sit.
public struct Placement: Hashable, Sendable {
  /// What is placed where, by id.
  public var grants: [Grant]
  /// What finds no place, by id.
  public var unplaced: [Request]
  /// What is left.
  public var free: FreeCapacity

  /// GPUs that somebody is granted.
  public struct Request: Hashable, Sendable {
    /// Whose.
    public var id: String
    /// How many; what is over after whole nodes shares a node.
    public var gpus: Int
    /// The nodes are given in blocks of so many, each whole within one domain, rack or tier.
    public var blockNodes: Int

    /// A request.
    public init(id: String, gpus: Int, blockNodes: Int = 1) {
      self.id = id
      self.gpus = gpus
      self.blockNodes = blockNodes
    }
  }

  /// A request with its place.
  public struct Grant: Hashable, Sendable {
    /// Whose.
    public var id: String
    /// How many.
    public var gpus: Int
    /// Where: by node, no two in one run of nodes of one group.
    public var pieces: [Piece]

    /// Groups (domains, else racks) that the grant lies in.
    public var groupsCrossed: Int { Set(pieces.map(\.group)).count }
  }

  /// Neighbouring nodes of one group, or GPUs of one node.
  public struct Piece: Hashable, Sendable {
    /// The domain, or the rack where domains are nodes; see ``TopologyPool/placementGroup``.
    public var group: Int
    /// The nodes.
    public var nodes: Range<Int>
    /// The indices of the GPUs, where it is part of one node; nil for whole nodes.
    public var gpus: [Int]?

    /// GPUs of the piece, for nodes of `gpusPerNode`.
    public func count(perNode gpusPerNode: Int) -> Int {
      gpus?.count ?? nodes.count * gpusPerNode
    }
  }
}

extension TopologyPool {
  /// What a placement keeps together: domains of several nodes, else racks, else the first tier,
  /// else the whole pool.
  public var placementGroup: (name: String, groups: NodeGroups) {
    if nodesPerDomain > 1 { return ("domain", domains) }
    if let racks { return ("rack", racks) }
    return tiers.first.map { ($0.name, $0.units) } ?? ("pool", NodeGroups(of: max(1, nodes)))
  }

  /// Gives every request its place.
  ///
  /// Largest blocks first, then the most nodes, then by id, so that the order of the requests does
  /// not matter. A request takes the fewest groups that hold it: full ones first, and the rest where
  /// it leaves the least behind, so that whole domains stay whole; of racks rather those of one
  /// tier. A request that does not fit as a whole is left out. What is less than a node goes last,
  /// next to others within one NUMA node.
  ///
  /// Where block sizes divide each other, everything is placed that can be; where the sizes also
  /// divide the group, no placement crosses or opens fewer groups.
  /// Source: Coffman, Garey, Johnson 1987, "Bin packing with divisible item sizes".
  /// Complexity: O(groups · (requests + groups)).
  public func place(_ requests: [Placement.Request]) -> Placement {
    precondition(
      Set(requests.map(\.id)).count == requests.count, "every request has an id of its own")
    var packing = Packing(self)
    let order = requests.sorted {
      let (a, b) = ($0.gpus / max(1, gpusPerNode), $1.gpus / max(1, gpusPerNode))
      return ($1.blockNodes, b, $0.id) < ($0.blockNodes, a, $1.id)
    }
    for request in order { packing.placeNodes(of: request) }
    packing.placeParts()
    return packing.placement
  }
}
