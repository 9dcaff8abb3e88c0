internal import Allocation
internal import Choice
internal import Foundation
public import Scenario

/// One thing that was rechecked.
public struct Check: Hashable, Sendable {
  /// What was rechecked, in a few words.
  public var what: String
  /// It holds.
  public var holds: Bool
  /// What was found; what was stated, where they differ.
  public var detail: String

  /// A result.
  public init(what: String, holds: Bool, detail: String) {
    self.what = what
    self.holds = holds
    self.detail = detail
  }
}

extension Scenario {
  /// Rechecks a plan on paper against this scenario, which was read anew.
  ///
  /// Every option is valued again by the reference definition of acceptance, then the plan is gone
  /// through once in exact integers: feasibility, objective, the bound at the stated prices, the tail
  /// of each row. Where the plan says that nothing is better, the search is repeated.
  public func checks(
    of claim: PlanClaim, within limits: PlanningLimits = PlanningLimits()
  ) -> [Check] {
    guard
      let table = OptionTable(self, threads: limits.threads, by: .reference).adding(claim.cuts)
    else {
      return [
        Check(
          what: "blocks", holds: false,
          detail: "a stated limit of blocks does not follow from the domains")
      ]
    }
    switch claim.status {
    case .undecided: return []
    case .optimal, .feasible: return PlanAudit(claim, table, limits).checks
    case .infeasible:
      let status = PackedPlan(table, ReleasePrices(table), limits.search(of: table)) {
        table.solved($0, within: limits.search(of: table))
      }.allocation.status
      let holds = if case .infeasible = status { true } else { false }
      return [
        Check(
          what: "no plan is feasible", holds: holds,
          detail: holds
            ? "the search, repeated, excludes them all" : "the search does not confirm it")
      ]
    }
  }
}

/// One pass over a stated plan, in exact integers.
private struct PlanAudit {
  private let claim: PlanClaim
  private let table: OptionTable
  private let limits: PlanningLimits
  private let problem: AllocationProblem
  private var scenario: Scenario { table.scenario }

  init(_ claim: PlanClaim, _ table: OptionTable, _ limits: PlanningLimits) {
    self.claim = claim
    self.table = table
    self.limits = limits
    problem = table.problem(
      releasingAt: table.periodPools.map { claim.releasePrices[table.resourceID($0)] ?? 0 })
  }

  var checks: [Check] {
    var missing: [String] = []
    guard let choice = table.choice(of: claim, &missing) else {
      return [Check(what: "options exist", holds: false, detail: missing.joined(separator: "; "))]
    }
    return [
      Check(
        what: "options exist", holds: true,
        detail: "\(claim.grants.count) grants, \(claim.offers.count) offers"),
      acceptances, retention(choice),
    ] + rows(choice) + [objective(choice)] + proof(choice)
      + [PlacementAudit(claim, scenario, rented: rented(in: choice)).check].compactMap(\.self)
  }

  private func proof(_ choice: [Int]) -> [Check] {
    if !table.keepsPromises { return PromiseAudit(claim, table, limits).checks(of: choice) }
    return [bound] + (claim.status == .optimal ? [search] : [])
  }

  private func rented(in choice: [Int]) -> [Int] {
    scenario.pools.indices.map {
      scenario.pools[$0].rentedUnits + table.rentedUnits(of: $0, in: choice)
    }
  }

  // Largest difference of P between the plan and the reference definition; 1e-6 is allowed.
  private var acceptances: Check {
    var worst = (difference: 0.0, candidate: "")
    for offer in claim.offers {
      guard
        let index = table.candidates.firstIndex(where: { $0.candidate.id == offer.candidate }),
        let option = table.offered[index].first(where: {
          table.candidates[index].candidate.packages[$0.package].id == offer.package
        })
      else { continue }
      let difference = abs(option.acceptance - offer.acceptance)
      if !(difference <= worst.difference) { worst = (difference, offer.candidate) }
    }
    let holds = worst.difference <= 1e-6
    return Check(
      what: "acceptance", holds: holds,
      detail: holds
        ? "\(claim.offers.count) probabilities within 1e-6 of the reference"
        : "candidates[\(worst.candidate)]: differs from the reference by more than 1e-6")
  }

