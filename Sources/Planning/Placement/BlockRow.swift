internal import Allocation
public import Scenario
public import Topology

/// A row of the problem that keeps grants in blocks within what the domains of a pool can hold.
public struct BlockRow: Hashable, Sendable {
  /// The pool, by its place.
  public var pool: Int
  /// The period of the horizon, by its place.
  public var period: Int
  /// What it counts.
  public var count: Count

  /// What a row counts.
  public enum Count: Hashable, Sendable {
    /// Slots of one size: each block as often as the size goes into it.
    case slots(Int)
    /// Blocks by weights whose sum no packing exceeds: found when a plan did not pack.
    case limit([BlockLimit.Weight])
    /// Teams that have at least so many blocks: all of these together do not pack.
    case combination([Part])
  }

  /// Blocks of one team.
  public struct Part: Hashable, Sendable {
    /// The team.
    public var team: String
    /// Nodes of one block.
    public var nodes: Int
    /// Blocks.
    public var blocks: Int

    /// So many blocks of so many nodes for a team.
    public init(team: String, nodes: Int, blocks: Int) {
      (self.team, self.nodes, self.blocks) = (team, nodes, blocks)
    }
  }

  /// Whether it is part of every problem, rather than found by a plan that did not pack.
  var isSlots: Bool { if case .slots = count { true } else { false } }

  /// Nodes of the block whose slots it counts; 0 for a cut.
  var blocks: Int { if case .slots(let size) = count { size } else { 0 } }

  /// What units of a team count.
  func load(of units: Int, of team: Scenario.Team, _ weights: [BlockLimit.Weight]) -> Int {
    let block = team.blockNodes[pool]
    if case .combination(let parts) = count {
      guard let part = parts.first(where: { $0.team == team.id && $0.nodes == block }) else {
        return 0
      }
      return units >= part.blocks * block ? 1 : 0
    }
    return (weights.first { $0.nodes == block }?.weight ?? 0) * (units / block)
  }

  /// The weights of block sizes; none for a combination.
  public func weights(in scenario: Scenario) -> [BlockLimit.Weight] {
    switch count {
    case .slots(let size):
      scenario.blockGeometry(ofPool: pool, in: period)
        .slotLimit(of: size, among: scenario.blockSizes(ofPool: pool)).weights
    case .limit(let weights): weights
    case .combination: []
    }
  }

  /// The most that any packing comes to; nil for a combination that does pack, or may.
  func most(in scenario: Scenario) -> Int? {
    let geometry = scenario.blockGeometry(ofPool: pool, in: period)
    guard case .combination(let parts) = count else {
      return geometry.mostLoad(of: weights(in: scenario))
    }
    let blocks = parts.map { BlockCount(nodes: $0.nodes, count: $0.blocks) }
    if case .impossible = geometry.fit(blocks) { return parts.count - 1 }
    return nil
  }

  /// The slot rows of a scenario: each pool and period, each size of its blocks.
  static func slots(of scenario: Scenario) -> [BlockRow] {
    scenario.pools.indices.flatMap { pool in
      let sizes = scenario.blockSizes(ofPool: pool)
      return sizes.isEmpty
        ? []
        : scenario.periods.indices.flatMap { period in
          sizes.map { BlockRow(pool: pool, period: period, count: .slots($0)) }
        }
    }
  }

  /// The row of the problem; a combination that may pack in this scenario holds nobody back.
  func row(named name: String, in scenario: Scenario) -> PlanRow {
    let start = scenario.periods[period].start
    let id = "\(scenario.pools[pool].id)-blocks-\(name)" + (start == 0 ? "" : "@\(start)")
    return PlanRow(
      kind: .blocks(self), id: id, resource: "block_slots." + id,
      capacity: Int64(most(in: scenario) ?? scenario.teams.count))
  }
}

extension PlanRows {
  /// Enters what units of a team use of blocks in a period.
  func chargeBlocks(
    _ units: [Int], of team: Scenario.Team, in period: Int, to use: inout [Int64]
  ) {
    if blockWeights.isEmpty { return }
    for (place, row) in rows.enumerated() {
      guard case .blocks(let row) = row.kind, row.period == period else { continue }
      use[place] = Int64(row.load(of: units[row.pool], of: team, blockWeights[place] ?? []))
    }
  }
}

extension Scenario {
  /// The sizes of blocks that teams get of a pool, ascending, without single nodes.
  func blockSizes(ofPool pool: Int) -> [Int] {
    Set(teams.map { $0.blockNodes[pool] }).filter { $0 > 1 }.sorted()
  }

  /// The nodes of a pool in one period, as blocks see them.
  ///
  /// What arrives is taken to stand in domains and racks like those that are there; what leaves, to be
  /// the last nodes. Rented nodes have no place, and hold no blocks.
  func blockGeometry(ofPool index: Int, in period: Int) -> TopologyPool {
    let pool = pools[index]
    let month = periods[period].start
    let change = pool.deliveries.reduce(0) { $1.month <= month ? $0 + $1.units : $0 }
    var geometry = pool.geometry
    if change == 0 { return geometry }
    geometry.hosts = HostNames()
    if change > 0 { geometry.nodes += change } else { geometry.failedNodes -= change }
    return geometry
  }
}
