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
  private let problem: AllocationProblem
  /// The most valuable plan; nil where none is found.
  private let best: (worth: Int128, choice: [Int], isProven: Bool)?

  /// - Parameter plan: At hand already; the most valuable one, if its rule is plain.
  init(_ plan: Replanning) {
    self.plan = plan
    let teams = plan.table.teams.map(\.unrestricted)
    self.teams = teams
    if plan.table.rule.isPlain {
      problem = plan.problem
      best = (plan.allocation.objective, plan.choice, plan.allocation.status == .optimal)
    } else {
      problem = plan.table.unruledProblem(releasingAt: plan.release.dollars)
      let near = plan.choice.enumerated().map { index, option in
        index < teams.count
          ? teams[index].index(
            nearest: plan.table.teams[index].options[option].units, in: plan.scenario.pools)
          : option
      }
      let found = plan.solution(of: problem, near: [near]).found
      best = found.flatMap { found in found.choice.map { (found.objective, $0, true) } }
    }
  }

  /// What the plan that is studied costs; nil where the most valuable one is not proven.
  func price(of plan: Replanning) -> Fairness.Price? {
    best.map { best in
      Fairness.Price(
        objective: plan.table.rule.objective, floor: plan.table.rule.highest?.share,
        worth: plan.worth, mostValuable: Double(best.worth) / 100, isProven: best.isProven)
    }
  }

  /// The price of fairness by floors; nil where the most valuable plan is not proven.
  func curve(threads: Int) -> FairnessCurve? {
    guard let best, best.isProven else { return nil }
    let first = outcome(of: best.choice)
    let highest = FloorSearch(teams, in: problem)
      .highest(for: teams.map { _ in true }, above: teams.map { _ in 0 })
    let shares = highest.map {
      FairnessCurve.shares(from: first.minimum, to: $0.share) + [$0.share]
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

  // The most valuable plan in which every team keeps a share of its present output.
  private func floored(at share: Double) -> FairnessCurve.Point? {
    var claimants = problem.claimants
    var kept: [[Int]] = []
    for (index, table) in teams.enumerated() {
      kept.append(table.options.indices.filter { table.keeps(share, at: $0) })
      if kept[index].isEmpty { return nil }
      claimants[index].options = kept[index].map { claimants[index].options[$0] }
    }
    let near = best?.choice.enumerated().map { index, option in
      index < kept.count ? kept[index].firstIndex(of: option) : option
    }
    let floored = AllocationProblem(resources: problem.resources, claimants: claimants)
    return choice(of: floored, near: near).map { choice in
      outcome(
        of: choice.enumerated().map { index, option in
          index < kept.count ? kept[index][option] : option
        })
    }
  }

  private func nash() -> FairnessCurve.Point? {
    let welfare = NashWelfare(of: teams, in: problem, above: teams.map { _ in nil })
    let values = problem.claimants.enumerated().map { index, claimant in
      index < teams.count
        ? claimant.options.indices.map { welfare.cents(of: teams[index], index, at: $0) }
        : claimant.options.map(\.value)
    }
    return choice(of: problem.replacingValues(values), near: best?.choice).map(outcome)
  }

  // The optimum; nil where it is not proven.
  private func choice(of problem: AllocationProblem, near: [Int?]?) -> [Int]? {
    plan.optimum(of: problem, near: near.map { [$0] } ?? [])?.choice
  }

  // A plan's place on the curve, by options of the problem.
  private func outcome(of choice: [Int]) -> FairnessCurve.Point {
    let worth = zip(problem.claimants, choice).reduce(Int128(0)) {
      $0 + Int128($1.0.options[$1.1].value)
    }
    let spread = UtilitySpread(teams.indices.map { teams[$0].utility(choice[$0]) })
    return FairnessCurve.Point(
      price: best.map { Double($0.worth - worth) / 100 } ?? 0, minimum: spread.minimum,
      tenthPercentile: spread.tenthPercentile, jain: spread.jain,
      zeroGrants: teams.indices.count {
        teams[$0].isStarved(by: teams[$0].options[choice[$0]].units)
      },
      offers: choice.dropFirst(teams.count).count { $0 > 0 })
  }
}
