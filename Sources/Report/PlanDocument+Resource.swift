extension PlanDocument {
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
}
