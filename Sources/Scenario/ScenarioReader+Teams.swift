import Choice
import Documents

extension ScenarioReader {
  /// The teams by id.
  mutating func readTeams() -> [Scenario.Team] {
    guard let table = tables["teams"] else { return [] }
    var teams: [Scenario.Team] = []
    for row in table.rows.sorted(by: { $0.id < $1.id }) {
      var section = Section(row.node, path: "teams[\(row.id)]", sensitive: ["pay", "value"])
      refuseProtected(&section)
      if let team = readTeam(row.id, &section) { teams.append(team) }
      section.finish(into: &root)
    }
    return teams
  }

  /// Refuses protected and identifying columns of a row.
  func refuseProtected(_ section: inout Section) {
    for entry in section.entries {
      if let refusal = ProtectedAttribute.refusal(of: entry.key) {
        section.refuse(entry.key, because: refusal.problem, remedy: refusal.remedy)
      }
    }
  }

  private func readTeam(_ id: String, _ section: inout Section) -> Scenario.Team? {
    let segment = section.choice("segment", among: Segment.shipped.map(\.id))
    let heads = section.number(
      "heads",
      Measure(
        "a number of people above 0", example: "12", from: 0, through: 1e6, isAboveLowest: true))
    let retention = section.number("retention_2y", .positiveShare)
    let pay = section.number("pay", .positiveDollars)
    let value = section.number("value", .positiveDollars)
    let share = section.number("compute_share", .share)
    let exponent = section.number("compute_exponent", .positiveShare)
    checkColumns(&section)
    let current = pools.map { readUnits("current_gpus", of: $0, &section, default: 0) }
    let floor = pools.map { readUnits("floor_gpus", of: $0, &section, default: 0) }
    let stated = pools.map {
      readUnits("ceiling_gpus", of: $0, &section, default: Self.noCeiling)
    }
    let efficiency = pools.map { pool in
      section.number(
        Self.column("efficiency", of: pool, in: &section, single: pools.count == 1),
        Measure("an efficiency", example: "0.9", from: 0, through: 100, acceptsPercent: true),
        default: 1)
    }
    // Without a ceiling a team may get what the pool has; a floor above the pool is an answer of the
    // plan (nothing feasible), not a mistake in the file.
    let ceiling = zip(stated, zip(floor, pools)).map { stated, own in
      stated == Self.noCeiling ? max(own.1.capacity, own.0 ?? 0) : stated
    }
    for (index, pool) in pools.enumerated() {
      checkLimits(floor[index], ceiling[index], of: pool, &section)
    }
    checkGrants(floor, ceiling, &section)
    let units = (current + floor + ceiling).compactMap { $0 }
    guard let segment, let heads, let retention, let pay, let value, let share, let exponent,
      units.count == 3 * pools.count, efficiency.allSatisfy({ $0 != nil })
    else { return nil }
    if heads * pay > 1e12 {
      section.note(
        "makes a payroll of more than 1e12 dollars a year", of: "pay", value: pay.plain,
        remedy: "give the pay of one person and the number of heads")
      return nil
    }
    let count = pools.count
    let team = Scenario.Team(
      id: id, segment: segment, heads: heads, twoYearRetention: retention, pay: pay, value: value,
      computeShare: share, computeExponent: exponent, current: Array(units[..<count]),
      floor: Array(units[count..<(2 * count)]), ceiling: Array(units[(2 * count)...]),
      efficiency: efficiency.compactMap { $0 })
    let isBare = pools.count > 1 && section.has("current_gpus")
    if share > 0, team.effectiveH100e(team.current, in: pools) == 0, poolsAreKnown, !isBare {
      section.note(
        "is above 0, but the team has no compute now, and its value is what it is worth now",
        of: "compute_share", value: share.plain,
        remedy: "give its current_gpus in a pool that serves it, or a compute_share of 0")
      return nil
    }
    return team
  }

  // Columns that name no pool, or whose pools could not be read.
  private func checkColumns(_ section: inout Section) {
    for name in ["current_gpus", "floor_gpus", "ceiling_gpus", "efficiency"] {
      if !poolsAreKnown {
        section.skip { $0 == name || $0.hasPrefix(name + ".") }
      } else if pools.count > 1 {
        let columns = pools.map { "\(name).\($0.id)" }.joined(separator: " or ")
        section.refuse(name, because: "names no pool", remedy: "name the column \(columns)")
      }
    }
  }

  /// The units of a pool that a column states in GPUs; nil after noting a problem.
  private func readUnits(
    _ name: String, of pool: Scenario.Pool, _ section: inout Section, default fallback: Int
  ) -> Int? {
    let key = Self.column(name, of: pool, in: &section, single: pools.count == 1)
    let measure = Measure.count(
      "a whole number of GPUs", example: "\(2 * pool.gpusPerUnit)", in: 0...1_000_000_000)
    if !section.has(key) {
      _ = section.node(key)
      return fallback
    }
    guard let gpus = section.count(key, measure) else { return nil }
    return units(of: gpus, in: pool, key: key, &section)
  }

  /// Whole units for a number of GPUs; nil after noting a problem.
  func units(
    of gpus: Int, in pool: Scenario.Pool, key: String, _ section: inout Section
  ) -> Int? {
    if gpus.isMultiple(of: pool.gpusPerUnit) { return gpus / pool.gpusPerUnit }
    let below = gpus / pool.gpusPerUnit * pool.gpusPerUnit
    section.note(
      "is not a whole number of \(pool.id) nodes of \(pool.gpusPerUnit) GPUs", of: key,
      value: String(gpus), remedy: "give \(below) or \(below + pool.gpusPerUnit)")
    return nil
  }

  private static let noCeiling = -1

  /// How many different grants a team may have: each is valued, so there is an end to it.
  private static let grantLimit = 50_000

  private func checkGrants(_ floor: [Int?], _ ceiling: [Int?], _ section: inout Section) {
    var grants = 1
    for (index, pool) in pools.enumerated() {
      guard let floor = floor[index], let ceiling = ceiling[index] else { return }
      let sizes = max(1, min(ceiling, max(pool.capacity, floor)) - floor + 1)
      grants = grants > Self.grantLimit ? grants : grants * sizes
    }
    if grants > Self.grantLimit {
      section.note(
        Diagnostic(
          "may get more than \(Self.grantLimit) different grants", at: section.location,
          key: section.path,
          remedy: "narrow it with floor_gpus and ceiling_gpus, such as half and twice of what it "
            + "has"))
    }
  }

  private func checkLimits(
    _ floor: Int?, _ ceiling: Int?, of pool: Scenario.Pool, _ section: inout Section
  ) {
    guard let floor, let ceiling else { return }
    let single = pools.count == 1
    let key = Self.column("floor_gpus", of: pool, in: &section, single: single)
    let ceilingKey = Self.column("ceiling_gpus", of: pool, in: &section, single: single)
    let gpus = String(floor * pool.gpusPerUnit)
    if floor > ceiling {
      section.note(
        "is above \(ceilingKey), which is \(ceiling * pool.gpusPerUnit)", of: key, value: gpus,
        remedy: "lower the floor or raise the ceiling")
    }
  }

  /// `name.POOL`, or the bare name where there is one pool only.
  private static func column(
    _ name: String, of pool: Scenario.Pool, in section: inout Section, single: Bool
  ) -> String {
    let full = "\(name).\(pool.id)"
    return single && !section.has(full) ? name : full
  }
}
