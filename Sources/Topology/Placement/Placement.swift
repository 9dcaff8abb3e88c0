/// Where the grants of a pool sit.
public struct Placement: Hashable, Sendable {
  /// What is placed where, by id.
  public var grants: [Grant]
  /// What finds no place, by id.
  public var unplaced: [Request]
  /// What is left.
  public var free: FreeCapacity
  /// Everything is placed, and proven: no placement moves fewer nodes; none that moves as many crosses
  /// fewer groups; none of those takes nodes of fewer groups.
  public var isBest = false

  /// GPUs that somebody is granted.
  public struct Request: Hashable, Sendable {
    /// Whose.
    public var id: String
    /// How many; what is over after whole nodes shares a node.
    public var gpus: Int
    /// The nodes are given in blocks of so many, each whole within one domain, rack or tier.
    public var blockNodes: Int
    /// The nodes that it has today, none of them another's; empty if unknown.
    public var nodesToday: RangeSet<Int>

    /// A request.
    public init(
      id: String, gpus: Int, blockNodes: Int = 1, nodesToday: RangeSet<Int> = RangeSet()
    ) {
      self.id = id
      self.gpus = gpus
      self.blockNodes = blockNodes
      self.nodesToday = nodesToday
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
    /// Nodes that it leaves for others: of those it has today, as many as it still gets, less those that
    /// it keeps.
    public var movedNodes = 0

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
  /// A request keeps what it has today where it can; then it lies in the fewest groups that hold it:
  /// full ones first, and the rest where it leaves the least behind, so that whole domains stay whole;
  /// of racks rather those of one tier. A request that does not fit as a whole is left out. What is
  /// less than a node goes last, next to others within one NUMA node. The order of requests does not
  /// matter.
  ///
  /// Largest blocks first, then the most nodes, then by id, and where that is not proven best, a search
  /// bounded by its steps; ``Placement/isBest`` says what is known. Everything is
  /// placed that can be where block sizes divide each other, and otherwise where ``fit(_:)`` can tell.
  /// Source: Coffman, Garey, Johnson 1987, "Bin packing with divisible item sizes".
  public func place(_ requests: [Placement.Request]) -> Placement {
    precondition(
      Set(requests.map(\.id)).count == requests.count, "every request has an id of its own")
    var packing = Packing(self)
    let order = requests.sorted {
      let (a, b) = ($0.gpus / max(1, gpusPerNode), $1.gpus / max(1, gpusPerNode))
      return ($1.blockNodes, b, $0.id) < ($0.blockNodes, a, $1.id)
    }
    packing.placeNodes(of: order)
    packing.placeParts()
    return packing.placement
  }
}

extension TopologyPool {
  /// The domains or racks that a placement breaks: some of their nodes are granted, others are free.
  public func brokenGroups(by placement: Placement) -> [Int] {
    let groups = placementGroup.groups
    let taken = Set(placement.grants.flatMap { $0.pieces.map(\.group) })
    let free = Set(placement.free.nodes.pieces(of: groups).map(\.group))
    return taken.intersection(free).sorted()
  }
}
