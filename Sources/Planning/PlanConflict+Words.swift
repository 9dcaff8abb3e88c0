internal import Allocation
internal import Scenario

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
    if overfull.isEmpty {
      paths = conflict.claimants + conflict.resources.map(\.resource)
      sentence =
        "the floors of \(conflict.claimants.joined(separator: ", ")) do not fit together into "
        + conflict.resources.map(\.resource).joined(separator: " and ")
    } else {
      paths = overfull.flatMap(\.paths)
      sentence = overfull.map(\.sentence).joined(separator: "; and ")
    }
  }
}

/// A pool that its floors exceed.
private struct Overfull {
  let paths: [String]
  let sentence: String

  /// Nil when the floors fit.
  init?(_ index: Int, in scenario: Scenario) {
    let pool = scenario.pools[index]
    let floors = scenario.teams.map { (id: $0.id, units: $0.floor[index]) }
      .sorted { ($1.units, $0.id) < ($0.units, $1.id) }
    let total = floors.reduce(0) { $0 + $1.units }
    guard total > pool.capacity else { return nil }
    var fewest: [(id: String, units: Int)] = []
    var sum = 0
    for floor in floors where sum <= pool.capacity {
      fewest.append(floor)
      sum += floor.units
    }
    let key = scenario.pools.count == 1 ? "floor_gpus" : "floor_gpus.\(pool.id)"
    paths = fewest.map { "teams[\($0.id)].\(key)" } + ["clusters.\(pool.cluster).nodes"]
    let names = fewest.map { "\($0.id) (\($0.units))" }
    let list =
      names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])" : names[0]
    let short = total - pool.capacity
    let all = total > sum ? ", all floors together \(total)" : ""
    sentence =
      "the floor\(names.count > 1 ? "s" : "") of \(list) need\(names.count > 1 ? "" : "s") \(sum) "
      + "nodes of \(pool.id)\(all), and the pool has \(pool.capacity): lower floors by \(short) "
      + "nodes (\(short * pool.gpusPerUnit) GPUs) in all, or add \(short) nodes to \(pool.cluster)"
  }
}
