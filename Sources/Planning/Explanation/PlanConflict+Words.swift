internal import Allocation
internal import Scenario
internal import Topology

extension PlanConflict {
  /// Why a table has no plan: floors and limits in nodes, or else floors of output.
  init(_ conflict: Conflict, of table: OptionTable) {
    self = PlanConflict(floorsOf: table) ?? PlanConflict(conflict, in: table.scenario)
  }

  /// Says in the user's words what cannot hold together.
  ///
  /// For every pool, in its worst period, and for power: the fewest teams whose floors alone exceed it
  /// (largest first), then by how much all floors do, because that is what has to give. What floors
  /// alone do not exceed is told row by row, with what each row would have to be.
  init(_ conflict: Conflict, in scenario: Scenario) {
    let rows = PlanRows(of: scenario)
    let overfull =
      scenario.pools.indices.compactMap { Overfull(worstOf: $0, rows.periods, in: scenario) }
    let overdrawn = Overdrawn(in: scenario)
    let parts = overfull.map(\.part) + (overdrawn.map { [$0.part] } ?? [])
    if parts.isEmpty, let shortage = BlockShortage(conflict, in: scenario) {
      (paths, sentence) = (shortage.paths, shortage.sentence)
      relaxations = shortage.relaxations
    } else if parts.isEmpty {
      let short = conflict.resources.compactMap { shortage in
        rows.rows.first { $0.resource == shortage.resource }
          .map { ShortRow(shortage, $0, in: scenario) }
      }
      paths = conflict.claimants + short.map(\.path)
      sentence =
        "these cannot hold together: " + short.map(\.words).joined(separator: "; ")
        + (conflict.claimants.isEmpty
          ? "" : "; who cannot do without: " + conflict.claimants.joined(separator: ", "))
      relaxations = conflict.isMinimal ? short.compactMap(\.relaxation) : []
    } else {
      paths = parts.flatMap(\.paths)
      sentence = parts.map(\.sentence).joined(separator: "; and ")
      // Where two rows are too small, no single change will do.
      if parts.count == 1 { relaxations = parts[0].relaxations }
    }
  }
}

/// What is told of one row that floors exceed.
struct ConflictPart {
  let paths: [String]
  let sentence: String
  let relaxations: [PlanConflict.Relaxation]
}

/// A pool that is too small for what teams have to get of it.
private struct Overfull {
  let part: ConflictPart

  /// Nil when the needs fit in every period.
  init?(worstOf index: Int, _ periods: [Scenario.Period], in scenario: Scenario) {
    let pool = scenario.pools[index]
    // What may be rented is told of where its money does not suffice.
    let capacities = periods.map { pool.capacity(inMonth: $0.start) + pool.rentableUnits }
    guard let least = capacities.min(), let worst = capacities.firstIndex(of: least) else {
      return nil
    }
    let needs = scenario.teams.map { FloorNeed($0, of: index, in: scenario) }
      .sorted { ($1.units, $0.team.id) < ($0.units, $1.team.id) }
    let total = needs.reduce(0) { $0 + $1.units }
    guard total > least else { return nil }
    let fewest = FloorNeed.fewest(of: needs, exceeding: least) { $0.units }
    let sum = fewest.reduce(0) { $0 + $1.units }
    let short = total - least
    let kind = FloorNeed.kind(of: fewest)
    let (subject, verb) = FloorNeed.subject(fewest) { "\($0.units)" }
    let all = total > sum ? ", all \(kind) together \(total)" : ""
    let nodes = "\(short) node\(short == 1 ? "" : "s")"
    let month = periods[worst].start
    part = ConflictPart(
      paths: fewest.map(\.path) + ["clusters.\(pool.cluster).nodes"],
      sentence: "\(subject) need\(verb) \(sum) nodes of \(pool.id)\(all), and the pool has \(least)"
        + (month == 0 ? "" : " from month \(month) on")
        + (pool.rentableUnits == 0 ? "" : " with all that may be rented")
        + ": lower them by \(nodes) (\(short * pool.gpusPerUnit) GPUs) in all, or add \(nodes) to "
        + pool.cluster,
      relaxations: needs.compactMap { $0.relaxation(by: short, gpusPerUnit: pool.gpusPerUnit) }
        + [PlanConflict.Relaxation(adding: short, to: index, in: scenario)].compactMap(\.self))
  }
}

/// A power budget that is too small for what teams have to get.
private struct Overdrawn {
  let part: ConflictPart

