extension PlanDocument {
  /// How the plan treats the teams beside each other.
  public struct Fairness: Codable, Hashable, Sendable {
    /// Teams worth less than at their present compute, the largest loss first.
    public var belowPresent: [Shortfall]
    /// Teams worth less than at their share by heads of every pool, the largest loss first.
    public var belowProRata: [Shortfall]
    /// Teams that get nothing, though compute moves their worth.
    public var zeroGrants: [String]
    /// Teams that would rather have another's grant.
    public var envy: Envy
    /// The smallest worth under the plan as a share of worth at present.
    public var minimum: Double
    /// The 10 % quantile of these shares.
    public var tenthPercentile: Double
    /// Jain's index of these shares.
    public var jain: Double
    /// What it costs to leave nobody far below present worth; absent unless asked for.
    public var curve: [Floor]?

    private enum CodingKeys: String, CodingKey {
      case envy, minimum, jain, curve
      case belowPresent = "below_present"
      case belowProRata = "below_pro_rata"
      case zeroGrants = "zero_grants"
      case tenthPercentile = "tenth_percentile"
    }

    /// A team that would rather have another share.
    public struct Shortfall: Codable, Hashable, Sendable {
      /// The team.
      public var team: String
      /// Dollars a year.
      public var loss: Double
    }

    /// Teams that would rather have another's grant.
    public struct Envy: Codable, Hashable, Sendable {
      /// How many pairs.
      public var pairs: Int
      /// The pair that envies most; absent where nobody does.
      public var worst: Pair?
    }

    /// One team and the grant it would rather have.
    public struct Pair: Codable, Hashable, Sendable {
      /// Who envies.
      public var team: String
      /// Whose grant.
      public var of: String
      /// What the first would be worth more with it, dollars a year.
      public var gain: Double
    }

    /// The best plan that leaves no team below a share of its present worth.
    public struct Floor: Codable, Hashable, Sendable {
      /// The share.
      public var share: Double
      /// What that plan is worth less, dollars a year; absent where no plan keeps the floor.
      public var price: Double?
      /// Teams that get nothing in it.
      public var zeroGrants: Int
      /// That plan is proven.
      public var proven: Bool

      private enum CodingKeys: String, CodingKey {
        case share, price, proven
        case zeroGrants = "zero_grants"
      }
    }
  }
}
