internal import Estimation

extension EstimatesReport {
  /// What people would pay for a unit of each attribute.
  var worthSection: EstimatesSection {
    guard let price else { return EstimatesSection(heading: "WORTH") }
    if model.price != nil {
      return EstimatesSection(
        heading: "WORTH",
        sentences: [
          "In willingness-to-pay space the coefficients are worths already, in units of what "
            + "\(price) multiplies."
        ])
    }
    var section = EstimatesSection(
      heading: "WORTH in \(price)", columns: ["value", "s.e. delta", "Krinsky-Robb 95 %"])
    let isFiellerShown = estimates.worths.contains { $0.isFiellerOther }
    if isFiellerShown { section.columns.append("Fieller 95 %") }
    for worth in estimates.worths {
      let places = EstimateFigures.places(for: worth.standardError)
      section.rows.append(
        [
          worth.name, EstimateFigures.text(worth.value, places),
          EstimateFigures.text(worth.standardError, places), EstimateFigures.range(worth.simulated),
        ]
          + (isFiellerShown
            ? [
              worth.isFiellerOther
                ? worth.exact.map(EstimateFigures.range) ?? "no bound" : "the same"
            ] : []))
    }
    if section.rows.isEmpty { return section }
    section.sentences.append(
      "What people would pay for a unit more; below 0, for a unit less.")
    if estimates.worths.contains(where: \.isPriceWeak) {
      section.sentences.append(
        "no bound: the data do not exclude that \(price) is 0, and then a worth may be anything.")
    }
    if isMixed {
      section.sentences.append("Of coefficients that differ, the ratio of the medians.")
    }
    return section
  }
}

extension Worth {
  /// Whether Fieller's interval says something else than Krinsky and Robb's: an end by more than a
  /// twentieth of the width.
  var isFiellerOther: Bool {
    guard let exact else { return true }
    let width = simulated.upperBound - simulated.lowerBound
    return abs(exact.lowerBound - simulated.lowerBound) > 0.05 * width
      || abs(exact.upperBound - simulated.upperBound) > 0.05 * width
  }
}
