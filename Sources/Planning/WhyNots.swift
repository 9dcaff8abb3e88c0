internal import Allocation
internal import Foundation
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
  ///   - most: How many claimants are looked at; the others get nil.
  ///   - threads: The result does not depend on it.
  init(_ plan: Replanning, most: Int, threads: Int) {
    let count = plan.table.teams.count
    let asking = Self.asking(plan).prefix(most).sorted()
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

  // Claimants who may ask, those with most at stake first: candidates without an offer, then teams.
  private static func asking(_ plan: Replanning) -> [Int] {
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
      plan.dollars($0, plan.choice[$0]) - teams[$0].presentValue
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
    let wanted = table.options.indices.filter {
      isLess ? compute[$0] >= present * (1 - 1e-12) : compute[$0] > compute[granted] * (1 + 1e-12)
    }
    guard !wanted.isEmpty,
      let bound = plan.optimum(binding: team, to: wanted, in: plan.problem)
    else { return nil }
    var whyNot = WhyNot(team, bound, plan)
    if isLess { whyNot.flip = Self.flip(team, Set(wanted), plan) }
    self.whyNot = whyNot
  }

  // From which worth on the plan leaves the team its compute: the root of a difference of two
  // convex functions, by Newton's method, rounded up and planned again from the start.
  private static func flip(_ team: Int, _ wanted: Set<Int>, _ plan: Replanning) -> WhyNot.Flip? {
    let present = plan.table.teams[team].team.value
    let all = plan.problem.claimants[team].options.indices
    let refused = all.filter { !wanted.contains($0) }
    guard !refused.isEmpty, present > 0 else { return nil }
    var value = present
    for _ in 0..<Flip.steps {
      let table = plan.table.replacing(value: value, ofTeam: team)
      let problem = table.problem(releasingAt: plan.release.dollars)
      guard let with = plan.optimum(binding: team, to: wanted.sorted(), in: problem),
        let without = plan.optimum(binding: team, to: refused, in: problem)
      else { return nil }
      let slope = { (option: Int) in
        let team = table.teams[team]
        return (team.options[option].value + team.leavingCost(option)) / value
      }
      let rise = slope(with.choice[team]) - slope(without.choice[team])
      guard rise > 0 else { return nil }
      let step = Double(without.objective - with.objective) / 100 / rise
      value += step
      if abs(step) < 1e-4 * value { break }
    }
    return Flip.confirmed(
      value, present: present, path: "teams[\(plan.table.teams[team].team.id)].value"
    ) {
      plan.plan(anew: plan.table.replacing(value: $0, ofTeam: team)).plan
        .map { wanted.contains($0.choice[team]) }
    }
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
    whyNot.flip = Self.flip(candidate, plan)
    self.whyNot = whyNot
  }

  // From which worth of the hire on the plan makes an offer: the root of a convex function.
  private static func flip(_ candidate: Int, _ plan: Replanning) -> WhyNot.Flip? {
    let own = plan.table.candidates[candidate]
    let claimant = plan.table.teams.count + candidate
    let present = own.candidate.hireValue
    var value = present
    for _ in 0..<Flip.steps {
      let table = plan.table.replacing(hireValue: value, ofCandidate: candidate)
      let problem = table.problem(releasingAt: plan.release.dollars)
      let options = problem.claimants[claimant].options.indices.dropFirst()
      guard !options.isEmpty,
        let with = plan.optimum(binding: claimant, to: Array(options), in: problem)
      else { return nil }
      let option = table.offered[candidate][with.choice[claimant] - 1]
      let slope = HireWorth(own.candidate, in: plan.scenario).slope(
        of: own.candidate.packages[option.package], acceptance: option.acceptance)
      guard slope > 0 else { return nil }
      let step = Double(plan.allocation.objective - with.objective) / 100 / slope
      value += step
      if abs(step) < 1e-4 * value { break }
    }
    return Flip.confirmed(
      value, present: present, path: "candidates[\(own.candidate.id)].hire_value"
    ) {
      plan.plan(anew: plan.table.replacing(hireValue: $0, ofCandidate: candidate)).plan
        .map { $0.choice[claimant] > 0 }
    }
  }
}

/// From a computed threshold to one that can be stated.
private enum Flip {
  /// Newton steps at most; two or three are usual.
  static let steps = 6
  /// Shares by which the threshold is raised until planning anew confirms it.
  private static let margins = [0, 0.01, 0.03, 0.1]

  /// The threshold rounded up to three figures, where planning from the start confirms it: release
  /// prices move with it, so that it may have to be a little more.
  static func confirmed(
    _ value: Double, present: Double, path: String, by holds: (Double) -> Bool?
  ) -> WhyNot.Flip? {
    for margin in margins {
      let needed = roundedUp(max(value, present) * (1 + margin))
      guard let holds = holds(needed) else { return nil }
      if holds { return WhyNot.Flip(path: path, present: present, needed: needed) }
    }
    return nil
  }

  /// Up to three figures.
  static func roundedUp(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return value }
    let unit = pow(10, floor(log10(value)) - 2)
    return (value / unit - 1e-9).rounded(.up) * unit
  }
}

extension WhyNot {
  /// What binding a claimant changes for it and for all others.
  fileprivate init(
    _ claimant: Int, _ bound: (objective: Int128, choice: [Int]), _ plan: Replanning
  ) {
    let count = plan.table.teams.count
    self.init(
      units: plan.units(claimant, bound.choice[claimant]),
      gain: plan.dollars(claimant, bound.choice[claimant])
        - plan.dollars(claimant, plan.choice[claimant]),
      loss: Double(plan.allocation.objective - bound.objective) / 100, payers: [])
    payers = plan.problem.claimants.indices.compactMap { other -> Payer? in
      let (before, after) = (plan.choice[other], bound.choice[other])
      let loss = plan.dollars(other, before) - plan.dollars(other, after)
      guard other != claimant, loss > 0 else { return nil }
      return Payer(
        id: other < count
          ? plan.table.teams[other].team.id : plan.table.candidates[other - count].candidate.id,
        isTeam: other < count, loss: loss,
        units: zip(plan.units(other, before), plan.units(other, after)).map { $0 - $1 })
    }
    payers.sort { ($1.loss, $0.id) < ($0.loss, $1.id) }
  }
}
