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
    /// Units it can use at most.
    public var ceiling: [Int]
    /// What a GPU of the pool does for this team, as a share of what it does for others.
    public var efficiency: [Double]

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
