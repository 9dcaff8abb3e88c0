internal import Allocation
internal import Scenario

/// Reads a solved problem back as a plan.
struct PlanReading {
  let table: OptionTable
  let release: ReleasePrices
  let allocation: Allocation
  let limits: PlanningLimits

  init(
    _ table: OptionTable, _ release: ReleasePrices, _ allocation: Allocation,
    _ limits: PlanningLimits
  ) {
    self.table = table
    self.release = release
    self.allocation = allocation
    self.limits = limits
  }

  var threads: Int { limits.threads }

  var scenario: Scenario { table.scenario }

  var plan: Plan {
    let choice = allocation.choice
    var status = Plan.Status.feasible
    var conflicts: [PlanConflict] = []
    switch allocation.status {
    case .optimal: status = table.rule.isProven ? .optimal : .feasible
    case .feasible: status = .feasible
    case .undecided: status = .undecided
    case .infeasible(let conflict):
      status = .infeasible
      conflicts = [PlanConflict(conflict, of: table)]
    }
    var plan = Plan(
      scenario: scenario, status: status,
      value: PlanValue(
        objectiveCents: allocation.objective, boundCents: allocation.bound,
        certifiedBoundCents: allocation.certificate.bound,
        worthCents: choice.map { table.worth(of: $0, releasingAt: release.dollars) } ?? 0,
        released: choice.map(released) ?? 0,
        present: table.teams.reduce(0) { $0 + $1.presentValue }, releasePrices: release.dollars),
      resources: resources(choice), teams: choice.map(teams) ?? [],
      offers: choice.map(offers) ?? [], conflicts: conflicts, notes: notes,
      search: SearchReport(
        nodes: allocation.nodes, optionsLeft: allocation.optionsLeft,
        options: release.problem.claimants.reduce(0) { $0 + $1.options.count }))
    if choice != nil {
      place(&plan)
      plan.risk = PlanRisk(
        acceptances: plan.offers.filter(\.isMade).map(\.acceptance),
        overcommits: plan.resources.map(\.overcommit))
    }
    explain(&plan)
    return plan
  }

  // Plans again with changes.
  private func explain(_ plan: inout Plan) {
    guard let found = Replanning(table, release, allocation, limits.search) else { return }
    plan.fairness = Fairness(found, withCurve: limits.pricesFairness, threads: threads)
    guard plan.status == .optimal else { return }
    if !limits.explains, let id = limits.explainedCandidate,
      let index = scenario.candidates.firstIndex(where: { $0.id == id })
    {
      plan.offers[index].whyNot =
        WhyNots(found, only: index, threads: threads).candidates[index]
    }
    guard limits.explains else { return }
    let ranges = PriceRanges(found, threads: threads)
    for row in plan.resources.indices {
      plan.resources[row].priceRange = ranges.ranges[row]
      plan.resources[row].priceStep = ranges.steps[row]
    }
    let whyNots = WhyNots(found, threads: threads)
    for index in plan.teams.indices { plan.teams[index].whyNot = whyNots.teams[index] }
    for index in plan.offers.indices { plan.offers[index].whyNot = whyNots.candidates[index] }
    plan.whatIfs = WhatIfs(found, threads: threads).whatIfs
  }

  private func place(_ plan: inout Plan) {
    let placement = PlanPlacement(
      scenario.pools, grants: plan.teams.map { ($0.id, $0.granted) },
      reserves: scenario.pools.indices.map { Int(plan.resources[$0].promised) })
    for index in plan.teams.indices {
      plan.teams[index].placement = placement.teams[plan.teams[index].id] ?? []
    }
    for index in scenario.pools.indices {
      plan.resources[index].freeSlots = placement.slots[index]
    }
    plan.placements = placement.placements
    plan.notes += placement.notes
  }

  private func released(_ choice: [Int]) -> Double {
    table.candidates.indices.reduce(0) { sum, index in
      guard let option = table.offer(to: index, in: choice) else { return sum }
      let candidate = table.candidates[index].candidate
      return sum + table.valueWithRelease(option, of: candidate, at: release.dollars)
        - option.value
    }
  }

  private func teams(_ choice: [Int]) -> [TeamPlan] {
    let granted = table.teams.indices.map { table.teams[$0].options[choice[$0]] }
    let stays = Uncertainty(scenario, table.people, threads: threads)
      .stay(of: table.teams, at: granted.map(\.units))
    return table.teams.indices.map { index in
      let (team, option) = (table.teams[index], granted[index])
      return TeamPlan(
        id: team.team.id, current: team.team.current, granted: option.units,
        presentStay: 1 - team.presentExit, stay: 1 - option.exit, stayInterval: stays[index],
        value: option.value, presentValue: team.presentValue,
        leavers: team.team.heads * (option.exit - team.presentExit))
    }
  }

  private var notes: [String] {
    var notes = [
      "Refused promises are credited at the release prices; the proof speaks of these prices."
    ]
    notes += FairnessNotes(table.rule).notes
    notes += scenario.notes
    if !scenario.intervals.isEmpty {
      notes.append(
        (scenario.intervals.count == 1
          ? "1 input is an interval" : "\(scenario.intervals.count) inputs are intervals")
          + "; the plan and its ranges use medians."
      )
    }
    return notes
  }
}

extension PlanReading {
  private func resources(_ choice: [Int]?) -> [ResourcePlan] {
    release.problem.resources.indices.map { resource($0, choice) }
  }

  private func resource(_ row: Int, _ choice: [Int]?) -> ResourcePlan {
    let kind: ResourcePlan.Kind =
      row < table.cashRow ? .pool : row == table.cashRow ? .cash : .slots
    let scale = kind == .cash ? 100.0 : 1
    let prices = allocation.certificate.prices
    let price = prices.isEmpty ? 0 : prices[row].cents
    let capacity = release.problem.resources[row].capacity
    var plan = ResourcePlan(
      id: table.resourceID(row), kind: kind, capacity: Double(capacity) / scale, used: 0,
      promised: 0, price: price * scale / 100, certificatePrice: price, overcommit: 0)
    if let choice {
      let use = table.use(of: choice, in: release.problem, row: row)
      plan.used = Double(use.total) / scale
      plan.promised = Double(use.promised) / scale
      plan.overcommit = overcommitProbability(
        of: use.promises, room: capacity - (use.total - use.promised))
    }
    return plan
  }
}
