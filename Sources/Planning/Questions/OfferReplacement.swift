internal import Allocation
public import Scenario

/// What becomes of the plan's other offers if one candidate is offered another package.
public struct OfferReplacement: Hashable, Sendable {
  /// The candidate.
  public var candidate: String
  /// The others whose offer would be another one, or go, or come, in the best plan with this package.
  public var changed: [String]
  /// What this package exceeds together with the plan's other offers: pools, `cash`, role slots.
  ///
  /// Teams are counted with their floors alone.
  public var exceeded: [String]
  /// Whether the best plan with this package was found; if not, ``changed`` is not known.
  public var isProven: Bool

  /// Whether the plan's other offers may go out beside this one.
  public var leavesOthers: Bool { changed.isEmpty && exceeded.isEmpty }
}

extension Scenario {
  /// What becomes of the plan's other offers if one candidate is offered a package of the menu.
  ///
  /// - Parameters:
  ///   - package: The package, by its id on the person's menu.
  ///   - index: The candidate's place in the scenario's list.
  ///   - limits: As for the plan.
  /// - Returns: `nil` where the plan offers that package, there is no such one, or no plan.
  public func replacement(
    offering package: String, toCandidate index: Int,
    within limits: PlanningLimits = PlanningLimits()
  ) -> OfferReplacement? {
    let answered = answering(within: limits) { OfferReplacement(package, index, $0.plan) }
    if case .answer(let replacement) = answered { return replacement }
    return nil
  }
}

extension Replanning {
  /// Whether others' promises and one more exceed a room by more than the policy allows; nil where
  /// promises are kept in full.
  fileprivate func exceeds(
    _ row: Int, _ room: Int64, _ others: [Int], _ claim: Claimant.Option, accepted p: Double,
    _ candidate: Int
  ) -> Bool? {
    guard let promised = table.promisedRows.first(where: { $0.row == row }) else { return nil }
    var promises = others.compactMap { other -> Promise? in
      guard let offer = table.offer(to: other, in: choice) else { return nil }
      let place = table.teams.count + other
      return Promise(
        probability: min(1, max(0, offer.acceptance)),
        amount: problem.claimants[place].options[choice[place]].use[row],
        group: table.candidates[other].candidate.segment)
    }
    promises.append(
      Promise(
        probability: min(1, max(0, p)), amount: claim.use[row],
        group: table.candidates[candidate].candidate.segment))
    let over = PromiseDistribution(of: promises.map { promised.drawn($0) }, in: table.market)
      .overcommitProbability(room: room)
    return switch promised.limit {
    case .chance(let limit): !PromiseDistribution.isWithin(over, limit)
    case .cost: over >= 1
    }
  }
}

extension OfferReplacement {
  init?(_ id: String, _ index: Int, _ plan: Replanning) {
    let (table, claimant) = (plan.table, plan.table.teams.count + index)
    let own = table.candidates[index]
    guard let option = own.options.first(where: { own.candidate.packages[$0.package].id == id })
    else { return nil }
    if table.offer(to: index, in: plan.choice)?.package == option.package { return nil }
    // What would never be offered is no option of the plan's problem.
    let claim = table.option(option, to: index, releasingAt: plan.release.dollars)
    let problem = plan.problem.replacingOptions(ofClaimant: claimant, with: [claim])
    var near: [Int?] = plan.choice
    near[claimant] = 0
    let bound = plan.optimum(of: problem, near: [near])?.choice
    let others = table.candidates.indices.filter { $0 != index }
    self.init(
      candidate: own.candidate.id,
      changed: bound.map { bound in
        others.filter { bound[table.teams.count + $0] != plan.choice[table.teams.count + $0] }
          .map { table.candidates[$0].candidate.id }
      } ?? [],
      exceeded: plan.problem.resources.indices.filter { row in
        let promised = others.reduce(claim.use[row]) { sum, other in
          let place = table.teams.count + other
          return sum + plan.problem.claimants[place].options[plan.choice[place]].use[row]
        }
        let floors =
          if case .pool(let pool, _) = table.rows.rows[row].kind {
            table.scenario.teams.reduce(0) { $0 + $1.least(of: pool) }
          } else { 0 }
        let room =
          plan.problem.resources[row].capacity - Int64(floors)
          - table.fixedUse(of: row, in: plan.choice)
        if let exceeds = plan.exceeds(row, room, others, claim, accepted: option.acceptance, index)
        {
          return claim.use[row] > 0 && exceeds
        }
        return claim.use[row] > 0 && promised > room
      }.map(table.resourceID), isProven: bound != nil)
  }
}
