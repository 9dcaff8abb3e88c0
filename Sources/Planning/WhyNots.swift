internal import Allocation
internal import Scenario
internal import Scoring

/// Works out why teams and candidates did not get more, by planning again with them bound to it.
struct WhyNots: Sendable {
  /// By team; nil where nothing more could be had, or nothing was proven.
  let teams: [WhyNot?]
  /// By candidate; nil also where an offer is made.
  let candidates: [WhyNot?]

  /// - Parameters:
  ///   - plan: The plan.
  ///   - candidate: The one candidate to look at; nil looks at all claimants.
  ///   - threads: The result does not depend on it.
  init(_ plan: Replanning, only candidate: Int? = nil, threads: Int) {
    let count = plan.table.teams.count
    // Candidates, who come last, take longest: they go first, so that no thread waits.
    let asking = Self.asking(plan).prefix(Self.most(for: plan.problem))
      .filter { claimant in candidate.map { claimant == count + $0 } ?? true }.sorted(by: >)
    let found = concurrentMap(asking.count, threads: threads) { index in
      asking[index] < count
        ? TeamWhyNot(asking[index], plan)?.whyNot
        : CandidateWhyNot(asking[index] - count, plan)?.whyNot
    }
    var teams = [WhyNot?](repeating: nil, count: count)
    var candidates = [WhyNot?](repeating: nil, count: plan.table.candidates.count)
    for (claimant, whyNot) in zip(asking, found) {
      if claimant < count {
        teams[claimant] = whyNot
      } else {
        candidates[claimant - count] = whyNot
      }
    }
    self.teams = teams
    self.candidates = candidates
  }

  /// So many claimants are looked at where a solve takes little.
  static let mostAsked = 64

  /// How many claimants are looked at.
  ///
  /// Each takes some dozens of solves, and where a solve takes long the reasons of the many go unsaid.
  static func most(for problem: AllocationProblem) -> Int {
    let options = problem.claimants.reduce(0) { $0 + $1.options.count }
    return min(mostAsked, 3_000_000 / max(1, options * problem.resources.count))
  }

  /// Claimants who may ask, those with most at stake first: candidates without an offer, then teams.
  static func asking(_ plan: Replanning) -> [Int] {
    let teams = plan.table.teams
    let refused = plan.table.candidates.indices.filter { plan.choice[teams.count + $0] == 0 }
      .sorted {
        let values = (
          plan.table.candidates[$0].candidate.hireValue,
          plan.table.candidates[$1].candidate.hireValue
        )
        return (values.1, $0) < (values.0, $1)
      }
    let change = teams.indices.map {
      plan.table.year(of: $0, in: plan.choice).value - teams[$0].presentValue
    }
    return refused.map { teams.count + $0 }
      + teams.indices.sorted { (change[$0], $0) < (change[$1], $1) }
  }
}

/// Why a team does not keep its present compute, or does not get more.
private struct TeamWhyNot {
  let whyNot: WhyNot

  /// Nil where it has all that it may get, or nothing was proven.
  init?(_ team: Int, _ plan: Replanning) {
    let table = plan.table.teams[team]
    let compute = table.options.map { table.compute(of: $0.units) }
    let granted = plan.choice[team]
    let present = table.compute(of: table.team.current)
    // As much compute as now; for who has that, the next larger grant.
    let isLess = compute[granted] < present * (1 - 1e-12)
    let isWanted = compute.map {
      isLess ? $0 >= present * (1 - 1e-12) : $0 > compute[granted] * (1 + 1e-12)
    }
    let wanted = isWanted.indices.filter { isWanted[$0] }
    guard !wanted.isEmpty,
      let bound = plan.optimum(binding: team, to: wanted, in: plan.problem)
    else { return nil }
    var whyNot = WhyNot(team, bound, plan)
    whyNot.priceFlip = plan.priceFlip(of: team, to: bound.choice[team]) { isWanted[$0] }
    if isLess {
      whyNot.flip = Self.flip(team, isWanted, loss: whyNot.loss, bound.choice, plan)
    }
    self.whyNot = whyNot
  }

