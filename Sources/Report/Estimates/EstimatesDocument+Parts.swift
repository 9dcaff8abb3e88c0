extension EstimatesDocument {
  /// A file.
  public struct Input: Codable, Hashable, Sendable {
    /// Relative to where the document lies.
    public var path: String
    /// Of its bytes.
    public var sha256: String
  }

  /// What was fitted.
  public struct Model: Codable, Hashable, Sendable {
    /// `multinomial logit`, `mixed logit, panel` and so on.
    public var family: String
    /// `preference` or `willingness_to_pay`.
    public var space: String
    /// The coefficient in whose units worths are.
    public var price: String?
    /// Whether tastes are the same in all choices of a person.
    public var panel: Bool
    /// The taste coefficients.
    public var coefficients: [Coefficient]
  }

  /// A taste coefficient.
  public struct Coefficient: Codable, Hashable, Sendable {
    /// Its name.
    public var name: String
    /// The column that it multiplies; absent for a constant.
    public var column: String?
    /// Where it enters; absent for everywhere.
    public var alternatives: [String]?
    /// `fixed`, `normal`, `lognormal` or `zero_or_lognormal`.
    public var distribution: String
  }

  /// Rows of the table.
  public struct Rows: Codable, Hashable, Sendable {
    /// All of them.
    public var all: Int
    /// Those that are no part of the data.
    public var leftOut: Int

    private enum CodingKeys: String, CodingKey {
      case all
      case leftOut = "left_out"
    }
  }

  /// A likelihood-ratio test.
  public struct Test: Codable, Hashable, Sendable {
    /// `equal chances` or `constants`.
    public var against: String
    /// Twice the difference.
    public var statistic: Double
    /// Parameters more.
    public var degrees: Int
    /// The chance of one as large by luck.
    public var p: Double
  }

  /// A tenth of the options.
  public struct Decile: Codable, Hashable, Sendable {
    /// How many.
    public var count: Int
    /// Their mean predicted chance.
    public var predicted: Double
    /// What was chosen of them.
    public var observed: Double
  }

  /// Of people who were left out.
  public struct HeldOut: Codable, Hashable, Sendable {
    /// Parts of the people.
    public var folds: Int
    /// The mean logarithm of the chance of what they chose.
    public var logScore: Double

    private enum CodingKeys: String, CodingKey {
      case folds
      case logScore = "log_score"
    }
  }

  /// One parameter.
  public struct Parameter: Codable, Hashable, Sendable {
    /// Its name in the model.
    public var name: String
    /// What it is.
    public var kind: String
    /// On the scale of reports.
    public var estimate: Double
    /// On the scale on which was searched.
    public var working: Double
    /// Whether it was held rather than looked for.
    public var held: Bool
    /// From the Hessian; with priors the posterior's.
    public var seHessian: Double?
    /// From the outer product of people's gradients.
    public var seBhhh: Double?
    /// Robust, by the units of the likelihood.
    public var seRobust: Double?
    /// Robust, by person.
    public var seClustered: Double?
    /// Standard errors from having no effect.
    public var t: Double?
    /// The lower end of 95 %.
    public var low: Double?
    /// The upper end of 95 %.
    public var high: Double?
    /// The lower end of the prior's 95 %.
    public var priorLow: Double?
    /// The upper end of the prior's 95 %.
    public var priorHigh: Double?
    /// How much of what is known is prior.
    public var priorShare: Double?
    /// Where the prior comes from.
    public var priorSource: String?

    private enum CodingKeys: String, CodingKey {
      case name, kind, estimate, working, held, t, low, high
      case seHessian = "se_hessian"
      case seBhhh = "se_bhhh"
      case seRobust = "se_robust"
      case seClustered = "se_clustered"
      case priorLow = "prior_low"
      case priorHigh = "prior_high"
      case priorShare = "prior_share"
      case priorSource = "prior_source"
    }
  }

  /// What a unit of an attribute is worth.
  public struct Worth: Codable, Hashable, Sendable {
    /// The coefficient.
    public var name: String
    /// Units of the price; positive where people would pay.
    public var value: Double
    /// By the delta method.
    public var se: Double
    /// The lower end of 95 %, Krinsky and Robb.
    public var low: Double
    /// The upper end of 95 %, Krinsky and Robb.
    public var high: Double
    /// The lower end of 95 %, Fieller; absent where there is none.
    public var fiellerLow: Double?
    /// The upper end of 95 %, Fieller; absent where there is none.
    public var fiellerHigh: Double?

    private enum CodingKeys: String, CodingKey {
      case name, value, se, low, high
      case fiellerLow = "fieller_low"
      case fiellerHigh = "fieller_high"
    }
  }

  /// How draws were made.
  public struct Draws: Codable, Hashable, Sendable {
    /// `sobol` or `halton`.
    public var kind: String
    /// R.
    public var count: Int
    /// Points left out before the first; of Halton sequences.
    public var drop: Int?
  }

  /// What twice the draws would do.
  public struct DoubledDraws: Codable, Hashable, Sendable {
    /// 2 R.
    public var count: Int
    /// At the same parameters.
    public var logLikelihood: Double
    /// How far the estimates would move, in standard errors.
    public var distance: Double

    private enum CodingKeys: String, CodingKey {
      case count, distance
      case logLikelihood = "log_likelihood"
    }
  }

  /// One search.
  public struct Restart: Codable, Hashable, Sendable {
    /// Where it ended; with the priors' where there are any.
    public var logLikelihood: Double
    /// The largest component of the gradient, in standard errors.
    public var gradientNorm: Double
    /// From the best search's end, in standard errors.
    public var distance: Double
    /// Whether it ended in a maximum.
    public var maximum: Bool

    private enum CodingKeys: String, CodingKey {
      case distance, maximum
      case logLikelihood = "log_likelihood"
      case gradientNorm = "gradient_norm"
    }
  }
}
