internal import Allocation
internal import Choice
public import Scenario
internal import Scoring

extension Scenario {
  /// The brief of one candidate, at the prices of this scenario's plan.
  ///
  /// - Parameters:
  ///   - id: The candidate.
  ///   - package: The package to discuss, by its id on the person's menu; `nil` takes the plan's.
  ///   - packages: How many packages of the menu are ranked, the best first.
  ///   - limits: As for the plan; reasons and ranges of the plan itself are not worked out.
  /// - Returns: `nil` where there is no such candidate or package, no plan, or nothing to offer.
  public func offerBrief(
    for id: String, package: String? = nil, packages: Int = 5,
    within limits: PlanningLimits = PlanningLimits()
  ) -> OfferBrief? {
    guard let index = candidates.firstIndex(where: { $0.id == id }) else { return nil }
    let answer = answering(within: limits) { asked in
      OfferBriefing(
        index, asking: package, ranking: max(1, packages), asked.plan, threads: asked.threads
      )?.brief
    }
    if case .answer(let brief) = answer { return brief }
    return nil
  }
}

/// Makes the brief of one candidate from a plan.
struct OfferBriefing: Sendable {
  let plan: Replanning
  let index: Int
  let desk: OfferDesk
  let package: Scenario.Package
  let origin: OfferBrief.Origin
  let threads: Int
  private let most: Int
  /// The best plan with the package where the plan itself does not make that offer; nil where none is
  /// proven.
  private let bound: (objective: Int128, choice: [Int])?
  /// The best plan with the package, and the best without any for this person; nil where none is proven.
  let with: [Int]?
  let without: [Int]?

  /// Nil where the package asked for does not exist, or there is none at all.
  init?(
    _ index: Int, asking asked: String?, ranking most: Int = 5, _ plan: Replanning, threads: Int
  ) {
    let table = plan.table
    let candidate = table.candidates[index].candidate
    let claimant = table.teams.count + index
    let made = table.offer(to: index, in: plan.choice)
    self.index = index
    self.most = most
    self.plan = plan
    self.threads = threads
    func best(among allowed: [Int]) -> (objective: Int128, choice: [Int])? {
      allowed.isEmpty ? nil : plan.optimum(binding: claimant, to: allowed, in: plan.problem)
    }
    let offered = table.offered[index]
    if let asked, made.map({ candidate.packages[$0.package].id != asked }) ?? true {
      guard let package = candidate.packages.first(where: { $0.id == asked }) else { return nil }
      self.package = package
      origin = .asked
      let place = offered.firstIndex { candidate.packages[$0.package].id == asked }
      bound = best(among: place.map { [$0 + 1] } ?? [])
      with = bound?.choice
      without = made == nil ? plan.choice : best(among: [0])?.choice
    } else if let made {
      package = candidate.packages[made.package]
      origin = .plan
      bound = nil
      with = plan.choice
      without = best(among: [0])?.choice
    } else {
      let found = best(among: Array(1..<max(1, offered.count + 1)))
      let nearest =
        found.flatMap { table.offer(to: index, in: $0.choice) }
        .map { candidate.packages[$0.package] }
        ?? Refusals(table, plan.release, prices: plan.prices, plan.charge).nearest(index)?.package
      guard let nearest else { return nil }
      package = nearest
      origin = .nearest
      bound = found
      with = found?.choice
      without = plan.choice
    }
    desk = OfferDesk(candidate, in: table.scenario, table.people)
  }

  var scenario: Scenario { plan.scenario }
  var candidate: Scenario.Candidate { desk.candidate }
  var prices: OfferBrief.Prices { plan.dollarPrices(forSlot: candidate.slot) }

  /// What is worked out on a thread of its own.
  private enum Part: Sendable {
    case compute(ComputeCurve?)
    case worths([OfferBrief.Worth])
    case needed([OfferBrief.Needed])
    case tipping(OfferBrief.ClusterTipping)
    case payers([OfferBrief.Payer]?)
  }

  var brief: OfferBrief {
    let uncertainty = OfferUncertainty(desk, plan.table.people)
    let pool = scenario.guaranteePool(of: package, for: candidate)
    let refusals = Refusals(plan.table, plan.release, prices: plan.prices, plan.charge)
    let isMade = plan.table.offer(to: index, in: plan.choice) != nil
    let probability = desk.probability(of: package)
    var brief = OfferBrief(
      scenario: scenario, candidate: candidate, status: plan.status,
      package: package, origin: origin,
      refusal: isMade ? nil : refusals.offer(index).refusal,
      slotHolders: isMade ? [] : slotHolders,
      whyNot: isMade ? nil : bound.map { plan.whyNot(plan.table.teams.count + index, $0) },
      acceptance: outlook(uncertainty, probability), comparisons: comparisons,
      packages: ranked(uncertainty), packageCount: candidate.packages.count,
      beliefs: beliefs, compute: nil, cashCurve: cashCurve(uncertainty),
      clusterCurve: clusterCurve(uncertainty), worths: [], needed: [],
      tipping: OfferBrief.ClusterTipping(levels: []), payers: nil,
      promise: pool.map { promiseBound(of: $0) },
      expectedValue: HireWorth(candidate, in: scenario)
        .expectedValue(of: package, acceptance: probability),
      prices: prices)
    for part in parts(uncertainty, pool) {
      switch part {
      case .compute(let curve): brief.compute = curve
      case .worths(let worths): brief.worths = worths
      case .needed(let needed): brief.needed = needed
      case .tipping(let tipping): brief.tipping = tipping
      case .payers(let payers): brief.payers = payers
      }
    }
    return brief
  }