  // From which worth on the plan leaves the team its compute; `bound` is the best plan that does now.
  private static func flip(
    _ team: Int, _ isWanted: [Bool], loss: Double, _ bound: [Int], _ plan: Replanning
  ) -> WhyNot.Flip? {
    let own = plan.table.teams[team].team
    let wanted = isWanted.indices.filter { isWanted[$0] }
    let refused = isWanted.indices.filter { !isWanted[$0] }
    // What a team is worth counts for nothing in Nash welfare.
    guard !refused.isEmpty, plan.table.rule.objective != .nash else { return nil }
    var having = plan.relaxedWorth(binding: team, to: wanted)
    var lacking = plan.relaxedWorth(binding: team, to: refused)
    var search = FlipSearch(path: "teams[\(own.id)].value", present: own.value, loss: loss) {
      value in
      let options = plan.table.teams[team].replacing(value: value, in: plan.scenario).options
      return having.dollars(at: wanted.map { cents(options[$0].value) })
        - lacking.dollars(at: refused.map { cents(options[$0].value) })
    } holds: { value in
      plan.plan(anew: plan.table.replacing(value: value, ofTeam: team), near: bound).plan
        .map { isWanted[$0.choice[team]] }
    }
    return search.flip()
  }
}

/// Why a candidate is not offered anything.
private struct CandidateWhyNot {
  let whyNot: WhyNot

  /// Nil where no package can bring anything, or nothing was proven.
  init?(_ candidate: Int, _ plan: Replanning) {
    let claimant = plan.table.teams.count + candidate
    let options = plan.problem.claimants[claimant].options.indices
    guard options.count > 1,
      let bound = plan.optimum(binding: claimant, to: Array(options.dropFirst()), in: plan.problem)
    else { return nil }
    let option = plan.table.offered[candidate][bound.choice[claimant] - 1]
    var whyNot = WhyNot(claimant, bound, plan)
    whyNot.package = plan.table.candidates[candidate].candidate.packages[option.package]
    whyNot.acceptance = option.acceptance
    whyNot.priceFlip = plan.priceFlip(of: claimant, to: bound.choice[claimant]) { $0 > 0 }
    whyNot.flip = Self.flip(candidate, loss: whyNot.loss, bound.choice, plan)
    self.whyNot = whyNot
  }

  // From which worth of the hire on the plan makes an offer; `bound` is the best plan that does now.
  private static func flip(
    _ candidate: Int, loss: Double, _ bound: [Int], _ plan: Replanning
  ) -> WhyNot.Flip? {
    let own = plan.table.candidates[candidate].candidate
    let claimant = plan.table.teams.count + candidate
    var lacking = plan.relaxedWorth(binding: claimant, to: [0])
    let without = lacking.dollars()
    // The packages that are worth offering may change with the worth, and seldom do.
    var having: (packages: [String], worth: RelaxedWorth)?
    var search = FlipSearch(
      path: "candidates[\(own.id)].hire_value", present: own.hireValue, loss: loss
    ) { value in
      let options = plan.table.offers(
        to: candidate, atHireValue: value, releasingAt: plan.release.dollars)
      if options.isEmpty { return -.infinity }
      if having?.packages != options.map(\.id) {
        having = (
          options.map(\.id), plan.relaxedWorth(binding: claimant, to: options)
        )
      }
      return (having?.worth.dollars(at: options.map(\.value)) ?? -.infinity) - without
    } holds: { value in
      plan.plan(
        anew: plan.table.replacing(hireValue: value, ofCandidate: candidate), near: bound
      ).plan
        .map { $0.choice[claimant] > 0 }
    }
    return search.flip()
  }
}

extension WhyNot {
  /// What binding a claimant changes for it and for all others.
  init(
    _ claimant: Int, _ bound: (objective: Int128, choice: [Int]), _ plan: Replanning
  ) {
    self.init(
      units: plan.units(claimant, bound.choice[claimant]),
      gain: plan.dollars(claimant, bound.choice[claimant])
        - plan.dollars(claimant, plan.choice[claimant]),
      loss: Double(plan.allocation.objective - bound.objective) / 100, payers: [])
    payers = plan.table.owners.indices.filter { $0 != claimant }.compactMap { other -> Payer? in
      let loss = plan.loss(of: other, from: plan.choice, to: bound.choice)
      guard loss > 0 else { return nil }
      let (before, after) = (plan.choice[other], bound.choice[other])
      return Payer(
        id: plan.table.owners[other].id, isTeam: plan.table.owners[other].isTeam, loss: loss,
        units: zip(plan.units(other, before), plan.units(other, after)).map { $0 - $1 })
    }
    payers.sort { ($1.loss, $0.id) < ($0.loss, $1.id) }
  }
}
