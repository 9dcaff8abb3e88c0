public import Scenario
public import Topology

/// Who gets how many GPUs, what may be promised to whom, and how good that is known to be.
///
/// Money is in dollars a year; units are a pool's allocation units (nodes).
public struct Plan: Hashable, Sendable {
  /// What is known of the plan.
  public enum Status: String, Hashable, Sendable {
    /// No plan is better, at the release prices.
    case optimal
    /// A plan, not proven within the limits.
    case feasible
    /// No plan keeps all floors within the pools.
    case infeasible
    /// No plan was found within the limits, and none was excluded.
    case undecided
  }

  /// The scenario that was planned.
  public var scenario: Scenario
  /// What is known of the plan.
  public var status: Status
  /// What the plan is worth.
  public var value: PlanValue
  /// The rows, in the order of the problem.
  public var resources: [ResourcePlan]
  /// The teams, by id; empty when infeasible.
  public var teams: [TeamPlan]
  /// The candidates, by id; empty when infeasible.
  public var offers: [OfferPlan]
  /// What is rented, by pool; empty where nothing is.
  public var rentals: [Rental] = []
  /// Why nothing is feasible: the fewest floors that exceed a pool.
  public var conflicts: [PlanConflict]
  /// Where grants and promises sit, in the order of the scenario's pools; empty when infeasible.
  public var placements: [Placement] = []
  /// What a reader has to know about the numbers.
  public var notes: [String]
  /// How the search went.
  public var search: SearchReport
  /// How far answers may differ from their expectation; `nil` where there is no plan.
  public var risk: PlanRisk?
  /// How the teams fare beside each other; `nil` where there is no plan or no team.
  public var fairness: Fairness?
  /// Changed circumstances, planned again; empty where that was not asked for.
  public var whatIfs: [WhatIf] = []
  /// What the answers so far change; nil where there are none, or no plan without them.
  public var answerEffect: AnswerEffect?
}

/// The worth of a plan and of its proof.
public struct PlanValue: Hashable, Sendable {
  /// What the plan makes as large as it can, released promises included; in whole cents.
  public var objectiveCents: Int128
  /// No plan is worth more than this, in whole cents; equal to the objective when proven optimal.
  public var boundCents: Int128
  /// What anyone can recheck in one pass: the bound at the resources' prices, in whole cents.
  public var certifiedBoundCents: Int128
  /// What teams and offers are worth, released promises included; in whole cents.
  ///
  /// The objective itself, but in a plan of the greatest Nash welfare, which counts teams otherwise.
  public var worthCents: Int128
  /// What refused promises are credited with, part of the objective.
  public var released: Double
  /// What promises for which there is no room cost on average, taken off the objective.
  public var recourse = 0.0
  /// What people who have accepted bring, part of the objective.
  public var hired = 0.0
  /// What the teams are worth today.
  public var present: Double
  /// At which prices refused promises are credited: dollars per unit and year;
  /// `[periods, pools]`.
  public var releasePrices: [Double]

  /// Dollars.
  public var objective: Double { Double(objectiveCents) / 100 }
  /// Dollars.
  public var bound: Double { Double(boundCents) / 100 }
  /// Dollars.
  public var worth: Double { Double(worthCents) / 100 }
  /// Dollars.
  public var certifiedBound: Double { Double(certifiedBoundCents) / 100 }
  /// How far the plan may be from the best, as a share of its worth.
  public var relativeGap: Double {
    objectiveCents == boundCents
      ? 0 : Double(boundCents - objectiveCents) / max(1, Double(objectiveCents.magnitude))
  }
}

/// One row of the problem.
public struct ResourcePlan: Hashable, Sendable {
  /// What a row counts.
  public enum Kind: String, Hashable, Sendable {
    /// Units of a pool.
    case pool
    /// Dollars a year for new offers.
    case cash
    /// Offers of one role.
    case slots = "role_slots"
    /// Dollars a year of equity at face.
    case equity
    /// Dollars a year for renting.
    case rent
    /// Kilowatts.
    case power
    /// Offers that a rule between candidates counts.
    case rule
    /// Blocks of nodes in the domains of a pool, each counted with a weight.
    case blocks = "block_slots"
  }

