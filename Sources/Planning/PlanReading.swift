internal import Allocation
internal import Scenario

/// Reads a solved problem back as a plan.
struct PlanReading {
  let table: OptionTable
  let release: ReleasePrices
  let allocation: Allocation
  let limits: PlanningLimits
  // What has to be known of how the plan was packed.
  private var packingNotes: [String] = []

  init(_ packed: PackedPlan, _ limits: PlanningLimits) {
    self.init(packed.table, packed.release, packed.allocation, limits)
    packingNotes = packed.notes
  }

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
      var stated = PlanConflict(conflict, of: table)
      if stated.relaxations.isEmpty && stated.floors.isEmpty {
        stated.together = LeastRelaxations(table, limits.search(of: table)).sets
      }
      conflicts = [stated]
    }
    var plan = Plan(
      scenario: scenario, status: status,
      value: PlanValue(
        objectiveCents: allocation.objective, boundCents: allocation.bound,
        certifiedBoundCents: allocation.certificate.bound,
        worthCents: choice.map { table.worth(of: $0, in: release.problem) } ?? 0,
        released: choice.map(released) ?? 0,
        present: table.teams.reduce(0) { $0 + $1.presentValue }, releasePrices: release.dollars),
      resources: resources(choice), teams: choice.map(teams) ?? [],
      offers: choice.map(offers) ?? [], rentals: choice.map(table.rentals) ?? [],
      conflicts: conflicts, notes: notes,
      search: SearchReport(
        nodes: allocation.nodes, optionsLeft: allocation.optionsLeft,
        options: release.problem.claimants.reduce(0) { $0 + $1.options.count }))
    if choice != nil {
      place(&plan)
      plan.risk = PlanRisk(
        acceptances: plan.offers.filter(\.isMade).map(\.acceptance),
        overcommits: plan.resources.map(\.overcommit))
      if let choice, !table.keepsPromises {
        plan.risk?.overcommitYear = table.overcommitYear(of: choice)
        plan.value.recourse = Double(table.recourseCents(of: choice)) / 100
      }
      plan.value.hired = scenario.hiredWorth
    }
    explain(&plan)
    return plan
  }

  // Plans again with changes.
  private func explain(_ plan: inout Plan) {
    guard let found = Replanning(table, release, allocation, limits.search(of: table)) else {
      return
    }
    plan.fairness = Fairness(found, withCurve: limits.pricesFairness, threads: threads)
    // Where promises may be refused, every question would take a search over all of them.
    guard plan.status == .optimal, table.keepsPromises else { return }
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
      plan.resources[row].priceSteps = ranges.worths[row]
      plan.resources[row].stays = ranges.stays[row]
    }
    let whyNots = WhyNots(found, threads: threads)
    for index in plan.teams.indices { plan.teams[index].whyNot = whyNots.teams[index] }
    for index in plan.offers.indices { plan.offers[index].whyNot = whyNots.candidates[index] }
    let kept = KeptOffers(found, threads: threads)
    for index in plan.offers.indices { plan.offers[index].keptDownTo = kept.downTo[index] }
    plan.whatIfs = WhatIfs(found, threads: threads).whatIfs
  }

  private func place(_ plan: inout Plan) {
    PlanPlacement(of: plan).enter(into: &plan)
    plan.notes += packingNotes
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
    let years = table.teams.indices.map { table.year(of: $0, in: choice) }
    let uncertainty = Uncertainty(scenario, table.people, threads: threads)
    let stays = scenario.periods.indices.map { period in
      uncertainty.stay(of: table.teams, at: years.map { $0.grants[period].units })
    }
    return table.teams.indices.map { index in
      let (team, year) = (table.teams[index], years[index])
      var plan = TeamPlan(
        id: team.team.id, current: team.team.current, granted: year.grants[0].units,
        presentStay: 1 - team.presentExit, stay: 1 - year.exit,
        stayInterval: stays[0][index], value: year.value, presentValue: team.presentValue,
        leavers: team.team.heads * (year.exit - team.presentExit))
      if stays.count > 1 {
        let shares = scenario.periods.map(scenario.share)
        let mean = { (end: (ClosedRange<Double>) -> Double) in
          zip(stays, shares).reduce(0) { $0 + end($1.0[index]) * $1.1 }
        }
        plan.stayInterval = mean(\.lowerBound)...mean(\.upperBound)
        plan.later = zip(scenario.periods, year.grants).dropFirst().map {
          LaterGrant(period: $0, granted: $1.units)
        }
      }
      return plan
    }
  }

  private var notes: [String] {
    var notes = scenario.promiseNotes
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
    let stated = table.rows.rows[row]
    let scale = stated.scale
    let prices = allocation.certificate.prices
    let price = prices.isEmpty ? 0 : prices[row].cents
    let capacity = release.problem.resources[row].capacity
    var plan = ResourcePlan(
      id: stated.id, kind: stated.planKind, period: stated.period(in: scenario),
      capacity: Double(capacity) / scale, used: 0,
      promised: 0, price: price * scale / 100 / stated.share(in: scenario), certificatePrice: price,
      overcommit: 0)
    if case .blocks(let blocks) = stated.kind { plan.blocks = blocks }
    if let choice {
      let use = table.use(of: choice, in: release.problem, row: row)
      if case .rule = stated.kind {
        plan.used = Double(use.total)
        return plan
      }
      if case .pool(let pool, _) = stated.kind {
        plan.rented = Double(table.rentedUnits(of: pool, in: choice))
        plan.hired = Double(table.hiredUse(of: row))
      }
      plan.capacity += plan.rented
      plan.used = Double(use.total) / scale + plan.rented
      plan.promised = Double(use.promised) / scale
      plan.promise = table.promiseRisk(of: choice, row: row)
      plan.overcommit =
        plan.promise?.overcommit
        ?? overcommitProbability(
          of: use.promises, room: capacity - (use.total - use.promised))
    }
    return plan
  }
}
