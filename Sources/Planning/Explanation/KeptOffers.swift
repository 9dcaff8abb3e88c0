internal import Allocation
internal import Scenario
internal import Scoring

/// How far the worth of a hire may fall before the plan makes no offer any more.
struct KeptOffers {
  /// Dollars a year, rounded up, by candidate; nil where no offer is made, or nothing was proven.
  let downTo: [Double?]

  /// Steps towards the threshold at most; each is a plan with the offer.
  private static let steps = 3
  /// The threshold may be too high by this share of itself.
  private static let tolerance = 0.01

  /// - Parameters:
  ///   - plan: The plan.
  ///   - threads: The result does not depend on it.
  init(_ plan: Replanning, threads: Int) {
    let first = plan.table.teams.count
    let made = plan.table.candidates.indices.filter { plan.choice[first + $0] > 0 }
      .prefix(WhyNots.most(for: plan.problem))
    let found = concurrentMap(made.count, threads: threads) { Self.threshold(made[$0], plan) }
    var downTo = [Double?](repeating: nil, count: plan.table.candidates.count)
    for (place, index) in made.enumerated() { downTo[index] = found[place] }
    self.downTo = downTo
  }

  // The best plan with an offer is worth a convex function of the hire's worth, so that a tangent
  // never leads below where it equals the best plan without one.
  private static func threshold(_ index: Int, _ plan: Replanning) -> Double? {
    let claimant = plan.table.teams.count + index
    guard let without = plan.optimum(binding: claimant, to: [0], in: plan.problem)?.objective,
      let made = plan.table.offer(to: index, in: plan.choice)
    else { return nil }
    let table = plan.table.candidates[index]
    let candidate = table.candidate
    var (value, option) = (candidate.hireValue, made)
    var margin = plan.allocation.objective - without
    for step in 1...steps {
      let package = candidate.packages[option.package]
      let slope =
        option.acceptance * plan.scenario.presence(of: candidate)
        * HireWorth(candidate, in: plan.scenario).output(of: package) / candidate.hireValue
      guard slope > 0, margin > 0 else { break }
      // A package that is worth nothing by itself is never offered, whatever its refusal would earn.
      let own = table.replacing(hireValue: value, in: plan.scenario).options[option.package].value
      let next = value - min(Double(margin) / 100, own) / slope
      if next < candidate.hireValue * tolerance { return 0 }
      let isNear = next > value * (1 - tolerance)
      value = next
      guard !isNear, step < steps, let found = best(for: index, atHireValue: value, plan) else {
        break
      }
      (option, margin) = (found.option, found.objective - without)
    }
    return min(candidate.hireValue, FlipSearch.roundedUp(value))
  }

  // The best plan that makes an offer to a hire of another worth.
  private static func best(
    for index: Int, atHireValue value: Double, _ plan: Replanning
  ) -> (option: CandidateTable.Option, objective: Int128)? {
    let options = plan.table.offers(
      to: index, atHireValue: value, releasingAt: plan.release.dollars)
    if options.isEmpty { return nil }
    let claimant = plan.table.teams.count + index
    let own = plan.problem.claimants[claimant].options[plan.choice[claimant]].id
    var near: [Int?] = plan.choice
    near[claimant] = options.firstIndex { $0.id == own }
    let problem = plan.problem.replacingOptions(ofClaimant: claimant, with: options)
    guard let found = plan.optimum(of: problem, near: [near]), let choice = found.choice else {
      return nil
    }
    let id = options[choice[claimant]].id
    let candidate = plan.table.candidates[index]
    return plan.table.offered[index].first {
      candidate.candidate.packages[$0.package].id == id
    }.map { ($0, found.objective) }
  }
}
