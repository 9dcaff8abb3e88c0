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
    /// The smallest output under the plan as a share of output at present compute.
    public var minimum: Double
    /// The 10 % quantile of these shares.
    public var tenthPercentile: Double
    /// Jain's index of these shares.
    public var jain: Double
    /// Every team's share and its largest share of a pool; absent in documents of before.
    public var teams: [Standing]?
    /// What the plan costs against the most valuable one; absent where it is that.
    public var priceOfFairness: Price?
    /// What floors cost, the most valuable plan first, the highest floor last; absent unless asked for.
    public var curve: [Floor]?
    /// The floor beyond which fairness gets dear; absent where the curve has no knee.
    public var knee: Double?
    /// The plan of the greatest Nash welfare; absent unless asked for, and where it is not proven.
    public var nash: Point?
    /// The most valuable plan of those whose worst-off team is best off; absent as above.
    public var maxMin: Point?

    private enum CodingKeys: String, CodingKey {
      case envy, minimum, jain, curve, teams, knee, nash
      case priceOfFairness = "price_of_fairness"
      case maxMin = "max_min"
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

    /// How one team stands.
    public struct Standing: Codable, Hashable, Sendable {
      /// The team.
      public var team: String
      /// Output under the plan as a share of output at present compute.
      public var utility: Double
      /// The largest share that it gets of any pool.
      public var dominantShare: Double
      /// Of which pool; absent where it gets nothing.
      public var dominantPool: String?

      private enum CodingKeys: String, CodingKey {
        case team, utility
        case dominantShare = "dominant_share"
        case dominantPool = "dominant_pool"
      }
    }

    /// What a plan that is fairer than the most valuable one costs, dollars a year.
    public struct Price: Codable, Hashable, Sendable {
      /// `value`, `nash` or `max_min`.
      public var objective: String
      /// The floor that max-min found; absent for other objectives.
      public var floor: Double?
      /// What the plan is worth.
      public var worth: Double
      /// What the most valuable plan is worth, at the same release prices.
      public var mostValuable: Double
      /// The difference.
      public var loss: Double
      /// No plan is worth more than the most valuable one.
      public var proven: Bool

      private enum CodingKeys: String, CodingKey {
        case objective, floor, worth, loss, proven
        case mostValuable = "most_valuable"
      }
    }

    /// A plan beside the floors.
    public struct Point: Codable, Hashable, Sendable {
      /// What it is worth less than the most valuable plan, dollars a year.
      public var price: Double
      /// The smallest share of present output.
      public var minimum: Double
      /// The 10 % quantile of these shares.
      public var tenthPercentile: Double
      /// Jain's index of these shares.
      public var jain: Double
      /// Teams that get nothing in it.
      public var zeroGrants: Int
      /// Offers that it makes.
      public var offers: Int

      private enum CodingKeys: String, CodingKey {
        case price, minimum, jain, offers
        case tenthPercentile = "tenth_percentile"
        case zeroGrants = "zero_grants"
      }
    }

    /// The best plan that leaves no team below a share of its present output.
    public struct Floor: Codable, Hashable, Sendable {
      /// The share.
      public var share: Double
      /// What that plan is worth less, dollars a year; absent where that is not proven.
      public var price: Double?
      /// Teams that get nothing in it.
      public var zeroGrants: Int
      /// That plan is proven.
      public var proven: Bool
      /// The smallest share of present output in it; absent where it is not proven.
      public var minimum: Double?
      /// Offers that it makes; absent where it is not proven.
      public var offers: Int?

      private enum CodingKeys: String, CodingKey {
        case share, price, proven, minimum, offers
        case zeroGrants = "zero_grants"
      }
    }
  }
}
