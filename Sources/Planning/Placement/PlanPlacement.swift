internal import Scenario
public import Topology

/// Where one team's grant of one pool sits.
public struct PlacedGrant: Hashable, Sendable {
  /// The pool.
  public var pool: String
  /// What the nodes stand in: `domain`, `rack`, a network tier's name, or `pool` where nothing is known.
  public var group: String
  /// Which of them, counted from 0.
  public var index: Int
  /// The nodes, counted from 0 in the pool.
  public var nodes: Range<Int>
  /// Their names; empty if unknown.
  public var hosts: HostNames
  /// Physical GPUs.
  public var gpus: Int
  /// The cores and host memory that go with them; zero where the machine is not known.
  public var host: HostShare

  /// Whether the place says more than the pool: a node's number alone tells nobody anything.
  public var isTelling: Bool { group != "pool" || !hosts.isEmpty }
}

/// How many jobs of one size still find a place when all grants and promises sit.
public struct FreeSlots: Hashable, Sendable {
  /// GPUs of one job.
  public var size: Int
  /// Jobs of that size, and no others, that fit at once.
  public var count: Int
}

/// How well the grants of one pool sit.
public struct PlacementQuality: Hashable, Sendable {
  /// What grants are kept within: `domain`, `rack` or a network tier's name.
  public var group: String
  /// Domains or racks that grants lie in, summed over grants; one each where none is split.
  public var crossed: Int
  /// Domains or racks of which some nodes are granted and others are free, counted from 0.
  public var broken: [Int]
  /// Nodes that teams leave for others, of those that they hold today and still get as many of; nil
  /// where no team's nodes of today are known.
  public var moved: Int?
  /// Proven: no placement of these grants moves fewer nodes, and none that moves as many crosses fewer
  /// domains or racks.
  public var isBest: Bool
}

/// Puts the grants of a plan's first period onto the pools' racks and domains.
///
/// Teams first by blocks and size, then what is promised in offers as one reserve per pool, because a
/// promise has no place before it is accepted. Rented nodes have no place either.
struct PlanPlacement {
  /// Team id to places, over all pools.
  private(set) var teams: [String: [PlacedGrant]] = [:]
  /// Where everything sits, in the order of pools.
  private(set) var placements: [Placement] = []
  /// How well, in the order of pools; nil where no racks or domains are known and no nodes of today.
  private(set) var qualities: [PlacementQuality?] = []
  /// The slots left in each pool, in the order of pools.
  private(set) var slots: [[FreeSlots]] = []
  /// What a reader has to know, in words.
  private(set) var notes: [String] = []
  // Nodes moved and groups crossed, by team.
  private var moved: [String: Int] = [:]
  private var crossed: [String: Int] = [:]

  /// What a pool's promises are called; no team can be, because of the space.
  static let reserve = "promised in offers"

  /// Sizes of the jobs that are counted, in GPUs.
  static let slotSizes = [8, 16, 64]

  /// - Parameter plan: With its teams' grants and the pools' promises.
  init(of plan: Plan) {
    for (index, pool) in plan.scenario.pools.enumerated() {
      let row = plan.resources[index]
      let requests = requests(of: plan, index)
      let placement = pool.geometry.place(
        housed(requests, in: pool, rented: pool.rentedUnits + Int(row.rented)))
      enter(placement, of: plan.scenario, index)
    }
    if let cost = plan.scenario.policy.moveCost {
      let nodes = qualities.reduce(0) { $0 + ($1?.moved ?? 0) }
      if nodes > 0 {
        notes.append(
          "Moving teams off \(nodes) node\(nodes == 1 ? "" : "s") costs "
            + "\(Int((Double(nodes) * cost).rounded())) dollars at the stated "
            + "\(Int(cost.rounded())) each; the plan's worth does not contain it.")
      }
    }
  }

  /// Writes it into a plan.
  func enter(into plan: inout Plan) {
    for (index, team) in plan.teams.enumerated() {
      plan.teams[index].placement = teams[team.id] ?? []
      plan.teams[index].movedNodes = moved[team.id]
      plan.teams[index].groupsCrossed = crossed[team.id]
    }
    for index in plan.scenario.pools.indices {
      plan.resources[index].freeSlots = slots[index]
      plan.resources[index].placement = qualities[index]
    }
    plan.placements = placements
    plan.notes += notes
  }

