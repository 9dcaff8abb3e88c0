internal import Foundation

/// Fits the conditional logit, whose likelihood is concave: Newton's method with the exact Hessian.
///
/// Source: McFadden 1974; Train, *Discrete Choice Methods with Simulation*, 2nd ed. 2009, §3.7.
struct PlainEstimation {
  private let model: ChoiceModel
  private let data: ChoiceData
  private let regime: Estimates.Regime
  private let settings: Estimator.Settings

  init(
    _ model: ChoiceModel, _ data: ChoiceData, _ regime: Estimates.Regime,
    _ settings: Estimator.Settings
  ) {
    self.model = model
    self.data = data
    self.regime = regime
    self.settings = settings
  }

  func estimates() -> Estimates {
    let curvature = LogitCurvature(model, data)
    let start = model.parameters(sources: []).map { model.starts[$0.name] ?? 0 }
    let beta = curvature.maximum(from: start).beta
    let found = curvature.evaluate(at: beta)
    let errors = ParameterErrors(
      information: found.hessian.scaled(by: -1), scores: curvature.scores(at: beta),
      persons: data.persons.enumerated().flatMap { index, person in
        [Int](repeating: index, count: person.situations.count)
      }, hasPriors: false)
    var fit = FitStatistics()
    fit.logLikelihood = found.logLikelihood
    fit.judge(data, curvature.chances(at: beta))
    var estimates = Estimates(
      model.parameters(sources: []), beta, Array(beta.indices), errors, model, data, regime, fit,
      seed: settings.draws.seed)
    let deviations = errors.covariance.diagonal.map { max($0, 0).squareRoot() }
    let norm = zip(found.gradient, deviations).reduce(0) { max($0, abs($1.0) * $1.1) }
    let isMaximum = norm < 1e-5 && errors.isDefinite
    estimates.restarts = [
      Estimates.Restart(
        value: found.logLikelihood, gradientNorm: norm, distance: 0, isMaximum: isMaximum)
    ]
    estimates.isConverged = isMaximum
    estimates.eigenvalues = found.hessian.scaled(by: -1).unitDiagonal.eigen.values
    if settings.folds > 1 { estimates.fit.heldOut = heldOut() }
    return estimates
  }

  private func heldOut() -> (logScore: Double, folds: Int)? {
    let folds = min(settings.folds, data.persons.count)
    guard folds > 1 else { return nil }
    let people = data.persons.indices
    let total = (0..<folds).reduce(0.0) { sum, fold in
      let trained = LogitCurvature(model, data.choices(of: people.filter { $0 % folds != fold }))
        .maximum(from: model.coefficients.map { _ in 0 }).beta
      let rest = data.choices(of: people.filter { $0 % folds == fold })
      return sum + LogitCurvature(model, rest).evaluate(at: trained).logLikelihood
    }
    return (total / Double(max(1, data.situations.count)), folds)
  }
}