  /// The pool's or role's id; `cash`.
  public var id: String
  /// What it counts.
  public var kind: Kind
  /// The stretch of the horizon that it speaks of; `nil` for all of it.
  public var period: Scenario.Period?
  /// Units, dollars, kilowatts or offers, with what the plan rents.
  public var capacity: Double
  /// Of it, what the plan rents: units of a pool.
  public var rented: Double = 0
  /// How much the plan uses, promises counted in full.
  public var used: Double
  /// Of it, what is promised in offers: a pool's reserve.
  public var promised: Double
  /// What one more is worth: dollars a year per unit, dollar or offer.
  ///
  /// Where the worth of one more and of one less differ, it is that of one less.
  public var price: Double
  /// The price as the certificate has it: cents per unit, cent or offer, exactly.
  public var certificatePrice: Double
  /// What one more brings and one less costs, each planned again at the same release prices: dollars a
  /// year per unit, dollar or offer; `nil` where that was not asked for or not proven.
  public var priceRange: ClosedRange<Double>?
  /// By how much the row was made larger and smaller for ``priceRange``: units, dollars or offers.
  public var priceStep: Double = 1
  /// What other amounts of the row are worth, each planned again; empty where that was not asked for.
  public var priceSteps: [PriceStep] = []
  /// How much of the row leaves the plan as it is; `nil` where that was not asked for or not proven.
  public var stays: CapacityInterval?
  /// P(accepted promises do not fit), exactly.
  public var overcommit: Double
  /// What may happen to a pool whose promises are not kept in full; nil for other rows.
  public var promise: PromiseRisk?
  /// Of what is used, what belongs to people who have accepted: units of a pool.
  public var hired = 0.0
  /// Units that stay in one place for promises and people who have accepted.
  var heldUnits: Int {
    Int(hired) + (promise.map { min($0.promised, $0.room) } ?? Int(promised))
  }
  /// What a row of blocks counts; nil for other rows.
  public var blocks: BlockRow?
  /// Jobs that still find a place in a pool when all grants and promises sit; empty for other rows.
  public var freeSlots: [FreeSlots] = []
  /// How well the grants of a pool sit; nil for other rows, and where no racks or domains are known.
  public var placement: PlacementQuality?
}

/// What one team gets.
public struct TeamPlan: Hashable, Sendable {
  /// The team's id.
  public var id: String
  /// Units today; `[pools]`.
  public var current: [Int]
  /// Units granted; `[pools]`.
  public var granted: [Int]
  /// The chance that one person stays a year, today.
  public var presentStay: Double
  /// The same under the plan.
  public var stay: Double
  /// Its 90 % interval over what we do not know.
  public var stayInterval: ClosedRange<Double>
  /// What it gets later in the horizon, where that is planned apart.
  public var later: [LaterGrant] = []
  /// Worth under the plan.
  public var value: Double
  /// Worth today.
  public var presentValue: Double
  /// How many more people leave in a year than today; negative when fewer.
  public var leavers: Double
  /// Where the grant sits, by pool and node.
  public var placement: [PlacedGrant] = []
  /// Nodes that it leaves for others, of those that it holds today and still gets as many of; `nil`
  /// where its nodes of today are not known.
  public var movedNodes: Int?
  /// Domains or racks that its grants lie in; `nil` where these are not known.
  public var groupsCrossed: Int?
  /// Why not its present compute, or a node more; `nil` where that was not asked for.
  public var whyNot: WhyNot?
}

/// What a team gets from a later month on.
public struct LaterGrant: Hashable, Sendable {
  /// When.
  public var period: Scenario.Period
  /// Units granted; `[pools]`.
  public var granted: [Int]
}

/// What is rented for a pool over the horizon.
public struct Rental: Hashable, Sendable {
  /// The pool.
  public var pool: String
  /// Its units.
  public var units: Int
  /// Physical GPUs.
  public var gpus: Int
  /// Dollars a year; part of the plan's worth, negative there.
  public var cost: Double
}

