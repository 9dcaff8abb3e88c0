internal import Estimation
internal import Foundation

extension EstimatesReport {
  /// How well the model fits.
  var fitSection: EstimatesSection {
    let fit = estimates.fit
    func number(_ value: Double, _ places: Int) -> String { EstimateFigures.text(value, places) }
    var likelihoods = [number(fit.logLikelihood, 3)]
    if let constants = fit.constants {
      likelihoods.append("constants alone \(number(constants, 3))")
    }
    likelihoods.append("equal chances \(number(fit.null, 3))")
    var section = EstimatesSection(heading: "FIT")
    section.entries = [("log-likelihood", likelihoods.joined(separator: "; "))]
    let rho = "\(number(fit.rhoSquared, 4)), adjusted \(number(fit.adjustedRhoSquared, 4))"
    if isPosterior {
      section.entries.append(("with the priors", number(estimates.objective, 3)))
      section.entries.append(("rho-squared", rho))
      section.sentences.append(
        "No likelihood-ratio tests, AIC or BIC: with priors the likelihood is not at its maximum.")
    } else {
      section.entries.append(
        ("rho-squared", rho + "; AIC \(number(fit.aic, 2)), BIC \(number(fit.bic, 2))"))
      section.entries.append(
        (
          "LR tests",
          tests.map {
            "against \($0.against) \(number($0.statistic, 2)), \($0.degrees) "
              + "degree\($0.degrees == 1 ? "" : "s"), \(EstimateFigures.p($0.p))"
          }.joined(separator: "; ")
        ))
    }
    section.entries.append(
      (
        "predictions",
        "hit rate \(number(100 * fit.hitRate, 1)) %; Brier score \(number(fit.brier, 4)); log score "
          + "\(number(fit.logScore, 4)): typical chance of what was chosen "
          + "\(number(100 * exp(fit.logScore), 1)) %"
      ))
    if let heldOut = fit.heldOut {
      section.entries.append(
        (
          "people left out",
          "log score \(number(heldOut.logScore, 4)) in \(heldOut.folds) parts, typical chance "
            + "\(number(100 * exp(heldOut.logScore), 1)) %"
        ))
    }
    return section
  }

  /// Likelihood-ratio tests of the whole model; none with priors, which keep the likelihood from its
  /// maximum.
  var tests: [(against: String, statistic: Double, degrees: Int, p: Double)] {
    if isPosterior { return [] }
    let fit = estimates.fit
    let null = fit.againstNull
    var tests = [("equal chances", null.statistic, fit.parameters, null.p)]
    if let constants = fit.constants, let degrees = degreesBeyondConstants {
      let statistic = 2 * (fit.logLikelihood - constants)
      tests.append(
        (
          "constants", statistic, degrees,
          FitStatistics.upperTail(statistic, degrees: degrees)
        ))
    }
    return tests
  }

  /// Predicted chances against what was chosen, in tenths of the options.
  var calibrationSection: EstimatesSection {
    let deciles = estimates.fit.calibration
    if deciles.count < 2 { return EstimatesSection(heading: "CALIBRATION") }
    return EstimatesSection(
      heading: "CALIBRATION, %", columns: deciles.indices.map { "\($0 + 1)" },
      rows: [
        ["predicted"] + deciles.map { EstimateFigures.text(100 * $0.predicted, 1) },
        ["chosen"] + deciles.map { EstimateFigures.text(100 * $0.observed, 1) },
      ],
      sentences: ["Tenths of all options, least likely first."])
  }
}
