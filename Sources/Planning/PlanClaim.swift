/// What a plan on paper says of itself, as far as it can be rechecked.
public struct PlanClaim: Hashable, Sendable {
  /// A team's grant.
  public struct Grant: Hashable, Sendable {
    /// The team.
    public var team: String
    /// Physical GPUs by pool.
    public var gpus: [String: Int]
    /// The same in each later period.
    public var later: [[String: Int]]
    /// The chance that one person stays a year.
    public var stay: Double
    /// Worth in dollars a year.
    public var value: Double

    /// A grant.
    public init(
      team: String, gpus: [String: Int], later: [[String: Int]] = [], stay: Double, value: Double
    ) {
      self.team = team
      self.gpus = gpus
      self.later = later
      self.stay = stay
      self.value = value
    }
  }

  /// An offer that is made.
  public struct Offer: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// The package.
    public var package: String
    /// P(accept).
    public var acceptance: Double

    /// An offer.
    public init(candidate: String, package: String, acceptance: Double) {
      self.candidate = candidate
      self.package = package
      self.acceptance = acceptance
    }
  }

  /// A row of the problem.
  public struct Row: Hashable, Sendable {
    /// The pool's or role's id; `cash`.
    public var id: String
    /// Units, dollars or offers.
    public var capacity: Double
    /// Of them used.
    public var used: Double
    /// The certificate's price, cents per unit, cent or offer.
    public var cents: Double
    /// P(accepted promises do not fit).
    public var overcommit: Double
    /// What is said of promises that are not kept in full; nil where nothing is.
    public var promise: Promise?

    /// What may happen to promises.
    public struct Promise: Hashable, Sendable {
      /// ε, if there is one.
      public var limit: Double?
      /// Units promised, in full.
      public var promised: Int
      /// The least units that keep the limit.
      public var reserve: Int?
      /// Units missing on average.
      public var expectedShortfall: Double
      /// Units that suffice in 95 % of the cases in which any are missing.
      public var rentUnits: Int

      /// A statement.
      public init(
        limit: Double?, promised: Int, reserve: Int?, expectedShortfall: Double, rentUnits: Int
      ) {
        self.limit = limit
        self.promised = promised
        self.reserve = reserve
        self.expectedShortfall = expectedShortfall
        self.rentUnits = rentUnits
      }
    }

    /// A row.
    public init(
      id: String, capacity: Double, used: Double, cents: Double, overcommit: Double,
      promise: Promise? = nil
    ) {
      self.promise = promise
      self.id = id
      self.capacity = capacity
      self.used = used
      self.cents = cents
      self.overcommit = overcommit
    }
  }

  /// `optimal`, `feasible`, `infeasible`, `undecided`.
  public var status: Plan.Status
  /// Dollars.
  public var objective: Double
  /// Dollars.
  public var bound: Double
  /// Dollars.
  public var certifiedBound: Double
  /// Dollars per unit and year, by the id of a pool's row.
  public var releasePrices: [String: Double]
  /// The rows.
  public var rows: [Row]
  /// The grants.
  public var grants: [Grant]
  /// The offers that are made.
  public var offers: [Offer]
  /// Units rented, by pool.
  public var rented: [String: Int]
  /// Nodes of the search, where promises may be refused.
  public var nodes: Int?
  /// P(accepted promises do not fit) in any pool in any period, where it is stated.
  public var overcommitYear: Double?
  /// What blocks cannot exceed beside their slots, in the order of the rows.
  public var cuts: [BlockCut] = []
  /// Packing ended the search before the plan was proven best.
  public var isUnsettled = false
  /// Where grants sit; nil where that is not stated.
  public var places: [Place]?

  /// The note of a plan whose search ended before it was packed.
  public static let unsettledPacking =
    "Whether a better plan packs into the domains was not settled: the plan is not proven best."

  /// Neighbouring nodes of a team.
  public struct Place: Hashable, Sendable {
    /// The team.
    public var team: String
    /// The pool.
    public var pool: String
    /// The first node, counted from 0 in the pool.
    public var firstNode: Int
    /// How many.
    public var nodes: Int

    /// So many nodes from a first one on.
    public init(team: String, pool: String, firstNode: Int, nodes: Int) {
      (self.team, self.pool) = (team, pool)
      (self.firstNode, self.nodes) = (firstNode, nodes)
    }
  }

  /// What the blocks of a pool cannot exceed.
  public struct BlockCut: Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// The month in which its period begins.
    public var fromMonth: Int
    /// What it counts.
    public var count: BlockRow.Count

    /// A cut.
    public init(pool: String, fromMonth: Int, count: BlockRow.Count) {
      (self.pool, self.fromMonth, self.count) = (pool, fromMonth, count)
    }
  }

  /// A claim.
  public init(
    status: Plan.Status, objective: Double, bound: Double, certifiedBound: Double,
    releasePrices: [String: Double], rows: [Row], grants: [Grant],
    offers: [Offer], rented: [String: Int] = [:]
  ) {
    self.status = status
    self.objective = objective
    self.bound = bound
    self.certifiedBound = certifiedBound
    self.releasePrices = releasePrices
    self.rows = rows
    self.grants = grants
    self.offers = offers
    self.rented = rented
  }
}
