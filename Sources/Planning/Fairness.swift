/// How the plan treats the teams, beside what it is worth.
///
/// A team's utility is its output under the plan as a share of its output at present compute.
/// Sources: Bertsimas, Farias, Trichakis, "The price of fairness", 2011; Jain, Chiu, Hawe, "A
/// quantitative measure of fairness", 1984. The theorems on dominant resource fairness do not hold for
/// whole nodes of pools that replace each other, and are not claimed.
public struct Fairness: Hashable, Sendable {
  /// Teams worth less than at their present compute, the largest loss first (sharing incentive).
  public var belowPresent: [Shortfall]
  /// Teams worth less than at their share by heads of every pool, the largest loss first.
  public var belowProRata: [Shortfall]
  /// Teams that get nothing, though they have some compute or would be worth more with it.
  public var zeroGrants: [String]
  /// Pairs of teams of which the first would be worth more with the second's grant, as far as its own
  /// floors and ceilings let it have that.
  public var envyPairs: Int
  /// The pair that envies most.
  public var worstEnvy: Envy?
  /// The smallest utility.
  public var minimum: Double
  /// The 10 % quantile of utilities.
  public var tenthPercentile: Double
  /// Jain's index of the utilities: 1 when all are equal, 1/n when one has all.
  public var jain: Double
  /// What it costs to leave nobody below a share of present output; empty unless asked for.
  public var curve: [Floor]

  /// A team that would rather have another share.
  public struct Shortfall: Hashable, Sendable {
    /// The team.
    public var team: String
    /// Dollars a year.
    public var loss: Double
  }

  /// A team that would rather have another's grant.
  public struct Envy: Hashable, Sendable {
    /// Who envies.
    public var team: String
    /// Whose grant.
    public var of: String
    /// What the first would be worth more with it, dollars a year.
    public var gain: Double
  }

  /// The best plan that leaves no team below a share of its present output.
  public struct Floor: Hashable, Sendable {
    /// The share.
    public var share: Double
    /// What the plan is worth less, dollars a year; `nil` where no plan keeps the floor, or none is
    /// proven.
    public var price: Double?
    /// Teams that get nothing in it.
    public var zeroGrants: Int
    /// Whether the price, or that there is none, is proven.
    public var isProven: Bool
  }
}