  /// Nil when the needs fit; power is the same in every period.
  init?(in scenario: Scenario) {
    guard let budget = scenario.powerBudget else { return nil }
    let watts = { (need: FloorNeed) in
      (Double(need.units) * (scenario.pools[need.pool].wattsPerUnit ?? 0)).rounded(.up)
    }
    let needs = scenario.teams.flatMap { team in
      scenario.pools.indices.map { FloorNeed(team, of: $0, in: scenario) }
    }.filter { watts($0) > 0 }
      .sorted { (watts($1), $0.team.id, $0.pool) < (watts($0), $1.team.id, $1.pool) }
    let total = needs.reduce(0) { $0 + watts($1) }
    guard total > budget.rounded(.down) else { return nil }
    let fewest = FloorNeed.fewest(of: needs, exceeding: budget.rounded(.down), watts)
    let short = total - budget.rounded(.down)
    let (subject, verb) = FloorNeed.subject(fewest) {
      "\($0.units) \(scenario.pools[$0.pool].id)"
    }
    let kilowatts = { (watts: Double) in Int((watts / 1_000).rounded(.up)) }
    let sum = fewest.reduce(0) { $0 + watts($1) }
    let all =
      total > sum ? ", all \(FloorNeed.kind(of: fewest)) together \(kilowatts(total))" : ""
    part = ConflictPart(
      paths: fewest.map(\.path) + ["budget.power_kw"],
      sentence: "\(subject) draw\(verb) \(kilowatts(sum)) kW\(all), and budget.power_kw is "
        + "\(Int((budget / 1_000).rounded(.down)))",
      relaxations: needs.compactMap { need in
        let perUnit = scenario.pools[need.pool].wattsPerUnit ?? 0
        return need.relaxation(
          by: Int((short / perUnit).rounded(.up)),
          gpusPerUnit: scenario.pools[need.pool].gpusPerUnit)
      } + [
        PlanConflict.Relaxation(
          path: "budget.power_kw", present: Int((budget / 1_000).rounded(.down)),
          needed: kilowatts(total),
          units: kilowatts(total) - Int((budget / 1_000).rounded(.down)), unit: .kilowatts)
      ])
  }
}

/// A row that does not suffice while the others of a conflict stay as they are.
private struct ShortRow {
  let path: String
  let words: String
  let relaxation: PlanConflict.Relaxation?

  init(_ shortage: Conflict.Shortage, _ row: PlanRow, in scenario: Scenario) {
    let amount = { (value: Int64) in Int((Double(value) / row.scale).rounded(.up)) }
    let has = Int((Double(shortage.capacity) / row.scale).rounded(.down))
    let (path, unit) = Self.stated(row, in: scenario)
    self.path = path
    let what = row.kind.isRule ? path : row.id
    guard let needed = shortage.needed else {
      words = "\(what) (\(has)), of which no amount would do"
      relaxation = nil
      return
    }
    words = "\(what) would have to be \(amount(needed)), and is \(has)"
    if case .pool(let pool, _) = row.kind {
      relaxation = PlanConflict.Relaxation(
        adding: amount(needed - shortage.capacity), to: pool, in: scenario)
    } else if row.kind.isRule {
      relaxation = nil
    } else {
      relaxation = PlanConflict.Relaxation(
        path: path, present: has, needed: amount(needed), units: amount(needed) - has, unit: unit)
    }
  }

  private static func stated(
    _ row: PlanRow, in scenario: Scenario
  ) -> (path: String, unit: PlanConflict.Relaxation.Unit) {
    switch row.kind {
    case .pool(let pool, _): ("clusters.\(scenario.pools[pool].cluster).nodes", .nodes)
    case .cash: ("budget.cash", .dollars)
    case .equity: ("budget.equity", .dollars)
    case .rent: ("budget.rent", .dollars)
    case .power: ("budget.power_kw", .kilowatts)
    case .slots(let slot): ("role_slots.\(scenario.roleSlots[slot].id)", .offers)
    case .rule(let rule, _): ("rules.\(scenario.rules[rule].id)", .offers)
    case .blocks(let blocks):
      ("clusters.\(scenario.pools[blocks.pool].cluster).nodes", .nodes)
    }
  }
}

extension PlanRow.Kind {
  // Whose limit is no single number that an owner states.
  fileprivate var isRule: Bool {
    switch self {
    case .rule, .blocks: true
    case .pool, .cash, .equity, .rent, .power, .slots: false
    }
  }
}

extension PlanConflict.Relaxation {
  /// Enlarging a pool; nil where no number of the scenario says how many nodes its cluster has.
  init?(adding units: Int, to pool: Int, in scenario: Scenario) {
    let id = scenario.pools[pool].cluster
    guard let nodes = scenario.pools[pool].plainNodes(in: scenario) else { return nil }
    self.init(
      path: "clusters.\(id).nodes", present: nodes, needed: nodes + units,
      units: units)
  }
}

extension Scenario.Pool {
  /// Nodes of its cluster, where the scenario itself says how many there are.
  func plainNodes(in scenario: Scenario) -> Int? {
    guard let cluster = scenario.clusters.first(where: { $0.id == self.cluster }),
      cluster.origin == nil, cluster.topology.pools.count == 1
    else { return nil }
    return cluster.nodes
  }
}
