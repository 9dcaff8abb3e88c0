import Choice
import Documents

extension ScenarioReader {
  /// The teams by id.
  mutating func readTeams() -> [Scenario.Team] {
    guard let table = tables["teams"] else { return [] }
    var teams: [Scenario.Team] = []
    for row in table.rows.sorted(by: { $0.id < $1.id }) {
      var section = root.nested(row.node, path: "teams[\(row.id)]", sensitive: ["pay", "value"])
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

  private mutating func readTeam(_ id: String, _ section: inout Section) -> Scenario.Team? {
    let segment = section.choice("segment", among: segmentIDs)
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
    let current = pools.map { readUnits("current_gpus", of: $0, &section) }
    let floor = pools.map { readUnits("floor_gpus", of: $0, &section) }
    let ceiling = pools.map { readLimit("ceiling_gpus", of: $0, &section) }
    let changeLimit = pools.map { readLimit("change_limit_gpus", of: $0, &section) }
    let efficiency = pools.map { pool in
      section.number(
        Self.column("efficiency", of: pool, in: &section, single: pools.count == 1),
        Measure("an efficiency", example: "0.9", from: 0, through: 100, acceptsPercent: true),
        default: 1)
    }
    let utilityFloor = section.optionalNumber("utility_floor", Self.utilityFloor)
    let blocks = pools.map { readBlock(of: $0, &section) }
    let nodes = pools.map { readNodeList(of: $0, &section) }
    let units = (current + floor).compactMap { $0 }
    let isRead = units.count == 2 * pools.count && (ceiling + changeLimit).allSatisfy(\.isRead)
    guard let segment, let heads, let retention, let pay, let value, let share, let exponent,
      isRead, efficiency.allSatisfy({ $0 != nil }), blocks.allSatisfy({ $0 != nil })
    else { return nil }
    if heads * pay > 1e12 {
      section.note(
        "makes a payroll of more than 1e12 dollars a year", of: "pay", value: pay.plain,
        remedy: "give the pay of one person and the number of heads")
      return nil
    }
    let count = pools.count
    var held: [RangeSet<Int>?] = []
    for (pool, list) in nodes.enumerated() {
      held.append(readNodes(list, in: pool, holding: units[pool], &section))
    }
    let team = Scenario.Team(
      id: id, segment: segment, heads: heads, twoYearRetention: retention, pay: pay, value: value,
      computeShare: share, computeExponent: exponent, current: Array(units[..<count]),
      floor: Array(units[count...]), ceiling: ceiling.map(\.units),
      changeLimit: zip(changeLimit, units).map { limit, current in
        limit.units
          ?? self.changeLimit.map { $0 == 0 ? 0 : max(1, Int(($0 * Double(current)).rounded(.up))) }
      }, efficiency: efficiency.compactMap { $0 }, utilityFloor: utilityFloor,
      blockNodes: blocks.compactMap { $0 }, currentNodes: held)
    for pool in pools.indices { checkLimits(of: team, in: pool, &section) }
    checkGrants(of: team, &section)
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

  /// The columns of teams that there may be one of for each pool.
  static let poolColumns = [
    "current_gpus", "floor_gpus", "ceiling_gpus", "change_limit_gpus", "efficiency", "block_nodes",
    "current_nodes",
  ]

  // Columns that name no pool, or whose pools could not be read.
  private func checkColumns(_ section: inout Section) {
    for name in Self.poolColumns {
      if !poolsAreKnown {
        section.skip { $0 == name || $0.hasPrefix(name + ".") }
      } else if pools.count > 1 {
        let columns = pools.map { "\(name).\($0.id)" }.joined(separator: " or ")
        section.refuse(name, because: "names no pool", remedy: "name the column \(columns)")
      }
    }
  }

  /// The units of a pool that a column states in GPUs, none if it does not; nil after noting a problem.
  private func readUnits(
    _ name: String, of pool: Scenario.Pool, _ section: inout Section
  ) -> Int? {
    let limit = readLimit(name, of: pool, &section)
    if limit.isRead, limit.units == nil {
      section.assume(
        .number(0), for: Self.column(name, of: pool, in: &section, single: pools.count == 1))
    }
    return limit.isRead ? limit.units ?? 0 : nil
  }

  /// The units of a pool that a column states in GPUs, if it does; not read after noting a problem.
  private func readLimit(
    _ name: String, of pool: Scenario.Pool, _ section: inout Section
  ) -> (units: Int?, isRead: Bool) {
    let key = Self.column(name, of: pool, in: &section, single: pools.count == 1)
    let measure = Measure.count(
      "a whole number of GPUs", example: "\(2 * pool.gpusPerUnit)", in: 0...1_000_000_000)
    if !section.has(key) {
      _ = section.node(key)
      return (nil, true)
    }
    guard let gpus = section.count(key, measure) else { return (nil, false) }
    let units = units(of: gpus, in: pool, key: key, &section)
    return (units, units != nil)
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

  /// How many different grants a team may have: each is valued, so there is an end to it.
  private static let grantLimit = 50_000

  private func checkGrants(of team: Scenario.Team, _ section: inout Section) {
    var grants = 1
    for (index, pool) in pools.enumerated() {
      let least = team.least(of: index)
      let sizes = max(1, min(team.most(of: index) ?? .max, pool.mostUnits) - least + 1)
      let steps = (sizes - 1) / team.blockNodes[index] + 1
      grants = grants > Self.grantLimit ? grants : grants * steps
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

  // A floor above the pool is an answer of the plan (nothing feasible), not a mistake in the file; one
  // above the team's own limits is.
  private func checkLimits(of team: Scenario.Team, in index: Int, _ section: inout Section) {
    let pool = pools[index]
    let single = pools.count == 1
    let key = { (name: String, section: inout Section) in
      Self.column(name, of: pool, in: &section, single: single)
    }
    let gpus = { (units: Int) in String(units * pool.gpusPerUnit) }
    let floor = team.floor[index]
    if let ceiling = team.ceiling[index], floor > ceiling {
      section.note(
        "is above \(key("ceiling_gpus", &section)), which is \(gpus(ceiling))",
        of: key("floor_gpus", &section), value: gpus(floor),
        remedy: "lower the floor or raise the ceiling")
    }
    checkBlocks(of: team, in: index, &section)
    let column = key("change_limit_gpus", &section)
    guard let limit = team.changeLimit[index], section.has(column) else { return }
    let (least, most) = (max(0, team.current[index] - limit), team.current[index] + limit)
    if floor > most {
      section.note(
        "leaves at most \(gpus(most)), and the floor is \(gpus(floor))", of: column,
        value: gpus(limit), remedy: "raise the limit or lower the floor")
    }
    if let ceiling = team.ceiling[index], ceiling < least {
      section.note(
        "leaves at least \(gpus(least)), and the ceiling is \(gpus(ceiling))", of: column,
        value: gpus(limit), remedy: "raise the limit or the ceiling")
    }
  }

  /// `name.POOL`, or the bare name where there is one pool only.
  static func column(
    _ name: String, of pool: Scenario.Pool, in section: inout Section, single: Bool
  ) -> String {
    let full = "\(name).\(pool.id)"
    return single && !section.has(full) ? name : full
  }
}
