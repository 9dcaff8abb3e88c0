/// What was estimated, how sure it is, and how that was found out.
public struct Estimates: Hashable, Sendable {
  /// How many data there are for the prior to be left behind, and what was therefore looked for.
  public enum Regime: String, Hashable, Sendable {
    /// No beliefs beside the data: maximum likelihood.
    case likelihood
    /// Under 30 decisions: medians alone move, and little.
    case fewData = "few_data"
    /// 30 to 300: everything but how people differ.
    case someData = "some_data"
    /// More: everything, with the beliefs as a weak pull.
    case manyData = "many_data"
  }

  /// One parameter.
  public struct Estimate: Hashable, Sendable {
    /// Its name in the model.
    public var name: String
    /// What it is.
    public var parameter: Parameter
    /// On the scale of reports.
    public var value: Double
    /// On the scale on which it was looked for.
    public var working: Double
    /// Whether it was held rather than looked for; then it has no errors.
    public var isHeld: Bool
    /// Standard errors, on the scale of reports; with priors the Hessian's is the posterior's.
    public var errors: StandardErrors?
    /// 95 %, by the normal approximation on the working scale.
    public var interval: ClosedRange<Double>?
    /// The same of the prior, where there is one.
    public var priorInterval: ClosedRange<Double>?
    /// How much of what is known of it comes from the prior: 0 is all data, 1 all prior.
    public var priorShare: Double?
    /// Where the prior comes from.
    public var priorSource: String?
  }

  /// Standard errors of one parameter.
  public struct StandardErrors: Hashable, Sendable {
    /// From the Hessian.
    public var hessian: Double
    /// From the outer product of people's gradients (Berndt, Hall, Hall, Hausman 1974).
    public var bhhh: Double
    /// Robust (Huber, White), by the units of the likelihood.
    public var robust: Double
    /// Robust, by person: what one person says in many situations is not many people's word.
    public var clustered: Double
  }

  /// One search.
  public struct Restart: Hashable, Sendable {
    /// Where it ended: log-likelihood with the prior.
    public var value: Double
    /// The largest component of the gradient there, each in standard errors.
    public var gradientNorm: Double
    /// The largest distance of a parameter from the best search's, in standard errors.
    public var distance: Double
    /// Whether the gradient vanishes there and the Hessian is negative definite.
    public var isMaximum: Bool
  }

  /// What happens with twice the draws.
  public struct Doubling: Hashable, Sendable {
    /// The log-likelihood at the same parameters.
    public var logLikelihood: Double
    /// The largest distance to the optimum there, in standard errors, as Newton's step has it.
    public var distance: Double
  }

  /// The parameters, in the model's order.
  public var parameters: [Estimate]
  /// The covariance on the working scale of the parameters that were looked for, in their order.
  public var covariance: SymmetricMatrix
  /// The positions of those in ``parameters``.
  public var free: [Int]
  /// Which errors ``covariance`` and the intervals are: `clustered`, or `posterior` with priors.
  public var covarianceKind: String
  /// What was looked for, with so many data.
  public var regime: Regime
  /// How well the model fits.
  public var fit: FitStatistics
  /// The log-likelihood with the prior's; the same as the fit's where there is none.
  public var objective: Double
  /// The searches, in the order of their starts; one where the likelihood is concave.
  public var restarts: [Restart]
  /// Whether the best search ended in a maximum.
  public var isConverged: Bool
  /// Of the negative Hessian scaled to a unit diagonal, smallest first.
  public var eigenvalues: [Double]
  /// How draws were made; nil where nothing is random.
  public var draws: DrawPlan?
  /// What twice the draws would change; nil where it was not asked for.
  public var doubling: Doubling?
  /// What a unit of each attribute is worth in units of the price.
  public var worths: [Worth]
  /// What a reader should know before using the numbers.
  public var notes: [String]

  /// How many searches ended where the best one did: within a hundredth of a standard error.
  public var agreeing: Int { restarts.count { $0.isMaximum && $0.distance < 0.01 } }
}
