internal import Allocation
internal import Choice
public import Scenario
internal import Scoring

/// How many offers to send for a number of acceptances, and whether every promise can be kept.
///
/// Offers go out one after the other, whoever brings most for a slot first. Answers are independent
/// given what nobody knows; both tails are exact.
public struct OffersAnswer: Hashable, Sendable {
  /// The scenario that was planned.
  public var scenario: Scenario
  /// Acceptances that are wanted.
  public var wanted: Int
  /// How sure that has to be.
  public var confidence: Double
  /// How sure it has to be of every pool and of the budget that accepted promises do not exceed it.
  ///
  /// 1 where promises are kept whoever accepts, as `policy.overbooking: hard` has it.
  public var keeping: Double
  /// Who is asked in which order; those passed over have a reason.
  public var steps: [Step]
  /// Offers to send; `nil` where all that hold are too few.
  public var enough: Int?

  /// One candidate in the order.
  public struct Step: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// The package.
    public var package: Scenario.Package
    /// P(accept).
    public var chance: Chance
    /// What the offer brings on average, its GPUs at the plan's price, dollars a year.
    ///
    /// Cash and slots have no price here: they are limits of their own.
    public var value: Double
    /// Why no offer goes out; `nil` where one does.
    public var skipped: Skip?
    /// Offers out, this one counted.
    public var offers: Int
    /// P(at least the wanted number accept).
    public var success: Chance
    /// P(accepted promises exceed a pool) and, last, the cash budget; `[pools + 1]`.
    public var breaches: [Breach]
  }

  /// How often accepted promises exceed a row.
  public struct Breach: Hashable, Sendable {
    /// The pool's id; `cash`.
    public var row: String
    /// P(over), exactly; 0 where all promises fit together.
    public var probability: Double
    /// Its 90 % range; `nil` where so many offers are out that it would take long.
    public var range: ClosedRange<Double>?
  }

  /// Why an offer does not go out.
  public enum Skip: Hashable, Sendable {
    /// Our cluster is too small for the person, whatever is offered.
    case unreachable
    /// It brings nothing at the plan's prices.
    case worthless
    /// As many offers of this kind of role are out as may be.
    case noSlot(String)
    /// A promise would be broken too often: the row, and how often.
    case breach(row: String, probability: Double)
  }
}

extension Scenario {
  /// How many offers to send.
  ///
  /// - Parameters:
  ///   - wanted: Acceptances, at least 1; `nil` takes the whole part of the hires that the plan
  ///     expects.
  ///   - confidence: How sure of the acceptances, in `0..<1`.
  ///   - keeping: How sure that no pool and not the budget is exceeded, in `0...1`; `nil` takes the
  ///     policy's rule, by which promises count in full.
  ///   - limits: As for the plan.
  public func offersAnswer(
    accepting wanted: Int? = nil, confidence: Double = 0.95, keeping: Double? = nil,
    within limits: PlanningLimits = PlanningLimits()
  ) -> Answered<OffersAnswer> {
    answering(within: limits) { OffersQuestion($0).answer(wanted, confidence, keeping) }
  }
}

extension Replanning {
  /// How sure it has to be that accepted promises exceed no pool.
  fileprivate var keeping: Double {
    switch scenario.policy.overbooking {
    case .hard: 1
    case .chance: 1 - scenario.policy.promising.overcommit
    // As sure as the plan itself is.
    case .cost:
      1 - (table.promiseRisks(of: choice).map(\.overcommit).max() ?? 0)
    }
  }
}

/// Works out ``OffersAnswer``.
private struct OffersQuestion {
  private let asked: Questioning
  private let prices: OfferBrief.Prices
  /// What every row has for promises: units that the plan grants no team, cents of the budget.
  private let rooms: [Int64]

  init(_ asked: Questioning) {
    self.asked = asked
    prices = asked.plan.dollarPrices(forSlot: nil)
    let (table, choice) = (asked.plan.table, asked.plan.choice)
    rooms =
      table.poolRows.map { rows in
        rows.map { table.room(for: $0, of: choice) }.min() ?? 0
      } + [table.room(for: table.cashRow, of: choice)]
  }

  /// Somebody who could be asked.
  private struct Asked {
    var subject: Questioning.Subject
    var chance: Chance
    /// P(accept) under each guess at what nobody knows.
    var guesses: [Double]
    var value: Double
    var uses: [Int64]
  }

  func answer(_ wanted: Int?, _ confidence: Double, _ stated: Double?) -> OffersAnswer {
    let keeping = stated ?? asked.plan.keeping
    let subjects = asked.subjects
    let people = concurrentMap(subjects.count, threads: asked.threads) { self.asked(subjects[$0]) }
      .sorted { ($1.value, $0.subject.candidate.id) < ($0.value, $1.subject.candidate.id) }
    let expected = people.filter(\.subject.isMade).reduce(0) { $0 + $1.chance.probability }
    let goal = wanted ?? max(1, Int(expected.rounded(.down)))
    let steps = steps(people, goal, keeping)
    let enough = steps.first { $0.skipped == nil && $0.success.probability >= confidence }
    return OffersAnswer(
      scenario: asked.scenario, wanted: goal, confidence: confidence, keeping: keeping,
      steps: steps, enough: enough?.offers)
  }

