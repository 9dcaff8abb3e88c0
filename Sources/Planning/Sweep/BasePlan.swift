internal import Allocation
internal import Scenario
internal import Scoring

/// The plan from which a sweep starts: solved, and not read back further than the sweep needs.
struct BasePlan: Sendable {
  let table: OptionTable
  let release: ReleasePrices
  let allocation: Allocation

  init(_ scenario: Scenario, _ limits: PlanningLimits) {
    let table = OptionTable(scenario, threads: limits.threads, by: .kernel(limits.kernel))
    self.init(
      PackedPlan(table, ReleasePrices(table), limits.search(of: table)) {
        table.solved($0, within: limits.search(of: table))
      })
  }

  private init(_ packed: PackedPlan) {
    (table, release, allocation) = (packed.table, packed.release, packed.allocation)
  }

  var scenario: Scenario { table.scenario }

  /// So many nodes of a search take no longer than the rest of a plan.
  private static let easyNodes = 500

  /// Plans another scenario of the same people, as from the start but quicker: this plan, and never
  /// another point's, says where to look first.
  ///
  /// What is proven, the objective and the release prices are those of planning from the start.
  ///
  /// - Parameter menus: Of this plan's table, for other sizes of the clusters.
  func planned(
    _ scenario: Scenario, _ limits: PlanningLimits, menus: SizedMenus? = nil
  ) -> BasePlan {
    let isLike = people(of: scenario, areLike: self.scenario)
    let table =
      isLike
      ? OptionTable(scenario, like: self.table, menus: menus, threads: 1)
      : OptionTable(scenario, threads: 1, by: self.table.people.method)
    let release = ReleasePrices(table)
    guard let choice = allocation.choice,
      table.rows.hasSameRows(as: self.table.rows),
      table.further == self.table.further
    else {
      return BasePlan(
        PackedPlan(table, release, limits.search(of: table)) {
          table.solved($0, within: limits.search(of: table))
        })
    }
    // A plan of another size is soon made to fit and long improved: prices alone are quicker, unless
    // the search is what takes long.
    let nearby =
      allocation.nodes > Self.easyNodes ? [table.options(like: choice, of: self.table)] : []
    return BasePlan(
      PackedPlan(table, release, limits.search(of: table)) {
        table.solved(
          $0, within: limits.search(of: table),
          startingAt: allocation.certificate.prices.map(\.cents),
          vertex: allocation.vertex, near: nearby)
      })
  }

  /// The package of every candidate that a sweep follows.
  ///
  /// It is the one that is offered, or else, as the plan's reasons have it, that of the best plan in
  /// which the candidate is offered something; what the prices tell where that is not worked out.
  func followed(_ limits: PlanningLimits) -> [Scenario.Package?] {
    guard let plan = Replanning(table, release, allocation, limits.search(of: table)) else {
      return table.candidates.map { _ in nil }
    }
    let first = table.teams.count
    let asked = WhyNots.asking(plan).prefix(WhyNots.most(for: plan.problem))
      .filter { $0 >= first }
    let bound = concurrentMap(asked.count, threads: limits.threads) { place -> Int? in
      let options = plan.problem.claimants[asked[place]].options.indices
      guard options.count > 1 else { return nil }
      return plan.optimum(
        binding: asked[place], to: Array(options.dropFirst()), in: plan.problem
      ).flatMap { table.offer(to: asked[place] - first, in: $0.choice)?.package }
    }
    let refusals = Refusals(table, release, prices: plan.prices, plan.charge)
    return table.candidates.indices.map { index in
      let packages = table.candidates[index].candidate.packages
      if let made = table.offer(to: index, in: plan.choice) { return packages[made.package] }
      let best = asked.firstIndex(of: first + index).flatMap { bound[$0] }
      return best.map { packages[$0] } ?? refusals.nearest(index)?.package
    }
  }

  /// The package of every candidate with its P(accept), and whether it is offered: the plan's own, or
  /// else the one that is followed, or the best at the prices where that cannot be made here.
  func packages(
    following kept: KeptPackages
  ) -> [(package: Scenario.Package, acceptance: Double, isMade: Bool)?] {
    guard let choice = allocation.choice else { return table.candidates.map { _ in nil } }
    let terms = kept.terms(in: scenario)
    let refusals = Refusals(
      table, release, prices: allocation.certificate.prices.map(\.cents),
      PromiseCharge(table, near: choice))
    return table.candidates.indices.map { index in
      let candidate = table.candidates[index].candidate
      if let made = table.offer(to: index, in: choice) {
        return (candidate.packages[made.package], made.acceptance, true)
      }
      guard let package = terms[index]?.package else {
        return refusals.nearest(index).map { ($0.package, $0.acceptance, false) }
      }
      return (package, acceptance(of: package, by: index), false)
    }
  }

  // As in the table, or worked out where the package may not be offered.
  private func acceptance(of package: Scenario.Package, by index: Int) -> Double {
    let own = table.candidates[index]
    if let place = own.candidate.packages.firstIndex(where: { $0.id == package.id }) {
      return own.options[place].acceptance
    }
    return table.people.scorer(of: own.candidate.adding(package))
      .probabilities(of: [package.alternative])[0]
  }

  // Whether tables of one scenario hold for what the other has in common with it: all but the units of
  // pools, the cash, and single people.
  private func people(of a: Scenario, areLike b: Scenario) -> Bool {
    a.seed == b.seed && a.draws == b.draws && a.registry == b.registry
      && a.segments == b.segments && a.behaviour == b.behaviour
      && a.assumptions == b.assumptions
      && a.roleSlots.map(\.id) == b.roleSlots.map(\.id)
      && a.pools.map(\.id) == b.pools.map(\.id) && a.periods == b.periods
      && a.pools.map(\.h100ePerUnit) == b.pools.map(\.h100ePerUnit)
      && a.pools.map(\.wattsPerUnit) == b.pools.map(\.wattsPerUnit)
      && a.teams.count == b.teams.count && a.candidates.count == b.candidates.count
  }
}