  // The longest first, so that no thread waits.
  private func parts(_ uncertainty: OfferUncertainty, _ pool: Int?) -> [Part] {
    concurrentMap(5, threads: threads) { part in
      switch part {
      case 0:
        .compute(
          pool.map { ComputeCurve(of: package, in: $0, at: prices, desk, uncertainty, threads: 1) })
      case 1: .worths(uncertainty.worths(of: package, gpusOf: pool))
      case 2: .needed(needed(pool))
      case 3: .tipping(tipping(uncertainty))
      default: .payers(payers)
      }
    }
  }

  private var slotHolders: [String] {
    guard let slot = candidate.slot else { return [] }
    return plan.table.candidates.indices.filter {
      plan.table.candidates[$0].candidate.slot == slot
        && plan.table.offer(to: $0, in: plan.choice) != nil
    }.map { plan.table.candidates[$0].candidate.id }
  }

  private func outlook(_ uncertainty: OfferUncertainty, _ probability: Double) -> AcceptanceOutlook
  {
    let slopes = desk.slopes(of: [package], in: ["cash", "cluster_gpus"])
    let elasticity = { (slope: Double, level: Double) in
      probability > 0 ? slope * level / probability : 0
    }
    return AcceptanceOutlook(
      probability: probability, interval: uncertainty.acceptance(of: package),
      intervalWithKnownCompute: uncertainty.acceptance(of: package, knowingCompute: true),
      simulationError: Uncertainty(scenario, plan.table.people, threads: threads).simulationError(
        of: [Uncertainty.Question(candidate: candidate, package: package)])[0],
      ceiling: desk.ceiling, lapse: desk.situation.coefficients.assumptions.lapse,
      passing: desk.passing, cashElasticity: elasticity(slopes.slopes[0][0], package.cash),
      clusterElasticity: elasticity(slopes.slopes[1][0], desk.clusterGPUs))
  }

  // The strongest competitor first: the one that ours is least ahead of.
  private var comparisons: [OfferBrief.Comparison] {
    let own = package.alternative
    let all =
      candidate.rivals.map { rival in
        OfferBrief.Comparison(
          id: rival.id, isStaying: false, alternative: rival,
          contributions: UtilityContributions(
            of: own, against: rival, in: desk.situation, clusterGPUs: desk.clusterGPUs))
      } + [
        OfferBrief.Comparison(
          id: candidate.stay.id, isStaying: true, alternative: candidate.stay,
          contributions: UtilityContributions(
            of: own, against: nil, in: desk.situation, clusterGPUs: desk.clusterGPUs))
      ]
    return all.sorted { ($0.contributions.total, $0.id) < ($1.contributions.total, $1.id) }
  }

  /// The menu's best packages at the plan's prices; the one under discussion is always among them.
  private func ranked(_ uncertainty: OfferUncertainty) -> [OfferBrief.RankedPackage] {
    let table = plan.table.candidates[index]
    let nets = table.options.map { plan.net(of: $0, of: index) }
    var order = nets.indices.sorted { (nets[$1], $0) < (nets[$0], $1) }
    if let place = order.firstIndex(where: { candidate.packages[$0].id == package.id }),
      place >= most
    {
      order.swapAt(place, most - 1)
    }
    let chosen = Array(order.prefix(most))
    return concurrentMap(chosen.count, threads: threads) { position in
      let place = chosen[position]
      let own = candidate.packages[place]
      return OfferBrief.RankedPackage(
        package: own, acceptance: table.options[place].acceptance,
        interval: uncertainty.acceptance(of: own), net: nets[place])
    }.sorted { ($1.net, $0.package.id) < ($0.net, $1.package.id) }
  }
}

extension Replanning {
  /// Dollars a year of a unit of each pool, of a dollar of cash, and of a role slot.
  func dollarPrices(forSlot slot: String?) -> OfferBrief.Prices {
    let cents = prices
    return OfferBrief.Prices(
      units: scenario.pools.indices.map { pool in
        table.rows.periods.indices.reduce(0) { sum, period in
          sum + (table.rows[.pool(pool, period: period)].map { cents[$0] / 100 } ?? 0)
        }
      }, cash: cents[table.cashRow],
      slot: table.slotRow(slot).map { cents[$0] / 100 } ?? 0, charge: charge)
  }

  /// What an option brings on average less what it takes at the prices, dollars a year.
  func net(of option: CandidateTable.Option, of candidate: Int) -> Double {
    let claim = table.option(option, to: candidate, releasingAt: release.dollars)
    return claim.use.indices.reduce(Double(claim.value)) { sum, row in
      sum
        - charge.cents(
          of: claim.use[row], row: row, accepted: option.acceptance, price: prices[row])
    } / 100
  }

  /// What is known of the plan.
  var status: Plan.Status {
    switch allocation.status {
    case .optimal: .optimal
    case .feasible: .feasible
    case .infeasible: .infeasible
    case .undecided: .undecided
    }
  }

  /// Why a claimant does not have what a bound plan gives it.
  func whyNot(_ claimant: Int, _ bound: (objective: Int128, choice: [Int])) -> WhyNot {
    var whyNot = WhyNot(claimant, bound, self)
    let candidate = claimant - table.teams.count
    if candidate >= 0, let option = table.offer(to: candidate, in: bound.choice) {
      whyNot.package = table.candidates[candidate].candidate.packages[option.package]
      whyNot.acceptance = option.acceptance
    }
    return whyNot
  }
}
