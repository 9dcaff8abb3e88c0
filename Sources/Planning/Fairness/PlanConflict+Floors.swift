internal import Allocation
internal import Foundation
internal import Scenario

extension PlanConflict {
  /// Says which floors of output do not fit together; nil where there are none, or where the floors and
  /// limits in nodes do not fit even without them.
  init?(floorsOf table: OptionTable, _ conflict: Conflict) {
    guard table.rule.floors.contains(where: { $0 != nil }) else { return nil }
    let search = FloorSearch(
      table.teams.map(\.unrestricted), GrantPlaces(in: table.scenario, table.further),
      in: table.unruled)
    guard search.fits([]) == true else { return nil }
    self = FloorConflict(table, search, conflict).conflict
  }
}

/// Floors of output that cannot all be kept.
private struct FloorConflict {
  private let scenario: Scenario
  private let search: FloorSearch
  /// Zero where a team has none.
  private let floors: [Double]
  private let shortages: [Conflict.Shortage]

  init(_ table: OptionTable, _ search: FloorSearch, _ conflict: Conflict) {
    scenario = table.scenario
    self.search = search
    floors = table.teams.map {
      $0.team.utilityFloor ?? table.scenario.policy.utilityFloor ?? 0
    }
    // What a team that cannot keep its floor at all would take means nothing.
    shortages = table.teams.contains { $0.options.isEmpty } ? [] : conflict.resources
  }

  var conflict: PlanConflict {
    let teams = fewest
    let pools = pools
    let sentence = teams.count == 1 ? alone(teams[0]) : together(teams, pools)
    var conflict = PlanConflict(
      paths: paths(of: teams) + pools.map { "clusters.\(scenario.pools[$0.pool].cluster).nodes" },
      sentence: sentence)
    conflict.floors = lowered(teams)
    conflict.relaxations = pools.compactMap(relaxation)
    return conflict
  }

  // The fewest teams whose floors do not fit: each in turn is let go, and stays so if that is not
  // enough (a deletion filter: Chinneck and Dravnieks, 1991).
  private var fewest: [Int] {
    var kept = floors
    for team in floors.indices.sorted(by: { (floors[$0], $0) < (floors[$1], $1) }) {
      var without = kept
      without[team] = 0
      if search.fits(without) == false { kept = without }
    }
    return kept.indices.filter { kept[$0] > 0 }
  }

  private var pools: [(pool: Int, needed: Int64)] {
    shortages.compactMap { shortage in
      guard let needed = shortage.needed,
        let pool = scenario.pools.firstIndex(where: {
          "pools.\($0.id)" == shortage.resource
            || shortage.resource.hasPrefix("pools.\($0.id)@")
        })
      else { return nil }
      return (pool, needed)
    }
  }

  private func alone(_ team: Int) -> String {
    "\(scenario.teams[team].id) reaches at most \(percent(search.reach[team], down: true)) of its "
      + "present output within its own limits and the pools, and its floor is "
      + percent(floors[team], down: false)
  }

  private func together(_ teams: [Int], _ pools: [(pool: Int, needed: Int64)]) -> String {
    let names = teams.map { scenario.teams[$0].id }
    let list = names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])"
    let needs = pools.map { pool, needed in
      "\(needed) nodes of \(scenario.pools[pool].id), which has \(scenario.pools[pool].capacity)"
    }
    return "the floors of output of \(list) do not fit together"
      + (needs.isEmpty
        ? "" : ": with the others' they need " + needs.joined(separator: ", or "))
  }

  private func paths(of teams: [Int]) -> [String] {
    let own = teams.filter { scenario.teams[$0].utilityFloor != nil }
    return (own.count < teams.count ? ["policy.utility_floor"] : [])
      + own.map { "teams[\(scenario.teams[$0].id)].utility_floor" }
  }

  private func lowered(_ teams: [Int]) -> [PlanConflict.LoweredFloor] {
    paths(of: teams).compactMap { path in
      let following = scenario.teams.map {
        path == "policy.utility_floor"
          ? $0.utilityFloor == nil : path == "teams[\($0.id)].utility_floor"
      }
      let own = zip(floors, following).map { $1 ? 0 : $0 }
      guard let highest = search.highest(for: following, above: own), highest.isProven,
        let first = following.firstIndex(of: true)
      else { return nil }
      return PlanConflict.LoweredFloor(
        path: path, present: floors[first], needed: (highest.share * 1e4).rounded(.down) / 1e4)
    }
  }

  // Nodes of a cluster, where the scenario itself says how many there are.
  private func relaxation(pool index: Int, needed: Int64) -> PlanConflict.Relaxation? {
    let pool = scenario.pools[index]
    guard let nodes = pool.plainNodes(in: scenario) else { return nil }
    let units = Int(needed) - pool.capacity
    return PlanConflict.Relaxation(
      path: "clusters.\(pool.cluster).nodes", present: nodes, needed: nodes + units, units: units)
  }

  // To a tenth of a percent, on the side that does not flatter.
  private func percent(_ share: Double, down: Bool) -> String {
    let tenths = (share * 1000 + (down ? 1e-6 : -1e-6)).rounded(down ? .down : .up)
    let whole = Int(tenths)
    return (whole % 10 == 0 ? "\(whole / 10)" : "\(whole / 10).\(whole % 10)") + " %"
  }
}
