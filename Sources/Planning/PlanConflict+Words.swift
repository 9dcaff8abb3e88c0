internal import Allocation
internal import Scenario
internal import Topology

extension PlanConflict {
  /// Says in the user's words which floors exceed which pools.
  ///
  /// Names the fewest teams whose floors alone exceed a pool (largest first), then by how much all
  /// floors do: what has to give is the latter.
  init(_ conflict: Conflict, in scenario: Scenario) {
    let pools = scenario.pools.indices.filter { pool in
      conflict.resources.contains { $0.resource == "pools.\(scenario.pools[pool].id)" }
    }
    let overfull = pools.compactMap { Overfull($0, in: scenario) }
    if overfull.isEmpty, let shortage = BlockShortage(conflict, in: scenario) {
      (paths, sentence) = (shortage.paths, shortage.sentence)
      relaxations = shortage.relaxations
    } else if overfull.isEmpty {
      paths = conflict.claimants + conflict.resources.map(\.resource)
      sentence =
        "the floors of \(conflict.claimants.joined(separator: ", ")) do not fit together into "
        + conflict.resources.map(\.resource).joined(separator: " and ")
    } else {
      paths = overfull.flatMap(\.paths)
      sentence = overfull.map(\.sentence).joined(separator: "; and ")
      // Where two pools are too small, no single change will do.
      if overfull.count == 1 { relaxations = overfull[0].relaxations }
    }
  }
}

/// A pool that is too small for what teams have to get of it.
private struct Overfull {
  /// What a team has to get, and why.
  struct Need {
    let team: Scenario.Team
    let pool: Int
    let units: Int
    /// Whether the change limit, and not the floor, makes the need.
    let isLimit: Bool
    let path: String
  }

  let paths: [String]
  let sentence: String
  let relaxations: [PlanConflict.Relaxation]

  /// Nil when the needs fit.
  init?(_ index: Int, in scenario: Scenario) {
    let pool = scenario.pools[index]
    let needs = scenario.teams.map { Need($0, of: index, in: scenario) }
      .sorted { ($1.units, $0.team.id) < ($0.units, $1.team.id) }
    let total = needs.reduce(0) { $0 + $1.units }
    guard total > pool.capacity else { return nil }
    var fewest: [Need] = []
    var sum = 0
    for need in needs where sum <= pool.capacity {
      fewest.append(need)
      sum += need.units
    }
    let short = total - pool.capacity
    let cluster = Self.nodes(of: pool, in: scenario)
    paths = fewest.map(\.path) + ["clusters.\(pool.cluster).nodes"]
    relaxations =
      needs.compactMap { $0.relaxation(by: short, gpusPerUnit: pool.gpusPerUnit) }
      + (cluster.map {
        [
          PlanConflict.Relaxation(
            path: "clusters.\(pool.cluster).nodes", present: $0, needed: $0 + short, units: short)
        ]
      } ?? [])
    let names = fewest.map { "\($0.team.id) (\($0.units))" }
    let list =
      names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])" : names[0]
    let kind = fewest.contains(where: \.isLimit) ? "floors and change limits" : "floors"
    let subject = names.count > 1 || kind != "floors" ? "the \(kind)" : "the floor"
    let all = total > sum ? ", all \(kind) together \(total)" : ""
    let nodes = "\(short) node\(short == 1 ? "" : "s")"
    sentence =
      "\(subject) of \(list) need\(subject == "the floor" ? "s" : "") \(sum) "
      + "nodes of \(pool.id)\(all), and the pool has \(pool.capacity): lower them by \(nodes) "
      + "(\(short * pool.gpusPerUnit) GPUs) in all, or add \(nodes) to \(pool.cluster)"
  }

  // Nodes of the cluster, where the scenario itself says how many there are.
  private static func nodes(of pool: Scenario.Pool, in scenario: Scenario) -> Int? {
    guard let cluster = scenario.clusters.first(where: { $0.id == pool.cluster }),
      cluster.origin == nil, cluster.topology.pools.count == 1
    else { return nil }
    return cluster.nodes
  }
}

extension Overfull.Need {
  fileprivate init(_ team: Scenario.Team, of pool: Int, in scenario: Scenario) {
    self.team = team
    self.pool = pool
    units = team.least(of: pool)
    isLimit = units > team.floor[pool]
    let suffix = scenario.pools.count == 1 ? "" : ".\(scenario.pools[pool].id)"
    path = "teams[\(team.id)].\(isLimit ? "change_limit_gpus" : "floor_gpus")\(suffix)"
  }

  /// Lowering this need alone; nil where one change of it is not enough.
  func relaxation(by short: Int, gpusPerUnit: Int) -> PlanConflict.Relaxation? {
    guard units >= short else { return nil }
    var relaxed = team
    let present = isLimit ? team.changeLimit[pool] ?? 0 : units
    let needed = isLimit ? present + short : units - short
    if isLimit { relaxed.changeLimit[pool] = needed } else { relaxed.floor[pool] = needed }
    guard relaxed.least(of: pool) <= units - short else { return nil }
    return PlanConflict.Relaxation(
      path: path, present: present * gpusPerUnit, needed: needed * gpusPerUnit, units: short)
  }
}
