internal import Allocation
internal import Choice
public import Scenario
internal import Scoring
internal import Topology

/// Whether to buy GPUs or to pay cash: what the same money brings in each way, planned again.
public struct BuyAnswer: Hashable, Sendable {
  /// The scenario that was planned.
  public var scenario: Scenario
  /// Dollars a year to be spent.
  public var dollars: Double
  /// The ways to spend it, whichever brings most for a dollar first.
  public var ways: [Way]
  /// Pools whose GPUs can be neither rented nor bought at a known price.
  public var unpriced: [String]
  /// What the costs rest on.
  public var facts: [Scenario.Fact]

  /// What money is spent on.
  public enum Kind: String, Hashable, Sendable {
    /// More cash for offers.
    case cash
    /// GPUs rented for a pool.
    case rent
    /// GPUs bought for a pool; they are part of the cluster that people see.
    case buy
  }

  /// One way to spend the money.
  public struct Way: Hashable, Sendable {
    /// What it is spent on.
    public var kind: Kind
    /// The pool; `nil` for cash.
    public var pool: String?
    /// Whole nodes that the money pays for; 0 for cash.
    public var units: Int
    /// What they cost, dollars a year.
    public var cost: Double
    /// What the plan is worth more, the cost not taken off; `nil` where nothing was proven.
    public var worth: Double?
    /// Hires expected, as planned again.
    public var hires: Double?
    /// Dollars a year of one GPU; `nil` for cash.
    public var dollarsPerGPU: Double?
    /// What a GPU persuades for its cost at this price, offer by offer; see ``Leverage``.
    public var leverages: [OfferLeverage]

    /// What a dollar brings.
    public var perDollar: Double? {
      worth.flatMap { cost > 0 ? $0 / cost : nil }
    }
  }

  /// The leverage of one offer's guarantee if GPUs cost what this way costs.
  public struct OfferLeverage: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// At that price.
    public var leverage: Leverage
  }
}

extension Scenario {
  /// Whether to buy GPUs or to pay cash.
  ///
  /// - Parameters:
  ///   - dollars: Dollars a year to be spent, above 0.
  ///   - terms: What it costs to own a GPU.
  ///   - limits: As for the plan.
  public func buyAnswer(
    dollars: Double = 1e6, terms: PurchaseTerms = PurchaseTerms(),
    within limits: PlanningLimits = PlanningLimits()
  ) -> Answered<BuyAnswer> {
    answering(within: limits) { BuyQuestion($0, dollars, terms).answer }
  }
}

/// Works out ``BuyAnswer``.
private struct BuyQuestion {
  private let asked: Questioning
  private let dollars: Double
  private let terms: PurchaseTerms

  init(_ asked: Questioning, _ dollars: Double, _ terms: PurchaseTerms) {
    self.asked = asked
    self.dollars = dollars
    self.terms = terms
  }

  private struct Offered {
    var candidate: Scenario.Candidate
    var package: Scenario.Package
    var acceptance: Acceptance
  }

  var answer: BuyAnswer {
    let scenario = asked.scenario
    let offers = asked.subjects.filter { $0.isMade && $0.package.units > 0 }.map {
      Offered(
        candidate: $0.candidate, package: $0.package,
        acceptance: $0.desk.acceptance(of: $0.package))
    }
    let priced = scenario.pools.indices.flatMap { pool in
      let own = scenario.pools[pool]
      let perGPU = Double(own.gpusPerUnit)
      return [
        (BuyAnswer.Kind.rent, pool, own.rentPerUnitYear),
        (.buy, pool, terms.dollarsPerGPUYear(own.accelerator).map { $0 * perGPU }),
      ]
    }
    let ways =
      [cash]
      + concurrentMap(priced.count, threads: asked.threads) { place in
        priced[place].2.map { way(priced[place].0, pool: priced[place].1, perUnit: $0, offers) }
      }.compactMap(\.self)
    let known = Set(ways.compactMap(\.pool))
    return BuyAnswer(
      scenario: scenario, dollars: dollars,
      ways: ways.sorted {
        ($1.perDollar ?? 0, $0.kind.rawValue, $0.pool ?? "")
          < ($0.perDollar ?? 0, $1.kind.rawValue, $1.pool ?? "")
      },
      unpriced: scenario.pools.map(\.id).filter { !known.contains($0) },
      facts: terms.facts(of: scenario.pools.map(\.accelerator)))
  }

  private var cash: BuyAnswer.Way {
    let richer = asked.scenario.budgeting(cash: asked.scenario.cashBudget + dollars)
    let found = asked.replanned(richer)
    return BuyAnswer.Way(
      kind: .cash, pool: nil, units: 0, cost: dollars, worth: found.map { $0.worth - asked.worth },
      hires: found.map(\.hires), dollarsPerGPU: nil, leverages: [])
  }

  private func way(
    _ kind: BuyAnswer.Kind, pool: Int, perUnit: Double, _ offers: [Offered]
  ) -> BuyAnswer.Way {
    let own = asked.scenario.pools[pool]
    // No machine hall has more; a rent next to nothing would buy more than can be counted.
    let most = 1_000_000.0
    let affordable = perUnit > 0 ? dollars / perUnit : 0
    let units = Int(min(most, affordable).rounded(.down))
    var larger = asked.scenario
    if kind == .rent {
      larger.pools[pool].rentedUnits += units
    } else {
      larger = larger.resizing(pool: pool, toNodes: own.geometry.nodes + units)
    }
    let found = units == 0 || affordable > most ? nil : asked.replanned(larger)
    return BuyAnswer.Way(
      kind: kind, pool: own.id, units: units, cost: Double(units) * perUnit,
      worth: found.map { $0.worth - asked.worth }, hires: found.map(\.hires),
      dollarsPerGPU: perUnit / Double(own.gpusPerUnit),
      leverages: offers.filter { $0.package.pool == pool }.map {
        leverage(of: $0, in: pool, perUnit: perUnit)
      })
  }

  private func leverage(
    of offer: Offered, in pool: Int, perUnit: Double
  ) -> BuyAnswer.OfferLeverage {
    BuyAnswer.OfferLeverage(
      candidate: offer.candidate.id,
      leverage: Leverage(
        offer.acceptance, of: offer.package, for: offer.candidate, from: pool,
        in: asked.scenario, unitPrice: perUnit,
        cashPrice: asked.plan.dollarPrices(forSlot: nil).cash, asked.plan.charge))
  }
}
