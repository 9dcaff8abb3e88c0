import Choice
import Documents

extension ScenarioReader {
  /// What each level of role is paid.
  func readPayBands(_ policy: inout Section) -> [Scenario.PayBand] {
    guard var section = policy.section("pay_bands") else { return [] }
    let bands = section.entries.compactMap { entry -> Scenario.PayBand? in
      if let fault = Identifier.fault(of: entry.key) {
        section.note(
          Diagnostic(
            "the level \(fault)", at: entry.location, key: "policy.pay_bands",
            value: .text(entry.key), remedy: Identifier.remedy))
      }
      guard var band = section.section(entry.key, sensitive: ["least", "most"]) else {
        return nil
      }
      let least = band.optionalNumber("least", .dollars)
      let most = band.optionalNumber("most", .dollars)
      if let least, let most, least > most {
        band.note("is below the least", of: "most", remedy: "raise the most or lower the least")
      }
      band.finish(into: &section)
      return Scenario.PayBand(level: entry.key, least: least, most: most)
    }
    section.finish(into: &policy)
    return bands.sorted { $0.level < $1.level }
  }

  /// By how much the cash of an offer may exceed what peers are paid.
  func readPeerPayLimit(_ policy: inout Section) -> Double? {
    policy.optionalNumber(
      "peer_pay_limit",
      Measure(
        "a multiple of peers' pay", example: "130%", from: 0, through: 100, isAboveLowest: true,
        acceptsPercent: true))
  }

  /// What no package for a person of this level may exceed; nil after a problem.
  func readLimits(
    level: String?, peerPay: Double?, _ section: inout Section
  ) -> PackageLimits? {
    let cashMost = section.optionalNumber("cash_most", .positiveDollars)
    let gpusMost = section.optionalNumber(
      "gpus_most", .count("a whole number of GPUs", example: "32", in: 0...1_000_000))
    if !poolsAreKnown { section.skip { $0 == "pools" } }
    let pools = poolsAreKnown ? section.words("pools", among: self.pools.map(\.id)) : nil
    let without = section.words(
      "without", among: registry.attributes.map(\.id).filter(Self.isStated))
    let found: [(String, Bool)] = [
      ("cash_most", cashMost != nil), ("gpus_most", gpusMost != nil),
      ("pools", pools != nil || !poolsAreKnown), ("without", without != nil),
    ]
    if found.contains(where: { key, isRead in !isRead && section.has(key) }) { return nil }
    return PackageLimits(
      budget: cashBudget, band: payBands.first { $0.level == level },
      peerCash: peerPayLimit.flatMap { limit in peerPay.map { limit * $0 } }, cashMost: cashMost,
      gpusMost: gpusMost.map { Int($0) }, pools: pools, without: without ?? [])
  }
}

extension Scenario.Candidate {
  /// Why there is nothing to offer, where every package was left out.
  var noteOfNoPackage: String? {
    if !packages.isEmpty || pruning.isEmpty { return nil }
    let parts = pruning.map { count in
      switch count.reason {
      case .payBand: "\(count.packages) outside the pay band of \(level)"
      case .peerPay: "\(count.packages) too far above peers' pay"
      case .cap: "\(count.packages) against the limits of the row"
      case .dominated: "\(count.packages) worse than others"
      case .budget: "\(count.packages) beyond the whole budget"
      }
    }
    return "\(id) can be offered nothing: of the packages, \(parts.joined(separator: ", "))."
  }
}
