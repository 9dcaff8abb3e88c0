internal import Allocation
internal import Choice
public import Scenario
internal import Scoring

/// Which offers should get the GPUs: what the next node does in each, and what half as many cost.
///
/// Money is dollars a year at the plan's prices and release prices.
public struct GPUAnswer: Hashable, Sendable {
  /// The scenario that was planned.
  public var scenario: Scenario
  /// What a node of each pool is worth in the plan; `[pools]`.
  public var unitPrices: [Double]
  /// The offers that the plan makes, whoever would make most of the next node first.
  public var offers: [Offer]
  /// Candidates who get no offer although GPUs could carry one, the largest loss last.
  public var refused: [Refused]

  /// One offer.
  public struct Offer: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// The package.
    public var package: Scenario.Package
    /// The pool whose nodes are meant.
    public var pool: Int
    /// P(accept).
    public var chance: Chance
    /// P(accept) with a node more.
    public var next: Chance
    /// What a node more brings on average, before its price.
    public var gain: Double
    /// What it takes on average at the pool's price: a refused promise comes back.
    public var price: Double
    /// The compute return of the package as it is; `nil` without GPUs, or where they are free.
    public var returns: Double?
    /// What becomes of the plan with half of the package's nodes; `nil` without nodes.
    public var halved: Halved?

    /// What the next node brings beyond its price.
    public var net: Double { gain - price }
  }

  /// An offer with half of its nodes.
  public struct Halved: Hashable, Sendable {
    /// Nodes left.
    public var units: Int
    /// GPUs left.
    public var gpus: Int
    /// P(accept).
    public var chance: Chance
    /// What the plan loses when everything else is planned again; `nil` where nothing was proven.
    ///
    /// Negative where it gains, by a number of GPUs that the menu does not have.
    public var loss: Double?
  }

  /// A candidate without an offer.
  public struct Refused: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// The best package that the plan could be made to offer.
    public var package: Scenario.Package
    /// P(accept).
    public var chance: Chance
    /// What it would bring, whom it would cost, and how much.
    public var whyNot: WhyNot
  }
}

extension Scenario {
  /// Which offers should get the GPUs.
  public func gpuAnswer(within limits: PlanningLimits = PlanningLimits()) -> Answered<GPUAnswer> {
    answering(within: limits) { GPUQuestion($0).answer }
  }
}

/// Works out ``GPUAnswer``.
private struct GPUQuestion {
  private let asked: Questioning

  init(_ asked: Questioning) { self.asked = asked }

  var answer: GPUAnswer {
    let subjects = asked.subjects
    let made = concurrentMap(subjects.count, threads: asked.threads) { index in
      subjects[index].isMade ? offer(subjects[index]) : nil
    }.compactMap(\.self)
    let others = concurrentMap(subjects.count, threads: asked.threads) { index in
      subjects[index].isMade ? nil : refused(subjects[index])
    }.compactMap(\.self)
    return GPUAnswer(
      scenario: asked.scenario,
      unitPrices: asked.plan.dollarPrices(forSlot: nil).units,
      offers: made.sorted { ($1.net, $0.candidate) < ($0.net, $1.candidate) },
      refused: others.sorted {
        ($0.whyNot.loss, $0.candidate) < ($1.whyNot.loss, $1.candidate)
      })
  }

  private func offer(_ subject: Questioning.Subject) -> GPUAnswer.Offer? {
    let (scenario, package) = (asked.scenario, subject.package)
    guard let pool = asked.scenario.guaranteePool(of: package, for: subject.candidate) else {
      return nil
    }
    let more = package.guaranteeing(package.units + 1, of: pool, in: scenario)
    let (chance, next) = (asked.chance(subject.desk, package), asked.chance(subject.desk, more))
    let unitPrice = asked.plan.dollarPrices(forSlot: nil).units[pool]
    let worth = HireWorth(subject.candidate, in: scenario)
    let before = worth.expectedValue(of: package, acceptance: chance.probability)
    let after = worth.expectedValue(of: more, acceptance: next.probability)
    return GPUAnswer.Offer(
      candidate: subject.candidate.id, package: package, pool: pool, chance: chance, next: next,
      gain: after - before,
      price: take(more.units, pool, next, unitPrice) - take(package.units, pool, chance, unitPrice),
      returns: returns(subject), halved: package.units > 0 ? halved(subject) : nil)
  }

  // Dollars a year that units take on average.
  private func take(_ units: Int, _ pool: Int, _ chance: Chance, _ unitPrice: Double) -> Double {
    asked.plan.charge.cost(
      of: Double(units), pool: pool, accepted: chance.probability, unitPrice: unitPrice)
  }

  private func returns(_ subject: Questioning.Subject) -> Double? {
    guard let pool = subject.package.pool else { return nil }
    let prices = asked.plan.dollarPrices(forSlot: nil)
    return Leverage(
      subject.desk.acceptance(of: subject.package), of: subject.package, for: subject.candidate,
      from: pool, in: asked.scenario, unitPrice: prices.units[pool], cashPrice: prices.cash,
      prices.charge
    ).returns
  }

  private func halved(_ subject: Questioning.Subject) -> GPUAnswer.Halved? {
    guard let pool = subject.package.pool else { return nil }
    let (plan, scenario) = (asked.plan, asked.scenario)
    let units = subject.package.units / 2
    let package = subject.package.guaranteeing(units, of: pool, in: scenario)
    let chance = asked.chance(subject.desk, package)
    let claimant = plan.table.teams.count + subject.index
    let old = plan.problem.claimants[claimant].options[plan.choice[claimant]]
    let value =
      HireWorth(subject.candidate, in: scenario)
      .expectedValue(of: package, acceptance: chance.probability)
      + ReleaseCredit(
        of: subject.candidate, in: scenario, plan.table.rows, at: plan.release.dollars
      ).dollars(for: package, chance.probability)
    var use = old.use
    let rows = plan.table.rows
    let presence = rows.periods(from: subject.candidate)
    // Only what is used is entered: a half may be nothing.
    for period in presence {
      if let row = rows[.pool(pool, period: period)] { use[row] = 0 }
    }
    var vector = [Int](repeating: 0, count: scenario.pools.count)
    vector[pool] = units
    rows.charge(vector, in: presence, of: scenario, to: &use)
    let option = Claimant.Option(id: "halved", value: cents(value), use: use)
    let bound = plan.problem.replacingOptions(ofClaimant: claimant, with: [option])
    var near: [Int?] = plan.choice
    near[claimant] = 0
    let found = plan.optimum(
      of: bound, near: [near], accepting: [option.id: chance.probability])
    return GPUAnswer.Halved(
      units: units, gpus: package.guaranteedGPUs, chance: chance,
      loss: found.map { Double(plan.allocation.objective - $0.objective) / 100 })
  }

  private func refused(_ subject: Questioning.Subject) -> GPUAnswer.Refused? {
    let claimant = asked.plan.table.teams.count + subject.index
    let options = asked.plan.problem.claimants[claimant].options.indices.dropFirst()
    guard !options.isEmpty,
      let bound = asked.plan.optimum(
        binding: claimant, to: Array(options), in: asked.plan.problem)
    else { return nil }
    let whyNot = asked.plan.whyNot(claimant, bound)
    guard let package = whyNot.package else { return nil }
    return GPUAnswer.Refused(
      candidate: subject.candidate.id, package: package,
      chance: asked.chance(subject.desk, package), whyNot: whyNot)
  }
}
