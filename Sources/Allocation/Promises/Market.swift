internal import Foundation

/// How the answers to promises depend on each other: scenarios of the market, given each of which all
/// answers are independent.
///
/// One rival's offer, or a good year, moves many answers together. Whatever is asked of promises is
/// computed exactly in every scenario and then averaged. The chance of each single promise, averaged
/// over the scenarios, stays what it was to 1e-9: the market moves answers together, not up or down.
public struct Market: Hashable, Sendable {
  /// One state of the market.
  public struct Scenario: Hashable, Sendable {
    /// Its name, unique within a market.
    public var id: String
    /// Its probability; of all scenarios together 1.
    public var weight: Double
    /// How it moves the answers.
    let effect: Effect
  }

  /// How one state moves the answers of a group, whatever their probability.
  enum Effect: Hashable, Sendable {
    /// Not at all.
    case none
    /// By a common factor: its value, and the share of an answer's variance that it explains.
    case factor(value: Double, correlation: Double)
    /// By these log-odds: of everybody, and instead of some groups.
    case logOdds(Double, groups: [String: Double])
  }

  /// The states, in the caller's order.
  public let scenarios: [Scenario]

  init(_ scenarios: [Scenario]) { self.scenarios = scenarios }

  /// Every answer independent of all others.
  public static let independent = Market([
    Scenario(id: "independent", weight: 1, effect: .none)
  ])

  /// The probabilities of the states.
  public var weights: [Double] { scenarios.map(\.weight) }

  /// The chance of an answer in every state.
  ///
  /// - Parameters:
  ///   - probability: Over all states, in `0...1`; 0 and 1 are so in every state.
  ///   - group: Whom a state may concern in particular, such as a segment.
  /// - Returns: One chance per state, whose weighted mean is `probability` to 1e-9.
  public func acceptances(of probability: Double, in group: String? = nil) -> [Double] {
    precondition((0...1).contains(probability), "probability outside 0...1")
    if probability == 0 || probability == 1 || scenarios.count == 1 {
      return [Double](repeating: probability, count: scenarios.count)
    }
    let start = scenarios[0].effect.position(of: probability)
    // The common shift that restores the mean: the mean rises with it, so halving never fails.
    var (low, high) = (start - 1, start + 1)
    while low.isFinite, mean(at: low, group) > probability { low -= 2 * (high - low) }
    while high.isFinite, mean(at: high, group) < probability { high += 2 * (high - low) }
    for _ in 0..<100 where high - low > 1e-14 * max(1, abs(low)) {
      let middle = 0.5 * (low + high)
      if mean(at: middle, group) < probability { low = middle } else { high = middle }
    }
    return scenarios.map { $0.effect.chance(at: 0.5 * (low + high), group) }
  }

  private func mean(at position: Double, _ group: String?) -> Double {
    scenarios.reduce(0) { $0 + $1.weight * $1.effect.chance(at: position, group) }
  }
}

extension Market.Effect {
  /// Where an answer of this probability stands on the scale of the effect.
  fileprivate func position(of probability: Double) -> Double {
    log(probability) - log1p(-probability)
  }

  /// The chance of an answer that stands at `position`.
  fileprivate func chance(at position: Double, _ group: String?) -> Double {
    switch self {
    case .none: logistic(position)
    case .factor(let value, let correlation):
      0.5
        * erfc(
          (correlation.squareRoot() * value - position) / (2 * (1 - correlation)).squareRoot())
    case .logOdds(let shift, let groups):
      logistic(position + (group.flatMap { groups[$0] } ?? shift))
    }
  }
}

private func logistic(_ x: Double) -> Double {
  x < 0 ? exp(x) / (1 + exp(x)) : 1 / (1 + exp(-x))
}
