extension Scenario {
  /// People who share compute.
  ///
  /// Lists are in the order of the scenario's pools, in units.
  public struct Team: Hashable, Sendable {
    /// The name in files.
    public var id: String
    /// The kind of people.
    public var segment: String
    /// How many people.
    public var heads: Double
    /// Share still there after two years at present compute.
    public var twoYearRetention: Double
    /// Pay of one person, dollars a year.
    public var pay: Double
    /// What the team is worth at present compute and present exits, dollars a year: W.
    public var value: Double
    /// Share of that value which moves with compute: φ.
    public var computeShare: Double
    /// How it moves: the exponent α.
    public var computeExponent: Double
    /// Units held now.
    public var current: [Int]
    /// Units it keeps at least.
    public var floor: [Int]
    /// Units it can use at most; nil where only the pool sets an end.
    public var ceiling: [Int?]
    /// By how many units the grant may differ from the holding; nil where there is no limit.
    public var changeLimit: [Int?]
    /// What a GPU of the pool does for this team, as a share of what it does for others.
    public var efficiency: [Double]
    /// Share of its present output below which it may not fall; nil where the policy says.
    public var utilityFloor: Double?
    /// Nodes of one block: grants come in whole blocks, each within one domain or rack; 1 where any
    /// number will do.
    public var blockNodes: [Int]
    /// The nodes that it holds now, by number in the pool; nil where that is not known.
    public var currentNodes: [RangeSet<Int>?]

    /// Units of a pool that it has to get: its floor, or what the change limit leaves of its holding.
    ///
    /// A ceiling goes before the change limit, and whole blocks before both.
    public func least(of pool: Int) -> Int {
      var least = floor[pool]
      if let limit = changeLimit[pool] {
        least = max(least, min(current[pool] - limit, ceiling[pool] ?? .max))
      }
      let block = blockNodes[pool]
      return (least + block - 1) / block * block
    }

    /// Units of a pool that it may get, however many there are; nil where only the pool sets an end.
    public func most(of pool: Int) -> Int? {
      let reach = changeLimit[pool].map { current[pool] + $0 }
      let block = blockNodes[pool]
      return [ceiling[pool], reach].compactMap(\.self).min().map {
        max($0 / block * block, least(of: pool))
      }
    }

    /// Effective compute of a holding, in H100-equivalents: C.
    public func effectiveH100e(_ units: [Int], in pools: [Pool]) -> Double {
      var sum = 0.0
      for (pool, count) in units.enumerated() {
        sum += Double(count) * pools[pool].h100ePerUnit * efficiency[pool]
      }
      return sum
    }
  }
}
