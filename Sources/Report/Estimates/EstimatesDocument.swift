internal import Documents

/// Estimates as the outside may rely on them: JSON, schema `fulcrum.estimates/1`, snake_case.
///
/// Keys are added freely and never renamed; what there is not is absent. `working` numbers and
/// `covariance` are on the scale on which was searched: logarithms of what has a sign, log-odds of shares.
public struct EstimatesDocument: Codable, Hashable, Sendable {
  /// `fulcrum.estimates/1`.
  public var schema = "fulcrum.estimates/1"
  /// The version of the program.
  public var version: String
  /// What starts, draws and simulated intervals follow from.
  public var seed: UInt64
  /// The table of choices, then the model file.
  public var inputs: [Input]
  /// What was fitted.
  public var model: Model
  /// How many choices.
  public var situations: Int
  /// Of how many people.
  public var persons: Int
  /// Rows of the table, and those that are no part of the data.
  public var rows: Rows
  /// `likelihood`, `few_data`, `some_data` or `many_data`.
  public var regime: String
  /// Whether the best search ended in a maximum.
  public var converged: Bool
  /// At the estimates.
  public var logLikelihood: Double
  /// With equal chances for all available alternatives.
  public var logLikelihoodNull: Double
  /// With a constant for each alternative.
  public var logLikelihoodConstants: Double?
  /// With the priors'.
  public var logPosterior: Double?
  /// McFadden's.
  public var rhoSquared: Double
  /// With a penalty for each parameter.
  public var rhoSquaredAdjusted: Double
  /// Akaike's; absent with priors, as the likelihood is then not at its maximum.
  public var aic: Double?
  /// Schwarz's; absent with priors.
  public var bic: Double?
  /// Likelihood-ratio tests; absent with priors.
  public var tests: [Test]?
  /// The share of choices that were the most likely ones.
  public var hitRate: Double
  /// The mean squared distance of chances from choices.
  public var brier: Double
  /// The mean logarithm of the chance of what was chosen.
  public var logScore: Double?
  /// In tenths of the options.
  public var calibration: [Decile]
  /// Of people who were left out.
  public var heldOut: HeldOut?
  /// The parameters, in the model's order.
  public var parameters: [Parameter]
  /// `clustered` or `posterior`: what intervals rest on.
  public var covarianceKind: String
  /// Of the parameters that are not held, in their order, on the working scale.
  public var covariance: [[Double]]
  /// What units of attributes are worth in units of the price.
  public var wtp: [Worth]?
  /// How draws were made.
  public var draws: Draws?
  /// What twice the draws would do.
  public var doubledDraws: DoubledDraws?
  /// The searches, in the order of their starts.
  public var restarts: [Restart]
  /// How many of them ended where the best one did.
  public var restartsAgreeing: Int
  /// Of the negative Hessian with a unit diagonal, smallest first.
  public var eigenvalues: [Double]
  /// What a reader should know.
  public var notes: [String]
  /// About the run; absent where it is to be reproducible.
  public var run: DocumentRun?

  private enum CodingKeys: String, CodingKey {
    case schema, version, seed, inputs, model, situations, persons, rows, regime, converged
    case aic, bic, tests, brier, calibration, parameters, covariance, wtp, draws, restarts
    case eigenvalues, notes, run
    case logLikelihood = "log_likelihood"
    case logLikelihoodNull = "log_likelihood_null"
    case logLikelihoodConstants = "log_likelihood_constants"
    case logPosterior = "log_posterior"
    case rhoSquared = "rho_squared"
    case rhoSquaredAdjusted = "rho_squared_adjusted"
    case hitRate = "hit_rate"
    case logScore = "log_score"
    case heldOut = "held_out"
    case covarianceKind = "covariance_kind"
    case doubledDraws = "doubled_draws"
    case restartsAgreeing = "restarts_agreeing"
  }

  /// The document's bytes: keys sorted, two spaces, a newline at the end.
  public func json() throws -> String { try jsonDocument() }
}
