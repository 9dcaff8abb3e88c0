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
    /// Dollars a year lost by leaving, over the years of the pay terms.
    public var forfeited: Double
    /// The cluster below which the person will not talk, in H100-equivalents, if stated.
    public var statedCutoff: Double?
    /// Staying where they are.
    public var stay: Alternative
    /// Offers of others.
    public var rivals: [Alternative]
    /// What we could offer, by id.
    public var packages: [Package]
    /// What peers in the same role are paid here in cash, dollars a year, if known.
    public var peerPay: Double?
    /// When the person could start, in months from the beginning of the plan.
    public var startMonth = 0
    /// The most cash that the person's own row allows, dollars a year, if it says.
    public var cashMost: Double?
    /// The most GPUs that the person's own row allows, physical, if it says.
    public var gpusMost: Int?
    /// How many packages of the menu are not among ``packages``, by reason, those with none left out.
    public var pruning: [PruningCount] = []
    /// Packages that only the budget keeps from being offered, by id; the first 20,000 of the menu.
    public var beyondBudget: [Package] = []
    /// What the alternatives that are not ours pay year by year, by their ids.
    var payYears: [String: [PayYear]] = [:]

    /// What an alternative that is not ours pays, year by year.
    ///
    /// - Parameter alternativeID: The id of a rival or of the present employer, or `stay`.
    public func years(of alternativeID: String) -> [PayYear]? {
      payYears[alternativeID] ?? (alternativeID == "stay" ? payYears[stay.id] : nil)
    }

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
    /// Cash, dollars a year: the level amount of the same present value as ``years``.
    ///
    /// It is what the person weighs, and what the offer costs the cash budget and the hire's worth.
    public var cash: Double
    /// Equity at face value, dollars a year: the level amount likewise.
    public var equity: Double
    /// What it pays year by year, over the years of the scenario's ``PayTerms``.
    public var years: [PayYear]
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
