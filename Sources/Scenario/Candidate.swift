public import Choice

extension Scenario {
  /// A person to whom an offer may go; an id, never a name.
  public struct Candidate: Hashable, Sendable {
    /// The name in files.
    public var id: String
    /// The kind of person.
    public var segment: String
    /// How far the talks have come.
    public var stage: Segment.Stage
    /// The level of the role, as text.
    public var level: String
    /// The role, as text.
    public var role: String
    /// The kind of role whose slots an offer takes; nil if none.
    public var slot: String?
    /// What the hire is worth with the reference compute in hand, dollars a year: H_ref.
    public var hireValue: Double
    /// Share of that value which moves with compute: φ.
    public var computeShare: Double
    /// How it moves: the exponent α.
    public var computeExponent: Double
    /// The compute at which the hire is worth ``hireValue``, in H100-equivalents.
    public var referenceH100e: Double
    /// Dollars a year lost by leaving.
    public var forfeited: Double
    /// The cluster below which the person will not talk, in H100-equivalents, if stated.
    public var statedCutoff: Double?
    /// Staying where they are.
    public var stay: Alternative
    /// Offers of others.
    public var rivals: [Alternative]
    /// What we could offer.
    public var packages: [Package]

    /// The decision as the choice model takes it.
    public func situation(with coefficients: Coefficients) -> ChoiceSituation {
      ChoiceSituation(
        person: id, coefficients: coefficients, staying: stay, rivals: rivals,
        statedCutoff: statedCutoff, forfeited: forfeited)
    }
  }

  /// One package that we could offer to one person.
  public struct Package: Hashable, Sendable {
    /// A name that says what is in it; unique for the person.
    public var id: String
    /// Cash, dollars a year.
    public var cash: Double
    /// Equity at face value, dollars a year.
    public var equity: Double
    /// GPUs guaranteed, physical.
    public var guaranteedGPUs: Int
    /// The same in H100-equivalents.
    public var guaranteedH100e: Double
    /// The pool that carries them, as its place in the scenario's list; nil without GPUs.
    public var pool: Int?
    /// Units of that pool.
    public var units: Int
    /// Levels that the package sets, by attribute id; the organisation's hold for all others.
    public var levels: [String: Double]
    /// Dollars a year of the data access it carries beyond the organisation's.
    public var dataAccessCost: Double
    /// Share of the hire's value given up for the freedom it carries beyond the organisation's.
    public var autonomyCostShare: Double
    /// The package as the person sees it: all levels, the guarantee in H100-equivalents.
    public var alternative: Alternative
  }
}
