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

    /// A row.
    public init(id: String, capacity: Double, used: Double, cents: Double, overcommit: Double) {
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
  /// Dollars per unit and year, by pool.
  public var releasePrices: [String: Double]
  /// The rows.
  public var rows: [Row]
  /// The grants.
  public var grants: [Grant]
  /// The offers that are made.
  public var offers: [Offer]
  /// Units rented, by pool.
  public var rented: [String: Int]

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
