internal import Estimation

extension EstimatesReport {
  /// What was believed before the data, beside what is believed with them.
  var priorSection: EstimatesSection {
    var section = EstimatesSection(
      heading: "PRIOR AND DATA", columns: ["prior 95 %", "with the data", "prior's share"])
    let believed = estimates.parameters.filter { $0.priorInterval != nil }
    for estimate in believed {
      section.rows.append([
        estimate.name, estimate.priorInterval.map(EstimateFigures.range) ?? "-",
        estimate.isHeld ? "held" : estimate.interval.map(EstimateFigures.range) ?? "-",
        estimate.isHeld
          ? "all prior"
          : estimate.priorShare.map { NumberFormat.percent($0) + ", " + Self.words($0) } ?? "-",
      ])
    }
    let shares = believed.compactMap(\.priorShare)
    if let mean = Self.mean(shares) {
      section.sentences.append(
        "On average \(NumberFormat.percent(mean)) of what is known of "
          + "\(shares.count == 1 ? "this parameter" : "these \(shares.count) parameters") is what was "
          + "believed before, and \(NumberFormat.percent(1 - mean)) is what the data say.")
    }
    let silent = believed.filter { ($0.priorShare ?? 0) >= 0.9 }.map(\.name)
    if !silent.isEmpty {
      section.sentences.append(
        "The data say next to nothing of \(NumberFormat.list(silent)): what is printed is the prior."
      )
    }
    let assumed = believed.filter {
      $0.priorSource.map { $0.isEmpty || $0 == "assumption" } ?? true
    }
    if !assumed.isEmpty {
      section.sentences.append(
        "Assumed, by nobody measured: the prior\(assumed.count == 1 ? "" : "s") of "
          + NumberFormat.list(assumed.map(\.name)) + ".")
    }
    return section
  }

  /// The mean of the shares of priors; nil without any.
  static func mean(_ shares: [Double]) -> Double? {
    shares.isEmpty ? nil : shares.reduce(0, +) / Double(shares.count)
  }

  /// A prior's share, as one says it.
  static func words(_ share: Double) -> String {
    switch share {
    case ..<0.1: "the data decide"
    case ..<0.35: "mostly data"
    case ..<0.65: "half and half"
    case ..<0.9: "mostly prior"
    default: "prior alone"
    }
  }
}
