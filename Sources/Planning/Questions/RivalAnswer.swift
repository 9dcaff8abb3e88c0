internal import Allocation
internal import Choice
public import Scenario
internal import Scoring

/// What larger clusters elsewhere do to us.
///
/// The plan's packages stay, and so does everything of the other employers but their clusters.
/// Where a candidate is now counts as an employer too.
public struct RivalAnswer: Hashable, Sendable {
  /// The scenario that was planned.
  public var scenario: Scenario
  /// The employer whose cluster grows; `nil` where all do.
  public var employer: String?
  /// The employers' clusters today: id and H100-equivalents, the largest first.
  public var clusters: [Cluster]
  /// By how much they grow.
  public var factors: [Double]
  /// The candidates whose alternatives have one of these clusters.
  public var candidates: [Candidate]
  /// The plan as it is, then at each factor.
  public var outcomes: [Outcome]

  /// An employer's cluster.
  public struct Cluster: Hashable, Sendable {
    /// The employer.
    public var id: String
    /// H100-equivalents.
    public var h100e: Double
  }

  /// One candidate's answers.
  public struct Candidate: Hashable, Sendable {
    /// The candidate.
    public var id: String
    /// The package: the plan's, or the one it would offer first.
    public var package: Scenario.Package
    /// Whether the plan offers it.
    public var isMade: Bool
    /// P(accept) as it is, then at each factor.
    public var chances: [Chance]
  }

  /// The plan at one size of the others' clusters.
  public struct Outcome: Hashable, Sendable {
    /// By how much they grew; 1 for the plan as it is.
    public var factor: Double
    /// Hires expected of the plan's offers if they stay.
    public var hires: Double
    /// What the plan is worth if grants and offers stay, dollars a year.
    public var worth: Double
    /// Hires expected when it is planned again; `nil` where nothing was proven.
    public var replannedHires: Double?
    /// What it is worth when it is planned again, dollars a year.
    public var replannedWorth: Double?
  }
}

extension Scenario {
  /// Every employer that a candidate could stay with or go to instead.
  public var employers: [String] {
    Set(candidates.flatMap { [$0.stay.id] + $0.rivals.map(\.id) }).sorted()
  }

  /// What larger clusters elsewhere do to us.
  ///
  /// - Parameters:
  ///   - employer: Whose cluster grows, one of ``employers``; `nil` lets all grow.
  ///   - factors: By how much, each above 0.
  ///   - limits: As for the plan.
  public func rivalAnswer(
    employer: String? = nil, factors: [Double] = [2, 4, 10],
    within limits: PlanningLimits = PlanningLimits()
  ) -> Answered<RivalAnswer> {
    answering(within: limits) { RivalQuestion($0, employer).answer(factors) }
  }

  /// The scenario in which other employers' clusters are larger.
  func enlargingClusters(of employer: String?, by factor: Double) -> Scenario {
    func enlarged(_ alternative: Alternative) -> Alternative {
      guard employer.map({ $0 == alternative.id }) ?? true else { return alternative }
      var larger = alternative
      larger.levels["cluster_gpus"] = alternative.clusterGPUs * factor
      return larger
    }
    var scenario = self
    for index in candidates.indices {
      scenario.candidates[index].stay = enlarged(candidates[index].stay)
      scenario.candidates[index].rivals = candidates[index].rivals.map(enlarged)
    }
    return scenario
  }
}

/// Works out ``RivalAnswer``.
private struct RivalQuestion {
  private let asked: Questioning
  private let employer: String?

  init(_ asked: Questioning, _ employer: String?) {
    self.asked = asked
    self.employer = employer
  }

  func answer(_ factors: [Double]) -> RivalAnswer {
    let subjects = asked.subjects
    let larger = factors.map {
      asked.scenario.enlargingClusters(of: employer, by: $0)
    }
    let scenarios = [asked.scenario] + larger
    // `[subjects][scenarios]`.
    let chances = concurrentMap(subjects.count, threads: asked.threads) { place in
      scenarios.map {
        asked.chance(
          of: $0.candidates[subjects[place].index], subjects[place].package, in: $0)
      }
    }
    let made = subjects.indices.filter { subjects[$0].isMade }
    let again = concurrentMap(larger.count, threads: asked.threads) { asked.replanned(larger[$0]) }
    let outcomes = scenarios.indices.map { step in
      let hires = made.reduce(0) { $0 + chances[$1][step].probability }
      let loss = made.reduce(0) {
        $0 + worth(subjects[$1], chances[$1][0]) - worth(subjects[$1], chances[$1][step])
      }
      let replanned = step == 0 ? (asked.worth, hires) : again[step - 1]
      return RivalAnswer.Outcome(
        factor: step == 0 ? 1 : factors[step - 1], hires: hires, worth: asked.worth - loss,
        replannedHires: replanned.map(\.1), replannedWorth: replanned.map(\.0))
    }
    return RivalAnswer(
      scenario: asked.scenario, employer: employer, clusters: clusters, factors: factors,
      candidates: subjects.indices.compactMap { place in
        concerns(subjects[place].candidate)
          ? RivalAnswer.Candidate(
            id: subjects[place].candidate.id, package: subjects[place].package,
            isMade: subjects[place].isMade, chances: chances[place]) : nil
      }, outcomes: outcomes)
  }

  private func concerns(_ candidate: Scenario.Candidate) -> Bool {
    employer.map { $0 == candidate.stay.id || candidate.rivals.map(\.id).contains($0) } ?? true
  }

  private var clusters: [RivalAnswer.Cluster] {
    var sizes: [String: Double] = [:]
    for candidate in asked.scenario.candidates {
      for other in [candidate.stay] + candidate.rivals
      where employer.map({ $0 == other.id }) ?? true {
        sizes[other.id] = max(sizes[other.id] ?? 0, other.clusterGPUs)
      }
    }
    return sizes.map { RivalAnswer.Cluster(id: $0.key, h100e: $0.value) }
      .sorted { ($1.h100e, $0.id) < ($0.h100e, $1.id) }
  }

  // What an offer of the plan brings on average, refused promises credited at its release prices.
  private func worth(_ subject: Questioning.Subject, _ chance: Chance) -> Double {
    HireWorth(subject.candidate, in: asked.scenario)
      .expectedValue(of: subject.package, acceptance: chance.probability)
      + ReleaseCredit(
        of: subject.candidate, in: asked.scenario, asked.plan.table.rows,
        at: asked.plan.release.dollars
      ).dollars(for: subject.package, chance.probability)
  }
}
