public import Documents
internal import Kernels
public import Scenario
internal import Scoring
internal import Synchronization

/// What a plan does, or what is planned, at every point of a grid.
///
/// A point depends on nothing but the scenario, the base plan and where it lies: neither threads, nor
/// order, nor which other points are asked for change a bit of it.
public struct Sweep: Sendable {
  /// What happens at a point.
  public enum Mode: String, Hashable, Sendable {
    /// Everything is planned again, from the base plan on.
    case planned
    /// Grants and packages of the base plan stay, and people answer.
    case fixed = "fixed-plan"
  }

  /// What is varied.
  public let grid: ScenarioGrid
  /// What happens at a point.
  public let mode: Mode
  /// Whether 90 % intervals are added.
  public let hasIntervals: Bool
  /// Why there is no plan to keep; nil where there is one, or where none is needed.
  public let obstacle: String?
  let limits: PlanningLimits
  let base: BasePlan
  private let kept: KeptPackages
  private let fixed: FixedPlan?
  // Where everything is planned again at many sizes.
  private let menus: SizedMenus?
  // Of the base itself, which all sizes of its clusters share.
  private let baseScorer: FixedPlanScorer?

  /// Whether products and sums are rounded together, which decides the last bits of a point.
  public var fusesProducts: Bool { limits.kernel != .baseline }

  /// Plans the base.
  public init(
    _ grid: ScenarioGrid, mode: Mode, intervals: Bool = false,
    within limits: PlanningLimits = PlanningLimits()
  ) {
    self.grid = grid
    self.mode = mode
    self.limits = limits
    hasIntervals = intervals
    base = BasePlan(grid.base, limits)
    let kept = KeptPackages(base.followed(limits), of: grid)
    self.kept = kept
    fixed = mode == .fixed ? FixedPlan(base, following: kept) : nil
    menus =
      mode == .planned && grid.axes.contains(where: \.isClusterSize)
      ? SizedMenus(base.table, threads: limits.threads) : nil
    obstacle =
      mode == .fixed && fixed == nil
      ? base.point(index: 0, values: [], following: kept, intervals: false).conflict
        ?? "none was found within the limits" : nil
    baseScorer = fixed.flatMap { fixed in
      grid.axes.allSatisfy(\.isClusterSize)
        ? FixedPlanScorer(
          fixed, in: grid.base, by: .kernel(limits.kernel), threads: limits.threads) : nil
    }
  }

  /// The base itself, as the mode has it.
  public var basePoint: SweepPoint {
    if let fixed {
      let scorer =
        baseScorer
        ?? FixedPlanScorer(
          fixed, in: grid.base, by: .kernel(limits.kernel), threads: limits.threads)
      return scorer.points(
        at: [(0, [], grid.base)], intervals: hasIntervals, threads: limits.threads)[0]
    }
    return base.point(index: 0, values: [], following: kept, intervals: hasIntervals)
  }

  /// The point of a scenario like the base.
  func point(of scenario: Scenario) -> SweepPoint {
    if let fixed {
      return FixedPlanScorer(fixed, in: scenario, by: .kernel(limits.kernel), threads: 1)
        .points(at: [(0, [], scenario)], intervals: false, threads: 1)[0]
    }
    return base.planned(scenario, limits)
      .point(index: 0, values: [], following: kept, intervals: false)
  }

  /// Works out some points.
  ///
  /// - Parameters:
  ///   - indices: Which ones.
  ///   - shouldStop: Asked before each piece of work; what runs is finished.
  ///   - done: Takes points as they come, in any order, from any thread, one call at a time.
  /// - Throws: Every problem of the first scenario that has any, in the order asked for.
  public func run(
    _ indices: [Int], shouldStop: @escaping @Sendable () -> Bool = { false },
    done: @escaping @Sendable ([SweepPoint]) -> Void
  ) throws(Diagnostics) {
    let pieces = pieces(of: indices)
    let turn = Mutex<(piece: Int, problems: Diagnostics)?>(nil)
    // One piece has all threads; of many each has its own.
    let inner = pieces.count == 1 ? limits.threads : 1
    _ = concurrentMap(pieces.count, threads: limits.threads) { piece in
      // Work before the first failure goes on, so that which one is told depends on no thread.
      let isLate = turn.withLock { $0.map { $0.piece < piece } ?? false }
      if isLate || shouldStop() { return }
      do throws(Diagnostics) {
        let found = try points(pieces[piece], intervals: hasIntervals, threads: inner)
        turn.withLock { _ in done(found) }
      } catch {
        turn.withLock { first in
          if first.map({ piece < $0.piece }) ?? true { first = (piece, error) }
        }
      }
    }
    if let failure = turn.withLock({ $0 }) { throw failure.problems }
  }

