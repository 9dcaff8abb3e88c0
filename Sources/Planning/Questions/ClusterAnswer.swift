internal import Choice
public import Scenario
internal import Scoring

/// How big the cluster must be, for each candidate and for the offers of the plan together.
public struct ClusterAnswer: Hashable, Sendable {
  /// The scenario that was planned.
  public var scenario: Scenario
  /// The pool that people weigh, as its place in the scenario's list.
  public var pool: Int
  /// The candidates.
  public var candidates: [Candidate]
  /// The hires that were asked for.
  public var hires: Double
  /// Hires expected of the plan's offers at our cluster.
  public var expectedHires: Double
  /// The least cluster at which the plan's offers bring these hires; `nil` where none does.
  public var forHires: Size?
  /// The most hires that the plan's offers can bring at any cluster.
  public var mostHires: Double
  /// The least cluster that meets every stated cut-off; `nil` where nobody stated one.
  public var forScreens: Size?

  /// A size of the cluster.
  public struct Size: Hashable, Sendable {
    /// Nodes in service.
    public var nodes: Int
    /// GPUs in service.
    public var gpus: Int
    /// H100-equivalents in service.
    public var h100e: Double
  }

  /// What one candidate needs.
  public struct Candidate: Hashable, Sendable {
    /// The candidate.
    public var id: String
    /// The package: the plan's, or the one it would offer first.
    public var package: Scenario.Package
    /// Whether the plan offers it.
    public var isMade: Bool
    /// P(accept) at our cluster.
    public var now: Chance
    /// The stated cut-off, H100-equivalents.
    public var cutoff: Double?
    /// Where a stated cut-off is met.
    public var opens: Size?
    /// P(accept) right there.
    public var there: Chance?
    /// The least cluster for each level of P.
    public var levels: [Level]
    /// P(accept) at the largest cluster that was thought of.
    public var atBest: Chance
  }

  /// A level of P and what it needs.
  public struct Level: Hashable, Sendable {
    /// The level.
    public var level: Double
    /// The least cluster; `nil` where none will do.
    public var size: Size?
    /// The 90 % range of P there.
    public var range: ClosedRange<Double>?
  }

  /// The largest cluster that is thought of, H100-equivalents.
  public static let largest = 1e7
  /// The levels of P that are asked for.
  public static let levels = [0.5, 0.7, 0.9]
}

extension Scenario {
  /// How big the cluster must be.
  ///
  /// - Parameters:
  ///   - hires: Hires to be expected of the plan's offers; `nil` takes the next whole number.
  ///   - limits: As for the plan.
  public func clusterAnswer(
    hires: Double? = nil, within limits: PlanningLimits = PlanningLimits()
  ) -> Answered<ClusterAnswer> {
    answering(within: limits) { ClusterQuestion($0).answer(hires: hires) }
  }
}

/// Works out ``ClusterAnswer``.
private struct ClusterQuestion {
  private let asked: Questioning
  private let pool: Int

  init(_ asked: Questioning) {
    self.asked = asked
    pool = asked.scenario.weighedPool ?? 0
  }

  func answer(hires wanted: Double?) -> ClusterAnswer {
    let subjects = asked.subjects
    let made = subjects.filter(\.isMade)
    let own = asked.scenario.weighedCluster.h100e
    let now = hires(made, at: own)
    let goal = wanted ?? max(1, (now + 1e-9).rounded(.down) + 1)
    let most = largest
    let needed = Crossing.smallest(reaching: goal, in: 0...most) { nodes in
      nodes == 0 ? 0 : hires(made, at: Double(nodes) * perNode)
    }
    let cutoffs = subjects.compactMap(\.candidate.statedCutoff)
    return ClusterAnswer(
      scenario: asked.scenario, pool: pool,
      candidates: concurrentMap(subjects.count, threads: asked.threads) { candidate(subjects[$0]) },
      hires: goal, expectedHires: now, forHires: made.isEmpty ? nil : needed.map(size),
      mostHires: hires(made, at: Double(most) * perNode),
      forScreens: cutoffs.max().map(size(meeting:)))
  }

  private var perNode: Double { asked.scenario.pools[pool].h100ePerUnit }

  private var largest: Int { max(1, Int((ClusterAnswer.largest / perNode).rounded(.down))) }

  private func size(_ nodes: Int) -> ClusterAnswer.Size {
    ClusterAnswer.Size(
      nodes: nodes, gpus: nodes * asked.scenario.pools[pool].gpusPerUnit,
      h100e: Double(nodes) * perNode)
  }

  private func size(meeting cutoff: Double) -> ClusterAnswer.Size {
    size(asked.scenario.pools[pool].units(meeting: cutoff))
  }

  private func hires(_ subjects: [Questioning.Subject], at h100e: Double) -> Double {
    subjects.reduce(0) { $0 + $1.desk.probability(of: $1.package, atCluster: h100e) }
  }

  private func candidate(_ subject: Questioning.Subject) -> ClusterAnswer.Candidate {
    let (desk, package) = (subject.desk, subject.package)
    func chance(_ h100e: Double) -> Chance {
      asked.chance(
        of: subject.candidate, package, in: asked.scenario.weighing(h100e: h100e))
    }
    let opens = subject.candidate.statedCutoff.map(size(meeting:))
    return ClusterAnswer.Candidate(
      id: subject.candidate.id, package: package, isMade: subject.isMade,
      now: asked.chance(desk, package), cutoff: subject.candidate.statedCutoff, opens: opens,
      there: opens.map { chance($0.h100e) },
      levels: ClusterAnswer.levels.map { level in
        let found = desk.nodes(
          for: level, with: package, h100ePerNode: perNode, most: ClusterAnswer.largest
        ).map(size)
        return ClusterAnswer.Level(
          level: level, size: found, range: found.map { chance($0.h100e).range })
      }, atBest: chance(Double(largest) * perNode))
  }
}
