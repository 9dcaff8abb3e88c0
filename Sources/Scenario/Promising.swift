extension Scenario {
  /// What may be risked with promises that people may refuse, where they are not kept in full.
  public struct Promising: Hashable, Sendable {
    /// What becomes of promises for which there is no room.
    public enum Recourse: String, Hashable, Sendable, CaseIterable {
      /// What is missing is rented.
      case rent
      /// Whoever accepted last starts later.
      case delay
      /// Work without a guarantee gets less.
      case shrink
    }

    /// The chance that accepted promises exceed a pool is at most this: ε, in `0..<1`.
    public var overcommit = 0.05
    /// The chance that they exceed any pool in any period is at most this; nil where each pool's own
    /// limit is all.
    public var overcommitYear: Double?
    /// The share of an accepted promise that is ever used, rounded up to whole units.
    public var drawDown = 1.0
    /// How much any two answers go together: the correlation behind them, by one common factor.
    public var acceptanceCorrelation = 0.0
    /// States of the market that move answers together, by id; none where answers do not depend on
    /// any.
    public var market: [MarketState] = []
    /// What is done about promises for which there is no room.
    public var recourse = Recourse.rent
    /// What a GPU that is missing costs, dollars an hour; nil takes what the pool's rent for.
    public var recoursePerGPUHour: Double?

    /// What is risked where nothing is said.
    public init() {}
  }

  /// A state of the market that moves many answers together.
  ///
  /// The states say how answers go together; the chance of each single answer, over all states, stays
  /// what people's tastes make it.
  public struct MarketState: Hashable, Sendable {
    /// The name in files.
    public var id: String
    /// How likely it is; of all states together 1.
    public var probability: Double
    /// By how much the log-odds of accepting differ from other states.
    public var logOdds: Double
    /// The same for the segments that it moves otherwise.
    public var segments: [String: Double] = [:]

    /// What is left to happen where the stated states are not all.
    public static let otherwise = "otherwise"
  }
}
