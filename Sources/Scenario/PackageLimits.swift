extension Scenario {
  /// How many packages of one person's menu are not offered, for one reason.
  public struct PruningCount: Hashable, Sendable {
    /// Why a package is not offered; the first that holds, in this order.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
      /// Base and bonus lie outside the band of the person's level.
      case payBand = "pay_band"
      /// Cash is above what peers in the role are paid, times the limit.
      case peerPay = "peer_pay"
      /// The person's own row does not allow it.
      case cap
      /// Another package is as good for the person and costs no more.
      ///
      /// It may be refused less often, so it is worth more whenever the hire is; that a refused
      /// promise returns its GPUs is no reason to prefer the other.
      case dominated
      /// Its cash and data cost more than the whole budget.
      case budget
    }

    /// Why.
    public var reason: Reason
    /// How many.
    public var packages: Int
  }
}

/// What no package for one person may exceed.
struct PackageLimits: Hashable, Sendable {
  /// Cash and data access together, dollars a year.
  var budget = Double.infinity
  /// Base and bonus of a year's work.
  var band: Scenario.PayBand?
  /// Cash, from what peers are paid.
  var peerCash: Double?
  /// Cash, by the person's own row.
  var cashMost: Double?
  /// GPUs, physical.
  var gpusMost: Int?
  /// Pools that may carry the guarantee, by id; nil for all.
  var pools: [String]?
  /// Attributes of which a package carries no more and no less than everybody has.
  var without: [String] = []

  /// Why no package with this pay is offered.
  func reason(against pay: LevelPay) -> Scenario.PruningCount.Reason? {
    if let band, !band.holds(pay.firstYear) { return .payBand }
    if let peerCash, Self.exceeds(pay.cash, peerCash) { return .peerPay }
    if let cashMost, Self.exceeds(pay.cash, cashMost) { return .cap }
    return nil
  }

  /// Whether the person may be promised so many GPUs of a pool.
  func allows(gpus: Int, pool: String?) -> Bool {
    gpus <= gpusMost ?? .max && pools.map { pool.map($0.contains) ?? true } ?? true
  }

  /// Whether the budget could pay it, were there no other offer.
  func affords(cash: Double, dataAccessCost: Double) -> Bool {
    !Self.exceeds(cash + dataAccessCost, budget)
  }

  /// Whether an amount is above a limit by a cent or more.
  static func exceeds(_ amount: Double, _ limit: Double) -> Bool {
    (amount * 100).rounded() > (limit * 100).rounded()
  }
}

extension Scenario.PayBand {
  /// Whether a year's pay lies in the band.
  func holds(_ pay: Double) -> Bool {
    !(least.map { PackageLimits.exceeds($0, pay) } ?? false)
      && !(most.map { PackageLimits.exceeds(pay, $0) } ?? false)
  }
}
