internal import Choice
internal import Scenario
internal import Scoring
internal import Topology

/// People's answers to a plan that is kept, at any size of the clusters.
///
/// Everything that does not depend on sizes is laid out once; a size is then a few microseconds a
/// person.
struct FixedPlanScorer: Sendable {
  // One candidate with the package that is kept.
  private struct Answer: Sendable {
    let package: Scenario.Package
    let isMade: Bool
    let worth: HireWorth
    let credit: ReleaseCredit
    let scorer: ClusterScorer
  }

  private let plan: FixedPlan
  private let scenario: Scenario
  private let method: People.Method
  private let use: FixedPlanUse
  private let answers: [Answer?]
  private let teams: [SweepPoint.Team]
  /// What the teams are worth, less what is rented for them, dollars a year.
  private let teamWorth: Double

  /// - Parameters:
  ///   - plan: What is kept.
  ///   - scenario: The circumstances, but for the sizes of clusters.
  ///   - threads: The result does not depend on it.
  init(_ plan: FixedPlan, in scenario: Scenario, by method: People.Method, threads: Int) {
    let people = People(scenario, method)
    self.plan = plan
    self.scenario = scenario
    self.method = method
    let terms = plan.kept.terms(in: scenario)
    use = plan.use(in: scenario, at: terms)
    let rows = PlanRows(of: scenario)
    let prices = plan.releasePrices(in: scenario, rows.periods)
    answers = concurrentMap(scenario.candidates.count, threads: threads) { index in
      guard let package = terms[index]?.package else { return nil }
      let candidate = scenario.candidates[index].adding(package)
      let situation = people.situation(of: candidate)
      return Answer(
        package: package, isMade: plan.isMade[index], worth: HireWorth(candidate, in: scenario),
        credit: ReleaseCredit(of: candidate, in: scenario, rows, at: prices),
        scorer: ClusterScorer(
          situation, package: package.alternative,
          tastes: people.tastes(
            of: candidate.id, situation.coefficients, people.axes(of: candidate))))
    }
    let stays = concurrentMap(scenario.teams.count, threads: threads) { index in
      Self.stay(scenario.teams[index], at: plan.grants[index], in: scenario, people)
    }
    teams = scenario.teams.indices.map { index in
      SweepPoint.Team(
        id: scenario.teams[index].id, stay: stays[index].stay,
        granted: zip(plan.grants[index], scenario.pools).map { $0 * $1.gpusPerUnit })
    }
    teamWorth = stays.reduce(-plan.rent(in: scenario)) { $0 + $1.value }
  }

  // The chance to stay, and what the team is worth.
  private static func stay(
    _ team: Scenario.Team, at units: [Int], in scenario: Scenario, _ people: People
  ) -> (stay: Double, value: Double) {
    let coefficients = people.coefficients(of: team.segment, .offer)
    let retention = ExitScorer(
      twoYearRetention: team.twoYearRetention, coefficients: coefficients,
      tastes: people.tastes(of: team.id, coefficients, Retention.attributes))
    let worth = TeamWorth(team, in: scenario)
    let compute = worth.compute(of: units)
    let exits = retention.annualExits(
      perHead: [worth.presentPerHead, compute / team.heads], before: worth.presentPerHead)
    return (
      1 - exits[1], worth.value(compute: compute, exit: exits[1], presentExit: exits[0])
    )
  }

  /// The points of scenarios that differ from this one in sizes of clusters alone.
  ///
  /// - Parameters:
  ///   - places: The point's index and values with its scenario.
  ///   - intervals: Whether to add 90 % intervals.
  ///   - threads: The result does not depend on it.
  func points(
    at places: [(index: Int, values: [Double], scenario: Scenario)], intervals: Bool,
    threads: Int
  ) -> [SweepPoint] {
    let sizes = places.map { $0.scenario.weighedCluster.h100e }
    let acceptances = concurrentMap(answers.count, threads: threads) { index in
      answers[index]?.scorer.probabilities(clusterGPUs: sizes)
    }
    var points = places.indices.map { place in
      point(places[place], acceptances.map { $0?[place] })
    }
    if intervals {
      let scored = points
      let ranges = concurrentMap(places.count, threads: threads) { place in
        self.ranges(of: scored[place], in: places[place].scenario)
      }
      for place in points.indices {
        for offer in points[place].offers.indices {
          points[place].offers[offer].interval = ranges[place][offer]
        }
      }
    }
    return points
  }

  private func point(
    _ place: (index: Int, values: [Double], scenario: Scenario), _ acceptances: [Double?]
  ) -> SweepPoint {
    let (scenario, size) = (place.scenario, place.scenario.weighedCluster.h100e)
    var point = SweepPoint(
      index: place.index, values: place.values, in: scenario, status: .fits)
    let risk = FixedPlanRisk(
      in: scenario,
      made: zip(scenario.candidates, zip(answers, acceptances)).compactMap {
        candidate, answer in
        answer.0.flatMap { $0.isMade ? (candidate, $0.package, answer.1 ?? 0) : nil }
      })
    point.conflict = use.conflict(in: scenario.pools, risk)
    if point.conflict != nil { point.status = .exceeds }
    point.teams = teams
    // Without the terms of an offer there is no P, and no worth, to tell.
    if !use.isWhole { return point }
    var (worth, hires) = (teamWorth + scenario.hiredWorth, 0.0)
    worth -= risk?.recourse(leaving: use.rooms(in: scenario.pools)) ?? 0
    point.offers.reserveCapacity(acceptances.count)
    for (index, candidate) in scenario.candidates.enumerated() {
      let acceptance = acceptances[index] ?? 0
      let answer = answers[index]
      if let answer, answer.isMade {
        hires += acceptance
        worth += value(of: answer, acceptance)
      }
      point.offers.append(
        SweepPoint.Offer(
          candidate: candidate.id, package: answer?.package.id, acceptance: acceptance,
          interval: nil, isMade: answer?.isMade ?? false,
          isScreened: answer?.scorer.passing(size) == 0))
    }
    point.worth = worth
    point.expectedHires = hires
    return point
  }

  // With what is credited for a refusal, at the prices of the plan that is kept.
  private func value(of answer: Answer, _ acceptance: Double) -> Double {
    answer.worth.expectedValue(of: answer.package, acceptance: acceptance)
      + answer.credit.dollars(for: answer.package, acceptance)
  }

  private func ranges(
    of point: SweepPoint, in scenario: Scenario
  ) -> [ClosedRange<Double>?] {
    let asked = point.offers.indices.filter { answers[$0] != nil && !point.offers[$0].isScreened }
    let questions = asked.compactMap { index in
      answers[index].map {
        Uncertainty.Question(
          candidate: scenario.candidates[index].adding($0.package), package: $0.package)
      }
    }
    let found = Uncertainty(scenario, People(scenario, method), threads: 1)
      .acceptance(of: questions)
    var ranges = [ClosedRange<Double>?](repeating: nil, count: answers.count)
    for (place, index) in asked.enumerated() { ranges[index] = found[place] }
    return ranges
  }
}

extension SweepPoint {
  /// A point of a scenario, nothing known of it yet.
  init(index: Int, values: [Double], in scenario: Scenario, status: Status) {
    self.init(
      index: index, values: values,
      clusterGPUs: scenario.weighedPool.map { scenario.pools[$0].geometry.inServiceGPUs } ?? 0,
      clusterH100e: scenario.weighedCluster.h100e, status: status)
  }
}
