/// A random-utility model: which attributes enter utility, and how tastes for them are distributed.
///
/// Utility is `V = Σ_k β_k x_k`; in willingness-to-pay space `V = β_price (x_price + Σ_k a_k x_k)`.
/// Source: Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, chapters 3, 4 and 6; for
/// willingness-to-pay space Train, Weeks 2005.
public struct ChoiceModel: Hashable, Sendable {
  /// How one coefficient is distributed over people.
  public enum Distribution: Hashable, Sendable {
    /// The same for everybody.
    case fixed
    /// `mean + sd · z`.
    case normal
    /// `sign · exp(location + spread · z)`: sign-sure. The median is `sign · exp(location)`.
    case lognormal(sign: Double)
    /// 0 for a share of people, and lognormal among the others.
    case zeroOrLognormal(sign: Double)

    /// Whether it differs over people.
    public var isRandom: Bool { self != .fixed }
  }

  /// One taste coefficient.
  public struct Coefficient: Hashable, Sendable {
    /// The name in results.
    public var name: String
    /// The column that it multiplies; nil for an alternative-specific constant.
    public var column: String?
    /// The alternatives in whose utility it is; nil for all.
    public var alternatives: Set<String>?
    /// How it differs over people.
    public var distribution: Distribution

    /// A coefficient.
    public init(
      name: String, column: String?, alternatives: Set<String>? = nil,
      distribution: Distribution = .fixed
    ) {
      self.name = name
      self.column = column
      self.alternatives = alternatives
      self.distribution = distribution
    }
  }

  /// Alternatives that are closer to each other than to the rest.
  public struct Nest: Hashable, Sendable {
    /// The name in results.
    public var name: String
    /// The ids of its alternatives.
    public var alternatives: Set<String>

    /// A nest.
    public init(name: String, alternatives: Set<String>) {
      self.name = name
      self.alternatives = alternatives
    }
  }

  /// Below which level of a column people do not consider an alternative at all.
  ///
  /// The threshold is lognormal over people, and a share of them has none; a person has the same one in
  /// all situations. Levels of 1e300 and more are never below it.
  public struct Cutoff: Hashable, Sendable {
    /// The column with the level, such as the GPUs of the cluster.
    public var column: String
    /// Alternatives that are never screened, such as staying.
    public var unscreened: Set<String>
    /// A column with what a person has more than others in log-odds of having no threshold, or nil.
    ///
    /// The same in all rows of a person.
    public var neverOdds: String?

    /// A cut-off.
    public init(column: String, unscreened: Set<String> = [], neverOdds: String? = nil) {
      self.column = column
      self.unscreened = unscreened
      self.neverOdds = neverOdds
    }
  }

  /// That people leave by the same tastes by which they choose; see ``ExitRecord``.
  public struct Exits: Hashable, Sendable {
    /// The groups with hazards of their own, such as segments; sorted.
    public var groups: [String]
    /// The lognormal coefficient that a change of conditions is multiplied by, beside pay.
    public var coefficient: String

    /// Exits of people in groups.
    public init(groups: [String], coefficient: String) {
      self.groups = groups
      self.coefficient = coefficient
    }
  }

  /// What is believed of a parameter before the data: a normal distribution on its working scale.
  public struct Prior: Hashable, Sendable {
    /// The mean, on the working scale: of a lognormal's location, the logarithm of the median.
    public var mean: Double
    /// The standard deviation, on the working scale; positive.
    public var sd: Double
    /// Where it comes from, or that it is an assumption.
    public var source: String

    /// A belief.
    public init(mean: Double, sd: Double, source: String = "") {
      self.mean = mean
      self.sd = sd
      self.source = source
    }
  }

  /// The coefficients, in the file's order; names are unique.
  public var coefficients: [Coefficient]
  /// In willingness-to-pay space, the coefficient that multiplies all others; nil in preference space.
  public var price: String?
  /// Groups of random coefficients whose draws are correlated (a Cholesky factor each).
  public var correlated: [[String]]
  /// The nests; an alternative in none of them is a nest of its own.
  public var nests: [Nest]
  /// The screen; nil for none.
  public var cutoff: Cutoff?
  /// The alternative that a lapse leads to, whatever was offered; nil where people do not lapse.
  public var lapse: String?
  /// The source whose scale is 1, the others having scales of their own; nil for one scale.
  public var referenceSource: String?
  /// How people leave; nil where nothing is known of exits.
  public var exits: Exits?
  /// Whether a person's tastes are the same in all her situations.
  public var isPanel: Bool
  /// Beliefs, by parameter (see ``Parameter/name``).
  public var priors: [String: Prior]
  /// Parameters that are not estimated, with their values on the working scale.
  public var held: [String: Double]
  /// Where the search begins, on the working scale, by parameter.
  public var starts: [String: Double]

  /// A model.
  public init(
    coefficients: [Coefficient], price: String? = nil, correlated: [[String]] = [],
    nests: [Nest] = [], cutoff: Cutoff? = nil, lapse: String? = nil,
    referenceSource: String? = nil, exits: Exits? = nil, isPanel: Bool = true,
    priors: [String: Prior] = [:],
    held: [String: Double] = [:], starts: [String: Double] = [:]
  ) {
    self.coefficients = coefficients
    self.price = price
    self.correlated = correlated
    self.nests = nests
    self.cutoff = cutoff
    self.lapse = lapse
    self.referenceSource = referenceSource
    self.exits = exits
    self.isPanel = isPanel
    self.priors = priors
    self.held = held
    self.starts = starts
  }
}