  private func asked(_ subject: Questioning.Subject) -> Asked {
    let (scenario, package) = (asked.scenario, subject.package)
    let uncertainty = OfferUncertainty(subject.desk, asked.plan.table.people)
    let guesses = uncertainty.probabilities(of: package)
    let chance = Chance(
      probability: subject.desk.probability(of: package), range: Uncertainty.interval(guesses))
    let p = chance.probability
    let cash = package.cash + package.dataAccessCost
    let gpus = package.pool.map {
      prices.charge.cost(
        of: Double(package.units), pool: $0, accepted: p, unitPrice: prices.units[$0])
    }
    let value =
      HireWorth(subject.candidate, in: scenario).expectedValue(of: package, acceptance: p)
      - (gpus ?? 0)
    var uses = [Int64](repeating: 0, count: rooms.count)
    if let pool = package.pool { uses[pool] = Int64(package.units) }
    uses[rooms.count - 1] = cents(cash)
    return Asked(subject: subject, chance: chance, guesses: guesses, value: value, uses: uses)
  }

  private func steps(
    _ people: [Asked], _ wanted: Int, _ keeping: Double
  ) -> [OffersAnswer.Step] {
    var out: [Asked] = []
    return people.map { person in
      let skipped = reason(against: person, out, keeping)
      if skipped == nil { out.append(person) }
      let shown = skipped == nil ? out : out + [person]
      return OffersAnswer.Step(
        candidate: person.subject.candidate.id, package: person.subject.package,
        chance: person.chance, value: person.value, skipped: skipped, offers: out.count,
        success: success(out, wanted),
        breaches: rooms.indices.map { row in
          let probability = breach(of: row, shown)
          return OffersAnswer.Breach(
            row: asked.plan.table.resourceID(row), probability: probability,
            range: range(of: probability, row, shown))
        })
    }
  }

  private func reason(
    against person: Asked, _ out: [Asked], _ keeping: Double
  ) -> OffersAnswer.Skip? {
    if person.chance.probability == 0 { return .unreachable }
    if person.value <= 0 { return .worthless }
    let candidate = person.subject.candidate
    if let slot = asked.scenario.roleSlots.first(where: { $0.id == candidate.slot }),
      out.count(where: { $0.subject.candidate.slot == slot.id }) >= slot.count
    {
      return .noSlot(slot.id)
    }
    let worst = rooms.indices.map { (row: $0, probability: breach(of: $0, out + [person])) }
      .max { $0.probability < $1.probability }
    // What fits whoever accepts has a chance of exactly 0, so that certainty needs no tolerance.
    let tolerated = keeping < 1 ? 1 - keeping + 1e-12 : 0
    guard let worst, worst.probability > tolerated else { return nil }
    return .breach(
      row: asked.plan.table.resourceID(worst.row), probability: worst.probability)
  }

  private func breach(of row: Int, _ out: [Asked]) -> Double {
    overcommitProbability(
      of: out.map { Promise(probability: min(1, $0.chance.probability), amount: $0.uses[row]) },
      room: rooms[row])
  }

  // As many convolutions as there are guesses.
  private func range(
    of probability: Double, _ row: Int, _ out: [Asked]
  ) -> ClosedRange<Double>? {
    if probability == 0 { return 0...0 }
    let guesses = out.map(\.guesses.count).min() ?? 0
    guard out.count <= 12, guesses > 0 else { return nil }
    return Uncertainty.interval(
      (0..<guesses).map { guess in
        overcommitProbability(
          of: out.map { Promise(probability: min(1, $0.guesses[guess]), amount: $0.uses[row]) },
          room: rooms[row])
      })
  }

  // The exact chance, and its range: the same under each guess, which all candidates share.
  private func success(_ out: [Asked], _ wanted: Int) -> Chance {
    let guesses = out.map(\.guesses.count).min() ?? 0
    let spread = (0..<guesses).map { guess in
      Self.atLeast(wanted, of: out.map { $0.guesses[guess] })
    }
    let probability = Self.atLeast(wanted, of: out.map(\.chance.probability))
    return Chance(
      probability: probability,
      range: spread.isEmpty ? probability...probability : Uncertainty.interval(spread))
  }

  /// P(at least `wanted` of independent events happen), the Poisson binomial's tail, exactly.
  private static func atLeast(_ wanted: Int, of chances: [Double]) -> Double {
    // What has passed the goal is added up as it passes, so that nothing is subtracted.
    var below = [1.0]
    var tail = wanted <= 0 ? 1.0 : 0
    if wanted <= 0 { return tail }
    for p in chances {
      var next = [Double](repeating: 0, count: min(wanted, below.count + 1))
      for (count, chance) in below.enumerated() {
        next[count] += chance * (1 - p)
        if count + 1 < wanted { next[count + 1] += chance * p } else { tail += chance * p }
      }
      below = next
    }
    return min(1, tail)
  }
}
