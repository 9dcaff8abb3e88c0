public import Scenario

/// How the plan treats the teams, beside what it is worth.
///
/// A team's utility is its output under the plan as a share of its output at present compute: above 1
/// where the plan lets it put out more.
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
  ///
  /// It hides teams that get nothing, and is never to be told without ``minimum`` and ``zeroGrants``.
  public var jain: Double
  /// Every team's utility and largest share, in the order of the scenario.
  public var teams: [Standing]
  /// What the plan is worth less than the most valuable one; nil where it is that.
  public var price: Price?
  /// What it costs to leave nobody below a share of present output; nil unless asked for.
  public var curve: FairnessCurve?

  /// How one team stands.
  public struct Standing: Hashable, Sendable {
    /// The team.
    public var team: String
    /// Output under the plan as a share of output at present compute.
    public var utility: Double
    /// The largest share that it gets of any pool: its dominant share.
    public var dominantShare: Double
    /// Of which pool; nil where it gets nothing.
    public var dominantPool: String?
  }

  /// What a plan that is fairer than the most valuable one costs.
  ///
  /// Both are valued at the same release prices, so it is never below nothing.
  public struct Price: Hashable, Sendable {
    /// What the plan makes as large as it can.
    public var objective: Scenario.Policy.Objective
    /// The floor that max-min found; nil for other objectives.
    public var floor: Double?
    /// What the plan is worth, dollars a year.
    public var worth: Double
    /// What the most valuable plan is worth.
    public var mostValuable: Double
    /// What the plan is worth less.
    public var loss: Double
    /// No plan is worth more than the most valuable one.
    public var isProven: Bool
  }

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
}