  private func requests(of plan: Plan, _ index: Int) -> [Placement.Request] {
    let pool = plan.scenario.pools[index]
    let reserve = plan.resources[index].heldUnits
    return plan.teams.indices.compactMap { place -> Placement.Request? in
      let units = plan.teams[place].granted[index]
      let team = plan.scenario.teams[place]
      return units == 0
        ? nil
        : Placement.Request(
          id: team.id, gpus: units * pool.gpusPerUnit, blockNodes: team.blockNodes[index],
          nodesToday: team.currentNodes[index] ?? RangeSet())
    }
      + (reserve == 0
        ? [] : [Placement.Request(id: Self.reserve, gpus: reserve * pool.gpusPerUnit)])
  }

  // What exceeds the nodes that are there is rented: promises first, then the smallest grants that do
  // not come in blocks.
  private mutating func housed(
    _ requests: [Placement.Request], in pool: Scenario.Pool, rented: Int
  ) -> [Placement.Request] {
    let total = requests.reduce(0) { $0 + $1.gpus / pool.gpusPerUnit }
    var excess = min(rented, max(0, total - pool.geometry.usableNodes))
    if excess == 0 { return requests }
    notes.append(
      "\(excess) node\(excess == 1 ? "" : "s") of \(pool.id) \(excess == 1 ? "is" : "are") rented "
        + "and not placed here.")
    var housed = requests
    let order = housed.indices.filter { housed[$0].blockNodes == 1 }.sorted { a, b in
      func rank(_ index: Int) -> (Int, Int, String) {
        (housed[index].id == Self.reserve ? 0 : 1, housed[index].gpus, housed[index].id)
      }
      return rank(a) < rank(b)
    }
    for index in order {
      let units = min(excess, housed[index].gpus / pool.gpusPerUnit)
      housed[index].gpus -= units * pool.gpusPerUnit
      excess -= units
    }
    return housed.filter { $0.gpus > 0 }
  }

  private mutating func enter(
    _ placement: Placement, of scenario: Scenario, _ index: Int
  ) {
    let pool = scenario.pools[index]
    let group = pool.geometry.placementGroup
    let isStated = scenario.teams.contains { $0.currentNodes[index] != nil }
    for grant in placement.grants where grant.id != Self.reserve {
      teams[grant.id, default: []] += grant.pieces.map { piece in
        PlacedGrant(
          pool: pool.id, group: group.name, index: piece.group, nodes: piece.nodes,
          hosts: pool.geometry.hosts.isEmpty ? HostNames() : pool.geometry.hosts[piece.nodes],
          gpus: piece.count(perNode: pool.gpusPerUnit), host: pool.geometry.hostShare(of: piece))
      }
      if group.name != "pool" { crossed[grant.id, default: 0] += grant.groupsCrossed }
      if scenario.teams.contains(where: { $0.id == grant.id && $0.currentNodes[index] != nil }) {
        moved[grant.id, default: 0] += grant.movedNodes
      }
    }
    placements.append(placement)
    qualities.append(
      group.name == "pool" && !isStated
        ? nil
        : PlacementQuality(
          group: group.name,
          crossed: placement.grants.reduce(0) {
            $0 + ($1.id == Self.reserve ? 0 : $1.groupsCrossed)
          },
          broken: group.name == "pool" ? [] : pool.geometry.brokenGroups(by: placement),
          moved: isStated ? placement.grants.reduce(0) { $0 + $1.movedNodes } : nil,
          isBest: placement.isBest))
    for missing in placement.unplaced {
      notes.append(
        "\(missing.gpus) GPUs of \(pool.id) for \(missing.id) find no place together.")
    }
    for size in scenario.blockSizes(ofPool: index) {
      let scope = pool.geometry.blockScope(of: size)
      if scope.groups != group.groups {
        notes.append(
          "Blocks of \(size) nodes of \(pool.id) are larger than a \(group.name): each lies within "
            + "one \(scope.name).")
      }
    }
    slots.append(
      pool.geometry.slots(sizes: Self.slotSizes, in: placement.free).map {
        FreeSlots(size: $0.size, count: $0.count)
      })
  }
}
