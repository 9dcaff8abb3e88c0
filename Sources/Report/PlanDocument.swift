internal import Documents
internal import Foundation

/// A plan as the outside may rely on it: JSON, schema `fulcrum.plan/1`, snake_case.
///
/// Keys are added freely and never renamed; a key whose feature does not exist is absent. Money is in
/// dollars a year, GPUs are physical unless the key says h100e.
public struct PlanDocument: Codable, Hashable, Sendable {
  /// `fulcrum.plan/1`.
  public var schema = "fulcrum.plan/1"
  /// The version of the program.
  public var version: String
  /// The scenario's name.
  public var name: String
  /// Months that the plan is for.
  public var horizonMonths: Int
  /// From which all randomness followed.
  public var seed: UInt64
  /// The texts that were read; paths relative to this document.
  public var inputs: [Input]
  /// Values changed on the command line.
  public var overrides: [Override]
  /// What was believed of the worth of compute.
  public var preset: String
  /// How many draws.
  public var draws: Draws
  /// About the run; left out of reproducible documents.
  public var run: Run?
  /// `optimal`, `feasible`, `infeasible` or `undecided`.
  public var status: String
  /// Nothing is better, at `release_prices`.
  public var proven: Bool
  /// What the plan makes as large as it can; absent when infeasible.
  public var objective: Double?
  /// What teams and offers are worth, dollars a year; absent where that is the objective.
  public var worth: Double?
  /// Nothing is worth more; absent when infeasible.
  public var bound: Double?
  /// (bound − objective) / objective.
  public var relativeGap: Double?
  /// The cluster that people weigh and cut-offs screen.
  public var weighedCluster: WeighedCluster
  /// The plan's counts; absent where there is no plan.
  public var summary: Summary?
  /// What the teams are worth today.
  public var presentValue: Double
  /// What refused promises are credited with, part of the objective.
  public var releasedValue: Double
  /// At which prices: dollars a year per unit.
  public var releasePrices: [PoolPrice]
  /// What is rented; absent where nothing is.
  public var rentals: [Rental]?
  /// What anyone can recheck in one pass.
  public var certificate: Certificate?
  /// `chance` or `cost`; absent where every promise is kept in full.
  public var overbooking: String?
  /// What promises for which there is no room cost on average, taken off the objective; absent where
  /// nothing is paid for them.
  public var recourseValue: Double?
  /// What became of offers; absent where nobody has answered.
  public var answers: [Answer]?
  /// What the answers change; absent where there are none, or no plan without them.
  public var answerEffect: AnswerEffect?
  /// Pools, cash, role slots.
  public var resources: [Resource]
  /// The teams.
  public var teams: [Team]
  /// The candidates.
  public var offers: [Offer]
  /// How far answers may differ from their expectation; absent where there is no plan.
  public var risk: Risk?
  /// How the teams fare beside each other; absent where there is no plan.
  public var fairness: Fairness?
  /// Changed circumstances, planned again; absent where that was not asked for.
  public var whatIf: [WhatIf]?
  /// Floors and limits that cannot hold together.
  public var conflicts: [Conflict]
  /// What a reader has to know.
  public var notes: [String]
  /// Where the numbers come from.
  public var facts: [Fact]
  /// How the search went.
  public var search: Search

  private enum CodingKeys: String, CodingKey {
    case schema, version, name, seed, inputs, overrides, preset, draws, run, status, proven
    case objective, bound, certificate, resources, teams, offers, conflicts, notes, facts
    case search, summary, risk, fairness, worth, rentals, overbooking, answers
    case recourseValue = "recourse_value"
    case answerEffect = "answer_effect"
    case whatIf = "what_if"
    case weighedCluster = "weighed_cluster"
    case horizonMonths = "horizon_months"
    case relativeGap = "relative_gap"
    case presentValue = "present_value"
    case releasedValue = "released_value"
    case releasePrices = "release_prices"
  }

  /// One text that was read; exactly one of `path` and `builtin`.
  public struct Input: Codable, Hashable, Sendable {
    /// Relative to the document.
    public var path: String?
    /// Embedded in the program.
    public var builtin: String?
    /// Of its bytes.
    public var sha256: String
  }

  /// A value changed on the command line.
  public struct Override: Codable, Hashable, Sendable {
    /// PATH.
    public var path: String
    /// Text.
    public var value: String
  }

  /// How many draws.
  public struct Draws: Codable, Hashable, Sendable {
    /// The sequence.
    public var kind: String
    /// Taste draws per person.
    public var count: Int
    /// Guesses at what we do not know.
    public var parameterCount: Int

    private enum CodingKeys: String, CodingKey {
      case kind, count
      case parameterCount = "parameter_count"
    }
  }

  /// About the run.
  public typealias Run = DocumentRun

