import Foundation
import Fulcrum

/// The page of what people weigh, made from the registry itself.
struct AttributePage {
  private let attributes: [Attribute]

  init(_ attributes: [Attribute]) { self.attributes = attributes }

  /// At most 45 lines of 80 columns.
  var text: String {
    let rows = attributes.map(\.row)
    let names = (rows.map(\.name.count).max() ?? 0) + 2
    let worths = (rows.map(\.worth.count).max() ?? 0) + 2
    let lines = rows.map { row in
      "  " + row.name.padded(to: names) + row.worth.padded(to: worths) + row.basis
    }
    let units = attributes.filter { ScenarioGlossary.meaning(of: "organisation.\($0.id)") != nil }
      .map { attribute in
        "  " + attribute.id.padded(to: names)
          + (ScenarioGlossary.meaning(of: "organisation.\(attribute.id)") ?? "")
      }
    return """
      ATTRIBUTES: what people weigh, what it is worth, and who says so

      Worth is in shares of pay, for the frontier segment; other segments differ.
      The range is what is still believable; a plan's 90 % ranges follow from it.

      \(lines.joined(separator: "\n"))

      Levels of what is not pay, promise or cluster:
      \(units.joined(separator: "\n"))

      Your own go under attributes: in scenario.yaml. Sources of all of them, and what
      an attribute does to a plan:
        fulcrum plan --format json
        fulcrum plan --set organisation.publication=0.2

      """
  }
}

extension Attribute {
  fileprivate var row: (name: String, worth: String, basis: String) {
    (id, worth, (range(of: provenance) + [basis]).joined(separator: ", "))
  }

  // One step that a reader can picture: none to all, or a doubling.
  private var worth: String {
    switch transform {
    case .pay: "the scale of all else"
    case .equityShare: "nothing beyond its value"
    case .hill:
      share(from: frontierHalf, to: 2 * frontierHalf)
        + " to double \(frontierHalf.formatted(.number)) GPUs"
    case .log1p where reference > 0:
      share(from: reference, to: 16 * reference) + " for 16k, not 1k GPUs"
    case .log1p: share(from: 0, to: 30) + " for 30 days"
    case .linear: share(from: 0, to: 1) + (range.lowerBound < 0 ? " a step" : " from 0 to 1")
    }
  }

  private func share(from low: Double, to high: Double) -> String {
    let features = [low, high].map { feature(of: $0, halfSaturation: frontierHalf) }
    let percent = (100 * (exp(typicalWorth * (features[1] - features[0])) - 1)).rounded()
    return "\(Int(percent)) %"
  }

  // Where a share of people does not care at all, the mean says more than the median of the rest.
  private var typicalWorth: Double {
    guard case .zeroOrLognormal(let zeroShare, let sd) = spread else { return partWorth }
    return (1 - zeroShare) * partWorth * exp(sd * sd / 2)
  }

  private var frontierHalf: Double {
    Segment.shipped.first { $0.id == "frontier" }?.halfSaturation ?? 32
  }

  private func range(of provenance: Provenance) -> [String] {
    provenance.range.isEmpty ? [] : [provenance.range]
  }

  // The first reference to a year in a source's text stands for it; all of it is in the plan's JSON.
  private var basis: String {
    if provenance.isAssumption { return "assumption" }
    let cited = provenance.source.split(whereSeparator: { ";()".contains($0) })
      .first { $0.contains { $0.isLetter } && $0.contains(" 20") }
    return cited.map { $0.trimmingCharacters(in: .whitespaces) } ?? provenance.date
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
