internal import Allocation
internal import Foundation
internal import Scenario

extension PlanConflict {
  /// Says which floors of output do not fit together; nil where there are none, or where the floors and
  /// limits in nodes do not fit even without them.
  init?(floorsOf table: OptionTable) {
    guard table.rule.floors.contains(where: { $0 != nil }) else { return nil }
    let search = FloorSearch(
      table.teams.map(\.unrestricted), GrantPlaces(in: table.scenario, table.further),
      in: table.unruled)
    guard search.fits([]) == true else { return nil }
    self = FloorConflict(table, search).conflict
  }
}

/// Floors of output that cannot all be kept.
private struct FloorConflict {
  private let scenario: Scenario
  private let search: FloorSearch
  /// Zero where a team has none.
  private let floors: [Double]
  private let rows: PlanRows

  init(_ table: OptionTable, _ search: FloorSearch) {
    scenario = table.scenario
    rows = table.rows
    self.search = search
    floors = table.teams.map {
      $0.team.utilityFloor ?? table.scenario.policy.utilityFloor ?? 0
    }
  }

  var conflict: PlanConflict {
    let teams = fewest
    let pools = pools
    let isAlone = teams.count == 1 && search.reach[teams[0]] < floors[teams[0]]
    let sentence = isAlone ? alone(teams[0]) : together(teams, pools)
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

  // Pools each of which would do if it had more units, and how many.
  private var pools: [(pool: Int, short: Int)] {
    scenario.pools.indices.compactMap { pool in
      let own = scenario.periods.indices.compactMap { rows[.pool(pool, period: $0)] }
      return search.shortage(of: own, keeping: floors).map { (pool, Int($0)) }
    }
  }

  private func alone(_ team: Int) -> String {
    "\(scenario.teams[team].id) reaches at most \(percent(search.reach[team], down: true)) of its "
      + "present output within its own limits and the pools, and its floor is "
      + percent(floors[team], down: false)
  }

  private func together(_ teams: [Int], _ pools: [(pool: Int, short: Int)]) -> String {
    let names = teams.map { scenario.teams[$0].id }
    let subject =
      names.count == 1
      ? "the floor of output of \(names[0]) does not fit beside what others have to get"
      : "the floors of output of " + names.dropLast().joined(separator: ", ")
        + " and \(names[names.count - 1]) do not fit together"
    let needs = pools.map { pool, short in
      "\(short) more node\(short == 1 ? "" : "s") of \(scenario.pools[pool].id)"
    }
    return subject + (needs.isEmpty ? "" : ": all floors need " + needs.joined(separator: " or "))
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
  private func relaxation(pool index: Int, short: Int) -> PlanConflict.Relaxation? {
    let pool = scenario.pools[index]
    guard let nodes = pool.plainNodes(in: scenario) else { return nil }
    return PlanConflict.Relaxation(
      path: "clusters.\(pool.cluster).nodes", present: nodes, needed: nodes + short, units: short)
  }

  // To a tenth of a percent, on the side that does not flatter.
  private func percent(_ share: Double, down: Bool) -> String {
    let tenths = (share * 1000 + (down ? 1e-6 : -1e-6)).rounded(down ? .down : .up)
    let whole = Int(tenths)
    return (whole % 10 == 0 ? "\(whole / 10)" : "\(whole / 10).\(whole % 10)") + " %"
  }
}
