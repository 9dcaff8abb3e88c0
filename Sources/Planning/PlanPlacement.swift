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

/// Puts the grants of a plan onto the pools' racks and domains.
///
/// Teams first by size, then what is promised in offers as one reserve per pool, because a promise has
/// no place before it is accepted.
struct PlanPlacement {
  /// Team id to places, over all pools.
  private(set) var teams: [String: [PlacedGrant]] = [:]
  /// Where everything sits, in the order of pools.
  private(set) var placements: [Placement] = []
  /// The slots left in each pool, in the order of pools.
  private(set) var slots: [[FreeSlots]] = []
  /// What found no place as a whole, in words.
  private(set) var notes: [String] = []

  /// What a pool's promises are called; no team can be, because of the space.
  static let reserve = "promised in offers"

  /// Sizes of the jobs that are counted, in GPUs.
  static let slotSizes = [8, 16, 64]

  /// - Parameters:
  ///   - grants: Team ids with units per pool.
  ///   - reserves: Units promised in offers, per pool.
  init(_ pools: [Scenario.Pool], grants: [(id: String, units: [Int])], reserves: [Int]) {
    for (index, pool) in pools.enumerated() {
      let reserve = Placement.Request(
        id: Self.reserve, gpus: reserves[index] * pool.gpusPerUnit)
      let requests = grants.filter { $0.units[index] > 0 }.map {
        Placement.Request(id: $0.id, gpus: $0.units[index] * pool.gpusPerUnit)
      }
      let placement = pool.geometry.place(requests + (reserve.gpus > 0 ? [reserve] : []))
      for grant in placement.grants where grant.id != reserve.id {
        teams[grant.id, default: []] += grant.pieces.map { piece in
          PlacedGrant(
            pool: pool.id, group: pool.geometry.placementGroup.name, index: piece.group,
            nodes: piece.nodes,
            hosts: pool.geometry.hosts.isEmpty ? HostNames() : pool.geometry.hosts[piece.nodes],
            gpus: piece.count(perNode: pool.gpusPerUnit),
            host: pool.geometry.hostShare(of: piece))
        }
      }
      placements.append(placement)
      for missing in placement.unplaced {
        notes.append(
          "\(missing.gpus) GPUs of \(pool.id) for \(missing.id) find no place together.")
      }
      slots.append(
        pool.geometry.slots(sizes: Self.slotSizes, in: placement.free).map {
          FreeSlots(size: $0.size, count: $0.count)
        })
    }
  }
}