  private func retention(_ choice: [Int]) -> Check {
    var wrong: [String] = []
    let grants = Dictionary(
      claim.grants.map { ($0.team, $0) }, uniquingKeysWith: { first, _ in first })
    for (index, team) in table.teams.enumerated() {
      let year = table.year(of: index, in: choice)
      guard let stated = grants[team.team.id] else { continue }
      if !(abs(1 - year.exit - stated.stay) <= 1e-6)
        || !(abs(year.value - stated.value) <= 1e-6 * max(1, team.atStake))
      {
        wrong.append("teams[\(team.team.id)]")
      }
    }
    return Check(
      what: "retention", holds: wrong.isEmpty,
      detail: wrong.isEmpty
        ? "\(claim.grants.count) teams' stays and values within 1e-6"
        : wrong.joined(separator: ", ") + ": stay or value differs")
  }

  private func rows(_ choice: [Int]) -> [Check] {
    let stated = Dictionary(
      claim.rows.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var overfull: [String] = []
    var wrongTails: [String] = []
    for (row, resource) in problem.resources.enumerated() {
      let id = table.resourceID(row)
      let scale = table.rows.rows[row].scale
      let use = table.use(of: choice, in: problem, row: row)
      let isRule = if case .rule = table.rows.rows[row].kind { true } else { false }
      let rented =
        if case .pool(let pool, _) = table.rows.rows[row].kind {
          Double(table.rentedUnits(of: pool, in: choice))
        } else { 0.0 }
      guard let claimed = stated[id] else {
        overfull.append("\(id) is not stated")
        continue
      }
      let risk = table.promiseRisk(of: choice, row: row)
      // Only what is granted has to fit where promises may be refused.
      if (risk == nil ? use.total : use.total - use.promised) > resource.capacity {
        overfull.append("\(id) is over its capacity")
      } else if abs(Double(use.total) / scale + rented - claimed.used) > 0.005
        || abs(Double(resource.capacity) / scale + rented - claimed.capacity) > 0.005
      {
        overfull.append("\(id): use or capacity differs")
      }
      if isRule { continue }
      let tail =
        risk?.overcommit
        ?? overcommitProbability(
          of: use.promises, room: resource.capacity - (use.total - use.promised))
      // Each P may differ by 1e-6, and the tail by no more than all of them.
      if !(abs(tail - claimed.overcommit) <= 1e-6 * Double(1 + use.promises.count)) {
        wrongTails.append(id)
      }
    }
    return [
      Check(
        what: "feasibility", holds: overfull.isEmpty,
        detail: overfull.isEmpty
          ? "\(problem.resources.count) rows within capacity, use as stated"
          : overfull.joined(separator: "; ")),
      Check(
        what: "overcommitment", holds: wrongTails.isEmpty,
        detail: wrongTails.isEmpty
          ? "the exact tail of every row is as stated" : wrongTails.joined(separator: ", ")),
    ]
  }

  // P and stays within 1e-6 of the reference, and cents.
  private var tolerance: Int128 {
    let atStake =
      table.candidates.reduce(0) { $0 + $1.candidate.hireValue }
      + table.teams.reduce(0) { $0 + $1.atStake }
    return Int128(100 + problem.claimants.count) + Int128(1e-4 * atStake)
  }

  private func objective(_ choice: [Int]) -> Check {
    let sum = table.objective(of: choice, in: problem)
    let holds =
      agrees(claim.objective, sum)
      && (claim.status != .optimal || claim.bound == claim.objective)
      && claim.objective <= claim.bound
    return Check(
      what: "objective", holds: holds,
      detail: holds
        ? "the sum of all options is as stated" : "the sum of all options is not what is stated")
  }

  private var bound: Check {
    let stated = Dictionary(
      claim.rows.map { ($0.id, $0.cents) }, uniquingKeysWith: { first, _ in first })
    let prices = problem.resources.indices.map {
      Price(rounding: max(0, stated[table.resourceID($0)] ?? 0))
    }
    let found = problem.certifiedBound(at: prices)
    let holds =
      agrees(claim.certifiedBound, found) && claim.bound <= claim.certifiedBound
      && claim.objective <= claim.certifiedBound
    return Check(
      what: "bound", holds: holds,
      detail: holds
        ? "no plan is worth more than it at the stated prices"
        : "the stated prices do not give the stated bound")
  }

  private var search: Check {
    let again = table.solved(problem, within: limits.search(of: table))
    let holds = again.status == .optimal && agrees(claim.objective, again.objective)
    return Check(
      what: "optimality", holds: holds,
      detail: holds
        ? "the search, repeated, finds nothing better" : "the search does not confirm it")
  }

  private func agrees(_ dollars: Double, _ cents: Int128) -> Bool {
    guard dollars.isFinite, abs(dollars) < 1e30 else { return false }
    return (Int128((dollars * 100).rounded()) - cents).magnitude <= tolerance.magnitude
  }
}
