internal import Scenario
internal import Topology

/// Goes through the places that a plan states: no node twice, each one that can be given out, as many as
/// are granted, blocks whole.
struct PlacementAudit {
  /// What was found; nil where no places are stated.
  let check: Check?

  /// - Parameter rented: Units of each pool that have no place.
  init(_ claim: PlanClaim, _ scenario: Scenario, rented: [Int]) {
    guard let places = claim.places else {
      check = nil
      return
    }
    var wrong: [String] = []
    let pools = Set(scenario.pools.map(\.id))
    for place in places where !pools.contains(place.pool) {
      wrong.append("teams[\(place.team)]: there is no pool \(place.pool.prefix(40))")
    }
    var nodes = 0
    for (index, pool) in scenario.pools.enumerated() {
      let own = places.filter { $0.pool == pool.id }
      var taken: [Int: String] = [:]
      for place in own {
        wrong += Self.take(place, in: pool.geometry, &taken)
      }
      nodes += taken.count
      wrong += Self.countFaults(claim, taken, scenario, index, rented: rented[index])
      for team in scenario.teams where team.blockNodes[index] > 1 {
        let mine = taken.filter { $0.value == team.id }.map(\.key)
        if !Self.areWhole(mine, blocks: team.blockNodes[index], in: pool.geometry) {
          wrong.append("teams[\(team.id)]: a block of \(pool.id) lies in two domains")
        }
      }
    }
    check = Check(
      what: "placement", holds: wrong.isEmpty,
      detail: wrong.isEmpty
        ? "\(nodes) nodes, each given once, as many as granted"
        : wrong.prefix(5).joined(separator: "; "))
  }

  private static func take(
    _ place: PlanClaim.Place, in pool: TopologyPool, _ taken: inout [Int: String]
  ) -> [String] {
    guard place.firstNode >= 0, place.nodes > 0, place.firstNode < pool.nodes,
      place.nodes <= pool.nodes - place.firstNode
    else {
      return ["teams[\(place.team)]: lies beyond the nodes of \(place.pool)"]
    }
    let range = place.firstNode..<place.firstNode + place.nodes
    var faults: [String] = []
    if pool.freeNodes.intersection(RangeSet([range])).count < range.count {
      faults.append("teams[\(place.team)]: a node of \(place.pool) cannot be given out")
    }
    for node in range {
      if let other = taken.updateValue(place.team, forKey: node) {
        faults.append("node \(node) of \(place.pool) is given to \(other) and to \(place.team)")
        break
      }
    }
    return faults
  }

  // What is granted and has no place is rented.
  private static func countFaults(
    _ claim: PlanClaim, _ taken: [Int: String], _ scenario: Scenario, _ index: Int, rented: Int
  ) -> [String] {
    let pool = scenario.pools[index]
    let held = Dictionary(grouping: taken.values) { $0 }.mapValues(\.count)
    var faults: [String] = []
    var missing = 0
    for grant in claim.grants {
      let units = (grant.gpus[pool.id] ?? 0) / pool.gpusPerUnit
      let placed = held[grant.team] ?? 0
      missing += max(0, units - placed)
      if placed > units || placed < units && rented == 0 {
        faults.append("teams[\(grant.team)]: \(placed) nodes of \(pool.id) for a grant of \(units)")
      }
    }
    let known = Set(claim.grants.map(\.team))
    for team in held.keys.sorted() where !known.contains(team) {
      faults.append("\(team.prefix(40)): has a place and no grant")
    }
    if missing > rented, faults.isEmpty {
      faults.append(
        "\(missing) granted nodes of \(pool.id) have no place, and \(rented) are rented")
    }
    return faults
  }

  private static func areWhole(_ nodes: [Int], blocks: Int, in pool: TopologyPool) -> Bool {
    let groups = pool.blockScope(of: blocks).groups
    return Dictionary(grouping: nodes, by: groups.group(of:)).values
      .allSatisfy { $0.count % blocks == 0 }
  }
}
