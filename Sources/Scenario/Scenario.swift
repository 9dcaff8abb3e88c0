public import Choice
public import Documents
public import Units

/// A planning problem as its owner stated it: typed, checked and complete.
///
/// Every list is in the order of ids, so that the order of rows and keys in the files changes
/// nothing. Money is in dollars a year, `h100e` are H100-equivalents (bf16 dense).
public struct Scenario: Hashable, Sendable {
  /// What the owner calls it.
  public var name: String
  /// The day that its facts speak of, as `YYYY-MM-DD`, if given.
  public var asOf: String?
  /// How far the plan reaches.
  public var horizonMonths: Int
  /// What is believed of the worth of compute.
  public var preset: Preset
  /// The number from which all randomness follows.
  public var seed: Seed
  /// Taste draws per person: R.
  public var draws: Int
  /// Draws of what nobody knows, which make the 90 % ranges: S.
  public var parameterDraws: Int

  /// What everybody here gets: levels by attribute id, without cluster and guarantee.
  public var organisation: [String: Double]
  /// The attributes that people weigh: the shipped ones and those of the scenario.
  public var registry: AttributeRegistry
  /// The kinds of people.
  public var segments: [Segment]
  /// What the model takes for granted about people.
  public var behaviour: BehaviouralAssumptions

  /// The clusters.
  public var clusters: [Cluster]
  /// The pools, the axis of all per-pool lists.
  public var pools: [Pool]
  /// The largest single cluster, which people weigh and cut-offs screen.
  public var weighedCluster: WeighedCluster

  /// The teams.
  public var teams: [Team]
  /// The people to whom an offer may go.
  public var candidates: [Candidate]

  /// Cash for new offers, dollars a year.
  public var cashBudget: Double
  /// Equity at face value for new offers, dollars a year; nil where there is no limit.
  public var equityBudget: Double?
  /// What renting may cost, dollars a year; nil where it is paid from the cash for offers.
  public var rentBudget: Double?
  /// What granted and promised units may draw together, in watts; nil where there is no limit.
  public var powerBudget: Double?
  /// Rules between offers, by id.
  public var rules: [OfferRule] = []
  /// Offers that may be out at the same time, by kind of role.
  public var roleSlots: [RoleSlot]
  /// Dollars a year of a package that carries more data access than the organisation's.
  public var dataAccessCost: Double
  /// The rules of promising.
  public var policy: Policy
  /// Numbers about hiring and leaving.
  public var assumptions: Assumptions

  /// Values that were given as intervals, by path; the fields above hold their medians.
  public var intervals: [UncertainValue]
  /// The files that the scenario was read from, with their digests.
  public var inputs: [Input]
  /// What the command line changed, in order of application.
  public var overrides: [Override]
  /// Where the numbers come from that the owner did not state, and what is assumed.
  public var facts: [Fact]
  /// What a reader of the plan has to know about how the scenario was read.
  public var notes: [String] = []
  /// Over how many years pay is looked at, and in which currency.
  public var payTerms = PayTerms()

  /// The largest single cluster in H100-equivalents in service, spares included.
  public struct WeighedCluster: Hashable, Sendable {
    /// The cluster's id.
    public var id: String
    /// Its H100-equivalents.
    public var h100e: Double
  }

  /// How many offers of one kind of role may be out.
  public struct RoleSlot: Hashable, Sendable {
    /// The kind of role.
    public var id: String
    /// Offers out at the same time.
    public var count: Int
  }

  /// A file that was read.
  public struct Input: Hashable, Sendable {
    /// The path as opened, or the name of a file that ships inside the program.
    public var path: String
    /// Whether it ships inside the program.
    public var isBuiltin: Bool
    /// The digest of its bytes.
    public var sha256: SHA256
  }

  /// The tastes of a segment at a stage, as the scenario's preset believes them.
  public func coefficients(of segment: String, at stage: Segment.Stage) -> Coefficients? {
    segments.first { $0.id == segment }.map {
      Coefficients(
        of: $0, at: stage, preset: preset, registry: registry, assumptions: behaviour)
    }
  }
}