  /// The points of some places along the only axis, without intervals.
  func points(at values: [Double]) throws(Diagnostics) -> [SweepPoint] {
    let places = values.map { Place(index: 0, values: [$0]) }
    let pieces = mode == .fixed && grid.axes[0].isClusterSize ? [places] : places.map { [$0] }
    let inner = pieces.count == 1 ? limits.threads : 1
    let found = concurrentMap(pieces.count, threads: limits.threads) { piece in
      do throws(Diagnostics) {
        return Result<[SweepPoint], Diagnostics>.success(
          try points(pieces[piece], intervals: false, threads: inner))
      } catch {
        return .failure(error)
      }
    }
    var all: [SweepPoint] = []
    for result in found { all += try result.get() }
    return all
  }

  struct Place: Sendable {
    var index: Int
    var values: [Double]
  }

  // Points of a plan that is kept and that differ in sizes of clusters alone are one piece of work.
  private func pieces(of indices: [Int]) -> [[Place]] {
    let places = indices.map { Place(index: $0, values: grid.values(of: $0)) }
    guard mode == .fixed else { return places.map { [$0] } }
    var order: [[Double]: Int] = [:]
    var pieces: [[Place]] = []
    for place in places {
      let shared = zip(grid.axes, place.values).filter { !$0.0.isClusterSize }.map(\.1)
      if let piece = order[shared] {
        pieces[piece].append(place)
      } else {
        order[shared] = pieces.count
        pieces.append([place])
      }
    }
    // Small enough that a progress bar moves and that somebody who interrupts need not wait.
    let most = hasIntervals ? 16 : 512
    return pieces.flatMap { piece in
      stride(from: 0, to: piece.count, by: most).map {
        Array(piece[$0..<min($0 + most, piece.count)])
      }
    }
  }

  // All of them differ in sizes of clusters alone where the plan is kept; otherwise there is one.
  private func points(
    _ places: [Place], intervals: Bool, threads: Int
  ) throws(Diagnostics) -> [SweepPoint] {
    guard let first = places.first else { return [] }
    let shared = try grid.unsized(at: first.values)
    var sized: [(index: Int, values: [Double], scenario: Scenario)] = []
    for place in places {
      sized.append((place.index, place.values, try grid.sized(shared, at: place.values)))
    }
    guard mode == .fixed else {
      var points: [SweepPoint] = []
      for place in sized {
        try checkGrants(in: place.scenario)
        points.append(
          base.planned(place.scenario, limits, menus: menus)
            .point(
              index: place.index, values: place.values, following: kept, intervals: intervals))
      }
      return points
    }
    guard let fixed else { return [] }
    let isBase = grid.axes.allSatisfy(\.isClusterSize)
    let scorer =
      (isBase ? baseScorer : nil)
      ?? FixedPlanScorer(fixed, in: shared, by: .kernel(limits.kernel), threads: threads)
    return scorer.points(at: sized, intervals: intervals, threads: threads)
  }

  // As the reader of files does, which a change of sizes passes by.
  private func checkGrants(in scenario: Scenario) throws(Diagnostics) {
    var log = DiagnosticLog()
    for team in scenario.teams {
      let grants = TeamTable.reach(of: team, in: scenario.pools).reduce(1) { count, range in
        count > Self.grantLimit ? count : count * range.count
      }
      if grants > Self.grantLimit {
        log.add(
          Diagnostic(
            "may get more than \(Self.grantLimit) different grants on the larger clusters",
            at: SourceLocation(file: "--vary"), key: "teams[\(team.id)]",
            remedy: "narrow it with floor_gpus and ceiling_gpus, or end at a smaller cluster"))
      }
    }
    try log.throwIfAny()
  }

  private static let grantLimit = 50_000
}
