public import Choice
public import Scenario

/// What a hiring manager should know of one candidate before a call.
///
/// Money is in dollars a year. Every figure speaks of the package under discussion and of the plan's
/// prices; intervals are 90 % over what nobody knows of people's tastes.
public struct OfferBrief: Hashable, Sendable {
  /// The scenario that was planned.
  public var scenario: Scenario
  /// Who it is about.
  public var candidate: Scenario.Candidate
  /// What is known of the plan whose prices are used.
  public var status: Plan.Status
  /// The package under discussion.
  public var package: Scenario.Package
  /// Where that package comes from.
  public var origin: Origin
  /// Why the plan makes no offer; `nil` where it makes one.
  public var refusal: Refusal?
  /// Who holds the person's role slots; empty where an offer is made.
  public var slotHolders: [String]
  /// What the plan would gain and lose by an offer; `nil` where it makes one.
  public var whyNot: WhyNot?
  /// P(accept), with everything that belongs to it.
  public var acceptance: AcceptanceOutlook
  /// The package in the eyes of the person, against each alternative; the strongest first.
  public var comparisons: [Comparison]
  /// The plan's menu for this person, the packages that bring most at the plan's prices first.
  public var packages: [RankedPackage]
  /// How many packages the menu has.
  public var packageCount: Int
  /// What the worth of compute is believed to be, and what follows.
  public var beliefs: [Belief]
  /// Leverage over the guarantee; `nil` where no pool can carry one.
  public var compute: ComputeCurve?
  /// P(accept) over cash, all else as in the package.
  public var cashCurve: [CurvePoint]
  /// P(accept) over the size of our cluster in H100-equivalents.
  public var clusterCurve: [CurvePoint]
  /// What one step of something is worth to the person, in cash.
  public var worths: [Worth]
  /// What it would take, at some levels of P(accept).
  public var needed: [Needed]
  /// At which sizes of our cluster something changes.
  public var tipping: ClusterTipping
  /// Whom the offer costs; `nil` where the plan with it, or the one without, is not known.
  public var payers: [Payer]?
  /// How much may be promised; `nil` where no pool can carry a guarantee.
  public var promise: PromiseBound?
  /// What the offer brings on average, before the price of its GPUs.
  public var expectedValue: Double
  /// The plan's prices.
  public var prices: Prices

  /// Where a package comes from.
  public enum Origin: String, Hashable, Sendable {
    /// The plan offers it.
    case plan
    /// The plan offers nothing; this is what it would offer first.
    case nearest
    /// It was asked for by name.
    case asked
  }

  /// A package beside the others of the menu.
  public struct RankedPackage: Hashable, Sendable {
    /// The package.
    public var package: Scenario.Package
    /// P(accept).
    public var acceptance: Double
    /// Its 90 % interval.
    public var interval: ClosedRange<Double>
    /// What it brings on average less what it takes at the plan's prices, dollars a year.
    public var net: Double
  }

  /// The package against one alternative.
  public struct Comparison: Hashable, Sendable {
    /// A rival's id; `stay`.
    public var id: String
    /// Whether it is where the person is now.
    public var isStaying: Bool
    /// The alternative.
    public var alternative: Alternative
    /// What ours has more, in log-pay; negative where it has less.
    public var contributions: UtilityContributions
  }

  /// A point of a curve.
  public struct CurvePoint: Hashable, Sendable {
    /// Dollars or H100-equivalents.
    public var level: Double
    /// P(accept) there.
    public var acceptance: Double
    /// Its 90 % interval.
    public var interval: ClosedRange<Double>
  }

  /// What a step of something is worth, as cash a year that moves P as much, at the margin.
  public struct Worth: Hashable, Sendable {
    /// What is stepped.
    public enum Step: String, Hashable, Sendable, CaseIterable {
      /// One more guaranteed GPU of the pool.
      case guaranteedGPU = "guaranteed_gpu"
      /// A cluster of twice the size: all that it moves P by, in cash at the margin.
      case clusterDoubling = "cluster_doubling"
      /// A tenth more data access.
      case data
      /// A tenth more freedom.
      case autonomy
      /// A tenth more of the work publishable.
      case publication
    }

    /// What is stepped.
    public var step: Step
    /// Dollars a year.
    public var dollars: Double
    /// Its 90 % interval.
    public var interval: ClosedRange<Double>
  }

  /// The least that brings P(accept) to a level, one thing at a time; `nil` where no amount does.
  public struct Needed: Hashable, Sendable {
    /// The level of P.
    public var level: Double
    /// Cash with the package's other contents, dollars a year.
    public var cash: Double?
    /// Limits of ours that the package with that cash exceeds.
    public var cashLimits: [PackageLimit] = []
    /// GPUs of the curve's pool with the package's other contents.
    public var gpus: Int?
    /// Data access with the package's other contents, 0...1.
    public var data: Double?
    /// The cheapest of the menu's contents with the cash it then needs.
    public var mix: Mix?
  }

  /// The cheapest package for a level of P.
  public struct Mix: Hashable, Sendable {
    /// The package; its cash need not be a step of the menu.
    public var package: Scenario.Package
    /// Cash, equity, data and GPUs at the plan's price, dollars a year if accepted.
    public var cost: Double
    /// Limits of ours that it exceeds.
    public var limits: [PackageLimit] = []
  }

