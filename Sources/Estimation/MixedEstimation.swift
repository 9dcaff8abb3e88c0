internal import Foundation

/// Fits a model whose likelihood has more than one maximum, or is a mean over draws.
struct MixedEstimation {
  private let model: ChoiceModel
  private let data: ChoiceData
  private let regime: Estimates.Regime
  private let settings: Estimator.Settings
  private let likelihood: Likelihood
  private let starts: StartingPoints
  private let posterior: Posterior

  init(
    _ model: ChoiceModel, _ data: ChoiceData, _ exits: [ExitRecord], _ regime: Estimates.Regime,
    _ settings: Estimator.Settings
  ) {
    self.model = model
    self.data = data
    self.regime = regime
    self.settings = settings
    likelihood = Likelihood(model, data, settings.draws, exits: exits, threads: settings.threads)
    let parameters = likelihood.parameters
    starts = StartingPoints(model, parameters, data, seed: settings.draws.seed)
    var held: [Int: Double] = [:]
    for (place, parameter) in parameters.enumerated()
    where model.held[parameter.name] != nil || !regime.looksFor(parameter.kind) {
      held[place] = starts.first[place]
    }
    posterior = Posterior(likelihood, held: held)
  }

  func estimates(_ progress: (Double) -> Void) -> Estimates {
    let found = (0..<settings.starts).map { index -> Maximiser.Result in
      defer { progress(Double(index + 1) / Double(settings.starts)) }
      let start = starts.start(index)
      return settled(Maximiser().maximise(posterior, from: posterior.free.map { start[$0] }))
    }
    // The first of the best: a maximum before a mere height, and rounding does not decide.
    let top = found.filter(\.isMaximum).map(\.value).max() ?? found.map(\.value).max() ?? 0
    let best =
      found.first { $0.isMaximum && $0.value >= top - 1e-7 * max(1, abs(top)) }
      ?? found.first { $0.value >= top } ?? found[0]
    return report(best, found)
  }

  // Standard deviations are what they are without their sign: a search that ended at a negative one goes on
  // from its mirror image.
  private func settled(_ result: Maximiser.Result) -> Maximiser.Result {
    let parameters = likelihood.parameters
    var x = result.x
    var isMirrored = false
    for (place, parameter) in posterior.free.enumerated() {
      guard case .spread(let k) = parameters[parameter].kind, x[place] < 0 else { continue }
      isMirrored = true
      for (other, index) in posterior.free.enumerated() {
        switch parameters[index].kind {
        case .spread(k), .covariance(_, k): x[other] = -x[other]
        default: break
        }
      }
    }
    if !isMirrored { return result }
    return Maximiser().maximise(posterior, from: x)
  }

  private func report(_ best: Maximiser.Result, _ found: [Maximiser.Result]) -> Estimates {
    let all = posterior.parameters(at: best.x)
    let evaluation = likelihood.evaluate(at: all, .units)
    let errors = ParameterErrors(
      information: best.hessian.scaled(by: -1),
      scores: evaluation.units.map { unit in posterior.free.map { unit.gradient[$0] } },
      persons: likelihood.units.map(\.person)
        + (likelihood.exits?.persons.indices.map { data.persons.count + $0 } ?? []),
      hasPriors: !model.priors.isEmpty)
    let deviations = errors.covariance.diagonal.map { max($0, 0).squareRoot() }
    func distance(_ x: [Double]) -> Double {
      zip(zip(x, best.x), deviations).reduce(0) {
        $1.1 > 0 ? max($0, abs($1.0.0 - $1.0.1) / $1.1) : $0
      }
    }
    var fit = FitStatistics()
    fit.exits = likelihood.exits?.evaluate(at: all, .value).logLikelihood
    fit.logLikelihood = evaluation.logLikelihood - (fit.exits ?? 0)
    fit.judge(data, likelihood.shares(of: data, at: all))
    var estimates = Estimates(
      likelihood.parameters, all, posterior.free, errors, model, data, regime, fit,
      seed: settings.draws.seed)
    estimates.objective = best.value
    estimates.restarts = found.map {
      Estimates.Restart(
        value: $0.value,
        gradientNorm: zip($0.gradient, deviations).reduce(0) { max($0, abs($1.0) * $1.1) },
        distance: distance($0.x), isMaximum: $0.isMaximum)
    }
    estimates.isConverged = best.isMaximum
    estimates.eigenvalues = best.hessian.scaled(by: -1).unitDiagonal.eigen.values
    estimates.draws = likelihood.draws > 1 ? settings.draws : nil
    if settings.checksDraws, likelihood.draws > 1 {
      estimates.doubling = doubling(all, errors, deviations)
    }
    estimates.notes += notes(estimates)
    return estimates
  }

  // The gradient with twice the draws, as a step.
  private func doubling(
    _ all: [Double], _ errors: ParameterErrors, _ deviations: [Double]
  ) -> Estimates.Doubling {
    let twice = likelihood.with(settings.draws.with(count: 2 * settings.draws.count))
    let found = Posterior(
      twice,
      held: Dictionary(
        uniqueKeysWithValues: all.indices.filter { !posterior.free.contains($0) }.map {
          ($0, all[$0])
        }))
    let x = posterior.free.map { all[$0] }
    let step = errors.hessianInverse.times(found.evaluate(at: x).gradient)
    return Estimates.Doubling(
      logLikelihood: twice.evaluate(at: all, .value).logLikelihood,
      distance: zip(step, deviations).reduce(0) { $1.1 > 0 ? max($0, abs($1.0) / $1.1) : $0 })
  }

  private func notes(_ estimates: Estimates) -> [String] {
    var notes: [String] = []
    if !estimates.isConverged {
      notes.append(
        "no search ended in a maximum: the data do not decide all parameters; hold one, or give priors"
      )
    }
    let higher = estimates.restarts.filter {
      !$0.isMaximum && $0.value > estimates.objective + 1e-6 * abs(estimates.objective)
    }
    if !higher.isEmpty {
      notes.append("\(higher.count) searches rose higher without reaching a maximum")
    }
    if let doubling = estimates.doubling, doubling.distance > 0.5 {
      notes.append(
        "twice the draws would move a parameter by \(Self.short(doubling.distance)) standard errors: "
          + "more draws are needed")
    }
    if model.cutoff != nil { notes += cutoffNotes() }
    return notes
  }

  private static func short(_ x: Double) -> String { String(format: "%.1f", x) }

  // A threshold can be seen only where offers lie on both sides of it.
  private func cutoffNotes() -> [String] {
    guard let cutoff = model.cutoff, let column = data.column(cutoff.column) else { return [] }
    let levels = Set(
      data.situations.flatMap { $0.options }
        .filter { !cutoff.unscreened.contains($0.alternative) }.map { $0.values[column] })
    if levels.count < 2 {
      return [
        "the cut-off is not identified: all offers have the same \(cutoff.column); what is printed of it "
          + "is the prior alone"
      ]
    }
    return []
  }
}
