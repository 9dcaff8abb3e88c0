internal import Allocation
internal import Scenario

/// What a promise takes of a pool on average, in units that the pool's price is paid for.
///
/// Kept in full, a refused promise is back for a share ρ of the year: `w·(1 − ρ·(1 − P))`. Overbooked,
/// it takes what it adds to the mean and to the spread that the reserve has to cover, at the plan's own
/// spread s and its reserve, z of them above the mean: `P·w + z·P·(1 − P)·w²/(2·s)`, as in the stand-in
/// whose prices are paid. Its last unit takes `κ·P` of that with `κ = 1 + z·(1 − P)·w/s`. Where missing
/// units have a price, that is what an accepted unit costs, as often as none is left for it; never more
/// than keeping one for it.
struct PromiseCharge: Hashable, Sendable {
  private let releaseShare: Double
  private let drawDown: Double
  // Of every promised row; none where promises are kept in full.
  private let spreads: [Int: PromiseSpread]
  // The row of each pool in which most has begun.
  private let rows: [Int?]
  // Of each pool, dollars a year of one more accepted unit; nil where the pool's price is paid.
  private let missing: [Double?]

  /// Promises kept in full.
  init(releaseShare: Double) {
    self.releaseShare = releaseShare
    (drawDown, spreads, rows, missing) = (1, [:], [], [])
  }

  /// As the table's policy has it, near a plan.
  init(_ table: OptionTable, near choice: [Int]?) {
    releaseShare = table.scenario.policy.releaseShare
    drawDown = table.scenario.policy.promising.drawDown
    guard !table.keepsPromises, let choice else {
      (spreads, rows, missing) = ([:], [], [])
      return
    }
    let chance = table.chanceProblem(of: table.unreleased)
    let spreads = Dictionary(
      uniqueKeysWithValues: chance.rows.map { ($0.row, PromiseSpread(chance, $0, of: choice)) })
    self.spreads = spreads
    rows = table.poolRows.map(\.last)
    missing = table.poolRows.map { rows in
      let cents = rows.compactMap { spreads[$0]?.recourse }
      return cents.count == rows.count ? cents.reduce(0, +) / 100 : nil
    }
  }

  /// Dollars a year that a promise of `units` takes of a pool on average.
  func cost(of units: Double, pool: Int, accepted p: Double, unitPrice: Double) -> Double {
    if let missing = missing(pool) { return units * drawDown * min(p * missing, unitPrice) }
    return unitPrice * use(of: units, pool: pool, accepted: p)
  }

  /// Dollars a year that one more unit takes for each that is accepted.
  func costPerAcceptance(
    of units: Double, pool: Int, accepted p: Double, unitPrice: Double
  ) -> Double {
    if let missing = missing(pool) {
      return drawDown * min(missing, p > 0 ? unitPrice / p : .infinity)
    }
    return unitPrice == 0
      ? 0 : unitPrice * perAcceptance(of: units, pool: pool, accepted: p)
  }

  /// Units of a pool that a promise of `units` takes on average, for which its price is paid.
  func use(of units: Double, pool: Int, accepted p: Double) -> Double {
    guard let spread = spread(pool) else { return units * (1 - releaseShare * (1 - p)) }
    return spread.weight(of: units * drawDown, accepted: p)
  }

  /// What one more unit takes for each that is accepted: κ; infinite where nobody accepts.
  func perAcceptance(of units: Double, pool: Int, accepted p: Double) -> Double {
    if p == 0 { return .infinity }
    guard let spread = spread(pool) else { return (1 - releaseShare * (1 - p)) / p }
    return drawDown * spread.charge(of: units * drawDown, accepted: p)
  }

  /// Cents that a package's use of a row costs at the row's price; in full where the row is hard.
  func cents(of use: Int64, row: Int, accepted p: Double, price: Double) -> Double {
    guard let spread = spreads[row] else { return price * Double(use) }
    if let recourse = spread.recourse {
      return Double(use) * drawDown * min(p * recourse, price)
    }
    return price * spread.weight(of: Double(use) * drawDown, accepted: p)
  }

  private func missing(_ pool: Int) -> Double? {
    missing.indices.contains(pool) ? missing[pool] : nil
  }

  private func spread(_ pool: Int) -> PromiseSpread? {
    rows.indices.contains(pool) ? rows[pool].flatMap { spreads[$0] } : nil
  }
}
