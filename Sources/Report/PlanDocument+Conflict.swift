extension PlanDocument {
  /// Floors and limits that cannot hold together.
  public struct Conflict: Codable, Hashable, Sendable {
    /// The values' paths.
    public var paths: [String]
    /// In words.
    public var sentence: String
    /// Changes each of which would settle it alone, the smallest first; absent if there is none.
    public var relaxations: [Relaxation]?
    /// Floors of output, each of which would settle it alone; absent if there is none.
    public var floors: [LoweredFloor]?
    /// Sets of changes each of which would settle it, the least in all of its kind, proven; absent
    /// where a single change does, or none is known.
    public var together: [Together]?
  }

  /// A floor of output to lower.
  public struct LoweredFloor: Codable, Hashable, Sendable {
    /// The value's path.
    public var path: String
    /// What it is: a share of present output.
    public var present: Double
    /// The highest that would do.
    public var needed: Double
    /// In words.
    public var sentence: String
  }

  /// Changes that settle a conflict together.
  public struct Together: Codable, Hashable, Sendable {
    /// One of them alone is not enough.
    public var changes: [Relaxation]
  }

  /// A floor to lower, or a pool to enlarge.
  public struct Relaxation: Codable, Hashable, Sendable {
    /// The value's path.
    public var path: String
    /// What it is.
    public var present: Int
    /// What would do.
    public var needed: Int
    /// The difference in units.
    public var units: Int
    /// `nodes`, `kilowatts`, `dollars` or `offers`.
    public var unit: String?
    /// In words.
    public var sentence: String
  }
}
