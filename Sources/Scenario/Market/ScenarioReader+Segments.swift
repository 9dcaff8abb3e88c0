import Choice
import Documents

extension ScenarioReader {
  /// Reads one kind of people: what it is like, and what is said otherwise.
  mutating func readSegment(_ id: String, _ section: inout Section) {
    let like = readLike(id, among: Segment.shipped.map(\.id), &section)
    let base = Segment.shipped.first { $0.id == like }
    let worths = readWorths(of: id, like: base, &section)
    let half = number("half_saturation", Self.gpus, like: base?.halfSaturation, &section)
    let cold = number("never_cold", .share, like: base?.neverShare[.cold], &section)
    let offer = number("never_offer", .share, like: base?.neverShare[.offer], &section)
    let cutoff = number("cutoff_median", Self.gpus, like: base?.cutoffMedian, &section)
    guard let base, let half, let cold, let offer, let cutoff else { return }
    segments[id] = Segment(
      id: id, partWorths: base.partWorths.merging(worths) { _, own in own },
      halfSaturation: half, neverShare: [.cold: cold, .offer: offer], cutoffMedian: cutoff)
  }

  private static let gpus = Measure(
    "H100-equivalents above 0", example: "10k", from: 0, through: 1e7, isAboveLowest: true)

  /// The part-worths that a segment states, by attribute.
  private mutating func readWorths(
    of id: String, like base: Segment?, _ section: inout Section
  ) -> [String: Double] {
    var partWorths: [String: Double] = [:]
    for attribute in registry.attributes where Self.hasWorth(attribute) {
      let worth = section.optionalNumber(attribute.id, Self.measure(ofWorth: attribute))
      if let worth {
        partWorths[attribute.id] = Segment.partWorth(of: attribute.id, worth: worth)
        facts.append(
          Scenario.Fact(
            what: "worth of \(attribute.id) to \(id)",
            value: "\(worth.plain) \(attribute.id == "publication" ? "of the usual" : "of pay")",
            source: "this scenario", date: "", isAssumption: true))
      } else if !section.has(attribute.id),
        let usual = base?.worth(of: attribute.id, registry: registry)
      {
        section.assume(.number((usual * 1e12).rounded() / 1e12), for: attribute.id)
      }
    }
    return partWorths
  }

  // Pay is the scale of all else, and equity enters by its value.
  private static func hasWorth(_ attribute: Attribute) -> Bool {
    switch attribute.transform {
    case .pay, .equityShare: false
    case .linear, .log1p, .hill: true
    }
  }

  /// How the worth of an attribute is written; nobody dislikes what is lognormal.
  private static func measure(ofWorth attribute: Attribute) -> Measure {
    if attribute.id == "publication" {
      return Measure("a factor on the usual worth", example: "0.6", from: 0, through: 10)
    }
    if attribute.id == "gpu_wait_days" {
      return Measure(
        "the share of pay that 30 days cost", example: "8%", from: 0, through: 0.95,
        acceptsPercent: true)
    }
    var lowest = -0.95
    if case .lognormal = attribute.spread, attribute.partWorth >= 0 { lowest = 0 }
    return Measure("a share of pay", example: "5%", from: lowest, through: 3, acceptsPercent: true)
  }

  /// A number that a segment may state and otherwise has from the one that it is like.
  private func number(
    _ key: String, _ measure: Measure, like usual: Double?, _ section: inout Section
  ) -> Double? {
    // Where that one is not known, the key is read all the same, so that its own mistakes are found.
    usual == nil
      ? section.optionalNumber(key, measure) : section.number(key, measure, default: usual)
  }
}
