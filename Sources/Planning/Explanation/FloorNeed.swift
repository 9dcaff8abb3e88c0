internal import Scenario

/// What a team has to get of a pool, and why.
struct FloorNeed {
  let team: Scenario.Team
  let pool: Int
  let units: Int
  /// Whether the change limit, and not the floor, makes the need.
  let isLimit: Bool
  let path: String

  init(_ team: Scenario.Team, of pool: Int, in scenario: Scenario) {
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

extension FloorNeed {
  /// The first of the needs, largest first, that together exceed a limit.
  static func fewest<Amount: Comparable & AdditiveArithmetic>(
    of needs: [FloorNeed], exceeding limit: Amount, _ amount: (FloorNeed) -> Amount
  ) -> [FloorNeed] {
    var fewest: [FloorNeed] = []
    var sum = Amount.zero
    for need in needs where sum <= limit {
      fewest.append(need)
      sum += amount(need)
    }
    return fewest
  }

  /// `floors`, or `floors and change limits`.
  static func kind(of needs: [FloorNeed]) -> String {
    needs.contains(where: \.isLimit) ? "floors and change limits" : "floors"
  }

  /// `the floors of imaging (5) and bedside (1)`, and the ending of its verb.
  static func subject(
    _ needs: [FloorNeed], _ amount: (FloorNeed) -> String
  ) -> (words: String, ending: String) {
    let names = needs.map { "\($0.team.id) (\(amount($0)))" }
    let list =
      names.count > 1
      ? names.dropLast().joined(separator: ", ") + " and \(names[names.count - 1])" : names[0]
    let kind = kind(of: needs)
    return names.count > 1 || kind != "floors"
      ? ("the \(kind) of \(list)", "") : ("the floor of \(list)", "s")
  }
}
