extension PlanDocument {
  /// What one candidate is offered, or why nothing.
  public struct Offer: Codable, Hashable, Sendable {
    /// The candidate.
    public var candidate: String
    /// `null` where no offer is made.
    public var package: String?
    /// What the package holds; absent where no offer is made.
    public var packageContents: Contents?
    /// The pool of the guarantee.
    public var pool: String?
    /// Physical GPUs.
    public var guaranteedGpus: Int?
    /// H100-equivalents.
    public var guaranteedH100e: Double?
    /// P(accept) of the package, or of the nearest one where no offer is made.
    public var accept: Double
    /// 5 % quantile.
    public var acceptLow: Double?
    /// 95 % quantile.
    public var acceptHigh: Double?
    /// Standard error of the simulation.
    public var mcError: Double?
    /// Dollars a year before any credit.
    public var expectedValue: Double?
    /// How far the hire's worth may fall before no offer is made, dollars a year, at the plan's release
    /// prices; absent where none is made, and where that was not asked for or not proven.
    public var keptDownTo: Double?
    /// Λ.
    public var hiringLeverage: Double?
    /// Return.
    public var computeReturn: Double?
    /// The screen that no pay opens.
    public var screenedBy: String?
    /// Its size in H100-equivalents; absent where no screen is unmet.
    public var cutoff: Double?
    /// Why no offer is made.
    public var whyNot: String?
    /// The package nearest to an offer, where none is made.
    public var nearest: String?
    /// P(accept) if our cluster just met the stated cut-off; absent where none is unmet.
    public var acceptIfUnscreened: Double?
    /// Every package that could be offered; absent where there are many.
    public var menu: [MenuEntry]?
    /// What making an offer would bring and cost; absent where one is made or none can be.
    public var alternative: Alternative?

    private enum CodingKeys: String, CodingKey {
      case candidate, package, pool, accept, nearest, cutoff, alternative, menu
      case acceptIfUnscreened = "accept_if_unscreened"
      case packageContents = "package_contents"
      case guaranteedGpus = "guaranteed_gpus"
      case guaranteedH100e = "guaranteed_h100e"
      case acceptLow = "accept_low"
      case acceptHigh = "accept_high"
      case mcError = "mc_error"
      case expectedValue = "expected_value"
      case keptDownTo = "kept_down_to"
      case hiringLeverage = "hiring_leverage"
      case computeReturn = "compute_return"
      case screenedBy = "screened_by"
      case whyNot = "why_not"
    }

    /// One package of a short menu.
    public struct MenuEntry: Codable, Hashable, Sendable {
      /// The package.
      public var package: String
      /// What it holds.
      public var contents: Contents
      /// P(accept).
      public var accept: Double
      /// Dollars a year before any credit.
      public var expectedValue: Double

      private enum CodingKeys: String, CodingKey {
        case package, contents, accept
        case expectedValue = "expected_value"
      }
    }

    /// What a package holds.
    public struct Contents: Codable, Hashable, Sendable {
      /// Dollars a year.
      public var cash: Double
      /// Dollars a year at face.
      public var equity: Double
      /// Physical GPUs.
      public var gpus: Int
      /// Their pool.
      public var pool: String?
      /// Levels by attribute id that the package sets.
      public var levels: [String: Double]
    }

    /// Encodes `package` always: `null` says that no offer is made.
    public func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      try container.encode(candidate, forKey: .candidate)
      try container.encode(package, forKey: .package)
      try container.encodeIfPresent(packageContents, forKey: .packageContents)
      try container.encodeIfPresent(pool, forKey: .pool)
      try container.encodeIfPresent(guaranteedGpus, forKey: .guaranteedGpus)
      try container.encodeIfPresent(guaranteedH100e, forKey: .guaranteedH100e)
      try container.encode(accept, forKey: .accept)
      try container.encodeIfPresent(acceptLow, forKey: .acceptLow)
      try container.encodeIfPresent(acceptHigh, forKey: .acceptHigh)
      try container.encodeIfPresent(mcError, forKey: .mcError)
      try container.encodeIfPresent(expectedValue, forKey: .expectedValue)
      try container.encodeIfPresent(keptDownTo, forKey: .keptDownTo)
      try container.encodeIfPresent(hiringLeverage, forKey: .hiringLeverage)
      try container.encodeIfPresent(computeReturn, forKey: .computeReturn)
      try container.encodeIfPresent(screenedBy, forKey: .screenedBy)
      try container.encodeIfPresent(cutoff, forKey: .cutoff)
      try container.encodeIfPresent(whyNot, forKey: .whyNot)
      try container.encodeIfPresent(nearest, forKey: .nearest)
      try container.encodeIfPresent(acceptIfUnscreened, forKey: .acceptIfUnscreened)
      try container.encodeIfPresent(menu, forKey: .menu)
      try container.encodeIfPresent(alternative, forKey: .alternative)
    }
  }
}
