internal import Allocation
public import Kernels
public import Scenario

/// How far a run may go.
public struct PlanningLimits: Sendable {
  /// Threads for scoring; the result does not depend on it.
  public var threads: Int
  /// How probabilities are computed; it must be supported here.
  ///
  /// AVX2 and AVX-512 give the same bits.
  public var kernel: Kernel
  /// Nodes of the search tree; `nil` leaves the solver's own limit.
  public var nodes: Int?
  /// Plan again with changes, for ranges of prices, reasons and what would change the plan.
  public var explains: Bool
  /// The candidate of whom it is explained why there is no offer, even where nothing else is.
  public var explainedCandidate: String?
  /// Compute what it costs to leave no team far below its present worth.
  public var pricesFairness: Bool
  /// Asked now and then; true ends the search with what was found: a clock belongs here.
  public var shouldStop: @Sendable () -> Bool

  /// Limits; without a clock, the same input gives the same plan.
  public init(
    threads: Int = 1, kernel: Kernel = .best, nodes: Int? = nil, explains: Bool = true,
    explainedCandidate: String? = nil, pricesFairness: Bool = false,
    shouldStop: @escaping @Sendable () -> Bool = { false }
  ) {
    self.threads = threads
    self.kernel = kernel
    self.nodes = nodes
    self.explains = explains
    self.explainedCandidate = explainedCandidate
    self.pricesFairness = pricesFairness
    self.shouldStop = shouldStop
  }

  /// Limits of a search; where promises may be refused, a node takes much longer.
  func search(of table: OptionTable) -> SearchLimits {
    var limits = table.keepsPromises ? SearchLimits.default : .promises
    if let nodes { limits.nodes = nodes }
    limits.shouldStop = shouldStop
    return limits
  }
}

extension Scenario {
  /// The plan of this scenario: scores, option table, release prices, proof, intervals.
  ///
  /// Always returns; when no plan keeps all floors, the result says which cannot hold together.
  public func plan(within limits: PlanningLimits = PlanningLimits()) -> Plan {
    let table = OptionTable(self, threads: limits.threads, by: .kernel(limits.kernel))
    let release = ReleasePrices(table)
    let packed = PackedPlan(table, release, limits.search(of: table)) {
      table.solved($0, within: limits.search(of: table))
    }
    return answered(PlanReading(packed, limits).plan, limits)
  }
}
