internal import Allocation
public import Scenario

extension OptionTable {
  /// The option of every claimant, as stated; nil if one of them does not exist.
  /// - Parameter missing: Takes what does not exist, in words.
  func choice(of claim: PlanClaim, _ missing: inout [String]) -> [Int]? {
    var choice: [Int] = []
    let grants = Dictionary(
      claim.grants.map { ($0.team, $0) }, uniquingKeysWith: { first, _ in first })
    for team in teams {
      choice.append(option(of: team, granted: grants[team.team.id]?.gpus ?? [:], &missing))
    }
    let offers = Dictionary(
      claim.offers.map { ($0.candidate, $0.package) }, uniquingKeysWith: { first, _ in first })
    for (index, candidate) in candidates.enumerated() {
      guard let package = offers[candidate.candidate.id] else {
        choice.append(0)
        continue
      }
      let option = offered[index].firstIndex {
        candidate.candidate.packages[$0.package].id == package
      }
      if let option {
        choice.append(option + 1)
      } else {
        missing.append("candidates[\(candidate.candidate.id)]: the stated package is not one")
      }
    }
    for claimant in further {
      switch claimant {
      case .hire: choice.append(0)
      case .laterGrant(let team, let period):
        let later = grants[teams[team].team.id]?.later ?? []
        let gpus = later.indices.contains(period - 1) ? later[period - 1] : [:]
        choice.append(option(of: teams[team], granted: gpus, &missing))
      case .rental(let pool):
        let units = claim.rented[scenario.pools[pool].id] ?? 0
        if (0...scenario.pools[pool].rentableUnits).contains(units) {
          choice.append(units)
        } else {
          missing.append("rentals[\(scenario.pools[pool].id)]: so much cannot be rented")
        }
      }
    }
    let known = Set(teams.map(\.team.id) + candidates.map(\.candidate.id))
    for id in claim.grants.map(\.team) + claim.offers.map(\.candidate) where !known.contains(id) {
      missing.append("\(id): the inputs do not know it")
    }
    return missing.isEmpty ? choice : nil
  }

  private func option(
    of team: TeamTable, granted gpus: [String: Int], _ missing: inout [String]
  ) -> Int {
    let units = scenario.pools.map { Double(gpus[$0.id] ?? 0) / Double($0.gpusPerUnit) }
    if let option = team.options.firstIndex(where: { $0.units.map(Double.init) == units }) {
      return option
    }
    missing.append("teams[\(team.team.id)]: the stated grant is not one it may get")
    return 0
  }
}

extension Scenario {
  /// The plan that a claim speaks of, every figure computed anew.
  ///
  /// Where the claim says that a search has proven something, the search is repeated; otherwise the
  /// stated choice and bound are read back, because nobody can repeat a search that a clock ended.
  /// - Returns: nil where the claim chooses what does not exist here.
  public func plan(
    as claim: PlanClaim, within limits: PlanningLimits = PlanningLimits()
  ) -> Plan? {
    var limits = limits
    if let nodes = claim.nodes { limits.nodes = max(nodes, SearchLimits.promises.nodes) }
    if claim.status == .optimal || claim.status == .infeasible { return plan(within: limits) }
    let whole = OptionTable(self, threads: limits.threads, by: .kernel(limits.kernel))
    guard let table = whole.adding(claim.cuts) else { return nil }
    let release = ReleasePrices(whole).with(table)
    var allocation = solve(release.problem, within: SearchLimits(nodes: 0))
    allocation.nodes = claim.nodes ?? allocation.nodes
    allocation.status = claim.status == .feasible ? .feasible : .undecided
    allocation.choice = nil
    if claim.status == .feasible {
      var missing: [String] = []
      guard let choice = table.choice(of: claim, &missing), abs(claim.bound) < 1e15 else {
        return nil
      }
      allocation.choice = choice
      allocation.objective = table.objective(of: choice, in: release.problem)
      allocation.bound = Int128((claim.bound * 100).rounded())
      let stated = Dictionary(
        claim.rows.map { ($0.id, $0.cents) }, uniquingKeysWith: { first, _ in first })
      let prices = release.problem.resources.indices.map {
        Price(rounding: stated[table.resourceID($0)] ?? 0)
      }
      allocation.certificate =
        table.keepsPromises
        ? Certificate(prices: prices, bound: release.problem.certifiedBound(at: prices))
        : Certificate(prices: table.prices(near: choice), bound: allocation.bound)
    }
    let notes = claim.isUnsettled ? [PlanClaim.unsettledPacking] : []
    let packed = PackedPlan(table, release, allocation, notes: notes)
    return answered(PlanReading(packed, limits).plan, limits)
  }
}
