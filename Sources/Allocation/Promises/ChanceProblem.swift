/// An allocation in which some of what is granted is only promised, and may never be called in.
///
/// Claimants that promise (candidates who may refuse) use the promised rows only if they accept; all
/// others use them for certain. A promised row keeps its capacity with a stated probability, or may be
/// exceeded at a price. Every other row stays hard: a promise uses it in full, accepted or not.
///
/// Options' values are what they are worth on average, acceptance included; what a refusal leaves free
/// is not credited to anybody, because overbooking is what uses it.
public struct ChanceProblem: Hashable, Sendable {
  /// A claimant whose options are promises.
  public struct Promiser: Hashable, Sendable {
    /// Its index in the problem.
    public var claimant: Int
    /// The chance that each of its options is accepted, in the caller's order; in `0...1`.
    public var acceptances: [Double]
    /// Whom a state of the market may concern in particular, such as a segment.
    public var group: String?

    /// A claimant and the chances of its options.
    public init(claimant: Int, acceptances: [Double], group: String? = nil) {
      self.claimant = claimant
      self.acceptances = acceptances
      self.group = group
    }
  }

  /// What may happen to a promised row.
  public enum Limit: Hashable, Sendable {
    /// The chance that accepted promises do not fit is at most this; in `0 ..< 1`.
    case chance(Double)
    /// Every unit by which they do not fit costs this many cents, on average over all answers.
    case cost(Double)
  }

  /// A row that promises use only if they are accepted.
  public struct PromisedRow: Hashable, Sendable {
    /// Its index in the problem.
    public var row: Int
    /// What may happen to it.
    public var limit: Limit
    /// The share of an accepted promise that is ever used, rounded up to whole units; in `0...1`.
    public var drawDown: Double

    /// A row and its limit.
    public init(row: Int, limit: Limit, drawDown: Double = 1) {
      self.row = row
      self.limit = limit
      self.drawDown = drawDown
    }

    /// What an accepted promise of `amount` units comes to use.
    public func drawn(_ amount: Int64) -> Int64 {
      drawDown == 1 ? amount : Int64((Double(amount) * drawDown).rounded(.up))
    }
  }

  /// A limit on the chance that any of several rows is exceeded: pools, and periods of a year.
  ///
  /// Its rows keep risks of their own, none has a price.
  public struct YearLimit: Hashable, Sendable {
    /// Rows of each pool in the order of the periods; of a promise that begins in some period, each
    /// later row of the pool holds the same amount.
    public var pools: [[Int]]
    /// The chance is at most this; in `0 ..< 1`.
    public var risk: Double

    /// Rows by pool and period, and the limit.
    public init(pools: [[Int]], risk: Double) {
      self.pools = pools
      self.risk = risk
    }
  }

  /// Everything as if promises were kept in full.
  public let problem: AllocationProblem
  /// Who promises, in the order of claimants.
  public let promisers: [Promiser]
  /// The rows that promises use only if accepted, in the order of rows.
  public let rows: [PromisedRow]
  /// How answers depend on each other.
  public let market: Market
  /// A limit on all rows together, if there is one.
  public let year: YearLimit?

  /// A problem with promises.
  ///
  /// - Precondition: Indices are in range and occur once, every promiser has one chance per option,
  ///   what promises use of promised rows is not negative, chances, costs and shares are in range.
  public init(
    _ problem: AllocationProblem, promisers: [Promiser], rows: [PromisedRow],
    market: Market = .independent, year: YearLimit? = nil
  ) {
    self.problem = problem
    self.promisers = promisers.sorted { $0.claimant < $1.claimant }
    self.rows = rows.sorted { $0.row < $1.row }
    self.market = market
    self.year = year
    precondition(Set(promisers.map(\.claimant)).count == promisers.count, "promiser named twice")
    precondition(Set(rows.map(\.row)).count == rows.count, "row named twice")
    for row in rows { Self.check(row, in: problem) }
    for promiser in promisers { Self.check(promiser, in: problem, rows: rows) }
    if let year {
      let promised = Set(rows.map(\.row))
      let all = year.pools.flatMap { $0 }
      precondition((0..<1).contains(year.risk), "risk outside 0 ..< 1")
      precondition(Set(all).count == all.count && promised.isSuperset(of: all), "year's rows")
      for row in rows where all.contains(row.row) {
        guard case .chance = row.limit else { preconditionFailure("a year's row with a price") }
      }
    }
  }

  private static func check(_ row: PromisedRow, in problem: AllocationProblem) {
    precondition(problem.resources.indices.contains(row.row), "no such row: \(row.row)")
    precondition((0...1).contains(row.drawDown), "draw-down outside 0...1")
    switch row.limit {
    case .chance(let risk): precondition((0..<1).contains(risk), "risk outside 0 ..< 1")
    case .cost(let cents): precondition(cents >= 0 && cents <= 0x1p50, "cost out of range")
    }
  }

  private static func check(
    _ promiser: Promiser, in problem: AllocationProblem, rows: [PromisedRow]
  ) {
    precondition(problem.claimants.indices.contains(promiser.claimant), "no such claimant")
    let claimant = problem.claimants[promiser.claimant]
    precondition(
      promiser.acceptances.count == claimant.options.count, "one chance per option: \(claimant.id)")
    precondition(
      promiser.acceptances.allSatisfy((0...1).contains), "chance outside 0...1: \(claimant.id)")
    for row in rows {
      precondition(
        claimant.options.allSatisfy { $0.use[row.row] >= 0 }, "negative promise: \(claimant.id)")
    }
  }
}
