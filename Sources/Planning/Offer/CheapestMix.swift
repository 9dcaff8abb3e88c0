internal import Foundation
internal import Scenario

/// The cheapest of some packages for a level of P(accept) or more, each with the cash it then needs.
///
/// All packages are scored over steps of cash in one pass; between the steps the logit of P is nearly
/// linear in log pay, which tells whom to solve exactly.
struct CheapestMix {
  private let contents: [Scenario.Package]
  private let desk: OfferDesk
  private let prices: OfferBrief.Prices
  /// P(accept); `[contents][steps]`.
  private let found: [[Double]]
  /// Log pay of the steps.
  private let logs: [Double]

  private static let steps = 24
  private static let finalists = 4
  private static let ladder = 20

  init(_ contents: [Scenario.Package], _ desk: OfferDesk, _ prices: OfferBrief.Prices) {
    self.contents = contents
    self.desk = desk
    self.prices = prices
    let base = contents.map { max(1, desk.pay(of: $0)) }
    let (low, high) = (log((base.min() ?? 1) / 16), log((base.max() ?? 1) * 64))
    let logs = (0..<Self.steps).map { low + (high - low) * Double($0) / Double(Self.steps - 1) }
    self.logs = logs
    let packages = contents.flatMap { content in
      let rest = desk.pay(of: content.paying(0))
      return logs.map { content.paying(exp($0) - rest) }
    }
    let chances = desk.probabilities(of: packages)
    found = contents.indices.map { Array(chances[$0 * logs.count..<($0 + 1) * logs.count]) }
  }

  /// The cheapest that is accepted with `level` or more; nil where none reaches it with any cash.
  ///
  /// More than the level may cost less in all, because a GPU that is promised waits for an answer: its
  /// price per acceptance falls as P rises. So levels above are looked at, too, in steps.
  func cheapest(for level: Double) -> OfferBrief.Mix? {
    guard level < desk.ceiling else { return nil }
    let above = (1..<Self.ladder).map { Double($0) / Double(Self.ladder) }
      .filter { $0 > level && $0 < desk.ceiling }
    let guesses = contents.indices.flatMap { index in
      let rest = desk.pay(of: contents[index].paying(0))
      return ([level] + above).map { aim in
        let package = contents[index].paying(max(0, exp(logPay(index, aim)) - rest))
        return (index: index, aim: aim, cost: cost(of: package, aim))
      }
    }.sorted { ($0.cost, $0.index, $0.aim) < ($1.cost, $1.index, $1.aim) }
    return guesses.prefix(Self.finalists).compactMap { guess -> OfferBrief.Mix? in
      desk.cash(for: guess.aim, with: contents[guess.index]).map { cash in
        let package = contents[guess.index].paying(cash)
        return OfferBrief.Mix(package: package, cost: cost(of: package, guess.aim))
      }
    }.min { $0.cost < $1.cost }
  }

  // By a straight line in the logit between the two steps around the level, or beyond the last.
  private func logPay(_ index: Int, _ level: Double) -> Double {
    let ceiling = desk.ceiling
    func logit(_ p: Double) -> Double {
      let share = min(1 - 1e-9, max(1e-9, p / ceiling))
      return log(share / (1 - share))
    }
    let after = found[index].firstIndex { $0 >= level } ?? logs.count - 1
    let upper = max(1, after)
    let (a, b) = (logit(found[index][upper - 1]), logit(found[index][upper]))
    if b <= a { return logs[upper] }
    return logs[upper - 1] + (logs[upper] - logs[upper - 1]) * (logit(level) - a) / (b - a)
  }

  // What freedom takes its share of.
  private func output(of package: Scenario.Package) -> Double {
    package.autonomyCostShare < 1
      ? HireWorth(desk.candidate, in: desk.scenario).output(of: package) : 0
  }

  /// Dollars a year if accepted: cash, equity, data, and GPUs at the plan's price per acceptance.
  func cost(of package: Scenario.Package, _ acceptance: Double) -> Double {
    let assumptions = desk.scenario.assumptions
    let units =
      package.pool.map { pool in
        prices.charge.cost(
          of: Double(package.units), pool: pool, accepted: acceptance,
          unitPrice: prices.units[pool])
      } ?? 0
    return package.cash + assumptions.equityCostShare * package.equity + package.dataAccessCost
      + output(of: package) * package.autonomyCostShare / (1 - package.autonomyCostShare)
      + units / acceptance
  }
}
