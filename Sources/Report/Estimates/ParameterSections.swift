internal import Choice
internal import Estimation

extension EstimatesReport {
  /// What was estimated, beside how people differ.
  var parameterSection: EstimatesSection {
    var section = section(
      "PARAMETER", of: shown.filter { !$0.parameter.isOfDifferences })
    let kinds = estimates.parameters.filter { !$0.isHeld }.map(\.parameter.kind)
    if kinds.contains(where: { if case .dissimilarity = $0 { true } else { false } }) {
      section.sentences.append("t of a dissimilarity is against 1, the logit's.")
    }
    if kinds.contains(where: { if case .scale = $0 { true } else { false } }) {
      section.sentences.append(
        "t of a scale is against 1, that of \(model.referenceSource ?? "the reference").")
    }
    return section
  }

  /// How people differ.
  var differenceSection: EstimatesSection {
    section("HOW PEOPLE DIFFER", of: shown.filter(\.parameter.isOfDifferences))
  }

  private var shown: [Estimates.Estimate] {
    estimates.parameters.filter { !hidden.contains($0.name) }
  }

  private func section(
    _ heading: String, of parameters: [Estimates.Estimate]
  ) -> EstimatesSection {
    let hasPriors = !model.priors.isEmpty
    return EstimatesSection(
      heading: heading,
      columns: [
        "estimate", isPosterior ? "s.e. posterior" : "s.e. by person", "t", "95 % from", "to",
      ]
        + (hasPriors ? ["prior"] : []),
      rows: parameters.map { estimate in
        let label = estimate.name + (words(for: estimate).map { " (\($0))" } ?? "")
        guard let error = error(of: estimate) else {
          let value = EstimateFigures.text(
            estimate.value, EstimateFigures.places(of: estimate.value))
          return [label, value, "held", "", "", ""] + (hasPriors ? [""] : [])
        }
        let places = EstimateFigures.places(for: error)
        let ends = estimate.interval.map { [$0.lowerBound, $0.upperBound] }
        return [
          label, EstimateFigures.text(estimate.value, places), EstimateFigures.text(error, places),
          EstimateFigures.t(t(of: estimate)),
        ] + (ends?.map { EstimateFigures.text($0, places) } ?? ["-", "-"])
          + (hasPriors ? [estimate.priorShare.map(NumberFormat.percent) ?? "-"] : [])
      })
  }

  // What of a distribution the number is.
  private func words(for estimate: Estimates.Estimate) -> String? {
    switch estimate.parameter.kind {
    case .location(let k):
      switch model.coefficients[k].distribution {
      case .fixed: nil
      case .normal: "mean"
      case .lognormal, .zeroOrLognormal: "median"
      }
    case .spread(let k), .covariance(let k, _):
      switch model.coefficients[k].distribution {
      case .fixed, .normal: nil
      case .lognormal, .zeroOrLognormal: "of ln"
      }
    case .zeroShare: "share without it"
    case .cutoffSpread: "of ln"
    case .neverShare: "share without one"
    case .exitRate: "a year"
    case .dissimilarity, .cutoffMedian, .lapse, .scale, .quitElasticity: nil
    }
  }

  /// The four kinds of standard errors beside each other.
  var errorSection: EstimatesSection {
    var section = EstimatesSection(
      heading: "STANDARD ERRORS",
      columns: [isPosterior ? "posterior" : "Hessian", "BHHH", "robust", "by person", "ratio", ""])
    var flagged: [String] = []
    for estimate in estimates.parameters {
      guard let errors = estimate.errors else { continue }
      let ratio = errors.hessian > 0 ? errors.clustered / errors.hessian : .nan
      let isFlagged = ratio > Self.ratios.upperBound || ratio < Self.ratios.lowerBound
      if isFlagged { flagged.append(estimate.name) }
      let places = EstimateFigures.places(for: errors.hessian)
      section.rows.append(
        [estimate.name]
          + [errors.hessian, errors.bhhh, errors.robust, errors.clustered].map {
            EstimateFigures.text($0, places)
          } + [EstimateFigures.text(ratio, 2), isFlagged ? "!" : ""])
    }
    if section.rows.isEmpty { return section }
    section.sentences.append(
      "ratio is by person to \(isPosterior ? "posterior" : "Hessian"). Robust is by "
        + (isMixed && model.isPanel ? "person too, whose choices are one unit" : "choice") + ".")
    if !flagged.isEmpty {
      section.sentences.append(
        "! beyond \(Self.ratios.lowerBound) to \(Self.ratios.upperBound): what one person says in "
          + "several choices goes together, or the model misses something; "
          + (isPosterior ? "the posterior does not know it." : "trust those by person."))
    }
    return section
  }

  /// Where the ratio of standard errors by person to those of the Hessian is nothing to speak of.
  static let ratios = 0.77...1.3
}

extension Parameter {
  /// Whether it tells how people differ.
  var isOfDifferences: Bool {
    switch kind {
    case .spread, .covariance, .zeroShare: true
    default: false
    }
  }
}
