internal import Allocation
internal import Scenario

/// The plan from which a sweep starts: solved, and not read back further than the sweep needs.
struct BasePlan: Sendable {
  let table: OptionTable
  let release: ReleasePrices
  let allocation: Allocation

  init(_ scenario: Scenario, _ limits: PlanningLimits) {
    table = OptionTable(scenario, threads: limits.threads, by: .kernel(limits.kernel))
    release = ReleasePrices(table)
    allocation = solve(release.problem, within: limits.search)
  }

  private init(_ table: OptionTable, _ release: ReleasePrices, _ allocation: Allocation) {
    self.table = table
    self.release = release
    self.allocation = allocation
  }

  var scenario: Scenario { table.scenario }

  /// Plans another scenario of the same people, as from the start but quicker: this plan, and never
  /// another point's, says where to look first.
  ///
  /// What is proven, the objective and the release prices are those of planning from the start.
  func planned(_ scenario: Scenario, _ limits: PlanningLimits) -> BasePlan {
    let isLike = people(of: scenario, areLike: self.scenario)
    let table =
      isLike
      ? OptionTable(scenario, like: self.table, threads: 1)
      : OptionTable(scenario, threads: 1, by: self.table.people.method)
    let release = ReleasePrices(table)
    guard let choice = allocation.choice,
      table.unreleased.resources.count == self.table.unreleased.resources.count
    else {
      return BasePlan(table, release, solve(release.problem, within: limits.search))
    }
    let nearby = table.options(like: choice, of: self.table)
    return BasePlan(
      table, release,
      solve(
        release.problem, within: limits.search,
        startingAt: allocation.certificate.prices.map(\.cents), vertex: allocation.vertex,
        near: [nearby]))
  }

  /// The nearest package of every candidate, offered or not, and whether it is.
  var nearest: [(package: Int, isMade: Bool)?] {
    guard let choice = allocation.choice else { return table.candidates.map { _ in nil } }
    let refusals = Refusals(
      table, release, prices: allocation.certificate.prices.map(\.cents))
    return table.candidates.indices.map { index in
      table.offer(to: index, in: choice).map { ($0.package, true) }
        ?? refusals.nearest(index).map { ($0, false) }
    }
  }

  // Whether tables of one scenario hold for what the other has in common with it: all but the units of
  // pools, the cash, and single people.
  private func people(of a: Scenario, areLike b: Scenario) -> Bool {
    a.seed == b.seed && a.draws == b.draws && a.registry == b.registry
      && a.segments == b.segments && a.behaviour == b.behaviour
      && a.assumptions == b.assumptions
      && a.roleSlots.map(\.id) == b.roleSlots.map(\.id)
      && a.pools.map(\.id) == b.pools.map(\.id)
      && a.pools.map(\.h100ePerUnit) == b.pools.map(\.h100ePerUnit)
      && a.teams.count == b.teams.count && a.candidates.count == b.candidates.count
  }
}
