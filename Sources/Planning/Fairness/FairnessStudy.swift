internal import Allocation
internal import Scenario
internal import Scoring

/// Plans of one scenario under other rules of fairness, valued on one scale.
///
/// The scale is the most valuable plan's problem, without the floors of output of the scenario itself,
/// at the release prices of the plan that is studied.
struct FairnessStudy: Sendable {
  private let plan: Replanning
  private let teams: [TeamTable]
  private let grants: GrantPlaces
  private let problem: AllocationProblem
  /// The most valuable plan; nil where none is found.
  private let best: (worth: Int128, choice: [Int], isProven: Bool)?

  /// - Parameter plan: At hand already; the most valuable one, if its rule is plain.
  init(_ plan: Replanning) {
    self.plan = plan
    teams = plan.table.teams.map(\.unrestricted)
    grants = GrantPlaces(in: plan.scenario, plan.table.further)
    if plan.table.rule.isPlain {
      problem = plan.problem
      best = (plan.allocation.objective, plan.choice, plan.allocation.status == .optimal)
    } else {
      problem = plan.table.unruledProblem(releasingAt: plan.release.dollars)
      let found = plan.optimum(of: problem, near: [plan.table.unruled(plan.choice)])
      best = found.flatMap { found in found.choice.map { (found.objective, $0, true) } }
    }
  }

  /// What the plan that is studied costs; nil where the most valuable one is not proven.
  func price(of plan: Replanning) -> Fairness.Price? {
    best.map { best in
      Fairness.Price(
        objective: plan.table.rule.objective, floor: plan.table.rule.highest?.share,
        worth: plan.worth, mostValuable: Double(best.worth) / 100,
        loss: Double(best.worth - plan.worthCents) / 100, isProven: best.isProven)
    }
  }

  /// The price of fairness by floors; nil where the most valuable plan is not proven.
  func curve(threads: Int) -> FairnessCurve? {
    guard let best, best.isProven else { return nil }
    let first = point(of: best.choice)
    let highest = FloorSearch(teams, grants, in: problem)
      .highest(for: teams.map { _ in true }, above: teams.map { _ in 0 })
    let shares = highest.map { highest in
      FairnessCurve.shares(from: first.minimum, to: highest.share)
        + (highest.share > first.minimum ? [highest.share] : [])
    }
    // The plan of the greatest Nash welfare takes longest: it goes first, so that no thread waits.
    let asked = [nil] + (shares ?? []).map(Double?.some)
    let found = concurrentMap(asked.count, threads: threads) { index in
      asked[index].map { floored(at: $0) } ?? nash()
    }
    let floors =
      [FairnessCurve.Floor(share: first.minimum, point: first)]
      + zip(asked, found).dropFirst().map { FairnessCurve.Floor(share: $0 ?? 0, point: $1) }
    return FairnessCurve(
      floors: floors, nash: found[0],
      maxMin: highest?.isProven == true ? floors.last?.point : nil,
      knee: FairnessCurve.knee(of: floors))
  }

  // The most valuable plan in which every team keeps a share of its present output all the time.
  private func floored(at share: Double) -> FairnessCurve.Point? {
    let keeping = teams.map { $0.keeping(floor: share) }
    if keeping.contains(where: \.options.isEmpty) { return nil }
    var claimants = problem.claimants
    var near = best?.choice.map(Int?.some) ?? claimants.map { _ in nil }
    for (claimant, grant) in grants.all {
      let places = keeping[grant.team].options.indices.map { keeping[grant.team].place(of: $0) }
      claimants[claimant].options = places.map { claimants[claimant].options[$0] }
      near[claimant] = near[claimant].flatMap(places.firstIndex)
    }
    let floored = AllocationProblem(resources: problem.resources, claimants: claimants)
    guard var choice = plan.optimum(of: floored, near: [near])?.choice else { return nil }
    for (claimant, grant) in grants.all {
      choice[claimant] = keeping[grant.team].place(of: choice[claimant])
    }
    return point(of: choice)
  }

  private func nash() -> FairnessCurve.Point? {
    let welfare = NashWelfare(of: teams, grants, in: problem)
    var values = problem.claimants.map { $0.options.map(\.value) }
    for (claimant, grant) in grants.all {
      values[claimant] = values[claimant].indices.map { welfare.cents(of: grant, at: $0) }
    }
    let near = best.map { [$0.choice.map(Int?.some)] } ?? []
    return plan.optimum(of: problem.replacingValues(values), near: near)?.choice.map(point)
  }

  // A plan's place on the curve, by options of the problem.
  private func point(of choice: [Int]) -> FairnessCurve.Point {
    let worth = zip(problem.claimants, choice).reduce(Int128(0)) {
      $0 + Int128($1.0.options[$1.1].value)
    }
    var lowest = [Double](repeating: .infinity, count: teams.count)
    var isStarved = [Bool](repeating: true, count: teams.count)
    for (claimant, grant) in grants.all {
      let team = teams[grant.team]
      lowest[grant.team] = min(lowest[grant.team], team.utility(choice[claimant]))
      if !team.isStarved(by: team.options[choice[claimant]].units) {
        isStarved[grant.team] = false
      }
    }
    let spread = UtilitySpread(lowest)
    let offers = choice[teams.count..<(teams.count + plan.table.candidates.count)]
    return FairnessCurve.Point(
      price: best.map { Double($0.worth - worth) / 100 } ?? 0, minimum: spread.minimum,
      tenthPercentile: spread.tenthPercentile, jain: spread.jain,
      zeroGrants: isStarved.count { $0 }, offers: offers.count { $0 > 0 })
  }
}
