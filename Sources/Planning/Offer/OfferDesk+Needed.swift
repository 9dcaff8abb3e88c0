internal import Choice
internal import Foundation
internal import Scenario

/// What it would take: the inverse of P(accept), one thing at a time.
extension OfferDesk {
  // Ten thousand times the largest pay on the table, whatever the currency: no salary goes further.
  private var mostPay: Double {
    let others = candidate.rivals.map(situation.pay) + [candidate.stay.cash]
    let own = candidate.packages.first.map(pay(of:)) ?? 1
    return max(1e10, 1e4 * max(own, others.max() ?? 1))
  }

  /// The least cash at which a package with this one's other contents is accepted with `level`, in
  /// dollars a year; `nil` where no amount will do.
  ///
  /// P at the answer is within 1e-6 of the level.
  func cash(for level: Double, with package: Scenario.Package) -> Double? {
    // Pay enters by its logarithm, so the search runs over that.
    let rest = pay(of: package.paying(0))
    let least = log(max(1, rest + 1))
    let found = Crossing.smallest(
      reaching: level, in: least...max(least, log(mostPay))
    ) { logs in
      probabilities(of: logs.map { package.paying(exp($0) - rest) })
    }
    return found.map { max(0, exp($0) - rest) }
  }

  /// The fewest units of a pool, at most `most`, at which the package is accepted with `level`.
  func units(
    for level: Double, with package: Scenario.Package, of pool: Int, most: Int
  ) -> Int? {
    let found = probabilities(
      of: (0...max(0, most)).map { package.guaranteeing($0, of: pool, in: scenario) })
    return found.firstIndex { $0 >= level }
  }

  /// The least level of an attribute, from what the package holds, at which it is accepted with
  /// `level`; `nil` where none will do.
  func attribute(_ id: String, for level: Double, with package: Scenario.Package) -> Double? {
    guard let attribute = scenario.registry[id] else { return nil }
    let present = package.alternative.levels[id] ?? attribute.reference
    return Crossing.smallest(
      reaching: level, in: present...max(present, attribute.range.upperBound)
    ) { levels in
      probabilities(of: levels.map { package.holding($0, of: id, in: scenario) })
    }
  }

  /// The fewest nodes of the cluster that people weigh at which the package is accepted with `level`.
  ///
  /// - Parameter most: H100-equivalents of the largest cluster to think of.
  /// - Returns: Nodes in service; `nil` where no cluster up to `most` will do.
  func nodes(
    for level: Double, with package: Scenario.Package, h100ePerNode: Double, most: Double = 1e7
  ) -> Int? {
    Crossing.smallest(
      reaching: level, in: 0...max(1, Int((most / h100ePerNode).rounded(.down)))
    ) { nodes in
      nodes == 0 ? 0 : probability(of: package, atCluster: Double(nodes) * h100ePerNode)
    }
  }
}
