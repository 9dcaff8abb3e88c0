internal import Estimation

/// Estimates as a table for a spreadsheet, a row per parameter (RFC 4180).
public struct CSVEstimates {
  private let report: EstimatesReport

  /// The table of a report.
  public init(_ report: EstimatesReport) { self.report = report }

  /// The file's text.
  public var text: String {
    let header = [
      "name", "kind", "estimate", "held", "se_hessian", "se_bhhh", "se_robust", "se_clustered", "t",
      "low_95", "high_95", "prior_low_95", "prior_high_95", "prior_share", "prior_source", "worth",
      "worth_se", "worth_low_95", "worth_high_95",
    ]
    return ([header] + report.estimates.parameters.map(row)).map { CSVRow.joined($0) }
      .joined(separator: "\r\n") + "\r\n"
  }

  private func row(_ estimate: Estimates.Estimate) -> [String] {
    func number(_ value: Double?) -> String {
      value.map { $0.isFinite ? CSVRow.digits($0) : "" } ?? ""
    }
    func ends(_ range: ClosedRange<Double>?) -> [String] {
      [number(range?.lowerBound), number(range?.upperBound)]
    }
    let errors = estimate.errors
    let worth = report.estimates.worths.first { $0.name == estimate.name }
    return [
      estimate.name, estimate.parameter.kind.word, number(estimate.value),
      estimate.isHeld ? "1" : "0", number(errors?.hessian), number(errors?.bhhh),
      number(errors?.robust), number(errors?.clustered), number(report.t(of: estimate)),
    ] + ends(estimate.interval) + ends(estimate.priorInterval)
      + [number(estimate.priorShare), estimate.priorSource ?? ""]
      + [number(worth?.value), number(worth?.standardError)] + ends(worth?.simulated)
  }
}

extension Parameter.Kind {
  /// What a parameter is, as documents and tables call it.
  var word: String {
    switch self {
    case .location: "coefficient"
    case .spread: "sd"
    case .covariance: "cholesky"
    case .zeroShare: "zero_share"
    case .dissimilarity: "dissimilarity"
    case .cutoffMedian: "cutoff_median"
    case .cutoffSpread: "cutoff_sd"
    case .neverShare: "never_share"
    case .lapse: "lapse"
    case .scale: "scale"
    case .exitRate: "exit_rate"
    case .quitElasticity: "quit_elasticity"
    }
  }
}
