internal import Allocation
internal import Choice
internal import Scenario
internal import Scoring

/// What became of a question about a plan.
public enum Answered<Answer: Sendable>: Sendable {
  /// The answer.
  case answer(Answer)
  /// There is no plan to ask about, and why, in a sentence.
  case noPlan(String)
}

extension Scenario {
  /// Plans, and answers a question about the plan.
  func answering<Answer: Sendable>(
    within limits: PlanningLimits, _ question: (Questioning) -> Answer
  ) -> Answered<Answer> {
    let table = OptionTable(self, threads: limits.threads, by: .kernel(limits.kernel))
    let release = ReleasePrices(table)
    let search = limits.search(of: table)
    let packed = PackedPlan(table, release, search) { table.solved($0, within: search) }
    let allocation = packed.allocation
    if let plan = Replanning(packed.table, packed.release, allocation, search) {
      return .answer(question(Questioning(plan: plan, threads: limits.threads)))
    }
    if case .infeasible(let conflict) = allocation.status {
      return .noPlan("no plan is feasible: \(PlanConflict(conflict, of: table).sentence)")
    }
    return .noPlan("no plan was found within the limits of the search")
  }
}

/// A plan that can be asked about, and whom the questions speak of.
struct Questioning: Sendable {
  let plan: Replanning
  let threads: Int

  var scenario: Scenario { plan.scenario }

  /// One candidate with the package that the questions speak of.
  struct Subject: Sendable {
    /// The candidate's index in the scenario.
    let index: Int
    let desk: OfferDesk
    /// What the plan offers, or would offer first.
    let package: Scenario.Package
    let isMade: Bool

    var candidate: Scenario.Candidate { desk.candidate }
  }

  /// Every candidate who can be offered something at all, in the scenario's order.
  var subjects: [Subject] {
    concurrentMap(scenario.candidates.count, threads: threads) { subject($0) }
      .compactMap(\.self)
  }

  /// Nil where there is nothing to offer.
  func subject(_ index: Int) -> Subject? {
    OfferBriefing(index, asking: nil, plan, threads: 1).map {
      Subject(
        index: index, desk: $0.desk, package: $0.package, isMade: $0.origin == .plan)
    }
  }

  /// P(accept) of a package and its 90 % range.
  func chance(_ desk: OfferDesk, _ package: Scenario.Package) -> Chance {
    Chance(
      probability: desk.probability(of: package),
      range: OfferUncertainty(desk, plan.table.people).acceptance(of: package))
  }

  /// The same in another scenario with the same people to decide.
  func chance(
    of candidate: Scenario.Candidate, _ package: Scenario.Package, in scenario: Scenario
  ) -> Chance {
    let people = People(scenario, plan.table.people.method)
    let desk = OfferDesk(candidate, in: scenario, people)
    return Chance(
      probability: desk.probability(of: package),
      range: OfferUncertainty(desk, people).acceptance(of: package))
  }

  /// The plan of a changed scenario at the plan's release prices; its worth and its expected hires, nil where nothing is proven.
  func replanned(_ scenario: Scenario) -> (worth: Double, hires: Double)? {
    let table = OptionTable(scenario, like: plan.table, threads: 1)
    return plan.plan(comparing: table).plan.map { found in
      let hires = table.candidates.indices.reduce(0) { $0 + (found.acceptance(of: $1) ?? 0) }
      return (found.worth, hires)
    }
  }

  /// What the plan is worth, dollars a year.
  var worth: Double { plan.worth }
}

/// A probability with its 90 % range over what nobody knows of people's tastes.
public struct Chance: Hashable, Sendable {
  /// The probability.
  public var probability: Double
  /// Its 5 % and 95 % quantiles.
  public var range: ClosedRange<Double>
}

extension Scenario {
  /// The scenario if the largest cluster had another size; its pools stay as they are.
  func weighing(h100e: Double) -> Scenario {
    var scenario = self
    scenario.weighedCluster.h100e = h100e
    return scenario
  }
}