/// What one candidate is offered, or why nothing.
public struct OfferPlan: Hashable, Sendable {
  /// The candidate's id.
  public var candidate: String
  /// The package offered, or the best one that is not; `nil` when none is worth considering.
  public var package: Scenario.Package?
  /// The package is offered.
  public var isMade: Bool
  /// The pool that carries the guarantee.
  public var pool: String?
  /// The guarantee in H100-equivalents.
  public var guaranteedH100e: Double
  /// P(accept).
  public var acceptance: Double
  /// Its 90 % interval over what we do not know; `nil` where the offer is not made.
  public var acceptanceInterval: ClosedRange<Double>?
  /// Standard error of P from the number of draws; `nil` where the offer is not made.
  public var simulationError: Double?
  /// What the offer brings on average before any credit.
  public var expectedValue: Double
  /// A dollar of compute as a lure against a dollar of cash, and what it earns in all.
  public var leverage: Leverage?
  /// How far the hire's worth may fall before no offer is made, dollars a year, at the plan's release
  /// prices; `nil` where none is made, and where that was not asked for or not proven.
  public var keptDownTo: Double?
  /// Why no offer is made.
  public var refusal: Refusal?
  /// What making one would bring and cost; `nil` where one is made, where none can be, and where that
  /// was not asked for.
  public var whyNot: WhyNot?
  /// Every package that could be offered, where there are so few that a reader can hold them beside
  /// each other; empty otherwise.
  public var menu: [MenuEntry] = []
  /// P(accept) of the package if our cluster just met the stated cut-off; `nil` where none is unmet.
  public var acceptanceIfUnscreened: Double?
}

/// One package of a short menu.
public struct MenuEntry: Hashable, Sendable {
  /// At most so many packages make a short menu.
  static let most = 6

  /// What could be offered.
  public var package: Scenario.Package
  /// P(accept).
  public var acceptance: Double
  /// What it brings on average before any credit, dollars a year.
  public var expectedValue: Double
}

/// Why a candidate gets no offer.
public enum Refusal: Hashable, Sendable {
  /// The candidate named a cluster that ours is not, in H100-equivalents: no pay opens the talk.
  case screened(cutoff: Double, cluster: Double)
  /// No package is worth its cost even when the GPUs are free; the best loses this, in dollars.
  case worthless(loss: Double)
  /// Every package of the menu was left out when the scenario was read; a note says why.
  case noPackage
  /// The role's slots are taken; a slot would have to be cheaper by this, in dollars.
  case noSlot(role: String, shortBy: Double)
  /// Even the cheapest package that is worth offering takes more cash than there is, in dollars.
  case noCash(cheapest: Double, budget: Double)
  /// At the plan's prices the best package costs others more than it brings, by this, in dollars.
  case tooDear(loss: Double)
  /// The best package is worth its price, but whole units and offers left no room.
  case noRoom(gain: Double)
}

/// Floors and limits that cannot hold together.
public struct PlanConflict: Hashable, Sendable {
  /// The paths of the values in conflict, such as `teams[serving].floor_gpus.h100`.
  public var paths: [String]
  /// The same in a sentence.
  public var sentence: String
  /// Changes of one value each of which would settle it alone, the smallest first.
  public var relaxations: [Relaxation] = []
  /// Floors of output that would fit, each alone; empty where these are not the cause.
  public var floors: [LoweredFloor] = []

  /// A floor of output that has to give.
  public struct LoweredFloor: Hashable, Sendable {
    /// The value's path.
    public var path: String
    /// What it is: a share of present output.
    public var present: Double
    /// The highest that fits while all else stays, rounded down.
    public var needed: Double
  }

  /// Where no single change does: sets of changes each of which settles it, the least in all of its
  /// kind, proven; floors first, then what there is.
  public var together: [Together] = []

  /// Changes that settle a conflict together.
  public struct Together: Hashable, Sendable {
    /// One of them alone is not enough.
    public var changes: [Relaxation]
  }

  /// A floor to lower, or a pool to enlarge.
  public struct Relaxation: Hashable, Sendable {
    /// The value's path.
    public var path: String
    /// What it is: GPUs of a floor, nodes of a cluster.
    public var present: Int
    /// What would do.
    public var needed: Int
    /// The difference in units.
    public var units: Int
    /// What `units` counts.
    public var unit: Unit = .nodes

    /// What a relaxation counts.
    public enum Unit: String, Hashable, Sendable {
      /// Nodes; of a floor, which is stated in GPUs, the nodes of these.
      case nodes
      /// Kilowatts of a power budget.
      case kilowatts
      /// Dollars a year of a budget.
      case dollars
      /// Offers of a role.
      case offers
    }
  }
}

/// How the search went.
public struct SearchReport: Hashable, Sendable {
  /// Nodes of the search tree.
  public var nodes: Int
  /// Options that could still matter after the bound had its say.
  public var optionsLeft: Int
  /// Options in all.
  public var options: Int
}
