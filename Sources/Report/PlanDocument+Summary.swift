extension PlanDocument {
  /// The plan's counts.
  public struct Summary: Codable, Hashable, Sendable {
    /// Offers made.
    public var offers: Int
    /// Hires on average.
    public var expectedHires: Double
    /// More people leaving in a year than today, over all teams; negative when fewer.
    public var leavers: Double
    /// Facts that nobody measured.
    public var assumptions: Int
    /// Inputs given as intervals.
    public var intervals: Int

    private enum CodingKeys: String, CodingKey {
      case offers, leavers, assumptions, intervals
      case expectedHires = "expected_hires"
    }
  }

  /// The largest single cluster, which people weigh.
  public struct WeighedCluster: Codable, Hashable, Sendable {
    /// The cluster.
    public var id: String
    /// H100-equivalents in service, spares included.
    public var h100e: Double
  }

  /// How far the year may differ from its expectation by people's answers alone.
  public struct Risk: Codable, Hashable, Sendable {
    /// Hires on average.
    public var expectedHires: Double
    /// 5 % quantile.
    public var hiresLow: Int
    /// 95 % quantile.
    public var hiresHigh: Int
    /// P(nobody accepts).
    public var nobody: Double
    /// The largest P(accepted promises do not fit) of all rows.
    public var overcommitProbability: Double
    /// P(accepted promises do not fit) in any pool in any period; absent where all are kept in full.
    public var overcommitYear: Double?
    /// What promises that may be refused come to, in sentences; absent where all are kept in full.
    public var promises: [String]?

    private enum CodingKeys: String, CodingKey {
      case nobody, promises
      case overcommitYear = "overcommit_year"
      case expectedHires = "expected_hires"
      case hiresLow = "hires_low"
      case hiresHigh = "hires_high"
      case overcommitProbability = "overcommit_probability"
    }
  }
}
