internal import Allocation
internal import Foundation
internal import Scenario

extension OptionTable {
  /// Whether every promise is kept in full, whoever accepts.
  var keepsPromises: Bool { scenario.policy.overbooking == .hard }

  /// The best plan of a problem with this table's claimants, as the policy has it.
  ///
  /// Where promises are not kept in full, the prices are those of a linear stand-in near the plan and
  /// prove nothing; what is proven is the bound.
  /// - Parameters:
  ///   - problem: This table's own, or one with other capacities or fewer options.
  ///   - limits: When to stop looking for a proof.
  ///   - start: Prices in cents to begin at.
  ///   - vertex: Where the relaxation of a like problem ended.
  ///   - nearby: Plans that may be good.
  ///   - stated: Chances of being accepted, by option, of packages that are not of this table.
  func solved(
    _ problem: AllocationProblem, within limits: SearchLimits,
    startingAt start: [Double]? = nil, vertex: PriceVertex? = nil, near nearby: [[Int?]] = [],
    accepting stated: [String: Double] = [:]
  ) -> Allocation {
    if keepsPromises {
      return solve(problem, within: limits, startingAt: start, vertex: vertex, near: nearby)
    }
    let chance = chanceProblem(of: problem, accepting: stated)
    let whole = nearby.map { $0.compactMap(\.self) }.filter { $0.count == problem.claimants.count }
    let found = solve(chance, within: limits, near: whole)
    guard let choice = found.choice else { return withoutPlan(found, problem, limits) }
    return Allocation(found, of: problem, prices: StandIn(chance, near: choice).prices)
  }

  // Who promises nothing risks nothing: nothing fits where nothing fits without any offer.
  private func withoutPlan(
    _ found: ChanceAllocation, _ problem: AllocationProblem, _ limits: SearchLimits
  ) -> Allocation {
    let answer = Allocation(found, of: problem, prices: problem.resources.map { _ in .zero })
    let mayOfferNothing = candidates.indices.allSatisfy {
      problem.claimants[teams.count + $0].options.contains { $0.id.isEmpty }
    }
    if found.status == .undecided, mayOfferNothing {
      let hard = solve(problem, within: limits)
      if case .infeasible = hard.status { return hard }
    }
    return answer
  }

  /// A problem with this table's candidates as promises that may be refused.
  ///
  /// Packages are known by their ids, so that the problem may have fewer of them, or others whose chances
  /// are stated; any other is kept in full.
  func chanceProblem(
    of problem: AllocationProblem, accepting stated: [String: Double] = [:]
  ) -> ChanceProblem {
    let promisers = candidates.indices.map { index -> ChanceProblem.Promiser in
      let own = candidates[index]
      let chances = Dictionary(
        own.options.map { (own.candidate.packages[$0.package].id, $0.acceptance) },
        uniquingKeysWith: { first, _ in first })
      let claimant = teams.count + index
      return ChanceProblem.Promiser(
        claimant: claimant,
        acceptances: problem.claimants[claimant].options.map {
          $0.id.isEmpty ? 0 : min(1, max(0, chances[$0.id] ?? stated[$0.id] ?? 1))
        }, group: own.candidate.segment)
    }
    return ChanceProblem(
      problem, promisers: promisers, rows: promisedRows, market: market, year: yearLimit)
  }

  /// The rows that promises use only if they are accepted: pools, in every period.
  var promisedRows: [ChanceProblem.PromisedRow] {
    let promising = scenario.policy.promising
    return rows.rows.enumerated().compactMap { row, stated in
      guard case .pool(let pool, let period) = stated.kind else { return nil }
      let limit: ChanceProblem.Limit
      switch scenario.policy.overbooking {
      case .hard: return nil
      case .chance: limit = .chance(promising.overcommit)
      case .cost:
        // What nobody can name a price for is kept in full.
        limit =
          scenario.recoursePerUnitYear(of: pool).map {
            .cost(min(0x1p50, $0 * scenario.share(of: rows.periods[period]) * 100))
          } ?? .chance(0)
      }
      return ChanceProblem.PromisedRow(row: row, limit: limit, drawDown: promising.drawDown)
    }
  }

  /// How answers go together.
  var market: Market { scenario.market }

  private var yearLimit: ChanceProblem.YearLimit? {
    guard scenario.policy.overbooking == .chance,
      let risk = scenario.policy.promising.overcommitYear
    else { return nil }
    return ChanceProblem.YearLimit(pools: poolRows, risk: risk)
  }

  /// The rows of each pool in the order of the periods; `[pools][periods]`.
  var poolRows: [[Int]] {
    scenario.pools.indices.map { pool in
      rows.periods.indices.compactMap { rows[.pool(pool, period: $0)] }
    }
  }
}

extension Scenario {
  /// How answers go together.
  var market: Market {
    let promising = policy.promising
    if !promising.market.isEmpty {
      return .named(
        promising.market.map {
          Market.NamedScenario(
            id: $0.id, weight: $0.probability, logOdds: $0.logOdds, groups: $0.segments)
        })
    }
    return promising.acceptanceCorrelation > 0
      ? .factor(correlation: promising.acceptanceCorrelation) : .independent
  }

  /// What a unit of a pool that is missing for a year costs, in dollars; nil where nobody knows.
  func recoursePerUnitYear(of pool: Int) -> Double? {
    policy.promising.recoursePerGPUHour.map { $0 * 8_760 * Double(pools[pool].gpusPerUnit) }
      ?? pools[pool].rentPerUnitYear
  }
}
