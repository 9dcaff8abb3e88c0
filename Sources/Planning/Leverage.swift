internal import Choice
internal import Scenario

/// What one more guaranteed GPU does for an offer, against its price.
///
/// Both are per dollar of compute at the plan's prices, net of scarce cash; `nil` prints as a dash.
public struct Leverage: Hashable, Sendable {
  /// Willingness to pay of the marginal candidate, dollars of cash per H100-equivalent and year.
  public var willingnessToPay: Double?
  /// What one more guaranteed H100-equivalent costs per acceptance, dollars a year; 0 is free, and
  /// infinite where nobody accepts.
  public var computePrice: Double
  /// Λ: GPUs as a lure against cash; above 1 they persuade more cheaply.
  public var hiring: Double?
  /// GPUs as a lure that also works, against cash; above 1, promise the next GPU instead of cash.
  public var returns: Double?

  /// Compute is free at the plan's prices.
  public var isFree: Bool { computePrice == 0 }
}

extension Leverage {
  /// The leverage of a package in a pool with a price.
  ///
  /// `c = λ/(u·r)·κ` with `κ = (1 − ρ(1 − P))/P` (promises in full, released when refused),
  /// `Λ = WTP / (c / (1 + λ_cash/P))`, and the return `(WTP + H′(g)) / (same price)`.
  /// - Parameters:
  ///   - acceptance: P and its derivatives.
  ///   - unitPrice: λ of the pool, dollars per unit and year.
  ///   - cashPrice: λ of the cash row, dollars per dollar.
  ///   - marginalOutput: H′, dollars a year per H100-equivalent; `nil` where it is unbounded.
  init(
    _ acceptance: Acceptance, pool: Scenario.Pool, unitPrice: Double, cashPrice: Double,
    releaseShare: Double, marginalOutput: Double?
  ) {
    let p = acceptance.probability
    self.init(
      acceptance, pool: pool,
      unitCost: unitPrice == 0
        ? 0 : unitPrice * (p > 0 ? (1 - releaseShare * (1 - p)) / p : .infinity),
      cashPrice: cashPrice, marginalOutput: marginalOutput)
  }

  /// The same where a unit that is accepted costs `unitCost` dollars a year: λ·κ.
  private init(
    _ acceptance: Acceptance, pool: Scenario.Pool, unitCost: Double, cashPrice: Double,
    marginalOutput: Double?
  ) {
    let p = acceptance.probability
    willingnessToPay = acceptance.willingnessToPay
    computePrice = unitCost / (Double(pool.gpusPerUnit) * pool.h100ePerGPU)
    let net = p > 0 ? computePrice / (1 + cashPrice / p) : 0
    guard net > 0, let lure = willingnessToPay else {
      (hiring, returns) = (nil, nil)
      return
    }
    hiring = lure / net
    returns = marginalOutput.map { (lure + $0) / net }
  }

  /// The leverage of a package whose GPUs are of `pool`, at prices in dollars a year.
  init(
    _ acceptance: Acceptance, of package: Scenario.Package, for candidate: Scenario.Candidate,
    from pool: Int, in scenario: Scenario, unitPrice: Double, cashPrice: Double,
    _ charge: PromiseCharge
  ) {
    self.init(
      acceptance, pool: scenario.pools[pool],
      unitCost: charge.costPerAcceptance(
        of: Double(package.units), pool: pool, accepted: acceptance.probability,
        unitPrice: unitPrice), cashPrice: cashPrice,
      marginalOutput: HireWorth(candidate, in: scenario).marginalOutput(of: package))
  }
}
