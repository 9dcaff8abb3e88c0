internal import Choice
public import Scenario

/// What it would take to win one candidate: the cheapest package for each of some levels of P.
///
/// Costs are dollars a year if accepted, GPUs at the plan's price.
public struct PriceAnswer: Hashable, Sendable {
  /// The scenario that was planned.
  public var scenario: Scenario
  /// The candidate.
  public var candidate: Scenario.Candidate
  /// The package that the plan offers, or would offer first.
  public var package: Scenario.Package
  /// Whether the plan offers it.
  public var isMade: Bool
  /// The same without GPUs and extras, from which each single way starts.
  public var base: Scenario.Package
  /// P(accept) of it.
  public var now: Chance
  /// No package reaches more.
  public var ceiling: Double
  /// The chance that our cluster passes the person's screen.
  public var passing: Double
  /// The share who refuse whatever is offered.
  public var lapse: Double
  /// P(accept) if our cluster just met an unmet stated cut-off; `nil` where none is unmet.
  public var ifOpened: Chance?
  /// What each level of P would take.
  public var levels: [Level]
  /// The pool whose GPUs are spoken of; `nil` where none can carry a guarantee.
  public var pool: Int?
  /// P(accept) with all GPUs of that pool and nothing else more.
  public var withAllGPUs: Chance?
  /// P(accept) with exclusive data and nothing else more.
  public var withAllData: Chance
  /// The packages of the menu, where it is short; empty otherwise.
  public var menu: [Entry]

  /// One level of P.
  public struct Level: Hashable, Sendable {
    /// The level.
    public var level: Double
    /// The plainest package with more cash; `nil` where no amount will do.
    public var cash: Way?
    /// The same with more GPUs instead.
    public var gpus: Way?
    /// The same with more data instead.
    public var data: Way?
    /// The cheapest of the menu's contents, and of none, with the cash it then needs.
    public var mix: Way?
  }

  /// A package that reaches a level, and its cost.
  public struct Way: Hashable, Sendable {
    /// The package; it need not be on the menu.
    public var package: Scenario.Package
    /// Dollars a year if accepted.
    public var cost: Double
    /// P(accept): the level, or what the first whole node beyond it brings.
    public var chance: Chance
    /// The limits of ours that it exceeds.
    public var limits: [PackageLimit]
  }

  /// One package of a short menu.
  public struct Entry: Hashable, Sendable {
    /// The package.
    public var package: Scenario.Package
    /// P(accept).
    public var chance: Chance
  }
}

extension Scenario {
  /// What it would take to win a candidate; the answer is `nil` where there is nothing to offer.
  ///
  /// - Parameters:
  ///   - index: The candidate's place in the scenario's list.
  ///   - levels: The levels of P, each between 0 and 1.
  ///   - limits: As for the plan.
  public func priceAnswer(
    forCandidate index: Int, levels: [Double] = [0.5, 0.7, 0.9],
    within limits: PlanningLimits = PlanningLimits()
  ) -> Answered<PriceAnswer?> {
    answering(within: limits) { PriceQuestion(index, $0)?.answer(levels: levels) }
  }
}

/// Works out ``PriceAnswer``.
private struct PriceQuestion {
  private let asked: Questioning
  private let subject: Questioning.Subject

  init?(_ index: Int, _ asked: Questioning) {
    guard let subject = asked.subject(index) else { return nil }
    self.asked = asked
    self.subject = subject
  }

  private var desk: OfferDesk { subject.desk }

  func answer(levels: [Double]) -> PriceAnswer {
    let (scenario, candidate) = (asked.scenario, desk.candidate)
    let base = subject.package.stripped(in: scenario)
    let prices = asked.plan.dollarPrices(forSlot: candidate.slot)
    // What has no GPUs and no extras may be cheapest even where the menu does not have it.
    let contents = OfferBriefing.contents(of: candidate) + [base]
    let mixes = CheapestMix(contents, desk, prices)
    let pool = asked.scenario.guaranteePool(of: subject.package, for: candidate)
    func way(_ package: Scenario.Package) -> PriceAnswer.Way {
      let cost = mixes.cost(of: package, desk.probability(of: package))
      return PriceAnswer.Way(
        package: package, cost: cost, chance: asked.chance(desk, package),
        limits: scenario.limits(of: package, for: candidate, costing: cost))
    }
    return PriceAnswer(
      scenario: scenario, candidate: candidate, package: subject.package,
      isMade: subject.isMade, base: base, now: asked.chance(desk, base),
      ceiling: desk.ceiling, passing: desk.passing,
      lapse: desk.situation.coefficients.assumptions.lapse,
      ifOpened: candidate.statedCutoff.flatMap { cutoff in
        cutoff <= desk.clusterGPUs
          ? nil
          : asked.chance(
            of: candidate, subject.package, in: scenario.weighing(h100e: cutoff))
      },
      levels: levels.map { level in
        PriceAnswer.Level(
          level: level,
          cash: desk.cash(for: level, with: base).map { way(base.paying($0)) },
          gpus: pool.flatMap { pool in
            desk.units(for: level, with: base, of: pool, most: scenario.pools[pool].capacity)
              .map { way(base.guaranteeing($0, of: pool, in: scenario)) }
          },
          data: desk.attribute("data", for: level, with: base)
            .map { way(base.holding($0, of: "data", in: scenario)) },
          mix: mixes.cheapest(for: level).map { way($0.package) })
      }, pool: pool,
      withAllGPUs: pool.map {
        asked.chance(
          desk, base.guaranteeing(scenario.pools[$0].capacity, of: $0, in: scenario))
      }, withAllData: asked.chance(desk, base.holding(1, of: "data", in: scenario)),
      menu: candidate.packages.count > MenuEntry.most
        ? []
        : candidate.packages.map {
          PriceAnswer.Entry(package: $0, chance: asked.chance(desk, $0))
        })
  }
}

extension Scenario.Package {
  /// The same cash and equity with no GPUs, and of everything else what everybody here gets.
  func stripped(in scenario: Scenario) -> Scenario.Package {
    var package = guaranteeing(0, of: 0, in: scenario)
    for id in levels.keys.sorted() {
      let usual = scenario.organisation[id] ?? scenario.registry[id]?.reference ?? 0
      package = package.holding(usual, of: id, in: scenario)
    }
    package.id = "plain"
    package.alternative.id = "plain"
    return package
  }
}
