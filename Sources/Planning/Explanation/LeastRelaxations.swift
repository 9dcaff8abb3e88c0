internal import Allocation
internal import Scenario

/// The least that settles a conflict where no single change does: floors alone, or what there is alone.
///
/// Both are problems of their own, solved exactly: every floor, or every pool and the power, may give
/// way by any number of units, and the sum is least. Only what is proven is told.
struct LeastRelaxations {
  /// What giving way by one unit costs: no money, only large enough to be divided among kilowatts.
  private static let unitCost: Int64 = 1_000_000
  /// A budget of power may grow by so many steps.
  private static let powerSteps = 4_096

  private let table: OptionTable
  private let limits: SearchLimits

  init(_ table: OptionTable, _ limits: SearchLimits) {
    self.table = table
    self.limits = limits
  }

  /// Floors first; a set is missing where its kind alone settles nothing.
  var sets: [PlanConflict.Together] { [lowering, enlarging].compactMap(\.self) }

  private var scenario: Scenario { table.scenario }

  private var needs: [FloorNeed] {
    scenario.teams.flatMap { team in
      scenario.pools.indices.map { FloorNeed(team, of: $0, in: scenario) }
    }.filter { $0.units > 0 }
  }

  private func use(_ units: Int, of pool: Int) -> [Int64] {
    var use = [Int64](repeating: 0, count: table.rows.count)
    var vector = [Int](repeating: 0, count: scenario.pools.count)
    vector[pool] = units
    table.rows.charge(vector, in: 0...(table.rows.periods.count - 1), of: scenario, to: &use)
    return use
  }

  // Whatever claims beside the teams: what may be rented, and who cannot do without something.
  private var others: [Claimant] {
    let problem = table.unreleased
    return problem.claimants.indices.dropFirst(table.teams.count).compactMap { index in
      let claimant = problem.claimants[index]
      let place = index - table.teams.count - table.candidates.count
      if place >= 0, case .laterGrant = table.further[place] { return nil }
      if place < 0, claimant.options.contains(where: { !$0.use.contains { $0 > 0 } }) {
        return nil
      }
      return Claimant(
        id: claimant.id,
        options: claimant.options.map { Claimant.Option(id: $0.id, value: 0, use: $0.use) })
    }
  }

  private func answer(_ elastic: [Claimant]) -> [Int]? {
    let found = solve(
      AllocationProblem(resources: table.rows.resources, claimants: elastic + others),
      within: limits)
    return found.status == .optimal ? found.choice : nil
  }

  private var lowering: PlanConflict.Together? {
    let needs = needs
    let claimants = needs.map { need in
      Claimant(
        id: need.path,
        options: (0...need.units).map { lowered in
          Claimant.Option(
            id: OptionTable.paddedID(of: [lowered]), value: -Int64(lowered) * Self.unitCost,
            use: use(need.units - lowered, of: need.pool))
        })
    }
    guard let choice = answer(claimants) else { return nil }
    let lowered = zip(needs, choice).filter { $0.1 > 0 }
    let changes = lowered.compactMap { need, units in
      need.relaxation(by: units, gpusPerUnit: scenario.pools[need.pool].gpusPerUnit)
    }
    // Where a floor stands behind a change limit, one change of it does not go so far.
    return changes.isEmpty || changes.count < lowered.count
      ? nil : PlanConflict.Together(changes: changes)
  }

  private var enlarging: PlanConflict.Together? {
    let needs = needs
    var fixed = [Int64](repeating: 0, count: table.rows.count)
    for need in needs {
      for (row, amount) in use(need.units, of: need.pool).enumerated() { fixed[row] += amount }
    }
    let bound = Claimant(
      id: "teams", options: [Claimant.Option(id: "", value: 0, use: fixed)])
    let pools = scenario.pools.indices.map { added(to: $0, needing: fixed) }
    let power = addedPower(needing: fixed)
    guard let choice = answer([bound] + pools + (power.map { [$0.claimant] } ?? [])) else {
      return nil
    }
    var changes = scenario.pools.indices.compactMap { pool -> PlanConflict.Relaxation? in
      let added = choice[1 + pool]
      if added == 0 { return nil }
      let present = scenario.pools[pool].capacity
      return PlanConflict.Relaxation(adding: added, to: pool, in: scenario)
        ?? PlanConflict.Relaxation(
          path: "pools.\(scenario.pools[pool].id)", present: present, needed: present + added,
          units: added)
    }
    if let power, let budget = scenario.powerBudget {
      let added = choice[1 + pools.count] * power.kilowatts
      let present = Int((budget / 1_000).rounded(.down))
      if added > 0 {
        changes.append(
          PlanConflict.Relaxation(
            path: "budget.power_kw", present: present, needed: present + added, units: added,
            unit: .kilowatts))
      }
    }
    return changes.isEmpty ? nil : PlanConflict.Together(changes: changes)
  }

  private func rows(of pool: Int) -> [Int] {
    table.rows.periods.indices.compactMap { table.rows[.pool(pool, period: $0)] }
  }

  private func added(to pool: Int, needing fixed: [Int64]) -> Claimant {
    let rows = rows(of: pool)
    let most = rows.map { max(0, fixed[$0] - table.rows.rows[$0].capacity) }.max() ?? 0
    return Claimant(
      id: "pools.\(scenario.pools[pool].id)",
      options: (0...Int(most)).map { units in
        var use = [Int64](repeating: 0, count: table.rows.count)
        for row in rows { use[row] = -Int64(units) }
        return Claimant.Option(
          id: OptionTable.paddedID(of: [units]), value: -Int64(units) * Self.unitCost, use: use)
      })
  }

  // Whole kilowatts, each weighed as the share of the hungriest node that it feeds.
  private func addedPower(
    needing fixed: [Int64]
  ) -> (claimant: Claimant, kilowatts: Int)? {
    let rows = table.rows.periods.indices.compactMap { table.rows[.power(period: $0)] }
    let most = rows.map { max(0, fixed[$0] - table.rows.rows[$0].capacity) }.max() ?? 0
    if most == 0 { return nil }
    let kilowatts = max(1, Int(most) / 1_000 / Self.powerSteps + 1)
    let hungriest = scenario.pools.compactMap(\.wattsPerUnit).max() ?? 1_000
    let cost = Double(Self.unitCost) * Double(kilowatts) * 1_000 / max(1, hungriest)
    let steps = (Int(most) + kilowatts * 1_000 - 1) / (kilowatts * 1_000)
    let claimant = Claimant(
      id: "power",
      options: (0...steps).map { step in
        var use = [Int64](repeating: 0, count: table.rows.count)
        for row in rows { use[row] = -Int64(step * kilowatts) * 1_000 }
        return Claimant.Option(
          id: OptionTable.paddedID(of: [step]), value: -Int64((Double(step) * cost).rounded()),
          use: use)
      })
    return (claimant, kilowatts)
  }
}
