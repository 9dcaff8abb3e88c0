extension OfferDocument {
  /// The package against one alternative.
  public struct Comparison: Codable, Hashable, Sendable {
    /// A rival's id, or that of staying.
    public var id: String
    /// `stay` or `rival`.
    public var kind: String
    /// Its cash.
    public var cash: Double
    /// Its equity at face.
    public var equity: Double
    /// H100-equivalents guaranteed there.
    public var guaranteedH100e: Double
    /// H100-equivalents of the largest cluster there; absent where nothing is stated.
    public var clusterH100e: Double?
    /// What it pays, year by year.
    public var years: [Year]
    /// What ours has more, in log-pay; the contributions add up to it.
    public var utilityDifference: Double
    /// Attribute by attribute, in log-pay.
    public var contributions: [Contribution]

    enum CodingKeys: String, CodingKey {
      case id, kind, cash, equity, contributions, years
      case guaranteedH100e = "guaranteed_h100e"
      case clusterH100e = "cluster_h100e"
      case utilityDifference = "utility_difference"
    }
  }

  /// What one year pays.
  public struct Year: Codable, Hashable, Sendable {
    /// Base pay.
    public var base: Double
    /// Target bonus.
    public var bonus: Double
    /// Paid once, in the first year.
    public var signOn: Double
    /// Equity that vests, at face.
    public var equity: Double

    enum CodingKeys: String, CodingKey {
      case base, bonus, equity
      case signOn = "sign_on"
    }
  }

  /// What one attribute adds.
  public struct Contribution: Codable, Hashable, Sendable {
    /// Its id.
    public var attribute: String
    /// Our level.
    public var ours: Double?
    /// Theirs.
    public var theirs: Double?
    /// In log-pay: 0.1 is worth about a tenth of pay.
    public var worth: Double
  }

  /// A package of the menu.
  public struct RankedPackage: Codable, Hashable, Sendable {
    /// Its id.
    public var package: String
    /// What it holds.
    public var packageContents: PlanDocument.Offer.Contents
    /// P(accept).
    public var accept: Double
    /// 5 % quantile.
    public var acceptLow: Double
    /// 95 % quantile.
    public var acceptHigh: Double
    /// What it brings less what it takes at the plan's prices.
    public var net: Double

    enum CodingKeys: String, CodingKey {
      case package, accept, net
      case packageContents = "package_contents"
      case acceptLow = "accept_low"
      case acceptHigh = "accept_high"
    }
  }

  /// One belief about the worth of compute.
  public struct Belief: Codable, Hashable, Sendable {
    /// Its id.
    public var preset: String
    /// P(accept).
    public var accept: Double
    /// 5 % quantile.
    public var acceptLow: Double
    /// 95 % quantile.
    public var acceptHigh: Double
    /// Λ of the package; absent without GPUs or a price.
    public var hiringLeverage: Double?
    /// Its compute return.
    public var computeReturn: Double?
    /// What the plan made under this belief offers; absent where it makes no offer.
    public var plannedPackage: String?
    /// That plan was made and proven.
    public var replanned: Bool

    enum CodingKeys: String, CodingKey {
      case preset, accept, replanned
      case acceptLow = "accept_low"
      case acceptHigh = "accept_high"
      case hiringLeverage = "hiring_leverage"
      case computeReturn = "compute_return"
      case plannedPackage = "planned_package"
    }
  }

  /// Leverage over the guarantee.
  public struct Compute: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Some numbers of GPUs.
    public var points: [ComputePoint]
    /// Up to how many GPUs they persuade more cheaply than cash; absent where they are free.
    public var lureUpTo: Int?
    /// Up to how many GPUs they earn more than cash in all; absent where they are free.
    public var returnUpTo: Int?
    /// How many GPUs were looked at.
    public var lookedAtUpTo: Int

    enum CodingKeys: String, CodingKey {
      case pool, points
      case lureUpTo = "lure_up_to"
      case returnUpTo = "return_up_to"
      case lookedAtUpTo = "looked_at_up_to"
    }
  }

  /// One number of GPUs.
  public struct ComputePoint: Codable, Hashable, Sendable {
    /// Physical GPUs.
    public var gpus: Int
    /// P(accept).
    public var accept: Double
    /// 5 % quantile.
    public var acceptLow: Double?
    /// 95 % quantile.
    public var acceptHigh: Double?
    /// What one more is worth to the person in cash.
    public var willingnessToPay: Double?
    /// What one more produces; absent at none, where it is unbounded.
    public var output: Double?
    /// What one more costs per acceptance, net of scarce cash; absent where nobody accepts.
    public var netPrice: Double?
    /// Λ.
    public var hiringLeverage: Double?
    /// Return.
    public var computeReturn: Double?

    enum CodingKeys: String, CodingKey {
      case gpus, accept, output
      case acceptLow = "accept_low"
      case acceptHigh = "accept_high"
      case willingnessToPay = "willingness_to_pay"
      case netPrice = "net_price"
      case hiringLeverage = "hiring_leverage"
      case computeReturn = "compute_return"
    }
  }

  /// A point of a curve.
  public struct CurvePoint: Codable, Hashable, Sendable {
    /// Dollars or H100-equivalents.
    public var level: Double
    /// P(accept).
    public var accept: Double
    /// 5 % quantile.
    public var acceptLow: Double
    /// 95 % quantile.
    public var acceptHigh: Double

    enum CodingKeys: String, CodingKey {
      case level, accept
      case acceptLow = "accept_low"
      case acceptHigh = "accept_high"
    }
  }

  /// What a step is worth.
  public struct Worth: Codable, Hashable, Sendable {
    /// `guaranteed_gpu`, `cluster_doubling`, or a tenth of `data`, `autonomy`, `publication`.
    public var step: String
    /// Dollars a year.
    public var dollars: Double
    /// 5 % quantile.
    public var low: Double
    /// 95 % quantile.
    public var high: Double
  }

  /// The least for one level of P; a key is absent where no amount will do.
  public struct Needed: Codable, Hashable, Sendable {
    /// The level.
    public var accept: Double
    /// Cash alone.
    public var cash: Double?
    /// GPUs alone.
    public var gpus: Int?
    /// Data alone.
    public var data: Double?
    /// The cluster alone.
    public var cluster: ClusterSize?
    /// The cheapest contents with the cash they need.
    public var mix: PlanDocument.Offer.Contents?
    /// What that costs in all.
    public var mixCost: Double?
    /// Limits of ours that the cash exceeds, in words; absent where none.
    public var cashExceeds: [String]?
    /// Limits of ours that the cheapest exceeds, in words; absent where none.
    public var mixExceeds: [String]?

    enum CodingKeys: String, CodingKey {
      case accept, cash, gpus, data, cluster, mix
      case mixCost = "mix_cost"
      case cashExceeds = "cash_exceeds"
      case mixExceeds = "mix_exceeds"
    }
  }

  /// A size of our cluster.
  public struct ClusterSize: Codable, Hashable, Sendable {
    /// Nodes in service.
    public var nodes: Int
    /// H100-equivalents.
    public var h100e: Double
    /// P(accept) there, where it was asked for.
    public var accept: Double?
    /// 5 % quantile.
    public var acceptLow: Double?
    /// 95 % quantile.
    public var acceptHigh: Double?

    enum CodingKeys: String, CodingKey {
      case nodes, h100e, accept
      case acceptLow = "accept_low"
      case acceptHigh = "accept_high"
    }
  }

  /// Who has less because of the offer.
  public struct Payer: Codable, Hashable, Sendable {
    /// A team's or candidate's id.
    public var id: String
    /// `team` or `candidate`.
    public var kind: String
    /// Units given up, by pool.
    public var units: [PoolUnits]
    /// Dollars a year.
    public var loss: Double
    /// The chance that one person of the team stays a year, without the offer.
    public var stayWithout: Double?
    /// With it.
    public var stay: Double?
    /// 5 % quantile.
    public var stayLow: Double?
    /// 95 % quantile.
    public var stayHigh: Double?
    /// More people leaving in a year.
    public var leavers: Double?

    enum CodingKeys: String, CodingKey {
      case id, kind, units, loss, stay, leavers
      case stayWithout = "stay_without"
      case stayLow = "stay_low"
      case stayHigh = "stay_high"
    }
  }

  /// Units of a pool.
  public struct PoolUnits: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Allocation units.
    public var units: Int
  }

  /// How many GPUs may be promised.
  public struct Promise: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// There whoever else accepts.
    public var certainGpus: Int
    /// There with at least ``confidence``: do not promise more.
    public var mostGpus: Int
    /// How sure.
    public var confidence: Double
    /// The chance that the package's own guarantee cannot be kept.
    public var breachProbability: Double

    enum CodingKeys: String, CodingKey {
      case pool, confidence
      case certainGpus = "certain_gpus"
      case mostGpus = "most_gpus"
      case breachProbability = "breach_probability"
    }
  }
}
