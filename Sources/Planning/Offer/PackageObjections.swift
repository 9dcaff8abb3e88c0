public import Scenario

/// A limit of ours that a package exceeds.
///
/// The menu keeps to all of them but the last; a package that is not of the menu need not.
public enum PackageLimit: Hashable, Sendable {
  /// Cash and data cost more than the whole budget, dollars a year.
  case cashBudget(Double)
  /// A year's base and bonus are above what the level is paid, dollars.
  case abovePayBand(level: String, most: Double)
  /// A year's base and bonus are below what the level is paid, dollars.
  case belowPayBand(level: String, least: Double)
  /// Cash is above this multiple of what peers in the role are paid here.
  case peerPay(multiple: Double)
  /// Cash is above what the person's own row allows, dollars a year.
  case cashMost(Double)
  /// More GPUs than the person's own row allows.
  case gpusMost(Int)
  /// All in all it costs more than the hire is worth, dollars a year.
  case hireValue(Double)
}

extension Scenario {
  /// The limits of ours that a package exceeds, whether or not it is on the person's menu.
  ///
  /// Amounts are compared in whole cents, as the menu compares them.
  /// - Parameters:
  ///   - package: What might be offered.
  ///   - candidate: To whom.
  ///   - cost: What it costs in all if accepted, dollars a year; `nil` leaves the hire's worth out.
  public func limits(
    of package: Package, for candidate: Candidate, costing cost: Double? = nil
  ) -> [PackageLimit] {
    var exceeded: [PackageLimit] = []
    func isAbove(_ amount: Double, _ limit: Double) -> Bool { cents(amount) > cents(limit) }
    if isAbove(package.cash + package.dataAccessCost, cashBudget) {
      exceeded.append(.cashBudget(cashBudget))
    }
    if let band = policy.payBands.first(where: { $0.level == candidate.level }),
      let year = package.years.first
    {
      if let most = band.most, isAbove(year.base + year.bonus, most) {
        exceeded.append(.abovePayBand(level: band.level, most: most))
      }
      if let least = band.least, isAbove(least, year.base + year.bonus) {
        exceeded.append(.belowPayBand(level: band.level, least: least))
      }
    }
    if let multiple = policy.peerPayLimit, let peers = candidate.peerPay,
      isAbove(package.cash, multiple * peers)
    {
      exceeded.append(.peerPay(multiple: multiple))
    }
    if let most = candidate.cashMost, isAbove(package.cash, most) {
      exceeded.append(.cashMost(most))
    }
    if let most = candidate.gpusMost, package.guaranteedGPUs > most {
      exceeded.append(.gpusMost(most))
    }
    if let cost, isAbove(cost, candidate.hireValue) {
      exceeded.append(.hireValue(candidate.hireValue))
    }
    return exceeded
  }
}
