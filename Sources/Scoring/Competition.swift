internal import Choice
internal import Kernels

/// Everything that is not ours, as a kernel sees it: the alternatives that may survive a screen.
///
/// Staying comes first, then the rivals from the largest cluster down, so that whoever survives a
/// cut-off is a first part of the list.
struct Competition: Sendable {
  /// What is known of one interval of cut-offs.
  struct Tier: Sendable {
    /// The chance of a cut-off in it.
    var weight: Double
    /// How many of the alternatives survive it.
    var count: Int
  }

  /// Staying and the rivals, as this person sees them.
  let alternatives: [Features]
  /// From the lowest cut-offs, which all survive, to those just below our own cluster.
  let tiers: [Tier]

  init(_ situation: ChoiceSituation, clusterGPUs: Double) {
    let coefficients = situation.coefficients
    let rivals = situation.rivals.enumerated().sorted {
      ($0.element.clusterGPUs, -$0.offset) > ($1.element.clusterGPUs, -$1.offset)
    }.map(\.element)
    alternatives =
      [Features(situation.staying, coefficients, forfeited: 0)]
      + rivals.map { Features($0, coefficients, forfeited: situation.forfeited) }
    tiers = Self.tiers(situation, clusterGPUs: clusterGPUs)
  }

  /// The intervals of cut-offs below a size of our cluster.
  static func tiers(_ situation: ChoiceSituation, clusterGPUs: Double) -> [Tier] {
    let sizes = situation.rivals.map(\.clusterGPUs)
    return Contest.intervals(of: situation.screen, upTo: clusterGPUs, rivalSizes: sizes)
      .map { weight, smallest in
        Tier(weight: weight, count: 1 + sizes.count { $0 >= smallest })
      }
  }

  /// The chance of each tier if the never-share is as each guess has it; `[tiers][S]`.
  ///
  /// Only that share is guessed at: how those who have a cut-off are distributed is taken as believed.
  func weights(
    under guesses: [ParameterDraw], _ situation: ChoiceSituation, clusterGPUs: Double
  ) -> [[Float]] {
    guard case .distributed(var cutoffs) = situation.screen else {
      return tiers.map { tier in guesses.map { _ in Float(tier.weight) } }
    }
    let believed = cutoffs.neverShare
    cutoffs.neverShare = 0
    let having = Contest.intervals(
      of: .distributed(cutoffs), upTo: clusterGPUs,
      rivalSizes: situation.rivals.map(\.clusterGPUs)
    ).map(\.weight)
    let never = guesses.map { $0.neverShare(of: believed) }
    return having.indices.map { tier in
      never.map { Float((1 - $0) * having[tier] + (tier == 0 ? $0 : 0)) }
    }
  }
}
