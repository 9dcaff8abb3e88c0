internal import Allocation
public import Scenario

/// What the answers that have come in change: this plan beside the one that nobody had answered.
public struct AnswerEffect: Hashable, Sendable {
  /// What the plan was worth before.
  public var worthBefore: Double
  /// Candidates who are offered something only now.
  public var offersAdded: [String]
  /// Candidates who are offered something only before, those who have answered apart.
  public var offersDropped: [String]
  /// Candidates whose package is another one.
  public var offersChanged: [Change]
  /// Teams whose grant is another one.
  public var grantsMoved: [Move]
  /// Whether the plan before is proven, at its own terms.
  public var isProven: Bool

  /// Another package.
  public struct Change: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// The package before.
    public var before: String
    /// The package now.
    public var after: String
  }

  /// Another grant.
  public struct Move: Hashable, Sendable {
    /// The team.
    public var team: String
    /// Units before; `[pools]`.
    public var before: [Int]
    /// Units now; `[pools]`.
    public var after: [Int]
  }
}

extension Scenario {
  /// The package that the plan offers a candidate while nobody's further answer is known; nil where it
  /// offers none.
  public func offeredPackage(
    to candidate: String, within limits: PlanningLimits = PlanningLimits()
  ) -> Package? {
    let base = BasePlan(self, limits)
    guard let index = candidates.firstIndex(where: { $0.id == candidate }),
      let choice = base.allocation.choice
    else { return nil }
    return base.table.offer(to: index, in: choice).map { candidates[index].packages[$0.package] }
  }

  /// A plan with what the answers change.
  func answered(_ plan: Plan, _ limits: PlanningLimits) -> Plan {
    var plan = plan
    plan.answerEffect = answerEffect(on: plan, limits)
    return plan
  }

  /// What the answers change; nil where there are none, or no plan without them.
  func answerEffect(on plan: Plan, _ limits: PlanningLimits) -> AnswerEffect? {
    if answers.isEmpty || plan.offers.isEmpty && plan.teams.isEmpty { return nil }
    let base = BasePlan(withoutAnswers, limits)
    guard let choice = base.allocation.choice else { return nil }
    let before = Dictionary(
      base.table.candidates.indices.compactMap { index in
        base.table.offer(to: index, in: choice).map { offer in
          let candidate = base.table.candidates[index].candidate
          return (candidate.id, candidate.packages[offer.package].id)
        }
      }, uniquingKeysWith: { first, _ in first })
    let answered = Set(answers.map(\.candidate.id))
    let now = plan.offers.filter { $0.isMade && !answered.contains($0.candidate) }
    return AnswerEffect(
      worthBefore: Double(base.table.worth(of: choice, in: base.release.problem)) / 100,
      offersAdded: now.map(\.candidate).filter { before[$0] == nil },
      offersDropped: plan.offers.filter { !$0.isMade && before[$0.candidate] != nil }
        .map(\.candidate),
      offersChanged: now.compactMap { offer in
        guard let old = before[offer.candidate], let new = offer.package?.id, old != new else {
          return nil
        }
        return AnswerEffect.Change(candidate: offer.candidate, before: old, after: new)
      },
      grantsMoved: plan.teams.indices.compactMap { index in
        let old = base.table.teams[index].options[choice[index]].units
        let team = plan.teams[index]
        return old == team.granted
          ? nil : AnswerEffect.Move(team: team.id, before: old, after: team.granted)
      },
      isProven: base.allocation.status == .optimal && base.table.rule.isProven)
  }
}
