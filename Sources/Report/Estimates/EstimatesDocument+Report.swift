internal import Estimation
internal import Units

extension EstimatesDocument {
  /// The document of a report.
  ///
  /// - Parameters:
  ///   - report: What was found.
  ///   - version: Of the program.
  ///   - run: Time and machine; nil where the bytes are to be reproducible.
  public init(_ report: EstimatesReport, version: String, run: DocumentRun?) {
    let estimates = report.estimates
    let fit = estimates.fit
    self.version = version
    self.run = run
    seed = report.seed.value
    inputs = report.inputs.map { Input(path: $0.path, sha256: $0.sha256.description) }
    model = Model(report)
    situations = fit.situations
    persons = fit.persons
    rows = Rows(all: report.rows.all, leftOut: report.rows.leftOut)
    regime = estimates.regime.rawValue
    converged = estimates.isConverged
    logLikelihood = fit.logLikelihood
    logLikelihoodNull = fit.null
    logLikelihoodConstants = fit.constants
    logPosterior = report.isPosterior ? estimates.objective : nil
    rhoSquared = fit.rhoSquared
    rhoSquaredAdjusted = fit.adjustedRhoSquared
    if !report.isPosterior {
      aic = fit.aic
      bic = fit.bic
      tests = report.tests.map {
        Test(against: $0.against, statistic: $0.statistic, degrees: $0.degrees, p: $0.p)
      }
    }
    hitRate = fit.hitRate
    brier = fit.brier
    logScore = fit.logScore.isFinite ? fit.logScore : nil
    calibration = fit.calibration.map {
      Decile(count: $0.count, predicted: $0.predicted, observed: $0.observed)
    }
    heldOut = fit.heldOut.flatMap {
      $0.logScore.isFinite ? HeldOut(folds: $0.folds, logScore: $0.logScore) : nil
    }
    parameters = estimates.parameters.map { Parameter($0, in: report) }
    covarianceKind = estimates.covarianceKind
    let matrix = estimates.covariance
    covariance = (0..<matrix.size).map { row in (0..<matrix.size).map { matrix[row, $0] } }
    wtp = estimates.worths.isEmpty ? nil : estimates.worths.map(Worth.init)
    draws = estimates.draws.map {
      Draws(kind: $0.kind.rawValue, count: $0.count, drop: $0.kind == .halton ? $0.drop : nil)
    }
    doubledDraws = estimates.doubling.map {
      DoubledDraws(
        count: 2 * (estimates.draws?.count ?? 0), logLikelihood: $0.logLikelihood,
        distance: $0.distance)
    }
    restarts = estimates.restarts.map {
      Restart(
        logLikelihood: $0.value, gradientNorm: $0.gradientNorm, distance: $0.distance,
        maximum: $0.isMaximum)
    }
    restartsAgreeing = estimates.agreeing
    eigenvalues = estimates.eigenvalues
    notes = estimates.notes
  }
}

extension EstimatesDocument.Model {
  init(_ report: EstimatesReport) {
    family = report.family
    space = report.model.price == nil ? "preference" : "willingness_to_pay"
    price = report.price
    panel = report.model.isPanel
    coefficients = report.model.coefficients.map { coefficient in
      EstimatesDocument.Coefficient(
        name: coefficient.name, column: coefficient.column,
        alternatives: coefficient.alternatives?.sorted(),
        distribution: coefficient.distribution.word)
    }
  }
}

extension EstimatesDocument.Parameter {
  init(_ estimate: Estimates.Estimate, in report: EstimatesReport) {
    name = estimate.name
    kind = estimate.parameter.kind.word
    self.estimate = estimate.value
    working = estimate.working
    held = estimate.isHeld
    seHessian = estimate.errors?.hessian
    seBhhh = estimate.errors?.bhhh
    seRobust = estimate.errors?.robust
    seClustered = estimate.errors?.clustered
    t = report.t(of: estimate)
    low = estimate.interval?.lowerBound
    high = estimate.interval?.upperBound
    priorLow = estimate.priorInterval?.lowerBound
    priorHigh = estimate.priorInterval?.upperBound
    priorShare = estimate.priorShare
    priorSource = estimate.priorSource
  }
}

extension EstimatesDocument.Worth {
  init(_ worth: Worth) {
    name = worth.name
    value = worth.value
    se = worth.standardError
    low = worth.simulated.lowerBound
    high = worth.simulated.upperBound
    fiellerLow = worth.exact?.lowerBound
    fiellerHigh = worth.exact?.upperBound
  }
}

extension ChoiceModel.Distribution {
  /// As model files spell it.
  var word: String {
    switch self {
    case .fixed: "fixed"
    case .normal: "normal"
    case .lognormal: "lognormal"
    case .zeroOrLognormal: "zero_or_lognormal"
    }
  }
}
