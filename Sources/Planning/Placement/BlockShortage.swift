internal import Allocation
internal import Scenario
internal import Topology

/// Floors that come in blocks of which the domains of a pool hold too few.
struct BlockShortage {
  let paths: [String]
  let sentence: String
  let relaxations: [PlanConflict.Relaxation]

  private struct Need {
    let team: Scenario.Team
    let block: Int
    let blocks: Int
    let weight: Int
    let path: String

    var load: Int { blocks * weight }
  }

  /// Nil where no row of blocks is part of the conflict.
  init?(_ conflict: Conflict, in scenario: Scenario) {
    let named = Set(conflict.resources.map(\.resource))
    let slots = BlockRow.slots(of: scenario)
    if let row = slots.first(where: {
      named.contains($0.row(named: "\($0.blocks)", in: scenario).resource)
    }) {
      self.init(row, in: scenario)
    } else if let pool = scenario.pools.indices.first(where: { pool in
      named.contains { $0.hasPrefix("block_slots.\(scenario.pools[pool].id)-blocks-") }
    }) {
      self.init(cutOf: pool, in: scenario)
    } else {
      return nil
    }
  }

  // Too few slots of one size, whatever else there is.
  private init?(_ row: BlockRow, in scenario: Scenario) {
    let pool = scenario.pools[row.pool]
    let weights = row.weights(in: scenario)
    let needs = Self.needs(of: row.pool, weights, in: scenario)
    let most = row.most(in: scenario) ?? 0
    let total = needs.reduce(0) { $0 + $1.load }
    guard total > most else { return nil }
    var fewest: [Need] = []
    var sum = 0
    for need in needs where sum <= most {
      fewest.append(need)
      sum += need.load
    }
    let short = total - most
    let scope = pool.geometry.blockScope(of: row.blocks).name
    paths = fewest.map(\.path) + ["clusters.\(pool.cluster)"]
    sentence =
      "the floors of \(Self.list(fewest)) need \(sum) slots for blocks of \(row.blocks) nodes of "
      + pool.id + (total > sum ? ", all floors together \(total)" : "")
      + ", and its \(scope)s hold \(most): lower them by \(short) "
      + "block\(short == 1 ? "" : "s") of \(row.blocks) in all, or give smaller blocks"
    relaxations = needs.compactMap { need in
      let fewer = (short + need.weight - 1) / need.weight
      guard fewer <= need.blocks, need.team.floor[row.pool] == need.blocks * need.block else {
        return nil
      }
      let units = need.blocks * need.block
      return PlanConflict.Relaxation(
        path: need.path, present: units * pool.gpusPerUnit,
        needed: (units - fewer * need.block) * pool.gpusPerUnit, units: fewer * need.block)
    }
  }

  // Enough slots of each size, and still no packing.
  private init(cutOf index: Int, in scenario: Scenario) {
    let pool = scenario.pools[index]
    let needs = Self.needs(of: index, nil, in: scenario)
    paths = needs.map(\.path) + ["clusters.\(pool.cluster)"]
    sentence =
      "the floors of \(Self.list(needs)) do not pack into the \(pool.geometry.placementGroup.name)s "
      + "of \(pool.id): no way to lay the blocks leaves each whole"
    relaxations = []
  }

  private static func needs(
    of pool: Int, _ weights: [BlockLimit.Weight]?, in scenario: Scenario
  ) -> [Need] {
    scenario.teams.compactMap { team -> Need? in
      let block = team.blockNodes[pool]
      let weight = weights.map { all in all.first { $0.nodes == block }?.weight ?? 0 } ?? 1
      let blocks = team.least(of: pool) / block
      if block == 1 || weight == 0 || blocks == 0 { return nil }
      let suffix = scenario.pools.count == 1 ? "" : ".\(scenario.pools[pool].id)"
      let isLimit = team.least(of: pool) >= team.floor[pool] + block
      return Need(
        team: team, block: block, blocks: blocks, weight: weight,
        path: "teams[\(team.id)].\(isLimit ? "change_limit_gpus" : "floor_gpus")\(suffix)")
    }.sorted { ($1.load, $0.team.id) < ($0.load, $1.team.id) }
  }

  // `a (2 of 8) and b (1 of 16)`.
  private static func list(_ needs: [Need]) -> String {
    let names = needs.map { "\($0.team.id) (\($0.blocks) of \($0.block))" }
    return names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])"
      : names.first ?? "nobody"
  }
}
