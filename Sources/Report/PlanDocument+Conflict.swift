extension PlanDocument {
  /// Floors and limits that cannot hold together.
  public struct Conflict: Codable, Hashable, Sendable {
    /// The values' paths.
    public var paths: [String]
    /// In words.
    public var sentence: String
    /// Changes each of which would settle it alone, the smallest first; absent if there is none.
    public var relaxations: [Relaxation]?
    /// Sets of changes each of which would settle it, the least in all of its kind, proven; absent
    /// where a single change does, or none is known.
    public var together: [Together]?
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
