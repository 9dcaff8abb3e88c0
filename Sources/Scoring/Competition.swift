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
    tiers = Self.tiers(
      situation, clusterGPUs, rivals, ParameterDraw(count: coefficients.registry.count))
  }

  /// The chance of each tier if the never-share is as `guess` has it.
  static func weights(
    _ situation: ChoiceSituation, clusterGPUs: Double, guess: ParameterDraw
  ) -> [Double] {
    tiers(situation, clusterGPUs, situation.rivals, guess).map(\.weight)
  }

  private static func tiers(
    _ situation: ChoiceSituation, _ clusterGPUs: Double, _ rivals: [Alternative],
    _ guess: ParameterDraw
  ) -> [Tier] {
    Contest.intervals(
      of: Contest.screen(of: situation, guess), upTo: clusterGPUs,
      rivalSizes: rivals.map(\.clusterGPUs)
    ).map { weight, smallest in
      Tier(weight: weight, count: 1 + rivals.count { $0.clusterGPUs >= smallest })
    }
  }
}