  /// Sizes of our cluster at which something changes, in nodes in service and H100-equivalents.
  public struct ClusterTipping: Hashable, Sendable {
    /// A size.
    public struct Size: Hashable, Sendable {
      /// Nodes of the pool that people weigh, in service.
      public var nodes: Int
      /// H100-equivalents.
      public var h100e: Double
    }

    /// Where the talk opens, of a person with a stated cut-off.
    public var opens: Size?
    /// P(accept) right there.
    public var acceptanceThere: Double?
    /// Its 90 % interval.
    public var intervalThere: ClosedRange<Double>?
    /// The least cluster for each level of P.
    public var levels: [Level] = []

    /// The least cluster for a level of P.
    public struct Level: Hashable, Sendable {
      /// The level.
      public var level: Double
      /// The size; `nil` where no cluster reaches it.
      public var size: Size?
    }
  }

  /// A team that has less compute because of the offer.
  public struct Payer: Hashable, Sendable {
    /// The team, or another candidate whose offer changes.
    public var id: String
    /// Whether it is a team.
    public var isTeam: Bool
    /// Units given up; `[pools]`.
    public var units: [Int]
    /// What it loses, dollars a year.
    public var loss: Double
    /// The chance that one person of the team stays a year, without the offer and with it.
    public var stay: Stay?
    /// How many more people leave in a year.
    public var leavers: Double

    /// How likely one person of a team stays a year.
    public struct Stay: Hashable, Sendable {
      /// Without the offer.
      public var without: Double
      /// With it.
      public var with: Double
      /// The 90 % interval of ``with``.
      public var interval: ClosedRange<Double>
    }
  }

  /// How many GPUs of a pool may be promised to this person.
  public struct PromiseBound: Hashable, Sendable {
    /// The pool.
    public var pool: Int
    /// GPUs that are there whoever else accepts.
    public var certain: Int
    /// The most GPUs that are there with a chance of ``confidence``.
    public var likely: Int
    /// How sure ``likely`` is, at least.
    public var confidence: Double
    /// The chance that the package's own guarantee cannot be kept.
    public var breach: Double
  }

  /// The plan's prices, dollars a year.
  public struct Prices: Hashable, Sendable {
    /// Of a unit; `[pools]`.
    public var units: [Double]
    /// Of a dollar of the cash budget.
    public var cash: Double
    /// Of the person's role slot; 0 where there is none.
    public var slot: Double
    /// What a promise takes of a pool, to be paid at the price of its units.
    var charge: PromiseCharge
  }
}

/// P(accept) of one package, and what limits it.
public struct AcceptanceOutlook: Hashable, Sendable {
  /// P(accept).
  public var probability: Double
  /// Its 90 % interval.
  public var interval: ClosedRange<Double>
  /// The interval if the worth of compute were known.
  public var intervalWithKnownCompute: ClosedRange<Double>
  /// Standard error of the simulation.
  public var simulationError: Double
  /// No package reaches more: who lapses refuses, and who is screened does not listen.
  public var ceiling: Double
  /// The share of people who refuse whatever is offered.
  public var lapse: Double
  /// The chance that our cluster passes the person's screen.
  public var passing: Double
  /// Percent by which P rises with one percent more cash.
  public var cashElasticity: Double
  /// Percent by which P rises with one percent more cluster.
  public var clusterElasticity: Double
}

/// What follows from one belief about the worth of compute; leverage at the same prices.
public struct Belief: Hashable, Sendable {
  /// The preset.
  public var preset: String
  /// P(accept) of the package under discussion.
  public var acceptance: Double
  /// Its 90 % interval.
  public var interval: ClosedRange<Double>
  /// Leverage of the package's guarantee.
  public var leverage: Leverage?
  /// The plan was made again under this belief, and proven.
  public var isPlanned: Bool
  /// What that plan offers the person; `nil` where it makes no offer.
  public var planned: Scenario.Package?
}

/// Leverage over the number of guaranteed GPUs, all else as in the package.
public struct ComputeCurve: Hashable, Sendable {
  /// One number of GPUs.
  public struct Point: Hashable, Sendable {
    /// GPUs of the pool.
    public var gpus: Int
    /// P(accept).
    public var acceptance: Double
    /// Its 90 % interval; `nil` where it was not asked for.
    public var interval: ClosedRange<Double>?
    /// What one more GPU is worth to the person, in cash: dollars per GPU and year.
    public var willingnessToPay: Double?
    /// What one more GPU produces in the hire's hands, dollars a year; `nil` at none.
    public var output: Double?
    /// What one more GPU costs per acceptance, net of scarce cash, dollars a year; `nil` where nobody
    /// accepts.
    public var netPrice: Double?
    /// Λ; `nil` where compute is free.
    public var hiring: Double?
    /// The compute return.
    public var returns: Double?
  }

  /// The pool.
  public var pool: Int
  /// Some numbers of GPUs, rising; the package's is among them.
  public var points: [Point]
  /// The point of the package.
  public var here: Point
  /// Up to how many GPUs a dollar of compute persuades more than one of cash; `nil` where it is free.
  public var lureUpTo: Int?
  /// Up to how many GPUs compute earns more than cash in all; `nil` where it is free.
  public var returnUpTo: Int?
  /// The most GPUs that were looked at.
  public var most: Int
}
