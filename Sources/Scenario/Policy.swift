extension Scenario {
  /// The rules of promising GPUs to people who may refuse.
  public struct Policy: Hashable, Sendable {
    /// How promises that may be refused count against a pool.
    public enum Overbooking: String, Hashable, Sendable, CaseIterable {
      /// In full; a refused promise comes back.
      case hard
      /// As far as those accepted fit with a stated probability.
      case chance
      /// As far as what is missing on average is worth its price.
      case cost
    }

    /// What a plan makes as large as it can.
    public enum Objective: String, Hashable, Sendable, CaseIterable {
      /// What teams and offers are worth together, in dollars.
      case value
      /// The product of the teams' outputs, each to the power of its heads, beside the offers' worth.
      case nash
      /// The output of the team that is worst off; then the worth.
      case maxMin = "max_min"
    }

    /// How promises count.
    public var overbooking: Overbooking = .hard
    /// What the plan makes as large as it can.
    public var objective: Objective = .value
    /// Share of its present output below which no team may fall, where the team does not say.
    public var utilityFloor: Double?
    /// What may be risked with promises where they are not kept in full.
    public var promising = Promising()
    /// Share of the year in which a refused promise is back in the pool: ρ.
    public var releaseShare = 0.9
    /// What may fail without any grant or promise being broken.
    public enum Failure: String, Hashable, Sendable, CaseIterable {
      /// Any one node.
      case node
      /// Any one NVLink domain or rack as a whole.
      case domain
    }

    /// What may fail without any grant or promise being broken; nil where spares are all there is.
    public var survives: Failure?
    /// By which share of its holding of a pool a team's grant may differ, where the team does not say.
    ///
    /// At least one unit; nil where there is no limit.
    public var changeLimit: Double?
    /// What moving a team off one of its nodes costs, dollars; nil where that is not stated.
    public var moveCost: Double?
    /// What a level of role is paid, base and target bonus, by level.
    public var payBands: [PayBand] = []
    /// The most cash of an offer, as a multiple of what peers in the role are paid here.
    ///
    /// For those whose ``Scenario/Candidate/peerPay`` is known; nil where there is no limit.
    public var peerPayLimit: Double?

    /// The rules of a scenario that states none.
    public init() {}
  }

  /// What one level of role is paid a year, base and target bonus.
  public struct PayBand: Hashable, Sendable {
    /// The level, as candidates have it.
    public var level: String
    /// Dollars a year, if there is a least.
    public var least: Double?
    /// Dollars a year, if there is a most.
    public var most: Double?
  }

  /// Numbers about hiring and leaving that are assumed unless the scenario sets them.
  public struct Assumptions: Hashable, Sendable {
    /// What making one offer costs, dollars.
    public var offerEffort = 60_000.0
    /// How long a seat stays empty, months: L in years is a twelfth.
    public var vacancyMonths = 5.0
    /// What replacing a person costs beyond the lost output, in years of pay: R.
    public var replacementYearsOfPay = 0.5
    /// Share of a hire's value given up for the higher freedom of a package.
    public var autonomyCostShare = 0.06
    /// What a dollar of equity at face costs us: κ_E.
    public var equityCostShare = 1.0

    /// The shipped assumptions.
    public init() {}
  }
}
