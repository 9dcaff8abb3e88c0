/// What a plan is, or does, where one or two values of the scenario lie elsewhere.
public struct SweepPoint: Hashable, Sendable {
  /// How it stands at the point.
  public enum Status: String, Hashable, Sendable, Codable {
    /// Planned again, and proven.
    case optimal
    /// Planned again, not proven within the limits.
    case feasible
    /// Planned again: no plan keeps all floors within the pools.
    case infeasible
    /// Planned again: no plan was found within the limits, and none was excluded.
    case undecided
    /// The plan that is kept fits here.
    case fits
    /// The plan that is kept does not fit here.
    case exceeds
  }

  /// The point's place in the order of all, from 0.
  public var index: Int
  /// Where it lies, by axis.
  public var values: [Double]
  /// GPUs in service of the pool that people weigh.
  public var clusterGPUs: Int
  /// The same in H100-equivalents: the cluster that people ask about.
  public var clusterH100e: Double
  /// How it stands.
  public var status: Status
  /// What the plan is worth, dollars a year; nil where there is none.
  public var worth: Double?
  /// No plan is worth more; nil where nothing was planned or found.
  public var bound: Double?
  /// Hires on average; nil where there is no plan.
  public var expectedHires: Double?
  /// Dollars a year per unit, by pool; empty where nothing was planned or found.
  public var prices: [Double]
  /// The candidates, by id; empty where there is no plan.
  public var offers: [Offer]
  /// The teams, by id; empty where there is no plan.
  public var teams: [Team]
  /// Why nothing is feasible, or why the plan that is kept does not fit.
  public var conflict: String?

  /// How one candidate takes it.
  public struct Offer: Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// The package that is offered, or the nearest that is not; nil where there is none.
    public var package: String?
    /// P(accept) of that package.
    public var acceptance: Double
    /// Its 90 % interval over what nobody knows; nil where that was not asked for.
    public var interval: ClosedRange<Double>?
    /// Whether it is offered.
    public var isMade: Bool
    /// Whether the cluster closes the talk, whatever is offered.
    public var isScreened: Bool

    /// How one candidate takes it.
    public init(
      candidate: String, package: String?, acceptance: Double, interval: ClosedRange<Double>?,
      isMade: Bool, isScreened: Bool
    ) {
      self.candidate = candidate
      self.package = package
      self.acceptance = acceptance
      self.interval = interval
      self.isMade = isMade
      self.isScreened = isScreened
    }
  }

  /// How one team fares.
  public struct Team: Hashable, Sendable {
    /// The team.
    public var id: String
    /// The chance that one person stays a year.
    public var stay: Double
    /// Physical GPUs granted, by pool.
    public var granted: [Int]

    /// How one team fares.
    public init(id: String, stay: Double, granted: [Int]) {
      self.id = id
      self.stay = stay
      self.granted = granted
    }
  }

  /// A point.
  public init(
    index: Int, values: [Double], clusterGPUs: Int, clusterH100e: Double, status: Status,
    worth: Double? = nil, bound: Double? = nil, expectedHires: Double? = nil,
    prices: [Double] = [], offers: [Offer] = [], teams: [Team] = [], conflict: String? = nil
  ) {
    self.index = index
    self.values = values
    self.clusterGPUs = clusterGPUs
    self.clusterH100e = clusterH100e
    self.status = status
    self.worth = worth
    self.bound = bound
    self.expectedHires = expectedHires
    self.prices = prices
    self.offers = offers
    self.teams = teams
    self.conflict = conflict
  }

  /// P(accept) of a candidate's package; nil where there is no plan.
  public func acceptance(of candidate: String) -> Double? {
    offers.first { $0.candidate == candidate }?.acceptance
  }
}

/// One number of a point, such as a picture or a bar shows.
public enum SweepOutcome: Hashable, Sendable {
  /// What the plan is worth, dollars a year.
  case worth
  /// Hires on average.
  case hires
  /// P(accept) of a candidate.
  case acceptance(String)

  /// As the command line has it: `worth`, `hires`, `accept:C-02`; nil where it is none of them.
  public init?(_ text: String) {
    switch text {
    case "worth": self = .worth
    case "hires": self = .hires
    default:
      guard text.hasPrefix("accept:"), text.count > 7 else { return nil }
      self = .acceptance(String(text.dropFirst(7)))
    }
  }

  /// As the command line has it.
  public var text: String {
    switch self {
    case .worth: "worth"
    case .hires: "hires"
    case .acceptance(let candidate): "accept:\(candidate)"
    }
  }

  /// The number; nil where there is no plan.
  public func value(of point: SweepPoint) -> Double? {
    switch self {
    case .worth: point.worth
    case .hires: point.expectedHires
    case .acceptance(let candidate): point.acceptance(of: candidate)
    }
  }
}
