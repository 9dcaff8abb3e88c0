internal import Choice
public import Scenario
internal import Scoring

/// Whether data can do what GPUs do, for one candidate or for all.
///
/// Every package here has the cash and equity of the one under discussion and differs from what
/// everybody gets in GPUs or in data alone.
public struct DataAnswer: Hashable, Sendable {
  /// The scenario that was planned.
  public var scenario: Scenario
  /// The candidates asked about.
  public var candidates: [Candidate]
  /// The numbers of GPUs that data is held against.
  public var gpus: [Int]

  /// One candidate's exchange of data for GPUs.
  public struct Candidate: Hashable, Sendable {
    /// The candidate.
    public var id: String
    /// Cash of all the packages, dollars a year.
    public var cash: Double
    /// The pool whose GPUs are meant; `nil` where none can carry a guarantee.
    public var pool: Int?
    /// P(accept) with neither.
    public var plain: Chance
    /// The level of data that is held against GPUs: the most that the menu has, else 1.
    public var level: Double
    /// P(accept) with that and no GPUs.
    public var data: Chance
    /// P(accept) with GPUs and no data, for each of ``DataAnswer/gpus``.
    public var withGPUs: [Chance]
    /// Where data alone stops beating GPUs alone, in GPUs that need not be whole; `nil` where all
    /// GPUs of the pool do not persuade as well.
    public var endsAt: Double?
    /// The indifference curve.
    public var curve: [Point]
  }

  /// GPUs alone, and the data alone that persuade as well.
  public struct Point: Hashable, Sendable {
    /// GPUs of the pool.
    public var gpus: Int
    /// P(accept) of both.
    public var chance: Chance
    /// The level of data with the same P, to a billionth; `nil` where not even exclusive data do.
    public var data: Double?
  }
}

extension Scenario {
  /// Whether data can do what GPUs do.
  ///
  /// - Parameters:
  ///   - index: The candidate's place in the scenario's list; `nil` asks about all.
  ///   - limits: As for the plan.
  public func dataAnswer(
    forCandidate index: Int? = nil, within limits: PlanningLimits = PlanningLimits()
  ) -> Answered<DataAnswer> {
    answering(within: limits) { DataQuestion($0).answer(index) }
  }
}

/// Works out ``DataAnswer``.
private struct DataQuestion {
  private let asked: Questioning
  private static let gpus = [8, 16, 32]
  private static let curve = [0, 1, 2, 4, 8, 16, 32, 64, 128]

  init(_ asked: Questioning) { self.asked = asked }

  func answer(_ index: Int?) -> DataAnswer {
    let subjects =
      index.map { [asked.subject($0)].compactMap(\.self) } ?? asked.subjects
    return DataAnswer(
      scenario: asked.scenario,
      candidates: concurrentMap(subjects.count, threads: asked.threads) {
        candidate(subjects[$0], hasCurve: index != nil)
      }, gpus: Self.gpus)
  }

  private func candidate(
    _ subject: Questioning.Subject, hasCurve: Bool
  ) -> DataAnswer.Candidate {
    let (scenario, desk) = (asked.scenario, subject.desk)
    let plain = subject.package.stripped(in: scenario)
    let pool = asked.scenario.guaranteePool(of: subject.package, for: subject.candidate)
    let level =
      subject.candidate.packages.compactMap { $0.levels["data"] }.max().flatMap {
        $0 > 0 ? $0 : nil
      }
      ?? 1
    let data = plain.holding(level, of: "data", in: scenario)
    func having(_ gpus: Double) -> Scenario.Package {
      pool.map { plain.guaranteeing(gpus: gpus, of: $0, in: scenario) } ?? plain
    }
    let most = pool.map { scenario.pools[$0].capacity * scenario.pools[$0].gpusPerUnit } ?? 0
    let withData = asked.chance(desk, data)
    return DataAnswer.Candidate(
      id: subject.candidate.id, cash: plain.cash, pool: pool, plain: asked.chance(desk, plain),
      level: level, data: withData,
      withGPUs: pool == nil ? [] : Self.gpus.map { asked.chance(desk, having(Double($0))) },
      endsAt: most == 0
        ? nil
        : Crossing.smallest(reaching: withData.probability, in: 0...Double(most)) { gpus in
          desk.probabilities(of: gpus.map(having))
        },
      curve: hasCurve && pool != nil
        ? Self.curve.filter { $0 <= most }.map { point($0, having(Double($0)), plain, desk) } : [])
  }

  private func point(
    _ gpus: Int, _ package: Scenario.Package, _ plain: Scenario.Package, _ desk: OfferDesk
  ) -> DataAnswer.Point {
    let chance = asked.chance(desk, package)
    return DataAnswer.Point(
      gpus: gpus, chance: chance,
      data: desk.attribute("data", for: chance.probability, with: plain))
  }
}