  /// A pool's price.
  public struct PoolPrice: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Dollars a year per unit.
    public var price: Double
  }

  /// The prices that prove the bound.
  public struct Certificate: Codable, Hashable, Sendable {
    /// Dollars a year; at least `bound`.
    public var bound: Double
    /// Per row, in the order of `resources`.
    public var prices: [RowPrice]
  }

  /// Units rented for a pool over the horizon.
  public struct Rental: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Nodes.
    public var units: Int
    /// Physical GPUs.
    public var gpus: Int
    /// Dollars a year.
    public var cost: Double
  }

  /// The price of one row.
  public struct RowPrice: Codable, Hashable, Sendable {
    /// The row.
    public var resource: String
    /// Cents per unit, cent or offer; a whole multiple of 2^-32.
    public var cents: Double
  }

  /// One row.
  public struct Resource: Codable, Hashable, Sendable {
    /// The pool's or role's id, with `@` and the month where a later period is meant; `cash`,
    /// `equity`, `rent`, `power`, `rules.` and the rule's id.
    public var id: String
    /// `pool`, `cash`, `role_slots`, `equity`, `rent`, `power`, `rule` or `block_slots`.
    public var kind: String
    /// ISO 8601 duration.
    public var period: String
    /// The month in which the period begins; absent where the row speaks of the whole horizon.
    public var fromMonth: Int?
    /// Units, dollars, kilowatts or offers, with what the plan rents.
    public var capacity: Double
    /// Of it, units that the plan rents; absent where none are.
    public var rented: Double?
    /// Promises counted in full; more than there is where they are overbooked.
    public var used: Double
    /// What is kept for promises: all that is promised in offers, or, overbooked, the least that keeps
    /// `epsilon`, or as much as they can use of what is left.
    public var reserve: Double
    /// Dollars a year per unit, dollar or offer.
    public var price: Double
    /// The price of one GPU of a pool; absent for other rows.
    public var pricePerGpu: Double?
    /// What one more brings, planned again; absent where that was not asked for or not proven.
    public var priceLow: Double?
    /// What one less costs, planned again.
    public var priceHigh: Double?
    /// By how much the row was changed for the two: units, dollars or offers.
    public var priceStep: Double?
    /// Other amounts, planned again at the same release prices; absent where that was not asked for.
    public var priceSteps: [Step]?
    /// The price of one GPU of a pool for an hour, dollars; absent for other rows.
    public var pricePerGpuHour: Double?
    /// The same at `price_low`.
    public var pricePerGpuHourLow: Double?
    /// The same at `price_high`.
    public var pricePerGpuHourHigh: Double?
    /// The least capacity at which the same choice is optimal.
    public var staysFrom: Double?
    /// The greatest; absent where any greater one is, or where that was not asked for or not proven.
    public var staysTo: Double?
    /// P(accepted promises do not fit).
    public var overcommitProbability: Double
    /// It may be at most this; absent where promises are kept in full, or have a price.
    public var epsilon: Double?
    /// What is promised in offers; absent where it is the reserve.
    public var promised: Double?
    /// The same over what is granted to nobody.
    public var promisedShare: Double?
    /// Units missing on average over all answers; absent where promises are kept in full.
    public var expectedShortfall: Double?
    /// Units that suffice in 95 % of the cases in which any are missing.
    public var rentUnits: Int?
    /// What these cost, dollars a year; absent where nobody says.
    public var rentCost: Double?
    /// Of what is used, units of people who have accepted; absent where there are none.
    public var hired: Double?
    /// Jobs that still find a place in a pool; absent for other rows.
    public var slots: [Slots]?
    /// Nodes of a pool that teams leave for others; absent where no nodes of today are stated.
    public var movedNodes: Int?
    /// Racks or domains that grants lie in, summed over the teams' grants; absent where none are known.
    public var racksCrossed: Int?
    /// Racks or domains, counted from 0, of which some nodes are granted and others are free.
    public var brokenDomains: [Int]?
    /// No placement of the grants moves fewer nodes, and none that moves as many crosses fewer racks.
    public var placementProven: Bool?
    /// What one block of each size counts in a row of block slots; absent for other rows.
    public var blocks: [BlockWeight]?
    /// Teams of which not all may have so many blocks; absent for other rows.
    public var combination: [BlockPart]?

    private enum CodingKeys: String, CodingKey {
      case id, kind, period, capacity, used, reserve, price, slots, rented, promised, epsilon, hired
      case promisedShare = "promised_share"
      case expectedShortfall = "expected_shortfall"
      case rentUnits = "rent_units"
      case rentCost = "rent_cost"
      case blocks, combination
      case movedNodes = "moved_nodes"
      case racksCrossed = "racks_crossed"
      case brokenDomains = "broken_domains"
      case placementProven = "placement_proven"
      case fromMonth = "from_month"
      case pricePerGpu = "price_per_gpu"
      case priceLow = "price_low"
      case priceHigh = "price_high"
      case priceStep = "price_step"
      case priceSteps = "price_steps"
      case pricePerGpuHour = "price_per_gpu_hour"
      case pricePerGpuHourLow = "price_per_gpu_hour_low"
      case pricePerGpuHourHigh = "price_per_gpu_hour_high"
      case staysFrom = "stays_from"
      case staysTo = "stays_to"
      case overcommitProbability = "overcommit_probability"
    }
  }

  /// Jobs of one size that still find a place at once.
  public struct Slots: Codable, Hashable, Sendable {
    /// GPUs of one job.
    public var size: Int
    /// Jobs.
    public var count: Int
  }

  /// Where part of a grant sits.
  public struct Place: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// What the nodes stand in, with its number from 0: `rack 3`.
    public var domain: String
    /// The first node, counted from 0 in the pool.
    public var firstNode: Int
    /// The nodes' names as a host list; absent if unknown.
    public var hosts: String?
    /// Nodes.
    public var units: Int
    /// Physical GPUs.
    public var gpus: Int
    /// Host NUMA nodes on each of the nodes, by the operating system's numbers; absent where the
    /// machine is not known.
    public var numaNodes: [Int]?
    /// Cores that go with them; absent where the machine is not known.
    public var cores: Int?
    /// Which cores on each node, as `0-27,56-83`, counted over its NUMA nodes in their order; absent
    /// where the machine is not known.
    public var coreRanges: String?
    /// Bytes of host memory that go with them; absent where the machine is not known.
    public var memoryBytes: Int?

    private enum CodingKeys: String, CodingKey {
      case pool, domain, units, gpus, cores, hosts
      case firstNode = "first_node"
      case numaNodes = "numa_nodes"
      case coreRanges = "core_ranges"
      case memoryBytes = "memory_bytes"
    }
  }

  /// What a team gets from a later month on.
  public struct LaterGrant: Codable, Hashable, Sendable {
    /// The month of the plan.
    public var fromMonth: Int
    /// GPUs from then on.
    public var granted: [PoolGPUs]

    private enum CodingKeys: String, CodingKey {
      case granted
      case fromMonth = "from_month"
    }
  }

  /// GPUs of a pool.
  public struct PoolGPUs: Codable, Hashable, Sendable {
    /// The pool.
    public var pool: String
    /// Physical GPUs.
    public var gpus: Int
    /// The same in units.
    public var units: Int
  }

  /// What one team gets.
  public struct Team: Codable, Hashable, Sendable {
    /// The team.
    public var id: String
    /// Today.
    public var current: [PoolGPUs]
    /// Under the plan.
    public var granted: [PoolGPUs]
    /// The same from later months on; absent where one grant holds for the whole horizon.
    public var later: [LaterGrant]?
    /// The chance that one person stays a year.
    public var stay: Double
    /// 5 % quantile.
    public var stayLow: Double
    /// 95 % quantile.
    public var stayHigh: Double
    /// Today.
    public var presentStay: Double
    /// Under the plan.
    public var value: Double
    /// Today.
    public var presentValue: Double
    /// Worth under the plan less worth today.
    public var change: Double
    /// More people leaving in a year than today.
    public var leavers: Double
    /// Why not its present compute, or a node more; absent where that was not asked for.
    public var whyNot: String?
    /// The same in numbers.
    public var alternative: Alternative?
    /// Where the grant sits.
    public var placement: [Place]
    /// Nodes that the team leaves for others, of those that it holds today and still gets as many of;
    /// absent where its nodes of today are not stated.
    public var movedNodes: Int?
    /// Racks or domains that its grants lie in, over all pools; absent where none are known.
    public var racksCrossed: Int?

    private enum CodingKeys: String, CodingKey {
      case movedNodes = "moved_nodes"
      case racksCrossed = "racks_crossed"
      case id, current, granted, later, stay, value, change, leavers, placement, alternative
      case whyNot = "why_not"
      case stayLow = "stay_low"
      case stayHigh = "stay_high"
      case presentStay = "present_stay"
      case presentValue = "present_value"
    }
  }

  /// A number with its source.
  public struct Fact: Codable, Hashable, Sendable {
    /// What.
    public var what: String
    /// How much.
    public var value: String
    /// From where.
    public var source: String
    /// Of when.
    public var date: String
    /// Nobody measured it.
    public var assumption: Bool
  }

  /// How the search went.
  public struct Search: Codable, Hashable, Sendable {
    /// Options in all.
    public var options: Int
    /// Options that the bound could not rule out.
    public var optionsLeft: Int
    /// Nodes of the tree.
    public var nodes: Int

    private enum CodingKeys: String, CodingKey {
      case options, nodes
      case optionsLeft = "options_left"
    }
  }
}

extension PlanDocument {
  /// Whether the plan was explained by planning again.
  public var isExplained: Bool {
    whatIf != nil || resources.contains { $0.priceLow != nil }
      || teams.contains { $0.alternative != nil } || offers.contains { $0.alternative != nil }
  }

  /// The document's bytes: keys sorted, two spaces, a newline at the end.
  public func json() throws -> String {
    try jsonDocument()
  }

  /// Reads a document back.
  public init(json: String) throws {
    self = try JSONDecoder().decode(PlanDocument.self, from: Data(json.utf8))
  }
}
