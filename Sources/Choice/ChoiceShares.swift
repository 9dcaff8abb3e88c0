internal import Foundation

/// The chance of every alternative of a choice set; they sum to one.
///
/// A person who lapses refuses our package whatever it is, and chooses among the rest. Time O(R·J²)
/// for J alternatives.
/// Source: Train 2009, §3.1 and §6.2.
public struct ChoiceShares: Hashable, Sendable {
  /// Our package.
  public let ours: Double
  /// Each rival, in the situation's order.
  public let rivals: [Double]
  /// Staying.
  public let staying: Double

  /// The shares when `package` lies on the table.
  public init(
    of package: Alternative, in situation: ChoiceSituation, clusterGPUs: Double, draws: TasteDraws
  ) {
    let coefficients = situation.coefficients
    let guess = ParameterDraw(count: coefficients.registry.count)
    var package = package
    package.levels["cluster_gpus"] = clusterGPUs
    func utilities(_ alternative: Alternative) -> [Double] {
      Contest.utilities(
        of: Features(alternative, coefficients, forfeited: situation.forfeited), draws, guess)
    }
    let open = [package] + situation.rivals
    let sizes = open.map { $0.levels["cluster_gpus"] ?? $0.clusterGPUs }
    let utility =
      open.map(utilities) + [
        Contest.utilities(
          of: Features(situation.staying, coefficients, forfeited: 0), draws, guess, staying: true)
      ]
    var shares = [Double](repeating: 0, count: open.count + 1)
    for (weight, smallest) in Self.intervals(of: situation.screen, sizes: sizes) {
      let alive = open.indices.filter { sizes[$0] >= smallest } + [open.count]
      let lapse = alive.first == 0 ? coefficients.assumptions.lapse : 0
      Self.add(to: &shares, weight * (1 - lapse), utility, alive, draws.count)
      Self.add(to: &shares, weight * lapse, utility, alive.filter { $0 != 0 }, draws.count)
    }
    ours = shares[0]
    rivals = Array(shares[1..<open.count])
    staying = shares[open.count]
  }

  // Like the contest's intervals, with one more for cut-offs above every cluster.
  private static func intervals(
    of screen: Screen, sizes: [Double]
  ) -> [(weight: Double, smallest: Double)] {
    guard case .distributed(let cutoffs) = screen else {
      if case .stated(let cutoff) = screen { return [(1, cutoff)] }
      return []
    }
    var result: [(weight: Double, smallest: Double)] = []
    var below = 0.0
    for edge in Set(sizes).sorted() {
      let upTo = cutoffs.cumulative(edge)
      result.append((upTo - below, edge))
      below = upTo
    }
    result.append((1 - below, .infinity))
    return result
  }

  private static func add(
    to shares: inout [Double], _ weight: Double, _ utility: [[Double]], _ alive: [Int], _ count: Int
  ) {
    if weight == 0 { return }
    for r in 0..<count {
      let largest = alive.map { utility[$0][r] }.max() ?? 0
      let terms = alive.map { exp(utility[$0][r] - largest) }
      let total = terms.reduce(0, +)
      for (j, term) in zip(alive, terms) { shares[j] += weight * term / total / Double(count) }
    }
  }
}
